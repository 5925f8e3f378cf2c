"""A plan and its record on paper, in the reader's language."""

from bot.documents.blocks import Sheet, Tone
from bot.documents.typesetting import typeset
from bot.features.improvement.rules.documents import Document
from bot.features.improvement.rules.states import State
from bot.features.improvement.views.documents.sections import blocks
from bot.i18n.translator import translator
from bot.slack.files import Upload

__all__ = ["render", "sheet_of", "upload"]

_TONES = {State.PASSED: Tone.GOOD, State.NOT_PASSED: Tone.BAD, State.ACTIVE: Tone.OPEN, State.EXTENDED: Tone.OPEN}


def render(document: Document, language: str) -> bytes:
    """The PDF for `document.reader`; the same bytes for the same document. Give it what `seen_by` returned. It takes
    some tenths of a second of the processor for a long record: call it in a thread."""
    return typeset(sheet_of(document, language), made_at=document.made_at)


def sheet_of(document: Document, language: str) -> Sheet:
    """All that is printed, as blocks."""
    t = translator(language)
    return Sheet(
        language=language,
        title=t(f"improvement-document-{document.kind}"),
        subtitle=document.person,
        badge=t(f"improvement-document-state-{document.state.replace('_', '-')}"),
        badge_tone=_TONES.get(document.state, Tone.PLAIN),
        mark=t("improvement-document-mark"),
        ref=document.ref,
        page=t("improvement-document-page", page="{page}", pages="{pages}"),
        caption=t("improvement-document-caption"),
        blocks=tuple(blocks(t, document)),
    )


def upload(document: Document, language: str) -> Upload:
    """For the conversation with its reader; neither name nor title say what it is about, or whom."""
    return Upload(
        name=f"document-{document.ref}.pdf",
        content=render(document, language),
        title=translator(language)("improvement-document-caption"),
    )

"""Asking people outside: the form, and the links, which are shown this once."""

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View

from bot.features.voices.rules.limits import LABELS_LIMIT
from bot.features.voices.service import Draft, Sent
from bot.features.voices.views.parts import (
    name_of,
    period_name,
)
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section
from bot.slack.text import quoted

MOST_QUESTIONS = 10
TITLE_LIMIT = 80
LINKS_A_SECTION = 5
"""So that even long addresses fit."""


def ask_view(t: Translator, draft: Draft) -> View:
    """One line for each person."""
    titles = [quoted(each.title.into(t.language), limit=TITLE_LIMIT) for each in draft.asking.questions]
    intro = t(
        "voices-ask-intro",
        name=name_of(draft.subject),
        period=period_name(t, draft.period),
    )
    labels = InputBlock(
        block_id="labels",
        label=PlainTextObject(text=t("voices-labels")),
        hint=PlainTextObject(text=t("voices-labels-hint", left=draft.left)),
        element=PlainTextInputElement(action_id=VALUE, multiline=True, max_length=LABELS_LIMIT),
    )
    asked = "\n".join(f"• {each}" for each in titles[:MOST_QUESTIONS])
    blocks: list[Block] = [section(intro), section(asked), labels, note(t("voices-ask-note", until=t.day(draft.until)))]
    metadata = {"about": draft.subject.reference}
    return modal(t, "voices-ask-title", blocks, callback="voices.ask", submit="voices-make-links", metadata=metadata)


def links_view(t: Translator, sent: Sent) -> View:
    """To be copied now. Written out: Slack makes links of them, which can be copied on a phone, too."""
    lines = [f"*{quoted(label)}*\n{address}\n" for label, address in sent.links]
    groups = [lines[start : start + LINKS_A_SECTION] for start in range(0, len(lines), LINKS_A_SECTION)]
    intro = t("voices-links-intro", name=name_of(sent.subject), until=t.day(sent.until))
    blocks: list[Block] = [section(intro), *(section("\n".join(each)) for each in groups)]
    return modal(t, "voices-links-title", [*blocks, note(t("voices-links-note"))])

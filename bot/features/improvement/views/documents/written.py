"""What people wrote in a plan: week by week, beside it, and before and after its end."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.documents.blocks import Block, Entry, Heading, Paragraph, Tone
from bot.features.improvement.rules.documents import Checked, Document, Written
from bot.features.improvement.rules.notes import Kind, Mood
from bot.i18n.translator import Translator

WEEKLY = (Kind.CHECKIN, Kind.MANAGER)
GROUPS = (
    ("besides", (Kind.COMMENT, Kind.HELP, Kind.EVIDENCE, Kind.REACHED)),
    ("statements", (Kind.STATEMENT, Kind.VIEW)),
    ("followups", (Kind.FOLLOWUP,)),
)
MOODS = {Mood.ON_TRACK: Tone.GOOD, Mood.UNSURE: Tone.OPEN, Mood.STUCK: Tone.BAD}


def week_blocks(t: Translator, document: Document) -> Iterator[Block]:
    """The person's and the manager's weekly notes, the person's first."""
    weekly = [note for note in document.notes if note.kind in WEEKLY]
    if not weekly:
        return
    yield Heading(t("improvement-document-weeks"))
    weekly.sort(key=lambda note: (note.on, WEEKLY.index(note.kind)))
    for monday, notes in groupby(weekly, key=lambda note: note.on):
        yield Heading(t("improvement-document-week", day=t.full_day(monday)), 2)
        for note in notes:
            mood = t(f"improvement-document-mood-{note.mood.replace('_', '-')}") if note.mood else ""
            tone = MOODS[Mood(note.mood)] if note.mood else Tone.PLAIN
            yield Entry(note.name, _text(t, note), aside=mood, tone=tone)


def other_blocks(t: Translator, document: Document) -> Iterator[Block]:
    """What was said besides, then before the decision, then after a plan that was passed."""
    for group, kinds in GROUPS:
        notes = [note for note in document.notes if note.kind in kinds]
        if notes:
            yield Heading(t(f"improvement-document-{group}"))
        for note in notes:
            yield entry_of(t, note, milestone=_milestone(document, note.ref))


def entry_of(t: Translator, note: Written, milestone: str = "") -> Entry:
    """A note with who wrote it, what kind of note it is, and when; for a milestone's, which one."""
    kind = t(f"improvement-document-note-{note.kind}")
    text = _text(t, note)
    return Entry(note.name, f"{milestone}\n{text}" if milestone else text, aside=f"{kind} · {t.full_day(note.on)}")


def appeal_blocks(t: Translator, document: Document) -> Iterator[Block]:
    """The appeal and what was decided about it."""
    appeal = document.appeal
    if appeal is None:
        return
    made = t.full_day(appeal.on)
    yield Entry(document.person, appeal.text or "", aside=t("improvement-document-appealed", day=made))
    if appeal.decision is None or appeal.decided_on is None:
        yield Paragraph(t("improvement-document-undecided"), tone=Tone.MUTED)
        return
    decided = t(f"improvement-document-decision-{appeal.decision}")
    day = t.full_day(appeal.decided_on)
    yield Entry(t("improvement-document-committee"), f"{decided}\n{appeal.reason}".strip(), aside=day)


def checklist_blocks(t: Translator, document: Document) -> Iterator[Block]:
    """For HR: each item with who saw to it."""
    if not document.checks:
        return
    yield Heading(t("improvement-document-checklist"))
    yield Paragraph(t("improvement-document-checklist-note"), tone=Tone.MUTED, introduces=True)
    for each in document.checks:
        yield _checked(t, each)


def _checked(t: Translator, each: Checked) -> Entry:
    title = each.item.title.into(t.language)
    source = each.item.source.into(t.language) if each.item.source else ""
    if each.on is None:
        return Entry(title, t("improvement-document-item-open"), aside=source, tone=Tone.BAD)
    done = t("improvement-document-item-done", name=each.name, day=t.full_day(each.on))
    return Entry(title, f"{done}\n{each.note}".strip(), aside=source, tone=Tone.GOOD)


def _milestone(document: Document, ref: str) -> str:
    terms = document.in_force.terms
    return next((each.what for each in terms.milestones if each.ref == ref), "") if ref else ""


def _text(t: Translator, note: Written) -> str:
    """With the names of what was attached."""
    if not note.files:
        return note.text
    return f"{note.text}\n{files_text(t, [each.name for each in note.files])}".strip()


def files_text(t: Translator, names: Sequence[str]) -> str:
    return t("improvement-document-files", count=len(names), names=", ".join(names))

"""The sections of a document, in the order in which they are read."""

from collections.abc import Iterator, Sequence

from bot.documents.blocks import Block, Entry, Facts, Heading, Paragraph, Signature, Signatures, Table, Tone
from bot.features.improvement.rules.documents import Document, Reader, Version, Written
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import Mover
from bot.features.improvement.rules.terms import Terms
from bot.features.improvement.views.documents.figures import criteria_blocks, criterion_text, title_of
from bot.features.improvement.views.documents.written import (
    appeal_blocks,
    checklist_blocks,
    entry_of,
    files_text,
    other_blocks,
    week_blocks,
)
from bot.i18n.translator import Translator

NOTHING = "–"
_TOGETHER = {Mover.CALENDAR: "improvement-document-by-dates", Mover.COMMITTEE: "improvement-document-committee"}
"""Of a committee no single member is named."""


def blocks(t: Translator, document: Document) -> Iterator[Block]:
    """Everything in the document; what it has nothing of is left out."""
    yield from _head(t, document)
    yield from _terms(t, document, document.in_force.terms)
    yield from criteria_blocks(t, document)
    yield from _meetings(t, document)
    yield from week_blocks(t, document)
    yield from other_blocks(t, document)
    yield from _end(t, document)
    yield from checklist_blocks(t, document)
    yield from _signatures(t, document)
    yield from _history(t, document)
    yield from _earlier(t, document)


def _head(t: Translator, document: Document) -> Iterator[Block]:
    period = t("improvement-document-days", first=t.full_day(document.starts_on), last=t.full_day(document.ends_on))
    yield Facts(
        [
            (t("improvement-document-manager"), document.manager or NOTHING),
            (t("improvement-document-team"), document.team or NOTHING),
            (t("improvement-document-period"), period),
            (t("improvement-document-made"), t.full_day(document.made_on)),
        ]
    )
    yield Paragraph(t(f"improvement-document-for-{document.reader}"), tone=Tone.MUTED)


def _terms(t: Translator, document: Document, terms: Terms, level: int = 1) -> Iterator[Block]:
    """Reasons, milestones and help; criteria and meetings have sections with what came of them."""
    if terms.reasons:
        yield Heading(t("improvement-document-reasons"), level)
        for reason in terms.reasons:
            yield Paragraph(reason.text, label=title_of(t, document, reason.metric))
    if terms.milestones:
        yield Heading(t("improvement-document-milestones"), level)
        yield _milestones(t, document, terms)
    if terms.resources:
        yield Heading(t("improvement-document-resources"), level)
        yield Paragraph(terms.resources)
    if terms.attachments:
        yield Paragraph(files_text(t, [each.name for each in terms.attachments]))


def _milestones(t: Translator, document: Document, terms: Terms) -> Table:
    reached = {note.ref: note.on for note in document.notes if note.kind is Kind.REACHED}
    rows = []
    for each in terms.milestones:
        due = t.full_day(each.due_on)
        if each.ref in reached:
            due += "\n" + t("improvement-document-reached", day=t.full_day(reached[each.ref]))
        rows.append((each.what, each.seen, each.helps or NOTHING, due))
    heads = [t(f"improvement-document-{each}") for each in ("what", "seen", "helps", "by")]
    return Table(heads, rows, (2.7, 2.7, 2, 2.2))


def _meetings(t: Translator, document: Document) -> Iterator[Block]:
    planned = {each.ref: each for each in document.in_force.terms.meetings}
    came = [note for note in document.notes if note.kind is Kind.MEETING]
    if not planned and not came:
        return
    yield Heading(t("improvement-document-meetings"))
    for meeting in sorted(planned.values(), key=lambda each: each.on):
        title = t(f"improvement-document-meeting-{meeting.kind}")
        notes = [note for note in came if note.ref == meeting.ref]
        if not notes:
            yield Entry(title, t("improvement-document-no-notes"), aside=t.full_day(meeting.on), tone=Tone.MUTED)
        for note in notes:
            yield Entry(title, note.text, aside=_aside(t, meeting.on.isoformat() != note.on.isoformat(), note))
    for note in came:
        if note.ref not in planned:
            yield entry_of(t, note)


def _aside(t: Translator, is_moved: bool, note: Written) -> str:
    day = t.full_day(note.on)
    return t("improvement-document-held", day=day, name=note.name) if is_moved else f"{day} · {note.name}"


def _end(t: Translator, document: Document) -> Iterator[Block]:
    if document.consequence is not None or document.appeal is not None:
        yield Heading(t("improvement-document-end"))
    if document.consequence is not None:
        consequence = t(f"improvement-document-{document.consequence}")
        yield Paragraph(consequence, label=t("improvement-document-consequence"))
    yield from appeal_blocks(t, document)


def _signatures(t: Translator, document: Document) -> Iterator[Block]:
    yield Heading(t("improvement-document-signatures"))
    yield Paragraph(t("improvement-document-signed-note"), tone=Tone.MUTED, introduces=True)
    for version in document.versions:
        if version.published_on:
            label = t("improvement-document-version", number=version.number, day=t.full_day(version.published_on))
        else:
            label = t("improvement-document-draft", number=version.number)
        yield Heading(label, 2)
        yield Signatures(tuple(_signed(t, document, version)))


def _signed(t: Translator, document: Document, version: Version) -> Iterator[Signature]:
    answer = version.answer or "open"
    done = t(f"improvement-document-{answer}", day=t.full_day(version.answered_on) if version.answered_on else NOTHING)
    tone = {"acknowledged": Tone.GOOD, "refused": Tone.OPEN}.get(answer, Tone.MUTED)
    if version.published_on:
        role = t("improvement-document-role-person")
        yield Signature(role, document.person, done, comment=version.comment, tone=tone)
    wrote = t("improvement-document-role-wrote")
    yield Signature(wrote, version.wrote or NOTHING, t("improvement-document-wrote"))
    if version.published_on:
        approved = t("improvement-document-approved", day=t.full_day(version.published_on))
        yield Signature(t("improvement-document-role-approved"), version.approved or NOTHING, approved)


def _history(t: Translator, document: Document) -> Iterator[Block]:
    if not document.moves:
        return
    yield Heading(t("improvement-document-history"))
    rows = []
    for each in document.moves:
        together = _TOGETHER.get(each.by)
        by = t(together) if together else each.name or NOTHING
        moved = t(f"improvement-document-move-{each.move.replace('_', '-')}")
        rows.append((t.full_day(each.on), moved, by, each.reason or NOTHING))
    heads = [t(f"improvement-document-{each}") for each in ("day", "step", "who", "reason")]
    yield Table(heads, rows, (2.1, 2.3, 1.7, 3.9))


def _earlier(t: Translator, document: Document) -> Iterator[Block]:
    """Terms that were in force before, and drafts that are not yet."""
    for version in _others(document):
        key = "improvement-document-earlier" if version.published_on else "improvement-document-drafted"
        yield Heading(t(key, number=version.number))
        first, last = t.full_day(version.terms.starts_on), t.full_day(version.terms.ends_on)
        days = t("improvement-document-days", first=first, last=last)
        yield Paragraph(days, label=t("improvement-document-period"), introduces=True)
        yield from _terms(t, document, version.terms, level=2)
        if version.terms.criteria:
            yield Heading(t("improvement-document-criteria"), 2)
            yield from _asked(t, document, version.terms)


def _others(document: Document) -> Sequence[Version]:
    kept = document.in_force.number
    is_manager_or_hr = document.reader is not Reader.PERSON
    return [each for each in document.versions if each.number != kept and (each.published_on or is_manager_or_hr)]


def _asked(t: Translator, document: Document, terms: Terms) -> Iterator[Block]:
    for criterion in terms.criteria:
        yield Paragraph(criterion_text(t, document, criterion))

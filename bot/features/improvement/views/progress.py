"""How a plan goes: for its person, for the manager and HR, and what is due."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import name_of
from bot.features.improvement.rules.documents import Reader, Written
from bot.features.improvement.rules.due import What
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import Mover, State
from bot.features.improvement.rules.terms import Milestone
from bot.features.improvement.service import Board, Course, Due, Opened, Summary
from bot.features.improvement.views.files import file_blocks
from bot.features.improvement.views.parts import line_with, paged, row_of
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written
from bot.slack.text import cut, escape

WHAT, DUE_SHOWN = 150, 30
HELPED = (State.PUBLISHED, State.ACKNOWLEDGED, State.ACTIVE, State.EXTENDED, State.PAUSED)
LASTS = (State.ACTIVE, State.EXTENDED, State.PAUSED)
WEEKLY = (Kind.CHECKIN, Kind.MANAGER)
OF_PLACE = (Kind.REACHED, Kind.EVIDENCE)


def reader_of(by: frozenset[Mover]) -> Reader:
    """Managers above read like managers."""
    if Mover.PERSON in by:
        return Reader.PERSON
    if Mover.HR in by:
        return Reader.HR
    return Reader.COMMITTEE if Mover.COMMITTEE in by else Reader.MANAGER


def progress_blocks(t: Translator, opened: Opened) -> list[Block]:
    """What is reached, what comes next, how many weeks were told of, and what the viewer can do now."""
    course = opened.course
    if course is None or opened.state not in HELPED:
        return []
    blocks: list[Block] = []
    if opened.state in LASTS:
        blocks += _figures(t, course)
    if not opened.is_own:
        blocks += [note(mark) for mark in marks(t, course)]
    return [*blocks, *row_of(_buttons(t, opened, course))]


def marks(t: Translator, course: Course) -> Iterator[str]:
    """What HR and the manager have to look after."""
    if course.missed:
        yield t("improvement-mark-missed", count=course.missed)
    if course.late:
        late = course.late < course.today
        yield t("improvement-mark-late" if late else "improvement-mark-risk", day=t.full_day(course.late))


def due_view(t: Translator, found: Sequence[Due]) -> View:
    """What is due of the reader, each with its button."""
    lines = [_due_line(t, each) for each in found if each.item.is_open]
    blocks: list[Block] = [section(t("improvement-due-head" if lines else "improvement-due-none"))]
    blocks += lines[:DUE_SHOWN]
    if len(lines) > DUE_SHOWN:
        blocks.append(note(t("improvement-more", count=len(lines) - DUE_SHOWN)))
    return modal(t, "improvement-due-title", blocks)


def due_blocks(t: Translator, *, is_open: bool) -> list[Block]:
    """In the day's prompt: neither what it is nor whom it is about."""
    if not is_open:
        return [section(t("improvement-own-done"))]
    return [line_with(t, t("improvement-own-due"), "improvement-open", "improvement.due", "own")]


def notes_view(t: Translator, opened: Opened, page: int = 0) -> View:
    """All that was written down and that the viewer may read, the newest first."""
    shown = opened.read_by(reader_of(opened.by))
    named = {each.ref: each for each in opened.terms.milestones}
    blocks = [block for each in shown for block in _note(t, opened.plan.key, each, named.get(each.ref))]
    plan = str(opened.plan.key)
    found, turning = paged(t, blocks or [note(t("improvement-no-notes"))], page, "improvement.notes", plan)
    turning.append(button(t, "improvement-back", "improvement.open:plan", f"{plan}:0"))
    return modal(t, "improvement-title", [*found, *row_of(turning)])


def home_blocks(t: Translator, summary: Summary) -> list[Block]:
    """The reader's own plan, and those that they look after; nothing where there is nothing."""
    blocks: list[Block] = []
    if summary.own:
        text = _own_line(t, summary.own)
        blocks.append(line_with(t, text, "improvement-open", "improvement.open", f"{summary.own.plan.key}:0"))
    if summary.board.lines:
        blocks.append(line_with(t, _board_line(t, summary.board), "improvement-open", "improvement.board", "home"))
    if summary.proposals:
        text = t("improvement-home-proposals", count=summary.proposals)
        blocks.append(line_with(t, text, "improvement-open", "improvement.proposals", "home"))
    return blocks


def _own_line(t: Translator, course: Course) -> str:
    head = t("improvement-home-own", state=t(f"improvement-own-state-{course.plan.state}"))
    if State(course.plan.state) not in LASTS:
        return head
    done = t("improvement-milestones-done", done=len(course.reached_now), total=len(course.terms.milestones))
    coming = course.next_milestone
    following = [t("improvement-home-next", day=t.full_day(coming.due_on))] if coming else []
    return "\n".join([head, " · ".join([done, *following])])


def _board_line(t: Translator, board: Board) -> str:
    courses = [line.course for line in board.lines if line.course]
    lines = [t("improvement-home-board", count=len(board.lines))]
    waiting = sum(line.plan.state == State.SUBMITTED for line in board.lines) if board.is_hr else 0
    due = sum(each.is_note_due for each in courses) if not board.is_hr else 0
    missed = sum(each.missed > 1 for each in courses) if board.is_hr else 0
    late = sum(each.late is not None for each in courses)
    counted = {"waiting": waiting, "notes": due, "missed": missed, "late": late}
    lines += [t(f"improvement-home-{what}", count=count) for what, count in counted.items() if count]
    return " · ".join(lines)


def _figures(t: Translator, course: Course) -> Iterator[Block]:
    total = len(course.terms.milestones)
    told = sum(each.monday in course.told for each in course.weeks)
    yield section(
        "\n".join(
            [
                t("improvement-milestones-done", done=len(course.reached_now), total=total),
                t("improvement-weeks-told", told=told, total=len(course.weeks)),
            ]
        )
    )
    for each in course.terms.milestones:
        if each.ref in course.reached:
            yield note(t("improvement-reached-on", what=_what(each), day=t.full_day(course.reached[each.ref])))
    if coming := course.next_milestone:
        yield section(t("improvement-next", what=_what(coming), day=t.full_day(coming.due_on)))


def _buttons(t: Translator, opened: Opened, course: Course) -> list[ButtonElement]:
    plan, found = str(opened.plan.key), []
    if opened.is_own:
        if course.is_going_on:
            found.append(button(t, "improvement-do-checkin", "improvement.checkin", plan, is_primary=True))
        coming = course.next_milestone
        if opened.state in LASTS and coming:
            found.append(button(t, "improvement-do-reach", "improvement.reach", f"{plan}:{coming.ref}"))
        found.append(button(t, "improvement-do-help", "improvement.help", plan))
    elif Mover.MANAGER in opened.by and course.writable:
        is_due = course.is_note_due
        found.append(button(t, "improvement-do-note", "improvement.note", plan, is_primary=is_due))
    if opened.state in LASTS and opened.by & {Mover.MANAGER, Mover.HR}:
        open_ = next((each for each in course.terms.meetings if each.ref not in course.held), None)
        if open_:
            found.append(button(t, "improvement-do-hold", "improvement.hold", f"{plan}:{open_.ref}"))
    if course.has_notes:
        found.append(button(t, "improvement-do-read", "improvement.notes", f"{plan}:0"))
    return found


def _due_line(t: Translator, each: Due) -> Block:
    course, item = each.course, each.item
    plan, name = str(course.plan.key), name_of(t, course.member)
    action, value = {
        What.CHECKIN: ("checkin", plan),
        What.NOTE: ("note", plan),
        What.MILESTONE: ("reach", f"{plan}:{item.ref}"),
        What.MEETING: ("open", f"{plan}:0") if each.is_own else ("hold", f"{plan}:{item.ref}"),
    }[item.what]
    whose = "own" if each.is_own else "of"
    milestone = next((m for m in course.terms.milestones if m.ref == item.ref), None)
    what = _what(milestone) if milestone else ""
    text = t(f"improvement-due-{item.what}-{whose}", name=name, day=t.full_day(item.on), what=what)
    return line_with(t, text, f"improvement-do-{action}", f"improvement.{action}", value)


def _note(t: Translator, plan_id: int, each: Written, milestone: Milestone | None) -> Iterator[Block]:
    kind = t(f"improvement-document-note-{each.kind}")
    on = t("improvement-document-week", day=t.full_day(each.on)) if each.kind in WEEKLY else t.full_day(each.on)
    mood = [t(f"improvement-document-mood-{each.mood.replace('_', '-')}")] if each.mood else []
    place = [_what(milestone)] if milestone and each.kind in OF_PLACE else []
    heading = " · ".join([f"*{escape(cut(each.name, WHAT))}*", kind, on, *mood, *place])
    yield from written(each.text, heading)
    yield from file_blocks(t, plan_id, each.files)
    yield DividerBlock()


def _what(milestone: Milestone) -> str:
    return escape(cut(milestone.what, WHAT))

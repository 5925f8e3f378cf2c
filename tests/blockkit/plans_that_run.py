"""Plans that run in every world: how they go, what is due, and all that is written down in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.features.improvement.rules.documents import Written
from bot.features.improvement.rules.due import Item, Week, What
from bot.features.improvement.rules.files import MOST_BYTES, MOST_FILES, Attached
from bot.features.improvement.rules.notes import TEXT_LIMIT, Kind, Mood
from bot.features.improvement.rules.states import Mover, State
from bot.features.improvement.service import Board, Course, Due, Form, Line, Said, Summary, Weekly
from bot.features.improvement.views import deciding, messages, own, progress, weekly
from tests.blockkit.improvement import ZONE, Case, file_name, opened, plan, terms, text
from tests.blockkit.worlds import ON, World

WEEK = timedelta(days=7)
PERSON, MANAGER, HR = (frozenset({each}) for each in (Mover.PERSON, Mover.MANAGER, Mover.HR))


def weekly_cases(world: World) -> Iterator[Case]:
    yield from _windows(world)
    yield from _forms(world)
    for kind in (Kind.HELP, Kind.REACHED):
        yield messages.said_message, (Said(plan(), kind, world.member(3)),), {}


def course(world: World, state: State = State.ACTIVE) -> Course:
    """With nothing written yet, or as much as may be."""
    asked, is_full = terms(world), world.has_values
    weeks = tuple(Week(ON + k * WEEK, ON + k * WEEK, ON + (k + 1) * WEEK) for k in range(13))
    return Course(
        plan=plan(state),
        member=world.member(3),
        terms=asked,
        today=ON + 4 * WEEK,
        weeks=weeks,
        told=frozenset({ON} if is_full else ()),
        noted=frozenset(),
        reached={each.ref: ON for each in asked.milestones[1:]} if is_full else {},
        held={asked.meetings[0].ref: ON} if asked.meetings and is_full else {},
        has_notes=is_full,
        missed=3 if is_full else 0,
        missed_twice=weeks[1:2],
        late=ON if is_full else None,
        is_off=lambda on: on.weekday() > 4,
    )


def plan_summaries(world: World) -> list[Summary]:
    """Of somebody who has nothing to do with plans, of a person, a manager and HR."""
    nothing = Board([], is_hr=False)
    return [
        Summary(None, nothing),
        Summary(course(world), nothing),
        Summary(course(world, State.PUBLISHED), _board(world, is_hr=False)),
        Summary(None, _board(world, is_hr=True), 12),
    ]


def _board(world: World, *, is_hr: bool) -> Board:
    found = course(world)
    late = replace(found, late=ON + 10 * WEEK)
    lines = [
        Line(plan(State.ACTIVE), world.member(3), world.member(4), ON, late if k % 2 else found) for k in range(80)
    ]
    return Board([*lines, Line(plan(State.SUBMITTED), world.member(3), world.member(4), None)], is_hr)


def _windows(world: World) -> Iterator[Case]:
    for state in (State.PUBLISHED, State.ACTIVE, State.PAUSED, State.CLOSED):
        for by in (PERSON, MANAGER, HR, frozenset()):
            found = replace(opened(world, state, by), course=course(world, state))
            shown = own.own_view if by is PERSON else deciding.plan_view
            yield shown, (found,), {"zone": ZONE}
    notes = tuple(_written(world, kind, k) for k in range(12) for kind in Kind) if world.has_values else ()
    whole = replace(opened(world, State.ACTIVE, PERSON, is_whole=True), course=course(world), notes=notes)
    for page in (0, 1, 99):
        yield own.own_view, (whole, page), {"zone": ZONE}
        yield progress.notes_view, (whole, page), {}
    yield progress.notes_view, (opened(world, State.ACTIVE, HR),), {}
    for is_hr in (True, False):
        yield deciding.board_view, (_board(world, is_hr=is_hr),), {}
    refs = {What.MILESTONE: "m0", What.MEETING: "t0"}
    items = [Item(what, refs.get(what, "2026-11-16"), ON, (ON,), is_open=True) for what in What]
    due = [
        Due(course(world), item, is_own)
        for item in items
        for is_own, without in ((True, What.NOTE), (False, What.CHECKIN))
        if item.what is not without and (is_own or item.what is not What.MILESTONE)
    ]
    for found_due in ([], due, due * 10):
        yield progress.due_view, (found_due,), {}


def _forms(world: World) -> Iterator[Case]:
    said, asked = text(world, TEXT_LIMIT), terms(world)
    there = attached(world)
    for week in (Weekly(7, world.member(3), ON, "", ""), Weekly(7, world.member(3), ON, Mood.STUCK, said, there)):
        yield weekly.checkin_view, (week,), {}
        yield weekly.note_view, (week,), {}
    form = Form(7, world.member(3), ON, ON, said)
    yield weekly.help_view, (form,), {}
    for milestone in asked.milestones[:1]:
        yield weekly.reach_view, (replace(form, milestone=milestone),), {}
    for meeting in asked.meetings[:1]:
        yield weekly.hold_view, (replace(form, meeting=meeting),), {}


def attached(world: World) -> tuple[Attached, ...]:
    """As many as there may be, some of them on their way."""
    return tuple(Attached(k, file_name(world), k * MOST_BYTES // 9, is_waiting=k == 1) for k in range(MOST_FILES))


def _written(world: World, kind: Kind, k: int) -> Written:
    mood = list(Mood)[k % 3].value if kind is Kind.CHECKIN else ""
    ref = "m0" if kind is Kind.REACHED else ""
    return Written(
        ON + k * WEEK,
        kind,
        Mover.PERSON,
        world.words,
        text(world, TEXT_LIMIT),
        ref=ref,
        mood=mood,
        files=attached(world),
    )

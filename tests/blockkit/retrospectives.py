"""Retrospectives in every world, as large as they may be."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from bot.features.people.models import Member
from bot.features.retrospectives.models import (
    ACTION_LIMIT,
    CLOSED,
    DESCRIPTION_LIMIT,
    DONE,
    KINDS,
    NOTE_LIMIT,
    OPEN,
    REASON_LIMIT,
    TITLE_LIMIT,
    RetroAction,
    Retrospective,
)
from bot.features.retrospectives.service import (
    ActionForm,
    Blank,
    Item,
    Line,
    NotesPage,
    Opened,
    Overview,
    OwnNotes,
    OwnScore,
    Place,
    Shown,
    Summary,
)
from bot.features.retrospectives.views import forms, messages, windows
from bot.features.reviews.rules.projects import TeamScore
from bot.features.reviews.service import ProjectStanding
from tests.blockkit.worlds import ON, World

Cases = Iterator[tuple[Callable[..., Any], tuple[Any, ...]]]
KEY = 10**12
ALL_COUNTS = dict.fromkeys(KINDS, 120)


def retrospective_cases(world: World) -> Cases:
    yield from _forms(world)
    yield from _windows(world)
    yield from _messages(world)


def retrospective_summaries(world: World) -> list[Summary]:
    row = retrospective(world, OPEN)
    full = Summary(ON, items(world, 30), [row] * 7, True)
    return [Summary(ON, (), (), False), full]


def typed(world: World, limit: int) -> str:
    return world.written(limit)


def people(world: World, count: int) -> list[Member]:
    return [world.member(key) for key in range(1, count + 1)]


def retrospective(world: World, state: str, *, cycle_id: int | None = 7, n_writers: int | None = None) -> Retrospective:
    return Retrospective(
        id=KEY,
        workspace_id=1,
        lead_id=1,
        team_id=1,
        cycle_id=cycle_id,
        title=typed(world, TITLE_LIMIT),
        description=typed(world, DESCRIPTION_LIMIT) if world.has_values else "",
        opened_on=ON,
        closes_on=ON + timedelta(days=5),
        state=state,
        n_writers=n_writers,
    )


def action(world: World, key: int, *, state: str = OPEN) -> RetroAction:
    return RetroAction(
        id=KEY + key,
        workspace_id=1,
        retrospective_id=KEY,
        owner_id=key % 2 + 1,
        added_by=1,
        text=typed(world, ACTION_LIMIT),
        due_on=ON + timedelta(days=key - 3),
        state=state,
        given_on=ON,
        n_put_off=2,
        reason=typed(world, REASON_LIMIT),
        done_on=ON if state == DONE else None,
    )


def items(world: World, count: int) -> list[Item]:
    project = typed(world, TITLE_LIMIT)
    states = (OPEN, DONE)
    return [
        Item(action(world, key, state=states[key % 3 == 2]), world.member() if key % 4 else None, project, key % 2 == 0)
        for key in range(count)
    ]


def _forms(world: World) -> Cases:
    for title in ("", typed(world, 10_000)):
        yield forms.opening_view, (Blank(title, ON),)
        yield forms.opening_view, (Blank(title, ON, [f"U0{each}" for each in range(40)]),)
    for cycle_id, unrated in ((7, 0), (7, 3), (7, 40), (None, 40)):
        row = retrospective(world, OPEN, cycle_id=cycle_id)
        yield forms.opened_view, (Opened(row, people(world, 40), people(world, unrated)),)
    row, texts = retrospective(world, OPEN), {kind: typed(world, NOTE_LIMIT * 3) for kind in KINDS}
    for own in (OwnNotes(row, {}, False), OwnNotes(row, texts, True)):
        yield forms.notes_form, (own,)
    owners = tuple(people(world, 41))
    for present in (None, action(world, 4)):
        yield forms.action_view, (ActionForm(row, owners, present),)
    yield forms.put_off_view, (action(world, 4), "message")


def _windows(world: World) -> Cases:
    lines = [Line(retrospective(world, state), world.member(), 40) for state in (OPEN, CLOSED)] * 7
    yield windows.overview_view, (Overview(ON, (), (), False, ()),)
    yield windows.overview_view, (Overview(ON, (), (), True, lines),)
    yield windows.overview_view, (Overview(ON, [*lines, Line(lines[0].row, None, 3)], items(world, 40), True, lines),)
    for shown in _shown(world):
        yield windows.retrospective_view, (shown,)
    row = retrospective(world, CLOSED)
    full = [typed(world, NOTE_LIMIT)] * 10
    for page in (NotesPage(row, KINDS[0], (), 0, {}), NotesPage(row, KINDS[1], full, 10, ALL_COUNTS)):
        yield windows.notes_view, (page,)


def _shown(world: World) -> Iterator[Shown]:
    everybody, score = people(world, 40), TeamScore(12, 3.94)
    for is_lead, is_member in ((True, True), (True, False), (False, True)):
        place = Place(retrospective(world, OPEN), is_lead, is_member)
        counts = (2, 1) if is_lead else (None, None)
        waiting = ProjectStanding(False, 1, "project_collaboration", None)
        yield Shown(place, ON, world.member(), everybody, False, *counts, {}, None, waiting, items(world, 30))
        closed = Place(retrospective(world, CLOSED, n_writers=7), is_lead, is_member)
        for own in (OwnScore(4.2, 5), OwnScore(None, 2)):
            released = ProjectStanding(True, 0, "project_collaboration", score if own.score else None)
            yield Shown(closed, ON, None, everybody, False, None, None, ALL_COUNTS, own, released, items(world, 30))
        few = Place(retrospective(world, CLOSED, cycle_id=None, n_writers=1), is_lead, is_member)
        yield Shown(few, ON, world.member(), everybody[:3], False, None, None, {}, None, None, ())
        yield Shown(closed, ON, world.member(), everybody, False, None, None, {}, None, waiting, ())


def _messages(world: World) -> Cases:
    for cycle_id in (7, None):
        line = Line(retrospective(world, OPEN, cycle_id=cycle_id), world.member(), 40)
        yield messages.opened_message, (line,)
    yield messages.closed_message, (Line(retrospective(world, CLOSED), world.member(), 40),)
    yield messages.results_message, (Line(retrospective(world, CLOSED), None, 40),)
    told = partial(messages.given_message, today=ON)
    told.__name__ = "given_message"  # type: ignore[attr-defined]  # which a partial has none of
    for count in (0, 1, 30):
        yield told, (items(world, count),)

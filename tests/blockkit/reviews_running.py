"""HR's windows and messages about cycles in every world, as long as they may be."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from bot.features.reviews.models import DECLINE_LIMIT, TITLE_LIMIT, ReviewCycle
from bot.features.reviews.rules import notices
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.service import (
    Cycles,
    Named,
    People,
    Progress,
    Reasons,
    Short,
    Shortage,
    Status,
    TeamProgress,
    Unrated,
)
from bot.features.reviews.views import nominating, running, status
from bot.features.reviews.views import notices as messages
from tests.blockkit.worlds import ON, World

Function = Callable[..., Any]
Cases = Iterator[tuple[Function, tuple[Any, ...]]]
MONTHS = [date(2026, month, 1) for month in (10, 11, 12)]


def running_cases(world: World) -> Cases:
    yield from _lists(world)
    yield from _cycles(world)
    yield from _messages(world)
    yield from _names(world)


def cycle(
    world: World, state: State, *, kind: Kind = Kind.PEER, is_test: bool = False, is_held: bool = False
) -> ReviewCycle:
    counted = 10**6 if state is State.RELEASED else None
    return ReviewCycle(
        id=10**17,
        workspace_id=1,
        kind=kind.value,
        title=(world.words * TITLE_LIMIT)[:TITLE_LIMIT] if kind is Kind.PROJECT else "",
        month="2026-12",
        state=state.value,
        is_test=is_test,
        is_held=is_held,
        opens_on=ON,
        closes_on=ON,
        n_asked=counted,
        n_done=counted,
        n_declined=counted,
        n_raters=counted,
        n_same=counted if world.has_values else None,
        n_mutual=counted if world.has_values else None,
        n_rated=None if is_test else 10**6,
        n_below=10**6 if is_held else 999_995,
    )


def found(world: World, of: ReviewCycle) -> Status:
    teams = [TeamProgress(world.team(key), 1, 10_000) for key in range(1, 46 if world.has_values else 2)]
    rows = (*teams, TeamProgress(None, 0, 1)) if world.has_values else ()
    raters = dict.fromkeys(Progress, 3_333) if world.has_values else {}
    managers = 833 if of.state == State.DRAFT else 0
    return Status(of, raters, rows, len(raters), len(raters), ON, reasons=25 if is_read(of) else 0, unrated=managers)


def is_read(of: ReviewCycle) -> bool:
    """Reasons for declining; there are few where results are held."""
    return of.state == State.CLOSED and not of.is_held


def _lists(world: World) -> Cases:
    rows = [cycle(world, state, kind=kind, is_test=kind is Kind.CROSS) for state in State for kind in Kind]
    yield running.list_view, (Cycles((), 0, False),)
    teams = [world.team().name] * (833 if world.has_values else 1)
    for start in range(0, len(rows), 8):
        shown = tuple(rows[start : start + 8])
        yield running.list_view, (Cycles(shown, start, True, dict.fromkeys({each.key for each in shown}, teams)),)
    yield running.new_view, (MONTHS,)
    for view in (running.extend_view, running.close_view, running.reopen_view):
        yield view, (cycle(world, State.OPEN, kind=Kind.PROJECT),)


def _cycles(world: World) -> Cases:
    for state in State:
        for is_held in (False, True):
            of = cycle(world, state, kind=Kind.PROJECT, is_held=is_held)
            yield status.cycle_view, (found(world, of),)
            yield _second_page, (found(world, of),)
    of, member = cycle(world, State.OPEN, kind=Kind.PROJECT), world.member()
    raters = tuple((world.member(key), each) for key in range(1, 9) for each in Progress)
    for team in (None, world.team()):
        yield status.people_view, (People(of, team, (), 0, 0),)
        yield status.people_view, (People(of, team, (*raters, (member, Progress.DONE)), 25, 10_000),)
    yield from _pages(world, of)
    yield status.shortage_view, (Shortage(of, (), 0, 0),)
    yield status.shortage_view, (Shortage(of, (Short(member, 0, True),) * 7 + (Short(member, 1, False),), 8, 2_000),)


def _pages(world: World, of: ReviewCycle) -> Cases:
    texts = tuple((world.words * DECLINE_LIMIT)[:DECLINE_LIMIT] or "x" for _ in range(20))
    yield status.reasons_view, (Reasons(of, (), 0, 0),)
    yield status.reasons_view, (Reasons(of, texts, 20, 10_000),)
    managers = tuple(world.member(key) for key in range(1, 26))
    yield status.unrated_view, (Unrated(of, (), 0, 0),)
    yield status.unrated_view, (Unrated(of, managers, 25, 833),)


def _names(world: World) -> Cases:
    of, member = cycle(world, State.NOMINATING, kind=Kind.PROJECT), world.member()
    raters = tuple(world.member(key) for key in range(2, 10))
    nobody, many, approved = (
        Named(of, member, (), False),
        Named(of, member, raters, False),
        Named(of, member, raters, True),
    )
    for named in (nobody, many):
        yield nominating.name_view, (named,)
        yield nominating.named_view, (named,)
        yield nominating.change_view, (named,)
    for reports in ([], [many, approved], [many] * 40):
        yield nominating.approve_view, (of.key, reports)


def _second_page(t: Any, shown: Status) -> Any:
    return status.cycle_view(t, shown, offset=20)


def _messages(world: World) -> Cases:
    told = {
        notices.PREPARED: State.DRAFT,
        notices.OPENED: State.OPEN,
        notices.HALFWAY: State.OPEN,
        notices.LAST_DAY: State.OPEN,
        notices.CLOSED: State.CLOSED,
        notices.RELEASED: State.RELEASED,
        notices.DISCARDED: State.DISCARDED,
    }
    for notice, state in told.items():
        for kind in Kind:
            yield messages.notice_message, (notice, found(world, cycle(world, state, kind=kind)))
    yield messages.team_message, (world.team(), 1, 3)
    yield messages.patterns_message, (cycle(world, State.RELEASED),)

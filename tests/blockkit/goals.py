"""Goals in every world, as large as they may be."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from bot.features.goals.models import (
    AGREED,
    CLOSED,
    MISSED,
    PROPOSED,
    TITLE_LIMIT,
    UNIT_LIMIT,
    WHY_LIMIT,
    WORD_LIMIT,
    Goal,
    GoalUpdate,
)
from bot.features.goals.rules.periods import offered
from bot.features.goals.rules.rights import Standing
from bot.features.goals.service import Blank, Editing, Listed, Place, Shown, Stand
from bot.features.goals.views import forms, lists, messages, window
from tests.blockkit.worlds import NOW, ON, World

Cases = Iterator[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]]
KEY = 10**12
LARGE = Decimal("-999999999999.9999")


def goal_cases(world: World) -> Cases:
    for team in (world.team(), None):
        yield (
            forms.proposing_view,
            (Blank(world.written(TITLE_LIMIT), team, offered(ON), "U01", world.scheme.metrics if team else ()),),
            {},
        )
        blank = Blank(world.written(TITLE_LIMIT), team, offered(ON), "U01", world.scheme.metrics if team else ())
        yield forms.editing_view, (Editing(blank, goal(world, PROPOSED, is_team=team is not None), "0" * 16),), {}
    yield lists.list_view, (Listed(None, (), (), {}),), {}
    yield lists.list_view, (Listed(world.team(), (), (), {}, world.member()),), {}
    stands = [stand(world, state, count) for state in (AGREED, PROPOSED, CLOSED) for count in (0, 1)] * 7
    stands[:0] = _measured(world)
    yield lists.list_view, (Listed(world.team(), stands, stands, {1: world.member()}),), {}
    for state, is_team, leads in ((PROPOSED, True, False), (AGREED, True, True), (CLOSED, False, True)):
        for count in (0, 1, 40):
            shown = _shown(world, state, count, is_team=is_team, leads=leads)
            yield window.goal_view, (shown,), {}
            yield forms.closing_view, (shown,), {}
            for is_correction in (False, True):
                yield forms.update_view, (shown,), {"is_correction": is_correction}
            yield messages.proposed_message, (shown,), {}
            yield messages.decided_message, (shown,), {}


def goal(world: World, state: str = AGREED, *, is_team: bool = True, metric: str | None = None) -> Goal:
    return Goal(
        id=KEY,
        workspace_id=1,
        team_id=1 if is_team else None,
        member_id=None if is_team else 1,
        owner_id=1,
        period="2026-H2",
        ends_on=ON,
        title=world.written(TITLE_LIMIT),
        why=world.written(WHY_LIMIT),
        metric=metric,
        unit="CNY" if metric else world.written(UNIT_LIMIT),
        start=LARGE,
        target=-LARGE,
        due_on=ON,
        weight=100,
        state=state,
        proposed_by=1 if is_team else 2,
        proposed_at=NOW,
        agreed_by=None if state == PROPOSED else 2,
        agreed_on=None if state == PROPOSED else ON,
        closed_by=2 if state == CLOSED else None,
        outcome=MISSED if state == CLOSED else None,
        reason=world.written(WORD_LIMIT) if state == CLOSED else "",
    )


def _measured(world: World) -> list[Stand]:
    row = goal(world, metric="m0")
    return [Stand(row, LARGE, ON, -1e15, 65.0), Stand(row, None, None, None, 65.0, too_few=True)]


def stand(world: World, state: str, count: int, *, is_team: bool = True) -> Stand:
    row = goal(world, state, is_team=is_team)
    newest = _update(world, 1)
    return Stand(row, newest.value, ON, 1e15, 65.0, newest) if count else Stand(row, None, None, None, 65.0)


def _update(world: World, revision: int) -> GoalUpdate:
    word = world.written(WORD_LIMIT) if revision % 3 else ""
    about = {"workspace_id": 1, "goal_id": KEY, "author_id": 1, "on": ON, "written_at": NOW}
    return GoalUpdate(id=KEY, revision=revision, value=LARGE, word=word, is_correction=revision % 2 == 0, **about)


def _shown(world: World, state: str, count: int, *, is_team: bool, leads: bool) -> Shown:
    known = stand(world, state, count, is_team=is_team)
    lead = world.member(2) if leads else None
    place = Place(known.row, world.team() if is_team else None, lead, Standing(2, leads, not leads))
    updates = [_update(world, revision) for revision in range(count, 0, -1)]
    return Shown(place, known, updates, {1: world.member(1), 2: world.member(2)})

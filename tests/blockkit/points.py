"""Special points in every world, as large as they may be."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from bot.features.points.models import AGREED, DECLINED, LAPSED, OPEN, REASON_LIMIT, TAKEN_BACK, SpecialPoints
from bot.features.points.rules.parties import Agreed, Firm, Party
from bot.features.points.rules.wishes import months_offered
from bot.features.points.service import Blank, Listed, Place, Shown
from bot.features.points.service.finding import Standing
from bot.features.points.views import forms, lists, messages, window
from tests.blockkit.worlds import NOW, ON, World

Cases = Iterator[tuple[Callable[..., Any], tuple[Any, ...]]]
KEY = 10**12
READER, PERSON, PROPOSER = 2, 1, 3
FIRM = Firm({PERSON: PROPOSER}, frozenset({READER, 5}), frozenset({4}))


def points_cases(world: World) -> Cases:
    for blank in (Blank(months_offered(ON), "U01"), Blank(months_offered(ON)), Blank(())):
        yield forms.proposing_view, (blank,)
    known = {key: world.member(key) for key in range(1, 9)}
    yield lists.list_view, (Listed((), (), (), (), {}, may_propose=False),)
    some = [_place(world, state, is_out=is_out) for state in (OPEN, AGREED, DECLINED) for is_out in (False, True)] * 8
    yield lists.list_view, (Listed(some, some, some, [each.row for each in some[:12]], known, may_propose=True),)
    for state in (OPEN, AGREED, DECLINED, TAKEN_BACK, LAPSED):
        place = _place(world, state)
        for able in ({}, {Party.HR: [known[key] for key in range(1, 9)], Party.COMMITTEE: ()}):
            shown = Shown(place, able, known)
            yield window.points_view, (shown,)
            yield forms.declining_view, (shown,)
            yield forms.taking_back_view, (shown,)
            yield messages.asked_message, (shown,)
            if state in (AGREED, DECLINED, TAKEN_BACK):
                yield messages.ended_message, (shown,)


def _place(world: World, state: str, *, is_out: bool = False) -> Place:
    agreed: Agreed = {Party.MANAGER: PROPOSER}
    standing = Standing(READER, may_see=True, on_committee=False, is_hr=True)
    return Place(_row(world, state), agreed, FIRM, standing, is_out)


def _row(world: World, state: str) -> SpecialPoints:
    is_over = state in (AGREED, DECLINED, TAKEN_BACK)
    return SpecialPoints(
        id=KEY,
        workspace_id=1,
        member_id=PERSON,
        month="2026-12",
        points=Decimal("999.5"),
        reason=world.written(REASON_LIMIT),
        state=state,
        proposed_by=PROPOSER,
        proposed_at=NOW,
        ended_by=READER if is_over else None,
        end_reason=world.written(REASON_LIMIT) if is_over and state != AGREED else "",
    )

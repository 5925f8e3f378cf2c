"""HR looks at a month before its cards come out, and holds, lets go or releases it."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.errors import Denied, Rejected
from bot.features.scorecards import service
from bot.features.scorecards.rules.distribution import told_counts
from bot.features.scorecards.service import CloseState, CloseSummary
from bot.turn import Turn
from tests.features.people.cast import ANA, BO, DEE, EVE
from tests.features.scorecards.cast import CLOSING, SETTINGS, Firm

OCTOBER = "2026-10"


@pytest.fixture
async def made(firm: Firm) -> Firm:
    """Everything is made, and waits; Brand told nothing."""
    await firm.tell_all()
    async with firm.database.write() as session:
        await service.want_cards(session, firm.workspace_id, OCTOBER, now=CLOSING)
    await go_on(firm)
    return firm


async def go_on(firm: Firm) -> None:
    again: datetime | None = CLOSING
    while again == CLOSING:
        async with firm.database.write() as session:
            again = await service.step(session, firm.workspace_id, now=CLOSING, settings=SETTINGS)


async def summary(firm: Firm, user: str = EVE, month: str | None = None) -> CloseSummary:
    who = await firm.cast.who(user)
    async with firm.database.read() as session:
        return await service.close_summary(session, who, month, now=CLOSING, settings=SETTINGS)


async def press(firm: Firm, what: str, *more: str, user: str = EVE) -> None:
    async with firm.database.write() as session:
        turn = Turn(await firm.cast.who(user), CLOSING, session)
        decide = {"hold": service.hold, "let_go": service.let_go, "release": service.release_now}[what]
        await decide(turn, OCTOBER, *more, SETTINGS)


async def test_hr_sees_how_far_it_is_and_how_it_comes_out_and_nobody_else_does(made: Firm) -> None:
    seen = await summary(made)
    assert (seen.month, seen.state, seen.made, seen.total) == (OCTOBER, CloseState.MADE, 4, 4)
    assert seen.spread.complete == 4
    assert [cards for _, cards in seen.spread.bands if cards] == [], "four people in one or two bands tell somebody's"
    for user in (ANA, BO, DEE):
        with pytest.raises(Denied):
            await summary(made, user)


async def test_what_is_held_stays_in_and_comes_out_once_it_is_let_go(made: Firm) -> None:
    await press(made, "hold", "the ad figures are wrong")
    held = await summary(made)
    assert (held.state, held.held_for, held.holder and held.holder.slack_user) == (
        CloseState.HELD,
        "the ad figures are wrong",
        EVE,
    )
    with pytest.raises(Rejected, match="held-already"):
        await press(made, "hold", "again")
    with pytest.raises(Rejected, match="held-already"):
        await press(made, "release")
    async with made.database.write() as session:
        await service.want_release(session, made.workspace_id, OCTOBER, now=CLOSING)
    await go_on(made)
    assert list(await made.cards()) == []
    await press(made, "let_go")
    await press(made, "let_go")
    await go_on(made)
    assert len(await made.cards()) == 4
    assert (await summary(made, month=OCTOBER)).state is CloseState.RELEASED
    with pytest.raises(Rejected, match="scorecards-error-out"):
        await press(made, "hold", "too late")


async def test_released_twice_it_comes_out_once(made: Firm) -> None:
    await asyncio.gather(press(made, "release"), press(made, "release"))
    await go_on(made)
    assert len(await made.cards()) == 4
    with pytest.raises(Rejected, match="scorecards-error-out"):
        await press(made, "release")


async def test_held_in_the_second_of_the_release_it_is_held_or_out_and_never_both(made: Firm) -> None:
    async with made.database.write() as session:
        await service.want_release(session, made.workspace_id, OCTOBER, now=CLOSING)
    said = await asyncio.gather(go_on(made), press(made, "hold", "wait"), return_exceptions=True)
    seen = await summary(made, month=OCTOBER)
    refused = [str(each) for each in said if isinstance(each, Exception)]
    assert len(await made.cards()) == (0 if seen.is_held else 4)
    assert seen.is_held == (not refused), refused


@pytest.mark.parametrize(
    ("user", "now", "reason", "refusal"),
    [
        (ANA, CLOSING, "why", "not-visible"),
        (EVE, datetime(2026, 10, 31, 9, 0, tzinfo=UTC), "why", "not-over"),
        (EVE, CLOSING, "  ", "hold-reason"),
        (EVE, CLOSING, "x" * 501, "hold-reason"),
    ],
)
async def test_a_hold_that_cannot_be(firm: Firm, user: str, now: datetime, reason: str, refusal: str) -> None:
    with pytest.raises(Rejected, match=refusal):
        async with firm.database.write() as session:
            await service.hold(Turn(await firm.cast.who(user), now, session), OCTOBER, reason, SETTINGS)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"A": 7, "B": 3, "C": 0}, {"A": 7, "B": 3, "C": 0}),
        ({"A": 7, "B": 5, "D": 1}, {"A": 7, "B": None, "D": None}),
        ({"A": 7, "C": 2, "D": 1}, {"A": 7, "C": None, "D": None}),
        ({"A": 7, "B": 5, "C": 1, "D": 1}, {"A": 7, "B": None, "C": None, "D": None}),
        ({"A": 1}, {"A": None}),
    ],
)
def test_the_rest_of_the_whole_gives_no_small_group_away(counts: dict[str, int], told: dict[str, int | None]) -> None:
    assert told_counts(counts, minimum=3) == told

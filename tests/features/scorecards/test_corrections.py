"""October is corrected after its cards came out: nothing published changes until HR says so, and then once."""

import asyncio
from collections.abc import Collection
from datetime import date, datetime, timedelta

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Occasion
from bot.errors import Denied, Rejected
from bot.features.scorecards import repository, service
from bot.features.scorecards.jobs import RENDERERS
from bot.features.scorecards.models import Card
from bot.slack.messages import Message
from bot.turn import Turn
from scoring.explain import recompute
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import CLOSING, Firm
from tests.features.scorecards.test_slack import said

LATER = CLOSING + timedelta(hours=3)
WHY = "The leads of the fair came in late."


@pytest.fixture
async def out(firm: Firm) -> Firm:
    await firm.tell_all()
    await firm.target("mql_count", "80")
    await firm.close()
    return firm


async def correct(firm: Firm, user: str, typed: str, *, now: datetime = LATER) -> None:
    await firm.correct(user, typed, now=now)


async def compute_anew(firm: Firm, user: str = EVE, *, why: str = WHY) -> int:
    async with firm.database.write() as session:
        return await service.compute_anew(Turn(await firm.cast.who(user), LATER, session), "2026-10", why)


async def listed(firm: Firm, user: str = EVE) -> list[tuple[str, list[str]]]:
    async with firm.database.write() as session:
        found = await service.corrected_months(Turn(await firm.cast.who(user), LATER, session))
    return [(each.month, [member.slack_user for member in each.members]) for each in found]


async def test_a_correction_makes_another_revision_when_hr_says_so_and_never_twice(out: Firm) -> None:
    first = {card.member_id: card.model_dump() for card in await out.cards()}
    assert (await listed(out), await compute_anew(out)) == ([], 0)
    await correct(out, BO, "mql 64 2026-10-30")
    await out.target("mql_count", "500", since=date(2026, 11, 1))
    assert len(await out.cards()) == 4, "nothing happens by itself"
    assert await listed(out) == [("2026-10", [BO])]
    assert await compute_anew(out) == 1
    assert (await listed(out), await compute_anew(out)) == ([], 0)
    bo = await out.key(BO)
    before, after = [card for card in await out.cards() if card.member_id == bo]
    assert before.model_dump() == first[bo]
    assert (after.revision, after.reason, after.explanation, after.published_at) == (2, "correction", WHY, LATER)
    published = await out.published(BO)
    line = next(each for each in published.receipt.metrics if each.metric == "mql_count")
    assert (line.value, line.target, line.target_origin) == (64, 80, "own"), "with the target of its month"
    assert recompute(published.receipt) == pytest.approx(after.score)
    async with out.database.read() as session:
        assert await service.revised_since(session, out.workspace_id, "2026-10", CLOSING) == {out.growth: {bo}}
        assert await service.revised_since(session, out.workspace_id, "2026-10", LATER) == {}


async def test_the_owner_is_told_once_with_the_difference(out: Firm) -> None:
    await correct(out, BO, "mql 64 2026-10-30")
    for _ in range(2):
        await compute_anew(out)
    keys = [key for key in await out.deliveries() if key.startswith(f"card:{await out.key(BO)}:2026-10:")]
    assert sorted(key[-1] for key in keys) == ["1", "2"]
    about = {"member_id": await out.key(BO), "period": "2026-10", "revision": 2}
    async with out.database.read() as session:
        message = await RENDERERS["scorecards.card"](session, Occasion(out.workspace_id, BO, about, LATER))
    assert isinstance(message, Message)
    text = str(message.payload())
    assert "Revision 2 of this card" in text
    assert "MQL count: 58 → 64, 58.8 → 70 pts" in text
    assert WHY in text
    assert "Lead conversion rate: " not in text.split("Now: ")[1], "only what changed"


async def test_the_same_figures_told_in_another_way_change_nothing(out: Firm) -> None:
    await correct(out, CHEN, "mql 50 2026-10-30")
    assert (await listed(out), await compute_anew(out)) == ([], 0)


async def test_only_who_told_something_after_a_months_own_close_is_looked_at(
    out: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else everybody's cards of a year would be computed to find a handful."""
    looked_at: dict[str, set[int]] = {}

    async def noted(_session: AsyncSession, _workspace_id: int, month: str, members: Collection[int]) -> list[Card]:
        looked_at[month] = set(members)
        return []

    await out.tell(BO, date(2026, 9, 1), mql=20)
    await out.close("2026-09", now=CLOSING - timedelta(days=30))
    await correct(out, CHEN, "mql 64 2026-10-19", now=CLOSING - timedelta(days=15))
    await correct(out, DEE, "mql 64 2026-10-20", now=CLOSING - timedelta(seconds=1))
    await correct(out, BO, "mql 64 2026-10-30")
    monkeypatch.setattr(repository, "newest_cards", noted)
    assert await listed(out) == []
    assert looked_at == {"2026-10": {await out.key(BO), await out.key(DEE)}}, "hers may have come too late"


async def test_hr_alone_and_never_their_own(out: Firm) -> None:
    await correct(out, BO, "mql 64 2026-10-30")
    for user in (ANA, BO, CHEN, DEE):
        for ask in (listed(out, user), compute_anew(out, user), out.press(user, "scorecards.compute_anew", "2026-10")):
            with pytest.raises(Denied):
                await ask
    await out.cast.hold(BO, "hr")
    assert (await listed(out, BO), await compute_anew(out, BO)) == ([], 0)
    async with out.database.write() as session:
        turn = Turn(await out.cast.who(EVE), LATER, session)
        for month, why, key in (
            ("2026-10", " ", "text"),
            ("2026-10", "x" * 501, "text"),
            ("2026-11", WHY, "not-closed"),
        ):
            with pytest.raises(Rejected, match=key):
                await service.compute_anew(turn, month, why)


async def test_two_of_hr_at_once_make_one_revision(out: Firm) -> None:
    await out.cast.hold(DEE, "hr")
    await correct(out, BO, "mql 64 2026-10-30")
    assert "Bo Lindgren" in said(await out.command(EVE, "corrections"))
    assert sorted(await asyncio.gather(compute_anew(out), compute_anew(out, DEE))) == [0, 1]

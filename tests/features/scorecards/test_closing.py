"""A month is closed once, whole or not at all, and what was published stays as it is."""

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from bot.errors import Rejected
from bot.features.metrics.models import RollUp
from bot.features.people import service as people
from bot.features.scorecards import service
from bot.features.scorecards.jobs import handlers, keep_close
from bot.features.scorecards.models import MonthClose
from bot.scheduling.models import Schedule
from bot.scheduling.service import fire_due
from scoring.explain import recompute
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE, account
from tests.features.scorecards.cast import CLOSING, SETTINGS, Firm


async def test_everybody_in_a_team_with_a_scheme_gets_a_card_and_a_message(firm: Firm) -> None:
    await firm.tell_all()
    closed = await firm.close()
    assert (closed.cards, closed.teams, closed.is_new) == (4, 2, True)
    keys = {user: await firm.key(user) for user in (ANA, BO, CHEN, DEE)}
    assert {card.member_id for card in await firm.cards()} == set(keys.values())
    deliveries = await firm.deliveries()
    assert {key: each.recipient for key, each in deliveries.items()} == {
        **{f"card:{key}:2026-10:1": user for user, key in keys.items()},
        f"team:{firm.growth}:2026-10": "C0GROWTH",
        f"team:{firm.brand}:2026-10": "C0BRAND",
        f"team:{firm.growth}:2026-10:details": "C0GROWTH",
        f"team:{firm.brand}:2026-10:details": "C0BRAND",
        f"feedback-reports:{keys[ANA]}:2026-10": ANA,
        f"leaders:{await firm.key(EVE)}:2026-10": EVE,
    }
    assert deliveries[f"card:{keys[BO]}:2026-10:1"].payload == {
        "member_id": keys[BO],
        "period": "2026-10",
        "revision": 1,
    }


async def test_bos_card_is_what_anybody_can_compute_by_hand(firm: Firm) -> None:
    """UV 2,000 from 512: +291 %, capped at 120; conversion 4 % of 3 %: 120; MQL 58 of 50: 116; cost per lead waits."""
    await firm.tell_all()
    await firm.target("mql_count", "50")
    await firm.close()
    card = service.card_as_data(await firm.published(BO))
    points = {line["id"]: (line["status"], line["points"]) for line in card["metrics"]}
    assert points == {
        "uv_growth": ("scored", 120),
        "lead_conversion": ("scored", 120),
        "mql_count": ("scored", pytest.approx(116)),
        "cpl": ("in_progress", None),
    }
    assert card["score"] == pytest.approx((15 * 120 + 20 * 120 + 25 * 116) / 60)
    assert (card["band"], card["complete"], card["coverage"]) == ("S", True, 100)
    assert card["scheme"]["id"] == "promotion"
    mql = next(line for line in card["metrics"] if line["id"] == "mql_count")
    assert (mql["value"], mql["target"], mql["target_origin"], mql["attainment"]) == (58, 50, "own", pytest.approx(116))
    assert mql["share"] == pytest.approx(100 * 25 / 60)
    assert mql["inputs"][0]["figure"] == "mql"


async def test_every_published_score_can_be_computed_again_from_its_receipt(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    for slack_user in (ANA, BO, CHEN, DEE):
        published = await firm.published(slack_user)
        assert recompute(published.receipt) == pytest.approx(published.card.score)


async def test_somebody_without_figures_gets_an_incomplete_card_not_a_zero(firm: Firm) -> None:
    await firm.tell(BO, date(2026, 10, 1), mql=58)
    await firm.close()
    bo, chen = await firm.published(BO), await firm.published(CHEN)
    assert bo.card.score is not None
    assert bo.card.coverage == pytest.approx(100 * 25 / 60)
    assert (bo.card.is_complete, bo.card.band) == (False, None)
    assert (chen.card.score, chen.card.is_complete, chen.card.coverage) == (None, False, 0)


async def test_whoever_joined_later_gets_no_card_and_a_joiner_is_held_to_a_part(firm: Firm) -> None:
    await firm.tell_all()
    await firm.target("mql_count", "50")
    await firm.cast.change(CHEN, joined_on=date(2026, 11, 2))
    await firm.cast.change(BO, joined_on=date(2026, 10, 16))
    closed = await firm.close()
    assert closed.cards == 3
    mql = next(line for line in (await firm.published(BO)).receipt.metrics if line.metric == "mql_count")
    assert mql.target == pytest.approx(50 * 11 / 22)  # working days from the 16th of the month's 22


async def test_closing_again_changes_nothing(firm: Firm) -> None:
    await firm.tell_all()
    first = await firm.close()
    before, sent = await firm.cards(), await firm.deliveries()
    again = await firm.close(now=datetime(2026, 11, 9, 8, 0, tzinfo=UTC))
    assert (again.is_new, again.closed_at, again.cards, again.teams) == (False, first.closed_at, 4, 2)
    assert [card.id for card in await firm.cards()] == [card.id for card in before]
    assert (await firm.deliveries()).keys() == sent.keys()


async def test_two_closes_at_once_publish_one_card_each(firm: Firm) -> None:
    await firm.tell_all()
    closed = await asyncio.gather(firm.close(), firm.close())
    assert sorted(each.is_new for each in closed) == [False, True]
    assert len(await firm.cards()) == 4
    assert len(await firm.deliveries()) == 10


async def test_a_crash_halfway_leaves_nothing_behind(firm: Firm) -> None:
    await firm.tell_all()

    def crash(_done: int, _total: int) -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        async with firm.database.write() as session:
            await service.close_month(
                session, firm.workspace_id, "2026-10", now=CLOSING, settings=SETTINGS, progress=crash
            )
    assert (list(await firm.cards()), await firm.team_cards(), await firm.deliveries()) == ([], {}, {})
    assert (await firm.close()).is_new


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2027-10"])
async def test_a_month_that_is_not_over_stays_open(firm: Firm, month: str) -> None:
    with pytest.raises(Rejected, match="scorecards-error-not-over"):
        await firm.close(month)
    assert list(await firm.cards()) == []


async def test_a_month_without_a_single_figure_is_not_closed(firm: Firm) -> None:
    with pytest.raises(Rejected, match="no-figures"):
        await firm.close()
    assert await closed_months(firm) == []
    await firm.tell(BO, date(2026, 10, 1), mql=40)
    assert (await firm.close()).is_new


async def test_the_workspaces_zone_decides_when_a_month_is_over(firm: Firm) -> None:
    await firm.tell_all()
    late = datetime(2026, 10, 31, 22, 59, tzinfo=UTC)  # 23:59 in Berlin
    with pytest.raises(Rejected, match="not-over"):
        await firm.close(now=late)
    assert (await firm.close(now=datetime(2026, 10, 31, 23, 0, tzinfo=UTC))).is_new


@pytest.mark.parametrize("typed", ["2026-13", "october", "2026-Q3", "2026", ""])
async def test_what_is_no_month_is_named(firm: Firm, typed: str) -> None:
    with pytest.raises(Rejected, match="scorecards-error-month"):
        await firm.close(typed)


async def test_whoever_left_after_the_month_has_a_card_for_hr_and_gets_no_message(firm: Firm) -> None:
    await firm.tell_all()
    for slack_user, left in (
        (BO, datetime(2026, 11, 3, 9, 0, tzinfo=UTC)),
        (CHEN, datetime(2026, 10, 30, 9, 0, tzinfo=UTC)),
    ):
        gone = [account(slack_user, "Gone", deleted=True)]
        async with firm.database.write() as session:
            await people.upsert_members(
                session, gone, workspace_id=firm.workspace_id, now=left, default_zone="Europe/Berlin"
            )
    assert (await firm.close()).cards == 3, "Ana, Dee, and Bo who left in November"
    assert (await firm.published(BO)).card.score is not None
    with pytest.raises(Rejected, match="no-card"):
        await firm.published(CHEN)
    async with firm.database.read() as session:
        assert await service.card_to_send(session, firm.workspace_id, await firm.key(BO), "2026-10", 1) is None


async def test_a_published_card_does_not_follow_later_changes(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    before = service.card_as_data(await firm.published(BO))
    async with firm.database.write() as session:
        await session.exec(update(RollUp).values(total=Decimal(1), last=Decimal(1), peak=Decimal(1)))
    await firm.target("mql_count", "9999", since=date(2026, 11, 1))
    assert service.card_as_data(await firm.published(BO)) == before


async def closed_months(firm: Firm) -> list[str]:
    async with firm.database.read() as session:
        return list((await session.exec(select(MonthClose.month).order_by(col(MonthClose.id)))).all())


async def fire(firm: Firm, now: datetime) -> None:
    fired = 1
    while fired:
        async with firm.database.write() as session:
            fired = await fire_due(session, handlers(SETTINGS), now=now, workspace_id=firm.workspace_id)


async def test_the_schedule_closes_the_month_before_and_makes_up_for_missed_ones(firm: Firm) -> None:
    await firm.tell_all()
    start = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
    async with firm.database.write() as session:
        await keep_close(session, firm.workspace_id, day=7, minute=9 * 60, zone="Europe/Berlin", now=start)
    await fire(firm, datetime(2026, 11, 7, 7, 59, tzinfo=UTC))
    assert await closed_months(firm) == []
    await fire(firm, CLOSING)
    assert await closed_months(firm) == ["2026-10"]
    await fire(firm, CLOSING)
    for month in (date(2026, 11, 1), date(2027, 1, 1)):
        await firm.tell(BO, month, mql=40)
    await fire(firm, datetime(2027, 2, 20, 8, 0, tzinfo=UTC))
    assert await closed_months(firm) == ["2026-10", "2026-11", "2027-01"], "nobody told anything in December"


async def test_a_new_workspace_gets_no_cards_about_the_time_before_it(firm: Firm) -> None:
    async with firm.database.write() as session:
        await keep_close(
            session, firm.workspace_id, day=7, minute=540, zone="Europe/Berlin", now=datetime(2026, 11, 3, tzinfo=UTC)
        )
    await fire(firm, CLOSING)
    assert await closed_months(firm) == []
    assert await firm.deliveries() == {}


async def test_keeping_the_close_again_does_not_move_it(firm: Firm) -> None:
    for moment in (datetime(2026, 11, 3, tzinfo=UTC), datetime(2026, 11, 5, tzinfo=UTC)):
        async with firm.database.write() as session:
            await keep_close(session, firm.workspace_id, day=7, minute=540, zone="Europe/Berlin", now=moment)
    async with firm.database.read() as session:
        rows = (await session.exec(select(Schedule))).all()
    assert [row.next_fire_at for row in rows if row.kind == service.CLOSE] == [CLOSING]

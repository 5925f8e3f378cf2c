"""A month is scored by the rules of that month, whenever it is closed."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.errors import Rejected
from bot.features.schemes import service as schemes
from bot.features.scorecards import service
from bot.features.scorecards.views import card_message
from bot.i18n.translator import translator
from scoring.periods import Period
from scoring.receipt import Receipt
from tests.features.people.cast import ANA, BO, CHEN
from tests.features.scorecards.cast import SETTINGS, Firm

OCTOBER_3, OCTOBER_7, NOVEMBER_7 = (datetime(2026, *day, 8, tzinfo=UTC) for day in ((10, 3), (10, 7), (11, 7)))
JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in (7, 8, 9, 10))


async def reassign(firm: Firm, group: str, since: date | None = None, *, now: datetime = OCTOBER_3) -> None:
    """Growth, which works by traffic."""
    async with firm.database.write() as session:
        await schemes.assign(session, firm.workspace_id, firm.growth, "promotion", [group], now=now, since=since)


async def told(firm: Firm, *months: date) -> None:
    for month in months:
        for user in (ANA, BO, CHEN):
            await firm.tell(user, month, mql=50, leads=60, interactions=30, impressions=100)


async def dimensions(firm: Firm, user: str = BO) -> Mapping[str, set[str]]:
    """By period."""
    key = await firm.key(user)
    mine = {
        card.period: Receipt.model_validate_json(card.receipt) for card in await firm.cards() if card.member_id == key
    }
    return {period: {line.dimension for line in receipt.metrics} for period, receipt in mine.items()}


async def test_a_team_that_is_reassigned_in_october_is_scored_by_the_old_rules_for_september(firm: Firm) -> None:
    await told(firm, JULY, AUGUST, SEPTEMBER, OCTOBER)
    for month in ("2026-07", "2026-08"):
        await firm.close(month, now=OCTOBER_3)
    await reassign(firm, "brand")
    await firm.close("2026-09", now=OCTOBER_7)
    assert await dimensions(firm) == {
        "2026-07": {"traffic"},
        "2026-08": {"traffic"},
        "2026-09": {"traffic"},
        "2026-Q3": {"traffic"},
    }
    with pytest.raises(Rejected, match="schemes-error-month-out"):
        await reassign(firm, "conversion", SEPTEMBER, now=OCTOBER_7)
    await firm.close("2026-10", now=NOVEMBER_7)
    assert (await dimensions(firm))["2026-10"] == {"brand"}


async def test_what_was_made_ahead_is_made_again_when_the_month_gets_other_rules(firm: Firm) -> None:
    await told(firm, SEPTEMBER)
    async with firm.database.write() as session:
        assert await service.begin_ahead(session, firm.workspace_id, "2026-09", now=OCTOBER_3, settings=SETTINGS)
    is_going = True
    while is_going:
        async with firm.database.write() as session:
            done = await service.make_ahead(session, firm.workspace_id, "2026-09", now=OCTOBER_3, settings=SETTINGS)
            is_going = done is not None
    await reassign(firm, "brand", SEPTEMBER)
    await firm.close("2026-09", now=OCTOBER_7)
    assert (await dimensions(firm))["2026-09"] == {"brand"}


async def test_a_quarter_says_that_its_rules_changed_on_the_way(firm: Firm) -> None:
    await told(firm, JULY, AUGUST, SEPTEMBER)
    await firm.close("2026-07", now=OCTOBER_3)
    await firm.close("2026-08", now=OCTOBER_3)
    await reassign(firm, "brand", SEPTEMBER)
    await firm.close("2026-09", now=OCTOBER_7)
    found = await dimensions(firm)
    assert [found[period] for period in ("2026-07", "2026-09", "2026-Q3")] == [{"traffic"}, {"brand"}, {"brand"}]
    for language, said in (
        ("en", "The rules changed meanwhile. Those of the last day"),
        ("zh-CN", "期间考核方案有调整"),
    ):
        quarter = card_message(translator(language), await firm.published(BO, "2026-Q3"), is_own=True)
        assert said in json.dumps([block.to_dict() for block in quarter.blocks], ensure_ascii=False)


async def test_a_target_that_is_set_in_october_leaves_september_as_it_is(firm: Firm) -> None:
    await told(firm, AUGUST, SEPTEMBER, OCTOBER)
    await firm.close("2026-08", now=OCTOBER_3)
    async with firm.database.write() as session:
        of_bo = {"team_id": firm.growth, "member_id": await firm.key(BO)}
        await schemes.set_target(session, firm.workspace_id, "mql_count", Decimal(25), **of_bo, now=OCTOBER_3)
        await schemes.set_target(
            session, firm.workspace_id, "cpl", Decimal(90), **of_bo, now=OCTOBER_3, since=SEPTEMBER
        )
    await firm.close("2026-09", now=OCTOBER_7)
    await firm.close("2026-10", now=NOVEMBER_7)
    lines = {
        period: next(line for line in (await firm.published(BO, period)).receipt.metrics if line.metric == "mql_count")
        for period in ("2026-09", "2026-10")
    }
    assert [(line.stated_target, line.attainment) for line in lines.values()] == [(100, 50), (25, 200)]
    for user, is_said in ((BO, True), (CHEN, False)):
        quarter = card_message(translator("en"), await firm.published(user, "2026-Q3"), is_own=True)
        assert ("Targets changed meanwhile." in json.dumps([block.to_dict() for block in quarter.blocks])) is is_said


async def test_a_target_that_was_set_and_taken_back_is_no_other_one(firm: Firm) -> None:
    """Else the team's quarter would go without a score for it."""
    whose = {"team_id": firm.growth, "member_id": await firm.key(BO)}
    august, quarter = Period.parse("2026-08"), Period.parse("2026-Q3")
    others = []
    for value in ("25", "30", None):
        async with firm.database.write() as session:
            target = Decimal(value) if value else None
            await schemes.set_target(
                session, firm.workspace_id, "mql_count", target, **whose, now=OCTOBER_3, since=SEPTEMBER
            )
            found = await schemes.own_targets_since(session, firm.workspace_id, august, quarter, OCTOBER_7)
            others.append(found)
    assert others == [[(whose["member_id"], None)]] * 2 + [[]]

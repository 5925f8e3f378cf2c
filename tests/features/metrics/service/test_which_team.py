"""Figures of a day are told to the team with which the day's month is scored."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import col, select, update

from bot.errors import Rejected
from bot.features.metrics import service
from bot.features.people.models import Membership, Team
from bot.features.schemes.service import assign, set_target
from bot.turn import Who
from tests.features.metrics.cast import IN_TIME, LONG_AGO, NOW, TODAY, Cast, Statements

MOVED, LAST_MONTH = date(2026, 11, 10), date(2026, 10, 30)


async def come(cast: Cast, who: Who, team_id: int, first_on: date) -> None:
    async with cast.database.write() as session:
        ended = update(Membership).where(Membership.member_id == who.member_id)
        await session.exec(ended.values(last_on=first_on - timedelta(days=1)))
        session.add(
            Membership(workspace_id=cast.workspace_id, team_id=team_id, member_id=who.member_id, first_on=first_on)
        )


async def form(cast: Cast, who: Who, on: date) -> set[str]:
    """The figures that the form of a day asks for."""
    async with cast.database.read() as session:
        day = await service.day_of(session, who, on, now=IN_TIME, today=TODAY)
    return {line.figure.id for line in day.lines}


@pytest.fixture
async def mover(cast: Cast) -> Who:
    """Bo went from Growth to Brand, whose figures are others, on the tenth."""
    await come(cast, cast.bo, await with_other_figures(cast), MOVED)
    return cast.bo


async def with_other_figures(cast: Cast) -> int:
    """Brand's key."""
    async with cast.database.write() as session:
        brand = (await session.exec(select(Team.id).where(col(Team.name) == "Brand"))).one()
        assert brand
        await assign(session, cast.workspace_id, brand, "work_plan", now=NOW)
        return brand


async def test_this_month_is_told_to_the_team_of_today(cast: Cast, mover: Who) -> None:
    await cast.tell(mover, "revenue 900")
    await cast.submit(mover, date(2026, 11, 5), revenue="700")
    assert "revenue" in await form(cast, mover, date(2026, 11, 5))
    with pytest.raises(Rejected, match="unknown"):
        await cast.tell(mover, "mql 8 2026-11-05")


async def test_the_month_before_is_told_to_the_team_it_ended_with(cast: Cast, mover: Who) -> None:
    assert "mql" in await form(cast, mover, LAST_MONTH)
    await cast.submit(mover, LAST_MONTH, mql="7", now=IN_TIME)
    with pytest.raises(Rejected, match="unknown"):
        await cast.tell(mover, "revenue_plan 900 2026-10-30")
    assert [(each.figure, each.value) for each in await cast.entries(mover)] == [("mql", 7)]


async def test_days_before_the_first_team_are_told_to_it(cast: Cast) -> None:
    await come(cast, cast.eve, cast.growth, TODAY)
    for on in (LAST_MONTH, TODAY - timedelta(days=1), TODAY):
        assert "mql" in await form(cast, cast.eve, on)
        await cast.submit(cast.eve, on, mql="3", now=IN_TIME)
    assert len(await cast.entries(cast.eve)) == 3


async def test_a_team_that_is_only_planned_takes_nothing_yet(cast: Cast) -> None:
    await come(cast, cast.eve, cast.growth, TODAY + timedelta(days=1))
    for on in (LAST_MONTH, TODAY):
        with pytest.raises(Rejected, match="no-team"):
            await cast.submit(cast.eve, on, mql="3", now=IN_TIME)


@pytest.mark.parametrize(("moved", "target"), [(date(2026, 10, 31), 40), (date(2026, 11, 1), 80)])
async def test_a_command_for_the_month_before_is_read_by_the_team_it_ended_with(
    cast: Cast, moved: date, target: int
) -> None:
    async with cast.database.write() as session:
        brand = (await session.exec(select(Team.id).where(col(Team.name) == "Brand"))).one()
        assert brand
        await assign(session, cast.workspace_id, brand, "promotion", now=NOW)
        for team, wanted in ((cast.growth, 80), (brand, 40)):
            await set_target(
                session, cast.workspace_id, "mql_count", Decimal(wanted), team_id=team, now=NOW, since=LONG_AGO
            )
    await come(cast, cast.bo, brand, moved)
    assert (await cast.tell(cast.bo, "mql 8 2026-10-30", now=IN_TIME)).line.metrics[0].target == target
    assert (await cast.tell(cast.bo, "mql 8 2026-11-18")).line.metrics[0].target == 40


@pytest.mark.parametrize("first_on", [TODAY, date(2026, 1, 1)])
async def test_whoever_was_in_no_other_team_is_looked_up_once(cast: Cast, first_on: date) -> None:
    await come(cast, cast.eve, cast.growth, first_on)
    asked = Statements(cast.database)
    told = await cast.tell(cast.eve, "mql 8 2026-10-30", now=IN_TIME)
    assert (told.state, told.on) == ("added", LAST_MONTH)
    assert len([each for each in asked.seen if "FROM member" in each and "membership" in each]) == 1

"""Whose Home is published anew after what has changed."""

import pytest
from sqlmodel import select

from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.features.home import service
from bot.features.metrics import service as metrics
from tests.features.home.test_board import NOW
from tests.features.people.cast import ANA, BO, CHEN, DEE, EVE
from tests.features.scorecards.cast import Firm, founded


@pytest.fixture
async def firm(database: Database) -> Firm:
    """Chen has never opened Home."""
    found = await founded(database)
    for user in (ANA, BO, DEE, EVE, BO):
        async with database.write() as session:
            await service.open_home(session, await found.cast.who(user), NOW)
    return found


async def refreshed(firm: Firm) -> set[str]:
    """Since the last look."""
    async with firm.database.write() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.operation == "home"))).all()
        for row in rows:
            await session.delete(row)
        return {row.recipient for row in rows}


async def test_a_figure_shows_on_the_own_home_and_on_the_manager_s(firm: Firm) -> None:
    for user, expected in ((BO, {BO, ANA}), (CHEN, {ANA}), (DEE, {DEE})):
        async with firm.database.write() as session:
            await metrics.check_in(session, await firm.cast.who(user), "leads 42", now=NOW, today=NOW.date())
        assert await refreshed(firm) == expected
    async with firm.database.write() as session:
        await metrics.check_in(session, await firm.cast.who(BO), "leads 42", now=NOW, today=NOW.date())
    assert await refreshed(firm) == set(), "the same again changes nothing"


async def test_cards_that_come_out_show_at_once(firm: Firm) -> None:
    await firm.tell_all()
    await firm.close()
    assert await refreshed(firm) == {ANA, BO, DEE, EVE}

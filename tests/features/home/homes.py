"""Homes that have been opened, and which of them a change publishes anew."""

from sqlmodel import select

from bot.delivery.models import Delivery
from bot.features.home import service
from tests.features.home.test_board import NOW
from tests.features.people.cast import Cast


async def open_homes(cast: Cast, *users: str) -> None:
    for user in users:
        who = await cast.who(user)
        async with cast.database.write() as session:
            await service.open_home(session, who, NOW)


async def refreshed(cast: Cast) -> set[str]:
    """Since the last look."""
    async with cast.database.write() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.operation == "home"))).all()
        for row in rows:
            await session.delete(row)
        return {row.recipient for row in rows}

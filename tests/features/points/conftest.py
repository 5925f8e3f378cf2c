from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import Seed, opened
from tests.features.people.cast import DEE
from tests.features.points.cast import Office
from tests.features.scorecards.cast import FOUNDED, visited


@pytest.fixture
def seed() -> Seed:
    return FOUNDED


@pytest.fixture
async def everywhere(database: Database) -> Office:
    """On both databases, for what depends on them."""
    return await _with_committee(database)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    database = opened(sqlite_url)
    yield await _with_committee(database)
    await database.close()


async def _with_committee(database: Database) -> Office:
    office = Office(await visited(database))
    await office.firm.cast.hold(DEE, "lead", "committee")
    return office

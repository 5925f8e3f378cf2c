from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import Seed, opened
from tests.features.improvement.cast import SEATED, Desk
from tests.features.people.cast import met


@pytest.fixture
def seed() -> Seed:
    return SEATED


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    database = opened(sqlite_url)
    yield Desk(await met(database))
    await database.close()


@pytest.fixture
async def anywhere(database: Database) -> Desk:
    """The same on either database."""
    return Desk(await met(database))

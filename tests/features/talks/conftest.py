from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import Seed, opened
from tests.features.talks.cast import RELEASED, Month, month_of


@pytest.fixture
def seed() -> Seed:
    return RELEASED


@pytest.fixture
async def everywhere(database: Database) -> Month:
    """On both databases, for what depends on them."""
    return await month_of(database)


@pytest.fixture
async def month(sqlite_url: str) -> AsyncIterator[Month]:
    database = opened(sqlite_url)
    yield await month_of(database)
    await database.close()

from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import opened
from tests.features.reviews.cast import Office, founded


@pytest.fixture
async def everywhere(database: Database) -> Office:
    """On both databases, for what depends on them."""
    return await founded(database)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    database = opened(sqlite_url)
    yield await founded(database)
    await database.close()

from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import opened
from tests.features.campaigns.cast import Together, founded_together


@pytest.fixture
async def everywhere(database: Database) -> Together:
    """On both databases, for what depends on them."""
    return await founded_together(database)


@pytest.fixture
async def work(sqlite_url: str) -> AsyncIterator[Together]:
    database = opened(sqlite_url)
    yield await founded_together(database)
    await database.close()

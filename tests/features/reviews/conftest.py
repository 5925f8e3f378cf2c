from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from bot.settings import Settings
from tests.features.reviews.cast import Office, founded
from tests.keys import KEYRING


@pytest.fixture
async def everywhere(database: Database) -> Office:
    """On both databases, for what depends on them."""
    return await founded(database)


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    database = Database(Settings(database_url=sqlite_url, _env_file=None).effective_database_url, KEYRING)
    yield await founded(database)
    await database.close()

from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from bot.settings import Settings
from tests.features.campaigns.cast import Together, founded_together
from tests.keys import KEYRING


@pytest.fixture
async def everywhere(database: Database) -> Together:
    """On both databases, for what depends on them."""
    return await founded_together(database)


@pytest.fixture
async def work(sqlite_url: str) -> AsyncIterator[Together]:
    database = Database(Settings(database_url=sqlite_url, _env_file=None).effective_database_url, KEYRING)
    yield await founded_together(database)
    await database.close()

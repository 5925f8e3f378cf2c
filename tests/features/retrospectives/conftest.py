from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from bot.settings import Settings
from tests.features.retrospectives.cast import Project, founded_project
from tests.keys import KEYRING


@pytest.fixture
async def everywhere(database: Database) -> Project:
    """On both databases, for what depends on them."""
    return await founded_project(database)


@pytest.fixture
async def project(sqlite_url: str) -> AsyncIterator[Project]:
    database = Database(Settings(database_url=sqlite_url, _env_file=None).effective_database_url, KEYRING)
    yield await founded_project(database)
    await database.close()

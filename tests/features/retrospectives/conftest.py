from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import opened
from tests.features.retrospectives.cast import Project, founded_project


@pytest.fixture
async def everywhere(database: Database) -> Project:
    """On both databases, for what depends on them."""
    return await founded_project(database)


@pytest.fixture
async def project(sqlite_url: str) -> AsyncIterator[Project]:
    database = opened(sqlite_url)
    yield await founded_project(database)
    await database.close()

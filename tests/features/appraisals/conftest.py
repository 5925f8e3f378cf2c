from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import opened
from tests.features.appraisals.cast import Round, gathered


@pytest.fixture
async def november(sqlite_url: str) -> AsyncIterator[Round]:
    database = opened(sqlite_url)
    yield await gathered(database)
    await database.close()


@pytest.fixture
async def anywhere(database: Database) -> Round:
    """The same on either database."""
    return await gathered(database)

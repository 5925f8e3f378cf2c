from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.features.appraisals.cast import Round, gathered
from tests.keys import KEYRING


@pytest.fixture
async def november(sqlite_url: str) -> AsyncIterator[Round]:
    database = Database(sqlite_url, KEYRING)
    yield await gathered(database)
    await database.close()


@pytest.fixture
async def anywhere(database: Database) -> Round:
    """The same on either database."""
    return await gathered(database)

from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import Seed, opened
from tests.features.goals.cast import Team
from tests.features.scorecards.cast import FOUNDED, visited


@pytest.fixture
def seed() -> Seed:
    return FOUNDED


@pytest.fixture
async def everywhere(database: Database) -> Team:
    """On both databases, for what depends on them."""
    return Team(await visited(database))


@pytest.fixture
async def growth(sqlite_url: str) -> AsyncIterator[Team]:
    database = opened(sqlite_url)
    yield Team(await visited(database))
    await database.close()

from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from tests.databases import EMPTY, Seed, opened
from tests.features.improvement.noticed.cast import Desk
from tests.features.scorecards.cast import FOUNDED, visited


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> Seed:
    return FOUNDED if {"desk", "any_desk"} & set(request.fixturenames) else EMPTY


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    """On the quicker database: for what SQL has no part in."""
    database = opened(sqlite_url)
    yield Desk(await visited(database))
    await database.close()


@pytest.fixture
async def any_desk(database: Database) -> Desk:
    """On each database in turn."""
    return Desk(await visited(database))

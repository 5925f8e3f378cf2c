import pytest

from bot.db.engine import Database
from tests.features.people.cast import ACCOUNTS, TABLE, Cast, opened


@pytest.fixture
async def empty(database: Database) -> Cast:
    """A workspace that has never been synced."""
    async with database.write() as session:
        return Cast(database, await opened(session))


@pytest.fixture
async def cast(empty: Cast) -> Cast:
    await empty.sync(*ACCOUNTS)
    report = await empty.load(TABLE)
    assert report.problems == []
    return empty

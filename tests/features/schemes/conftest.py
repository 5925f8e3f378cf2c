import pytest

from bot.db.engine import Database
from tests.features.people.cast import ACCOUNTS, TABLE, Cast, opened


@pytest.fixture
async def cast(database: Database) -> Cast:
    """Ana manages Bo and Chen in Growth, Dee leads Brand, Eve is from HR and in no team."""
    async with database.write() as session:
        cast = Cast(database, await opened(session))
    await cast.sync(*ACCOUNTS)
    report = await cast.load(TABLE)
    assert report.problems == []
    return cast

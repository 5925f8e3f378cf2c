import pytest

from bot.db.engine import Database
from tests.databases import EMPTY, Seed
from tests.features.people.cast import STAFFED, Cast, met, opened


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> Seed:
    return STAFFED if "cast" in request.fixturenames else EMPTY


@pytest.fixture
async def empty(database: Database) -> Cast:
    """A workspace that has never been synced."""
    async with database.write() as session:
        return Cast(database, await opened(session))


@pytest.fixture
async def cast(database: Database) -> Cast:
    return await met(database)

import pytest

from bot.db.engine import Database
from tests.databases import EMPTY, Seed
from tests.features.people.cast import STAFFED, Cast, met


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> Seed:
    return STAFFED if "cast" in request.fixturenames else EMPTY


@pytest.fixture
async def cast(database: Database) -> Cast:
    """Ana manages Bo and Chen in Growth, Dee leads Brand, Eve is from HR and in no team."""
    return await met(database)

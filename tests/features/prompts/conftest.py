import pytest

from bot.db.engine import Database
from tests.databases import EMPTY, Seed
from tests.features.metrics.cast import GATHERED, Cast, met


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> Seed:
    return GATHERED if "cast" in request.fixturenames else EMPTY


@pytest.fixture
async def cast(database: Database) -> Cast:
    return await met(database)

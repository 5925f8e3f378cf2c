import pytest

from bot.db.engine import Database
from tests.databases import EMPTY, Seed
from tests.features.scorecards.cast import FOUNDED, Firm, visited


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> Seed:
    return FOUNDED if "firm" in request.fixturenames else EMPTY


@pytest.fixture
async def firm(database: Database) -> Firm:
    return await visited(database)

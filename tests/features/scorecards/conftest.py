import pytest

from bot.db.engine import Database
from tests.features.scorecards.cast import Firm, founded


@pytest.fixture
async def firm(database: Database) -> Firm:
    return await founded(database)

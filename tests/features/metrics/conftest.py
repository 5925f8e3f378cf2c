import pytest

from bot.db.engine import Database
from tests.features.metrics.cast import Cast, gather


@pytest.fixture
async def cast(database: Database) -> Cast:
    return await gather(database)

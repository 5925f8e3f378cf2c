import pytest

from bot.db.engine import Database
from tests.features.metrics.cast import Cast, gather

import bot.features.scorecards.models
from sqlmodel import SQLModel

@pytest.fixture
async def cast(database: Database) -> Cast:
    async with database.engine.begin() as c: await c.run_sync(SQLModel.metadata.create_all)
    return await gather(database)

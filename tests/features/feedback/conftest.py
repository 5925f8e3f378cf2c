import pytest

from bot.db.engine import Database
from tests.features.feedback.cast import Letters, gathered


@pytest.fixture
async def letters(database: Database) -> Letters:
    return await gathered(database)

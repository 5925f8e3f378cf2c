from collections.abc import AsyncIterator

import pytest

from bot.db.engine import Database
from bot.settings import Settings
from tests.audit.log import Log, kept
from tests.keys import KEYRING


@pytest.fixture
async def log(database: Database) -> Log:
    return await kept(database)


@pytest.fixture
async def sqlite_log(sqlite_url: str) -> AsyncIterator[Log]:
    opened = Database(Settings(database_url=sqlite_url, _env_file=None).effective_database_url, KEYRING)  # type: ignore[call-arg]  # pydantic's own
    yield await kept(opened)
    await opened.close()

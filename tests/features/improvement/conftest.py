from collections.abc import AsyncIterator, Iterator

import pytest

from bot.db.configured import with_settings
from bot.db.engine import Database
from tests.databases import Seed, SqliteTemplates, quick_folder
from tests.features.improvement.cast import SEATED, SETTINGS, Desk
from tests.features.improvement.scenes import Scenes
from tests.features.people.cast import met
from tests.keys import KEYRING


@pytest.fixture
def seed() -> Seed:
    return SEATED


@pytest.fixture(scope="session")
def scenes(sqlite_templates: SqliteTemplates) -> Iterator[Scenes]:
    with sqlite_templates.fresh(SEATED) as url, quick_folder() as folder:
        yield Scenes(url, folder)


@pytest.fixture
async def desk(sqlite_url: str) -> AsyncIterator[Desk]:
    database = Database(sqlite_url, KEYRING, info=with_settings(SETTINGS))
    yield Desk(await met(database))
    await database.close()


@pytest.fixture
async def anywhere(database: Database) -> Desk:
    """The same on either database."""
    return Desk(await met(database))

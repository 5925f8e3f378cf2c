"""Fixtures of every level: real databases of both kinds."""

from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings as properties

from bot.db import engine
from bot.db.engine import Database
from bot.slack import deciding
from bot.web import health
from tests import selection
from tests.databases import EMPTY, PostgresTemplates, Seed, SqliteTemplates, opened, quick_folder
from tests.patience import PATIENCE_SECONDS

# The same examples on every run and on every machine, however slow: whoever looks for new ones chooses the other.
properties.register_profile("same", derandomize=True, deadline=None)
properties.register_profile("new", deadline=None)
properties.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-database", action="store_true", help="run each story on SQLite and on PostgreSQL")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left = [] if config.getoption("--every-database") else [item for item in items if not selection.is_run(item)]
    if left:
        config.hook.pytest_deselected(items=left)
    out = set(left)
    items[:] = selection.in_order(item for item in items if item not in out)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """How quick this machine is, is no story's business; those about what takes too long say how long that is."""
    for answering in (deciding, health):
        monkeypatch.setattr(answering, "LONGEST_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(engine, "STATEMENT_TIMEOUT_MS", round(1_000 * PATIENCE_SECONDS / 2))


@pytest.fixture(scope="session")
def postgres_templates() -> Iterator[PostgresTemplates]:
    with quick_folder() as folder:
        templates = PostgresTemplates(folder)
        yield templates
        templates.server.cleanup()


@pytest.fixture(scope="session")
def sqlite_templates() -> Iterator[SqliteTemplates]:
    with quick_folder() as folder:
        yield SqliteTemplates(folder)


@pytest.fixture
def seed() -> Seed:
    """What a fresh database holds: nothing, unless a folder's own fixture of this name says otherwise."""
    return EMPTY


@pytest.fixture
def sqlite_url(sqlite_templates: SqliteTemplates, seed: Seed) -> Iterator[str]:
    with sqlite_templates.fresh(seed) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_templates: PostgresTemplates, seed: Seed) -> Iterator[str]:
    with postgres_templates.fresh(seed) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database of each kind in turn."""
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(fixture))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = opened(database_url)
    yield database
    await database.close()

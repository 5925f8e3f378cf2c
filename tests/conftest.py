"""Fixtures of every level: real databases of both kinds."""

import gc
from collections.abc import AsyncIterator, Iterator
from zlib import crc32

import pytest
from hypothesis import settings as properties
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from bot.db import engine
from bot.db.engine import Database
from bot.db.sealing.keyring import keyring_of
from bot.slack import deciding
from bot.web import health
from tests.databases import EMPTY, PostgresTemplates, Seed, SqliteTemplates, opened, quick_folder
from tests.patience import PATIENCE_SECONDS

# The same examples on every run and on every machine, however slow: whoever looks for new ones chooses the other.
properties.register_profile("same", derandomize=True, deadline=None)
properties.register_profile("new", deadline=None)
properties.load_profile("same")

DATABASES = ("sqlite", "postgresql")
STORIES = ("tests/audit/", "tests/cli/", "tests/features/", "tests/retention/", "tests/scenarios/")
"""Tests of what is above the databases; those of the layers that speak to one always run on both."""
SPREAD = 0.7
"""The part of a run within which the last file that waits begins."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--by-turns", action="store_true", help="run each story on one of the two databases, by turns")


def is_its_turn(item: pytest.Item) -> bool:
    """The same on every machine, and half of the stories of each file on either database."""
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    database = params.get("database_url")
    if database is None or not item.nodeid.startswith(STORIES):
        return True
    return DATABASES[crc32(item.nodeid.replace(database, "").encode()) % 2] == database


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests come last, and are in files of their own: Playwright keeps an event loop in the main thread, beside
    which no other can run. Files that mostly wait are spread, so that of several workers one waits and others work."""
    if config.getoption("--by-turns"):
        config.hook.pytest_deselected(items=[each for each in items if not is_its_turn(each)])
        items[:] = [each for each in items if is_its_turn(each)]
    places = dict[str, float]()
    for item in items:
        places.setdefault(item.nodeid.partition("::")[0], len(places))
    waiting = [each for each in reversed(places) if "/chaos/" in each]
    places |= {each: k * SPREAD * len(places) / len(waiting) - 0.5 for k, each in enumerate(waiting)}
    items.sort(key=lambda item: places[item.nodeid.partition("::")[0]])
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """What has been collected lives as long as the run; each look of the collector through it takes a second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """How quick this machine is, is no story's business; those about what takes too long say how long that is."""
    for answering in (deciding, health):
        monkeypatch.setattr(answering, "LONGEST_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(engine, "STATEMENT_TIMEOUT_MS", round(1_000 * PATIENCE_SECONDS / 2))


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """SQLAlchemy compiles what is asked of a kind of database once in a run, instead of once in each test."""
    compiled = LRUCache[object, object](20_000)
    with pytest.MonkeyPatch.context() as patch:
        # What was compiled opens sealed texts with the keys of the engine for which it was.
        patch.setattr(
            DefaultDialect,
            "__eq__",
            lambda one, other: type(one) is type(other) and keyring_of(one) is keyring_of(other),
        )
        patch.setattr(DefaultDialect, "__hash__", lambda dialect: hash(type(dialect)))
        patch.setattr(Engine, "_compiled_cache", property(lambda _: compiled, lambda *_: None), raising=False)
        yield


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


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database of each kind in turn."""
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(fixture))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = opened(database_url)
    yield database
    await database.close()

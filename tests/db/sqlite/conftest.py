"""A file with two tables, the database that is opened on it, and a look from outside."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.db.engine import Database
from tests.db.sqlite.shared import Outside


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "told.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE told (value INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE child (parent REFERENCES told (value) DEFERRABLE INITIALLY DEFERRED)")
    connection.close()
    return path


@pytest.fixture
async def told(path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
def seen(path: Path) -> Iterator[Outside]:
    connection = sqlite3.connect(path, isolation_level=None)
    yield Outside(connection)
    connection.close()

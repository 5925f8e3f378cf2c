"""Opens SQLite or PostgreSQL and hands out transactions."""

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.sealing.keyring import NO_KEYS, Keyring, equip
from bot.db.session import Connections, InlineSession
from bot.db.sqlite.dialect import DRIVER, IN_THREAD
from bot.db.sqlite.writer import SharedWriter
from bot.errors import ConfigurationError

STATEMENT_TIMEOUT_MS = 2_000
IDLE_TIMEOUT_MS = 30_000
"""For a process that stands still in the middle of a transaction: what it has locked is free again after that."""
READERS = 4
UNLIMITED = 0
"""Who writes gets a place in the writer's queue, of which there are as many as there are people: were they fewer, those
that idle at hand would keep them from everybody else."""


class Database:
    """Transactions over one URL; `write()` for what may change rows, `read()` for what does not.

    SQLite has one writer at a time. Writers share a single connection and queue for it in the event loop, which is
    fair and cheap, where several connections would sleep and retry inside SQLite. A second process tries again for a
    while. `write()` and `read()` may take long: their statements run in a thread, those of `session()` in the loop.
    """

    def __init__(self, url: str, keyring: Keyring = NO_KEYS, *, info: Mapping[str, object] | None = None) -> None:
        """Without keys sealed texts can be neither read nor written. Every session's `info` begins with `info`."""
        self._info = dict(info or {})
        self.is_sqlite = url.startswith("sqlite")
        self._shared = writer = SharedWriter()
        self._writer = _sqlite_engine(url, UNLIMITED, writer=writer) if self.is_sqlite else _postgres_engine(url)
        self._alone = _sqlite_engine(url, UNLIMITED, writer=writer, alone=True) if self.is_sqlite else self._writer
        self._reader = _sqlite_engine(url, READERS) if self.is_sqlite else self._writer
        for engine in self.engines:
            equip(engine, keyring)
        self._connections = Connections(self._writer)
        self._patient_writer = self._alone.execution_options(**{IN_THREAD: True})
        self._patient_reader = self._reader.execution_options(**{IN_THREAD: True})
        without_transaction = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._glancing = self._reader.execution_options(**without_transaction)
        self.url = url
        self.keyring = keyring

    @property
    def engine(self) -> AsyncEngine:
        """The one of `session()`."""
        return self._writer

    @property
    def engines(self) -> set[AsyncEngine]:
        """Those of everything that is read and written."""
        return {self._writer, self._alone, self._reader}

    def session(self) -> AsyncSession:
        """A writing session for a few quick statements, which the caller commits and closes; it takes a connection at
        its first statement."""
        return (
            InlineSession(self._connections, info=self._info)
            if self.is_sqlite
            else AsyncSession(self._writer, expire_on_commit=False, info=self._info)
        )

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Commit on success, roll back on any error."""
        async with AsyncSession(self._patient_writer, expire_on_commit=False, info=self._info) as session:
            yield session
            await session.commit()

    @asynccontextmanager
    async def brief(self) -> AsyncIterator[AsyncSession]:
        """Like `write()`, for a few quick statements: they run in the loop and share their commit with others'."""
        async with self.session() as session:
            yield session
            await session.commit()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A consistent view that is rolled back at the end."""
        async with AsyncSession(self._patient_reader, expire_on_commit=False, info=self._info) as session:
            yield session

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[AsyncConnection]:
        """For one quick statement that reads, such as whether there is anything to do: on PostgreSQL without a
        transaction around it, on SQLite in the loop."""
        async with self._glancing.connect() as connection:
            yield connection

    async def ping(self) -> None:
        """Raise ConfigurationError in one line when the database cannot be reached."""
        try:
            async with self._reader.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (DBAPIError, PoolTimeout, OSError, sqlite3.Error) as error:
            cause = str(getattr(error, "orig", error)).strip().splitlines()[0]
            shown = make_url(self.url).render_as_string(hide_password=True)
            raise ConfigurationError(f"DATABASE_URL: cannot reach {shown}: {cause}") from None

    async def close(self) -> None:
        await self._connections.close()
        for engine in self.engines:
            await engine.dispose()
        await self._shared.close()


def _sqlite_engine(url: str, size: int, **options: Any) -> AsyncEngine:
    path = make_url(url).database
    if path and path != ":memory:":
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(f"DATABASE_URL: cannot create the folder of {path}: {error.strerror}") from None
    inline = make_url(url).set(drivername=DRIVER)
    # An error's text goes to the log, where nobody's figures belong.
    return create_async_engine(inline, pool_size=size, max_overflow=0, pool_timeout=30, hide_parameters=True, **options)


def _postgres_engine(url: str) -> AsyncEngine:
    try:
        host = make_url(url).host
    except ValueError:
        host = "@"
    if host and "@" in host:
        # What was meant as part of the password would be shown as the host's name.
        raise ConfigurationError("DATABASE_URL: cannot be read; in a password @ is written %40, a port is a number")
    timeouts = {"statement_timeout": STATEMENT_TIMEOUT_MS, "idle_in_transaction_session_timeout": IDLE_TIMEOUT_MS}
    options = " ".join(f"-c {name}={value}" for name, value in (*timeouts.items(), ("timezone", "UTC")))
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": options, "connect_timeout": 2},
    )

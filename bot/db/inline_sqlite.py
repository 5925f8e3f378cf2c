"""SQLite inside the event loop: a statement takes less time than a hop to a thread and back.

What may take longer goes to the connection's own thread: opening and closing, a commit that has something to write
(it waits for the disk), and every statement of an engine or session with the execution option `in_thread`, for work
that reads or writes many rows. The lock that another process may hold is never waited for inside SQLite: `BEGIN` is
tried again until `BUSY_TIMEOUT_MS` are over, and the loop goes on in between.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain, islice, repeat
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import URL
from sqlalchemy import Connection as SqlalchemyConnection
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util.concurrency import await_, in_greenlet

BUSY_TIMEOUT_MS = 5_000
DRIVER = "sqlite+inline"
IN_THREAD = "in_thread"
MANY = 20
"""Parameter sets from which an `executemany` goes to the thread."""
_PAUSES = (0.001, 0.002, 0.005, 0.010, 0.015, 0.020, 0.025)
_LONGEST_PAUSE = 0.05
_PRAGMAS = (f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
T = TypeVar("T")


class Connection(sqlite3.Connection):
    """One connection and its thread. Only one of them works at a time: whoever waits for the thread is cancelled only
    after the thread has finished."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._thread: ThreadPoolExecutor | None = None
        self._changes = 0

    def elsewhere(self, work: Callable[[], T]) -> T:
        """`work` in the connection's thread; here when nobody could wait for it."""
        if not in_greenlet():
            return work()
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        return await_(_finished(self._thread, work))

    def begin(self, how: str) -> None:
        """OperationalError when another process keeps the lock for longer than `BUSY_TIMEOUT_MS`."""
        if self.in_transaction:
            # A COMMIT that failed, as on a full disk, leaves its transaction open.
            self.rollback()
        self._changes = self.total_changes
        # Nothing of a transaction that has begun waits for a lock; only this does, and it must not wait in here.
        self.execute("PRAGMA busy_timeout=0")
        try:
            if not self._begun(how):
                await_(self._begin_patiently(how))
        finally:
            self.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")

    def commit(self) -> None:
        """Returns when the disk has it."""
        if self.total_changes == self._changes:
            super().commit()
        else:
            self.elsewhere(super().commit)

    def close(self) -> None:
        try:
            self.elsewhere(super().close)
        finally:
            self.stop()

    def stop(self) -> None:
        """Let the thread end."""
        if self._thread:
            self._thread.shutdown(wait=False)

    async def _begin_patiently(self, how: str) -> None:
        until = monotonic() + BUSY_TIMEOUT_MS / 1000
        pauses = chain(_PAUSES, repeat(_LONGEST_PAUSE))
        while True:
            await asyncio.sleep(next(pauses))
            if self._begun(how, is_last=monotonic() > until):
                return

    def _begun(self, how: str, *, is_last: bool = False) -> bool:
        try:
            self.execute(f"BEGIN {how}")
        except sqlite3.OperationalError as error:
            if is_last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True


class _Nothing:
    def __await__(self) -> Generator[Any, Any, None]:
        yield from ()


_NOTHING = _Nothing()


class InlineCursor(sqlite3.Cursor):
    """Executes where it is called."""

    async def _async_soft_close(self) -> None:
        """SQLAlchemy asks its asynchronous cursors for it; there is nothing to close."""


class ThreadedCursor(InlineCursor):
    """Executes in the connection's thread, and fetches all rows there."""

    _rows: Iterator[Any] = iter(())

    def execute(self, sql: str, parameters: Any = (), /) -> "ThreadedCursor":
        self._rows = self._elsewhere(partial(self._fetched, sql, parameters))
        return self

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> "ThreadedCursor":
        self._elsewhere(partial(super().executemany, sql, parameters))
        return self

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return list(islice(self._rows, size or 1))

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def _fetched(self, sql: str, parameters: Any) -> Iterator[Any]:
        super().execute(sql, parameters)
        return iter(super().fetchall())

    def _elsewhere(self, work: Callable[[], T]) -> T:
        connection = self.connection
        assert isinstance(connection, Connection)
        return connection.elsewhere(work)


def cursor_of(connection: SqlalchemyConnection) -> Any:
    """A cursor for one statement; on SQLite, of the kind that the connection's options ask for."""
    opened: Any = connection.connection
    if connection.dialect.name != "sqlite":
        return opened.cursor()
    return opened.cursor(ThreadedCursor if connection.get_execution_options().get(IN_THREAD) else InlineCursor)


class _Context(SQLiteExecutionContext):
    def create_default_cursor(self) -> Any:
        # SQLAlchemy takes a statement that nothing was awaited for as a sign of a wrong driver.
        await_(_NOTHING)
        connection: Any = self._dbapi_connection
        # A compiled statement gets its cursor before its `parameters`.
        rows = self.compiled_parameters if self.compiled else self.parameters
        is_long = self.execution_options.get(IN_THREAD) or (self.executemany and len(rows) >= MANY)
        return connection.cursor(ThreadedCursor if is_long else InlineCursor)


class InlineDialect(SQLiteDialect_pysqlite):
    """`begin` is `IMMEDIATE` for those who will write, so that they queue before they have read anything."""

    driver = "inline"
    is_async = True
    has_terminate = True
    supports_statement_cache = True
    execution_ctx_cls = _Context

    def __init__(self, begin: str = "DEFERRED", **options: Any) -> None:
        super().__init__(**options)
        self._begin = begin

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def connect(self, *args: Any, **options: Any) -> Any:
        return await_(_finished(_openers, partial(_opened, *args, **options)))

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.begin(self._begin)

    def do_terminate(self, dbapi_connection: Any) -> None:
        dbapi_connection.close()

    def get_driver_connection(self, connection: Any) -> Any:
        return connection


def _opened(*args: Any, **options: Any) -> Connection:
    # Evenhand begins its own transactions: sqlite3's implicit BEGIN is deferred and dies on the first write clash.
    options |= {"factory": Connection, "isolation_level": None, "check_same_thread": False}
    connection: Connection = sqlite3.connect(*args, **options)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


async def _finished(thread: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    """What `work` returns. A connection is left to the next only when its thread has let go of it."""
    running = asyncio.get_running_loop().run_in_executor(thread, work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise


_openers = ThreadPoolExecutor(1, thread_name_prefix="sqlite-open")
registry.register("sqlite.inline", __name__, InlineDialect.__name__)

"""One SQLite connection and its thread, and the cursors that execute in the event loop or in that thread."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy.util.concurrency import await_, in_greenlet

BUSY_TIMEOUT_MS = 5_000
"""How long a lock of another process is waited for."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
T = TypeVar("T")


class Connection(sqlite3.Connection):
    """One connection and its thread. Only one of them works at a time: whoever waits for the thread is cancelled only
    after the thread has finished."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._thread: ThreadPoolExecutor | None = None

    def elsewhere(self, work: Callable[[], T]) -> T:
        """`work` in the connection's thread; here when nobody could wait for it."""
        return await_(_finished(self.submit(work))) if in_greenlet() else work()

    def submit(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        """`work` in the connection's thread."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        return asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        try:
            self.elsewhere(super().close)
        finally:
            self.stop()

    def stop(self) -> None:
        """Let the thread end."""
        if self._thread:
            self._thread.shutdown(wait=False)


def opened(*args: Any, **options: Any) -> Connection:
    """A connection to the file, opened in a thread."""
    return await_(_finished(asyncio.get_running_loop().run_in_executor(_openers, partial(_opened, *args, **options))))


def _opened(*args: Any, **options: Any) -> Connection:
    # Evenhand begins its own transactions: sqlite3's implicit BEGIN is deferred and dies on the first write clash.
    options |= {"factory": Connection, "isolation_level": None, "check_same_thread": False}
    connection: Connection = sqlite3.connect(*args, **options)
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


async def _finished(running: "asyncio.Future[T]") -> T:
    """What it returns. A connection is left to the next only when its thread has let go of it."""
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        while not running.done():
            # However often they are cancelled: what still runs would write into the transaction of the next.
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({running})
        raise


_openers = ThreadPoolExecutor(1, thread_name_prefix="sqlite-open")


class _Nothing:
    def __await__(self) -> Generator[Any, Any, None]:
        yield from ()


NOTHING = _Nothing()
"""Awaiting it does nothing: SQLAlchemy takes a statement that nothing was awaited for as a sign of a wrong driver."""


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

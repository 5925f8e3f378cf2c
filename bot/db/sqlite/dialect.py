"""SQLite inside the event loop: a statement takes less time than a hop to a thread and back.

What may take longer goes to the connection's own thread: opening and closing, a commit that has something to write
(it waits for the disk), and every statement of an engine or session with the execution option `in_thread`, for work
that reads or writes many rows. The lock that another process may hold is never waited for inside SQLite: `BEGIN` is
tried again until `BUSY_TIMEOUT_MS` are over, and the loop goes on in between.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import URL
from sqlalchemy import Connection as SqlalchemyConnection
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util.concurrency import await_

from bot.db.sqlite import connection as driver
from bot.db.sqlite.connection import NOTHING, InlineCursor
from bot.db.sqlite.writer import Seat, SharedWriter

DRIVER_NAME = "inline"
DRIVER = f"sqlite+{DRIVER_NAME}"
IN_THREAD = "in_thread"
MANY = 20
"""Parameter sets from which an `executemany` goes to the thread."""


def cursor_of(connection: SqlalchemyConnection) -> Any:
    """A cursor for one statement; on SQLite, of the kind that the connection's options ask for."""
    opened: Any = connection.connection
    if connection.dialect.name != "sqlite":
        return opened.cursor()
    return opened.cursor(driver.ThreadedCursor if connection.get_execution_options().get(IN_THREAD) else InlineCursor)


class _Context(SQLiteExecutionContext):
    def create_default_cursor(self) -> Any:
        await_(NOTHING)
        connection: Any = self._dbapi_connection
        # A compiled statement gets its cursor before its `parameters`.
        rows = self.compiled_parameters if self.compiled else self.parameters
        is_long = self.execution_options.get(IN_THREAD) or (self.executemany and len(rows) >= MANY)
        return connection.cursor(driver.ThreadedCursor if is_long else InlineCursor)


class InlineDialect(SQLiteDialect_pysqlite):
    """Its connections read; those with a `writer` are places in its queue, `alone` with a commit of their own."""

    driver = DRIVER_NAME
    is_async = True
    has_terminate = True
    supports_statement_cache = True
    execution_ctx_cls = _Context

    def __init__(self, writer: SharedWriter | None = None, alone: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._writer = writer
        self._alone = alone

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def on_connect(self) -> Callable[[Any], None]:
        """Nothing is added to a connection: SQLAlchemy's REGEXP is not used."""
        return lambda _connection: None

    def get_isolation_level(self, _dbapi_connection: Any) -> IsolationLevel:
        """Known, so that no statement of SQLAlchemy's comes between those of a transaction."""
        return "SERIALIZABLE"

    def connect(self, *args: Any, **options: Any) -> Any:
        opened = partial(driver.opened, *args, **options)
        return self._writer.seat(opened, alone=self._alone) if self._writer else opened()

    def do_begin(self, dbapi_connection: Any) -> None:
        if self._writer:
            dbapi_connection.begin()
        else:
            dbapi_connection.execute("BEGIN DEFERRED")

    def do_terminate(self, dbapi_connection: Any) -> None:
        dbapi_connection.close()

    def get_driver_connection(self, connection: Any) -> Any:
        return connection.driver_connection if isinstance(connection, Seat) else connection


registry.register("sqlite.inline", __name__, InlineDialect.__name__)

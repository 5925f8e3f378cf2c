"""The session of a request on SQLite, whose statements nobody waits for."""

from collections.abc import Callable

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util.concurrency import greenlet_spawn
from sqlmodel.ext.asyncio.session import AsyncSession


class Connections:
    """Connections between two requests, kept open: to check one out and in costs as much as a statement."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._idle: list[Connection] = []

    def begun(self) -> Connection:
        """One in a transaction of its own."""
        connection = self._idle.pop() if self._idle else self.engine.sync_engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def ended(self, connection: Connection, end: Callable[[], None]) -> None:
        """Its transaction commits or rolls back by `end`."""
        try:
            end()
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)

    async def close(self) -> None:
        while self._idle:
            await greenlet_spawn(self._idle.pop().close)


class InlineSession(AsyncSession):
    """An AsyncSession for one transaction that keeps its connection at hand.

    Prepared statements run on it without a Session between, which costs more than they do; whatever else is asked of
    the session joins the same transaction.
    """

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections.engine, expire_on_commit=False)
        self._connections = connections
        self._connection: Connection | None = None

    async def at_hand(self) -> Connection:
        """The connection in its transaction."""
        if self.in_nested_transaction() or (self._connection is None and super().in_transaction()):
            # A savepoint is set when the session is asked for its connection within it.
            return await self.run_sync(lambda session: session.connection())
        if self._connection is None:
            self._connection = await greenlet_spawn(self._connections.begun)
            self.sync_session.bind = self._connection
        return self._connection

    def in_transaction(self) -> bool:
        return self._connection is not None or super().in_transaction()

    async def commit(self) -> None:
        """Returns when the disk has it; only then `after_commit` listeners hear of it."""
        if self._connection:
            if super().in_transaction():
                await self.flush()
            await self._end(self._connection, self._connection.commit)
        if super().in_transaction() or self.sync_session.dispatch.after_commit:
            await super().commit()

    async def rollback(self) -> None:
        await super().rollback()
        if self._connection:
            await self._end(self._connection, self._connection.rollback)

    async def close(self) -> None:
        await super().close()
        if self._connection:
            await self._end(self._connection, self._connection.rollback)

    async def _end(self, connection: Connection, end: Callable[[], None]) -> None:
        self._connection, self.sync_session.bind = None, self._connections.engine.sync_engine
        await greenlet_spawn(self._connections.ended, connection, end)

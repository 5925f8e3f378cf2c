"""The session of a request on SQLite, whose statements nobody waits for."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util.concurrency import greenlet_spawn
from sqlmodel.ext.asyncio.session import AsyncSession


class InlineSession(AsyncSession):
    """An AsyncSession for one transaction that keeps its connection at hand.

    Prepared statements run on it without a Session between, which costs more than they do; whatever else is asked of
    the session joins the same transaction.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self._engine = engine.sync_engine
        self._connection: Connection | None = None

    async def at_hand(self) -> Connection:
        """The connection in its transaction."""
        if self._connection is None:
            if super().in_transaction():
                return await self.run_sync(lambda session: session.connection())
            self._connection = await greenlet_spawn(self._begun)
            self.sync_session.bind = self._connection
        return self._connection

    def in_transaction(self) -> bool:
        return self._connection is not None or super().in_transaction()

    async def commit(self) -> None:
        if super().in_transaction():
            await super().commit()
        if self._connection:
            await greenlet_spawn(self._ended, self._connection, self._connection.commit)

    async def rollback(self) -> None:
        await super().rollback()
        await self._give_up()

    async def close(self) -> None:
        await super().close()
        await self._give_up()

    async def _give_up(self) -> None:
        if self._connection:
            await greenlet_spawn(self._ended, self._connection, self._connection.rollback)

    def _begun(self) -> Connection:
        connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def _ended(self, connection: Connection, end: Any) -> None:
        self._connection = None
        self.sync_session.bind = self._engine
        try:
            end()
        finally:
            connection.close()

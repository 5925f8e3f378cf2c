"""The session of a request on SQLite, whose statements nobody waits for."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NamedTuple, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util.concurrency import greenlet_spawn
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.sqlite.writer import Seat


class Place(NamedTuple):
    """A connection as SQLAlchemy has it, and what is under it."""

    connection: Connection
    seat: Seat


class Connections:
    """Connections between two requests, kept open: to check one out and in costs as much as a statement."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._idle: list[Place] = []

    async def begun(self) -> Place:
        """One in a transaction of its own, of which SQLAlchemy hears only if it is asked for one itself."""
        place = self._idle.pop() if self._idle else await greenlet_spawn(self._opened)
        try:
            with _as_sqlalchemys("BEGIN"):
                await place.seat.entered()
        except BaseException:
            await self.closed(place)
            raise
        place.seat.is_held = True
        return place

    async def left(self, place: Place) -> None:
        """After its transaction: kept for the next, unless anything of it is left."""
        place.seat.is_held = False
        connection = place.connection
        if connection.closed or connection.invalidated or connection.get_transaction():
            await self.closed(place)
        else:
            self._idle.append(place)

    async def closed(self, place: Place) -> None:
        """After an end that failed; what is left of its transaction is rolled back."""
        place.seat.is_held = False
        with suppress(sqlite3.Error):
            place.seat.rollback()
        await greenlet_spawn(place.connection.close)

    async def close(self) -> None:
        while self._idle:
            await greenlet_spawn(self._idle.pop().connection.close)

    def _opened(self) -> Place:
        connection = self.engine.sync_engine.connect()
        return Place(connection, cast("Seat", connection.connection.dbapi_connection))


class InlineSession(AsyncSession):
    """An AsyncSession for one transaction that keeps its connection at hand.

    Prepared statements run on it without a Session between, which costs more than they do; whatever else is asked of
    the session joins the same transaction.
    """

    def __init__(self, connections: Connections, *, info: Mapping[str, object] | None = None) -> None:
        super().__init__(connections.engine, expire_on_commit=False, info=info)
        self._connections = connections
        self._place: Place | None = None

    @property
    def at_once(self) -> Connection | None:
        """The connection in its transaction, if nothing is in the way of using it."""
        if self._place and not self.sync_session.in_nested_transaction():
            return self._place.connection
        return None

    async def at_hand(self) -> Connection:
        """The connection in its transaction."""
        if self.in_nested_transaction() or (self._place is None and super().in_transaction()):
            # A savepoint is set when the session is asked for its connection within it.
            return await self.run_sync(lambda session: session.connection())
        if self._place is None:
            self._place = await self._connections.begun()
            self.sync_session.bind = self._place.connection
        return self._place.connection

    def in_transaction(self) -> bool:
        return self._place is not None or super().in_transaction()

    async def commit(self) -> None:
        """Returns when the disk has it; only then `after_commit` listeners hear of it."""
        if super().in_transaction():
            await super().commit()
            if place := self._forgotten():
                await self._connections.left(place)
            return
        if place := self._forgotten():
            try:
                with _as_sqlalchemys("COMMIT"):
                    await place.seat.committed()
            except BaseException:
                await self._connections.closed(place)
                raise
            await self._connections.left(place)
        if self.sync_session.dispatch.after_commit:
            await super().commit()

    async def rollback(self) -> None:
        await super().rollback()
        await self._undo()

    async def close(self) -> None:
        await super().close()
        await self._undo()

    async def _undo(self) -> None:
        if place := self._forgotten():
            try:
                with _as_sqlalchemys("ROLLBACK"):
                    place.seat.rollback()
            except BaseException:
                await self._connections.closed(place)
                raise
            await self._connections.left(place)

    def _forgotten(self) -> Place | None:
        place, self._place = self._place, None
        self.sync_session.bind = self._connections.engine.sync_engine
        return place


@contextmanager
def _as_sqlalchemys(statement: str) -> Iterator[None]:
    """Errors of the database as everywhere else."""
    try:
        yield
    except sqlite3.Error as error:
        raise DBAPIError.instance(statement, None, error, sqlite3.Error, hide_parameters=True) from error

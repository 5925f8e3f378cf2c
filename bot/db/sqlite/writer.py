"""One writing connection for everybody in a process: transactions take turns, and those that wait share a commit.

A commit waits for the disk. Whoever came meanwhile runs next, one after the other, each behind a savepoint of its own,
and one commit makes all of it durable; nobody is told before. What one of them does wrong is rolled back to its
savepoint. A commit that fails is everybody's error: nothing of it is kept, and everybody is told so.
"""

import asyncio
import contextlib
import sqlite3
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, repeat
from time import monotonic

from sqlalchemy.util.concurrency import await_, greenlet_spawn

from bot.db.sqlite import connection as driver
from bot.db.sqlite.connection import Connection, InlineCursor

MOST_TOGETHER = 32
"""Transactions of one commit: the first of them waits for the last."""
ROLLED_BACK = "the transaction was rolled back: nothing of it was kept"
_PAUSES = (0.001, 0.002, 0.005, 0.010, 0.015, 0.020, 0.025)
_LONGEST_PAUSE = 0.05


@dataclass(slots=True)
class _Waiting:
    """Somebody who wants the next turn; `alone` with a commit of their own."""

    alone: bool
    turn: "asyncio.Future[None]"


@dataclass(slots=True)
class _Open:
    """A transaction of SQLite's with what several have done in it; `finished` wait for its commit."""

    changes_before: int
    alone: bool
    joined: int = 0
    finished: "list[asyncio.Future[None]]" = field(default_factory=list)


class SharedWriter:
    """The turns on one connection, which is opened at the first seat and stays open when somebody leaves theirs."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._is_taken = False
        self._waiting: deque[_Waiting] = deque()
        self._open: _Open | None = None

    def seat(self, opened: Callable[[], Connection], *, alone: bool) -> "Seat":
        """A place in the queue, which SQLAlchemy's pool takes for a connection."""
        return Seat(self, self._connection or self._first(opened()), alone=alone)

    async def close(self) -> None:
        """Close the connection, after a commit that is on its way."""
        if self._connection:
            connection, self._connection = self._connection, None
            await greenlet_spawn(connection.close)

    async def entered(self, *, alone: bool) -> bool:
        """Take the turn, in a transaction that has begun; True when there are others' rows in it already.

        OperationalError when another process keeps the lock for longer than `BUSY_TIMEOUT_MS`.
        """
        if self._is_taken:
            await self._my_turn(alone=alone)
        self._is_taken = True
        if self._open is None:
            try:
                # What an end that failed has left behind.
                self._physical.rollback()
                if not self._begun():
                    await self._begin_patiently()
            except BaseException:
                self._pass_on()
                raise
            self._open = _Open(self._physical.total_changes, alone)
        self._open.joined += 1
        return self._open.joined > 1

    async def finished(self) -> None:
        """End the turn and return when the disk has what was done in it. OperationalError when it was not kept."""
        assert self._open
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._open.finished.append(mine)
        self._next()
        await mine

    def abandon(self, *, is_first: bool) -> None:
        """End the turn after a rollback; of the `is_first` nothing else is open."""
        if is_first:
            self._open = None
            self._pass_on()
        else:
            self._next()

    def _first(self, fresh: Connection) -> Connection:
        """The connection for all seats; somebody else may have opened it meanwhile."""
        if self._connection:
            fresh.close()
        else:
            # No statement of a transaction that has begun waits for a lock; BEGIN does, but not inside SQLite.
            fresh.execute("PRAGMA busy_timeout=0")
            self._connection = fresh
        return self._physical

    @property
    def _physical(self) -> Connection:
        if self._connection is None:
            raise sqlite3.ProgrammingError("the database has been closed")
        return self._connection

    def _next(self) -> None:
        """Hand the open transaction to who waits, or commit it."""
        assert self._open
        self._drop_cancelled()
        if not self._physical.in_transaction:
            self._ended(sqlite3.OperationalError(ROLLED_BACK))
        elif self._waiting and self._may_join(self._waiting[0]):
            self._pass_on()
        else:
            self._commit(self._physical, self._open)

    def _commit(self, connection: Connection, transaction: _Open) -> None:
        error: BaseException | None = None
        try:
            if connection.total_changes != transaction.changes_before:
                connection.submit(connection.commit).add_done_callback(partial(self._committed, connection))
                return
            connection.execute("COMMIT")
        except (sqlite3.Error, RuntimeError) as failed:
            error = failed
        self._ended(error)

    def _may_join(self, waiting: _Waiting) -> bool:
        assert self._open
        return not (waiting.alone or self._open.alone or self._open.joined >= MOST_TOGETHER)

    def _committed(self, connection: Connection, running: "asyncio.Future[None]") -> None:
        error = running.exception()
        if error:
            # A COMMIT that failed, as on a full disk, leaves its transaction open.
            with contextlib.suppress(sqlite3.Error):
                connection.rollback()
        self._ended(error)

    def _ended(self, error: BaseException | None) -> None:
        assert self._open
        finished, self._open = self._open.finished, None
        for each in finished:
            if each.cancelled():
                continue
            if error:
                each.set_exception(sqlite3.OperationalError(str(error)))
            else:
                each.set_result(None)
        self._pass_on()

    def _pass_on(self) -> None:
        self._drop_cancelled()
        if self._waiting:
            self._waiting.popleft().turn.set_result(None)
        else:
            self._is_taken = False

    def _drop_cancelled(self) -> None:
        while self._waiting and self._waiting[0].turn.done():
            self._waiting.popleft()

    async def _my_turn(self, *, alone: bool) -> None:
        waiting = _Waiting(alone, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if not waiting.turn.cancelled():
                # It was mine already.
                self._next() if self._open else self._pass_on()
            raise

    async def _begin_patiently(self) -> None:
        until = monotonic() + driver.BUSY_TIMEOUT_MS / 1000
        pauses = chain(_PAUSES, repeat(_LONGEST_PAUSE))
        while True:
            await asyncio.sleep(next(pauses))
            if self._begun(is_last=monotonic() > until):
                return

    def _begun(self, *, is_last: bool = False) -> bool:
        try:
            self._physical.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if is_last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True


class Seat:
    """What SQLAlchemy takes for a connection: one transaction at a time, on the shared one."""

    def __init__(self, writer: SharedWriter, connection: Connection, *, alone: bool) -> None:
        self._writer = writer
        self._connection = connection
        self._alone = alone
        self.is_held = False
        """Somebody counts on the transaction that they have begun: once it is over, there is no other for them."""
        self._has_turn = False
        self._is_behind_others = False
        self._cursors: list[InlineCursor] = []

    def cursor(self, kind: type[InlineCursor] = InlineCursor) -> sqlite3.Cursor:
        if (self._has_turn and not self._connection.in_transaction) or (self.is_held and not self._has_turn):
            # What came after would be kept at once, without what came before.
            raise sqlite3.OperationalError(ROLLED_BACK)
        cursor = self._connection.cursor(kind)
        if kind is InlineCursor:
            self._cursors.append(cursor)
        return cursor

    def begin(self) -> None:
        """For SQLAlchemy; nothing when the transaction has begun."""
        if self._has_turn:
            return
        if self.is_held:
            raise sqlite3.OperationalError(ROLLED_BACK)
        await_(self.entered())

    def commit(self) -> None:
        """For SQLAlchemy; nothing when there is no transaction."""
        if self._has_turn:
            await_(self.committed())

    async def entered(self) -> None:
        """Begin a transaction; who gets an error rolls back all the same."""
        self._is_behind_others = await self._writer.entered(alone=self._alone)
        self._has_turn = True
        if self._is_behind_others:
            self._connection.execute("SAVEPOINT one")

    async def committed(self) -> None:
        """Returns when the disk has it. OperationalError when there is no transaction any more."""
        if not self._has_turn:
            raise sqlite3.OperationalError(ROLLED_BACK)
        self._close_cursors()
        if self._is_behind_others and self._connection.in_transaction:
            self._connection.execute("RELEASE one")
        self._has_turn = False
        await self._writer.finished()

    def rollback(self) -> None:
        if not self._has_turn:
            return
        self._has_turn = False
        try:
            self._close_cursors()
            self._undo()
        finally:
            self._writer.abandon(is_first=not self._is_behind_others)

    def close(self) -> None:
        self.rollback()

    def _close_cursors(self) -> None:
        """What somebody has not read to the end would keep the others from committing."""
        for cursor in self._cursors:
            cursor.close()
        self._cursors.clear()

    def _undo(self) -> None:
        if not self._connection.in_transaction:
            return
        if not self._is_behind_others:
            self._connection.execute("ROLLBACK")
            return
        try:
            self._connection.execute("ROLLBACK TO one")
            self._connection.execute("RELEASE one")
        except sqlite3.Error:
            # What cannot be undone alone is undone with everything.
            self._connection.rollback()
            raise

    @property
    def driver_connection(self) -> Connection:
        """The one that is shared."""
        return self._connection

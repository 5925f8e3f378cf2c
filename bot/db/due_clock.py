"""What due times are compared with."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, literal
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock, SystemClock
from bot.db.times import database_time
from bot.db.types import UtcDateTime


class DueClock:
    """The database's clock, for a host's may be wrong, unless the product's clock is one that can be moved."""

    def __init__(self, clock: Clock) -> None:
        self._moved = None if isinstance(clock, SystemClock) else clock

    @property
    def moved_to(self) -> datetime | None:
        """Now, by a clock that can be moved; None where the database's clock counts."""
        return self._moved.now() if self._moved else None

    def at(self, after: timedelta = timedelta()) -> ColumnElement[datetime]:
        """`after` from now, for a statement that runs at once."""
        if self._moved is None:
            return database_time(after)
        return literal(self._moved.now() + after, UtcDateTime())

    async def now(self, session: AsyncSession) -> datetime:
        """SQLite's clock is the host's, and need not be asked."""
        if self._moved or session.get_bind().dialect.name == "sqlite":
            return (self._moved or SystemClock()).now()
        return (await session.exec(select(database_time()))).one()

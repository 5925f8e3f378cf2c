"""What due times are compared with."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, literal

from bot.clock import Clock, SystemClock
from bot.db.times import database_time, now_us
from bot.db.types import UtcDateTime

__all__ = ["DueClock", "database_time", "now_us"]


class DueClock:
    """What due times are compared with: the database's clock, unless the product's clock can be moved."""

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

"""The one place that knows what time it is. Rules and scoring get `now` as an argument."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment as an aware datetime in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The host's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The host's clock plus an offset that only grows, so that a month can pass in a minute."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = start - datetime.now(UTC) if start else timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def move_to(self, moment: datetime) -> None:
        """Jump forward to `moment`; ValueError when it lies in the past of this clock."""
        if moment < self.now():
            raise ValueError(f"the clock only moves forward; {moment.isoformat()} is over")
        self._offset += moment - self.now()

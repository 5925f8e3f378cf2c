"""When something happens next, in somebody's own time zone. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.scheduling.models import MONTHLY, WORKDAYS


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`minute` from local midnight; `working_days` as ISO weekdays `1-5`; `day` of the month for monthly ones."""

    kind: str
    minute: int
    zone: str
    working_days: str = "1-5"
    day: int = 1

    def happens_on(self, on: date) -> bool:
        if self.kind == MONTHLY:
            return on.day == self.day
        assert self.kind == WORKDAYS, self.kind
        return is_working_day(on, self.working_days)

    def next_after(self, moment: datetime) -> datetime:
        """The first occurrence later than `moment`, as UTC."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        return next(at for at in self._occurrences(today - timedelta(days=1), step=1) if at > moment)

    def last_until(self, moment: datetime) -> datetime:
        """The latest occurrence that is not later than `moment`, as UTC."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        return next(at for at in self._occurrences(today + timedelta(days=1), step=-1) if at <= moment)

    def _occurrences(self, start: date, *, step: int) -> Iterator[datetime]:
        on = start
        while True:
            if self.happens_on(on):
                yield at_local_time(on, self.minute, self.zone)
            on += timedelta(days=step)


def is_working_day(on: date, working_days: str) -> bool:
    return int(working_days[0]) <= on.isoweekday() <= int(working_days[-1])


def at_local_time(on: date, minute: int, zone: str) -> datetime:
    """That minute of that local day as UTC; in a clock change's gap the first minute that exists after it."""
    tz = ZoneInfo(zone)
    wanted = datetime.combine(on, time(minute // 60, minute % 60))
    found = wanted.replace(tzinfo=tz).astimezone(UTC)
    if found.astimezone(tz).replace(tzinfo=None) == wanted:
        return found
    before = wanted.replace(tzinfo=tz, fold=1).astimezone(UTC)
    minutes = (before + timedelta(minutes=passed) for passed in range(1, 24 * 60 + 1))
    return next(at for at in minutes if at.astimezone(tz).replace(tzinfo=None) >= wanted)

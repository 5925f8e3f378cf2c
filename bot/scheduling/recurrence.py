"""When something happens next, in somebody's own time zone. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.scheduling.models import DAILY, MONTHLY


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`on` is the local date that it belongs to, `at` the moment, as UTC. Where clocks jump over midnight, `at` may lie
    in the date after."""

    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`minute` from local midnight; `day` of the month for monthly ones.

    Daily ones happen on each date that exists in the zone; whoever plans them decides by the calendar of the day, with
    `working_days` as ISO weekdays `1-5`.
    """

    kind: str
    minute: int
    zone: str
    working_days: str = "1-5"
    day: int = 1

    def happens_on(self, on: date) -> bool:
        if self.kind == MONTHLY:
            return on.day == self.day
        assert self.kind == DAILY, self.kind
        return True

    def next_after(self, moment: datetime) -> datetime:
        """The moment of the first occurrence later than `moment`, as UTC."""
        return next(self.after(moment)).at

    def after(self, moment: datetime) -> Iterator[Occurrence]:
        """All later than `moment`, without end."""
        today = local_day(moment, self.zone)
        return (each for each in self._occurrences(today - timedelta(days=1), step=1) if each.at > moment)

    def until(self, moment: datetime) -> Iterator[Occurrence]:
        """All not later than `moment`, the latest first."""
        today = local_day(moment, self.zone)
        return (each for each in self._occurrences(today + timedelta(days=1), step=-1) if each.at <= moment)

    def due(self, wanted_at: datetime, now: datetime) -> Occurrence:
        """What a schedule that waited for `wanted_at` fires `now`: the latest occurrence, not those missed before."""
        latest = next(self.until(now))
        return latest if latest.at >= wanted_at else Occurrence(local_day(wanted_at, self.zone), wanted_at)

    def resumes_at(self, now: datetime) -> datetime:
        """Where a schedule that has just changed goes on: a daily one with today's, over or not, so that nobody who
        moves to a place where it is later misses a day; whoever plans it knows what has been planned before."""
        on = local_day(now, self.zone)
        today = at_local_time(on, self.minute, self.zone) if self.kind == DAILY else None
        return today or self.next_after(now)

    def _occurrences(self, start: date, *, step: int) -> Iterator[Occurrence]:
        on = start
        while True:
            if self.happens_on(on) and (at := at_local_time(on, self.minute, self.zone)):
                yield Occurrence(on, at)
            on += timedelta(days=step)


def is_working_day(on: date, working_days: str) -> bool:
    return int(working_days[0]) <= on.isoweekday() <= int(working_days[-1])


def local_day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


@lru_cache(maxsize=10_000)
def at_local_time(on: date, minute: int, zone: str) -> datetime | None:
    """That minute of that local day as UTC: the first of two where clocks go back, the first minute that exists after
    it in a gap. None for a date that does not exist there, such as 30 December 2011 in Apia."""
    tz = ZoneInfo(zone)
    found = _first_from(datetime.combine(on, time(minute // 60, minute % 60)), tz)
    if found.astimezone(tz).date() == on or _first_from(datetime.combine(on, time()), tz).astimezone(tz).date() == on:
        return found
    return None


def _first_from(wanted: datetime, tz: ZoneInfo) -> datetime:
    """The first moment whose local time is `wanted` or, when that is skipped, later."""
    found = wanted.replace(tzinfo=tz).astimezone(UTC)
    if found.astimezone(tz).replace(tzinfo=None) == wanted:
        return found
    before = wanted.replace(tzinfo=tz, fold=1).astimezone(UTC)
    minutes = (before + timedelta(minutes=passed) for passed in range(24 * 60 + 1))
    return next(at for at in minutes if at.astimezone(tz).replace(tzinfo=None) >= wanted)

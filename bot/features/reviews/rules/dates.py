"""On which days a cycle is opened and closed, by the working calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import Rejected
from bot.scheduling.asking import Habits
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.periods import Period

OPENING_DAY = 25
LEAST_DAYS = 3
"""Working days that people have at least, the first and the last included."""
LONGEST_EXTENSION = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Dates:
    """The first and the last day on which people rate."""

    opens_on: date
    closes_on: date

    def __contains__(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on

    def overlap(self, other: "Dates") -> bool:
        """Whether some day belongs to both."""
        return self.opens_on <= other.closes_on and other.opens_on <= self.closes_on


def dates_of(month: Period, calendar: WorkingCalendar, *, opening_day: int = OPENING_DAY) -> Dates:
    """From `opening_day` to the month's last working day.

    Opened on the working day before where that day is none, and earlier still where holidays would leave people less
    than three working days. Rejected for a month without any.
    """
    worked = [day for day in _days(month.start, month.end) if calendar.why_off(day) is None]
    if not worked:
        raise Rejected("reviews-error-no-working-day", month=str(month))
    by_then = [day for day in worked if day.day <= opening_day] or worked[:1]
    return Dates(min(by_then[-1], worked[-LEAST_DAYS:][0]), worked[-1])


def extended(dates: Dates, closes_on: date, *, today: date, calendar: WorkingCalendar) -> Dates:
    """The same with a later last day. Rejected for a day that is not later, over, no working day, or more than a month
    on."""
    latest = dates.closes_on + LONGEST_EXTENSION
    if not max(dates.closes_on, today - timedelta(days=1)) < closes_on <= latest:
        raise Rejected("reviews-error-extension", field="closes_on", closes=dates.closes_on, latest=latest)
    if calendar.why_off(closes_on) is not None:
        raise Rejected("reviews-error-day-off", field="closes_on", on=closes_on)
    return Dates(dates.opens_on, closes_on)


def is_away(habits: Habits, dates: Dates, *, today: date) -> bool:
    """Whether somebody is not there to rate on any day that is left, or does not want to be asked on any."""
    days = _days(max(dates.opens_on, today), dates.closes_on)
    return all(habits.why_unasked(day) is not None for day in days)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]

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
LATEST_AFTER_MONTH = timedelta(days=31)
"""How long after its month people may still rate in a cycle whose days HR chooses."""
PREPARED_BEFORE = timedelta(days=7)
"""So long before the opening the calendar prepares a cycle: HR can look at it, and members can name raters."""
RELEASED_AFTER = 2
"""Working days after the last day."""
LONGEST_HOLD = timedelta(days=30)
"""After the last day: until the release whoever has the database can tell who said what."""
LATEST_EXTENSION = LONGEST_HOLD - timedelta(days=1)
"""After the last day that was planned at first, however often a cycle is extended."""


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


def chosen(month: Period, dates: Dates, *, today: date, calendar: WorkingCalendar) -> Dates:
    """`dates` themselves, as HR has chosen them. Rejected, with the field that is wrong, unless they begin today or
    later and not before the month, end on a working day a month after it at most, and have three working days."""
    latest = month.end + LATEST_AFTER_MONTH
    earliest = max(today, month.start)
    if not earliest <= dates.opens_on <= latest:
        raise Rejected("reviews-error-opens", field="opens_on", earliest=earliest, latest=latest)
    if not dates.opens_on <= dates.closes_on <= latest:
        raise Rejected("reviews-error-closes", field="closes_on", earliest=dates.opens_on, latest=latest)
    if calendar.why_off(dates.closes_on) is not None:
        raise Rejected("reviews-error-day-off", field="closes_on", on=dates.closes_on)
    if len(_worked(dates, calendar)) < LEAST_DAYS:
        raise Rejected("reviews-error-few-days", field="closes_on", least=LEAST_DAYS)
    return dates


def left_from(dates: Dates, today: date, calendar: WorkingCalendar) -> Dates:
    """The days that people have when a cycle is opened `today`, be it late: three working days at least, so the last
    day is put off where less are left."""
    days = [day for day in _days(today, dates.closes_on + LONGEST_EXTENSION) if calendar.why_off(day) is None]
    least = days[LEAST_DAYS - 1] if len(days) >= LEAST_DAYS else dates.closes_on
    return Dates(dates.opens_on, max(dates.closes_on, least))


def halfway(dates: Dates, calendar: WorkingCalendar) -> date:
    """The working day in the middle; the last day where there is none."""
    worked = _worked(dates, calendar)
    return worked[len(worked) // 2] if worked else dates.closes_on


def release_day(closes_on: date, calendar: WorkingCalendar, *, is_held: bool) -> date:
    """On which day the calendar releases what was open until `closes_on`: the second working day after it, or the day
    after which HR can no longer hold it."""
    if is_held:
        return closes_on + LONGEST_HOLD
    later = (closes_on + timedelta(days=each) for each in range(1, LONGEST_HOLD.days))
    worked = [day for day in later if calendar.why_off(day) is None]
    return worked[RELEASED_AFTER - 1] if len(worked) >= RELEASED_AFTER else closes_on + LONGEST_HOLD


def extended(dates: Dates, closes_on: date, *, planned: date, today: date, calendar: WorkingCalendar) -> Dates:
    """The same with a later last day; `planned` is the one before any extension. Rejected for a day that is not later,
    over, no working day, or more than 29 days after the planned one, and where no later one is possible."""
    latest = planned + LATEST_EXTENSION
    if latest <= dates.closes_on:
        raise Rejected("reviews-error-extended", field="closes_on", planned=planned, days=LATEST_EXTENSION.days)
    if not max(dates.closes_on, today - timedelta(days=1)) < closes_on <= latest:
        raise Rejected("reviews-error-extension", field="closes_on", closes=dates.closes_on, latest=latest)
    if calendar.why_off(closes_on) is not None:
        raise Rejected("reviews-error-day-off", field="closes_on", on=closes_on)
    return Dates(dates.opens_on, closes_on)


def is_away(habits: Habits, dates: Dates, *, today: date) -> bool:
    """Whether somebody is not there to rate on any day that is left, or does not want to be asked on any."""
    days = _days(max(dates.opens_on, today), dates.closes_on)
    return all(habits.why_unasked(day) is not None for day in days)


def _worked(dates: Dates, calendar: WorkingCalendar) -> list[date]:
    return [day for day in _days(dates.opens_on, dates.closes_on) if calendar.why_off(day) is None]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]

"""On which working days somebody was there. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from bot.features.people.models import TRIP
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.periods import Cadence, Period

AT_WORK = frozenset({TRIP})
"""Kinds of days away on which people work all the same: they are not asked for figures, and no target shrinks."""


class Days(NamedTuple):
    """Of the `whole` working days of a stretch somebody was `there` on so many."""

    there: int
    whole: int

    @property
    def share(self) -> float:
        """0 to 1; 1 for a stretch without working days."""
        return self.there / self.whole if self.whole else 1.0


class Calendar(NamedTuple):
    """What decides which days are worked, as plain values: many members have the same."""

    working_days: str = "1-5"
    country: str = ""
    off: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Attendance:
    """One member's working days: their calendar's, from `joined_on` on, without the stretches `away`, first and last
    day. Why somebody was away is not known here."""

    calendar: Calendar
    joined_on: date | None = None
    away: tuple[tuple[date, date], ...] = ()

    def of_month(self, month: date, *, until: date | None = None) -> Days:
        """Of the month with this first day; `there` counts the days `until` then, that day included."""
        working = _working_days(self.calendar, month)
        if self._is_untouched(working, until):
            return Days(len(working), len(working))
        return Days(sum(self._is_there(day) for day in working if until is None or day <= until), len(working))

    def of_period(self, period: Period, *, until: date | None = None) -> Days:
        """The same of all months of a period."""
        months = [self.of_month(month, until=until) for month in period.months]
        return Days(sum(each.there for each in months), sum(each.whole for each in months))

    def part_of(self, period: Period) -> float:
        """The part of a target for the period that is the member's: the mean of its months' shares, as on a card."""
        months = period.months
        return sum(self.of_month(month).share for month in months) / len(months)

    def is_worked(self, day: date) -> bool:
        """Whether it is a working day of theirs on which they are there."""
        return day in _working_days(self.calendar, day.replace(day=1)) and self._is_there(day)

    def _is_untouched(self, working: tuple[date, ...], until: date | None) -> bool:
        if not working:
            return True
        first, last = working[0], working[-1]
        is_all = until is None or until >= last
        is_member = self.joined_on is None or self.joined_on <= first
        return is_all and is_member and not any(start <= last and end >= first for start, end in self.away)

    def _is_there(self, day: date) -> bool:
        is_member = self.joined_on is None or self.joined_on <= day
        return is_member and not any(first <= day <= last for first, last in self.away)


@lru_cache(maxsize=1_000)
def _working_days(calendar: Calendar, month: date) -> tuple[date, ...]:
    days = WorkingCalendar(calendar.working_days, calendar.country, _unnamed(calendar.off), calendar.extra)
    length = (Period(Cadence.MONTH, month).end - month).days + 1
    listed = (month + timedelta(days=k) for k in range(length))
    return tuple(day for day in listed if days.why_off(day) is None)


def _unnamed(days: frozenset[date]) -> Mapping[date, str]:
    return dict.fromkeys(days, "")

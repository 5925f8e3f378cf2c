"""From which day on things are kept. Months are those of the calendar."""

from calendar import monthrange
from datetime import date

from scoring.periods import month_before

NEVER = 0
LOOKED_BACK = 24
"""Months before its own that a card may look at: last year's, in a metric that is itself counted by the year."""


def oldest_kept(today: date, months: int) -> date:
    """The first day that is kept: what happened on a day is there for whole months after it, and gone on the day
    after. 12 months before 29 February 2028 is 28 February 2027, and 28 March 2027 is 12 before 28 March 2028."""
    month = month_before(today.replace(day=1), months)
    return month.replace(day=min(today.day, monthrange(month.year, month.month)[1]))


def oldest_month(today: date, months: int) -> date:
    """The first day of the first month that is kept: months go as a whole, once all of their days may."""
    return oldest_kept(today, months).replace(day=1)


def oldest_month_of_figures(today: date, months: int, last_closed: date | None) -> date | None:
    """The same for figures: not before the months that are still to be closed can do without them. None keeps all,
    as long as no month has been closed."""
    if last_closed is None:
        return None
    first_open = month_before(last_closed, -1)
    return min(oldest_month(today, months), month_before(first_open, LOOKED_BACK))


def oldest_day_of_absences(today: date, months: int, last_closed: date | None) -> date:
    """The same for days away: not before the months that are still to be closed can do without them, since targets
    shrink by them, a year's by those of the whole year."""
    first_open = month_before(last_closed, -1) if last_closed else month_before(today.replace(day=1), 1)
    return min(oldest_kept(today, months), first_open.replace(month=1))

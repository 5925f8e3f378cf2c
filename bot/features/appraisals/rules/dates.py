"""On which days a round is opened and closed, and on which people are reminded. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.features.reviews.rules.dates import Dates, dates_of
from bot.scheduling.asking import Habits
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.periods import Period

WORKING_DAYS_AFTER = 5
"""Of the month that follows, as long as these lie before the day on which its cards are published."""
MOST_PROMPTS = 4
"""Of a round to one person: one and three reminders."""
GRACE = timedelta(days=14)
"""After the last day; then ratings are published although no cards were."""


def window_of(month: Period, calendar: WorkingCalendar, *, close_day: int) -> Dates:
    """From the day on which the month's reviews open to the fifth working day of the following month.

    Earlier where cards are published before that: on `close_day` of that month at the latest ratings must be there, so
    the last working day before it is the last; the month's own last one when holidays leave none. Rejected for a month
    without any working day.
    """
    reviews = dates_of(month, calendar)
    following = month.previous(-1).start
    before_cards = [day for day in _days(following, close_day - 1) if calendar.why_off(day) is None]
    closes_on = before_cards[:WORKING_DAYS_AFTER][-1] if before_cards else reviews.closes_on
    return Dates(reviews.opens_on, closes_on)


def is_reminded(habits: Habits, window: Dates, month_end: date, *, on: date, prompts: int) -> bool:
    """Whether somebody with something left to do is told of it on that day, after so many `prompts` of this round.

    First on the first day on which they work; then when the month is over, and on the last two days they work before
    the end. Never on days off or away, or in a pause.
    """
    if prompts >= MOST_PROMPTS or on not in window or habits.why_unasked(on) is not None:
        return False
    if not prompts:
        return True
    days = _days(window.opens_on, (window.closes_on - window.opens_on).days + 1)
    asked = [day for day in days if habits.why_unasked(day) is None]
    over = [day for day in asked if day > month_end]
    return on in {*over[:1], *asked[-2:]}


def _days(first: date, n: int) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range(n))

"""On which days somebody is asked for ratings, and how long that will take. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from math import ceil

from bot.features.reviews.rules.dates import Dates

REMINDERS = 3
"""Of one cycle, besides the first time."""
MOST_TIMES = 1 + REMINDERS
SECONDS_A_PERSON, SECONDS_A_QUESTION = 40, 40


def days_to_ask(days: Sequence[date]) -> frozenset[date]:
    """Of the days on which somebody can be asked, in their order: the first, one in the middle, and the last two."""
    if len(days) <= MOST_TIMES:
        return frozenset(days)
    return frozenset({days[0], days[len(days) // 2], days[-2], days[-1]})


def days_there(dates: Dates, at: time, *, there: tzinfo, zone: tzinfo) -> list[date]:
    """Days on which it is `at` this hour in somebody's own zone, `there`, while a cycle is open whose days are those of
    `zone`: they may begin a day before it does, or end a day after."""
    around = (dates.opens_on + timedelta(days=each) for each in range(-1, (dates.closes_on - dates.opens_on).days + 2))
    return [day for day in around if datetime.combine(day, at, tzinfo=there).astimezone(zone).date() in dates]


def minutes_for(people: int, questions: int) -> int:
    """About how long it takes to answer so many questions about so many people."""
    return max(1, ceil((people * SECONDS_A_PERSON + questions * SECONDS_A_QUESTION) / 60))

"""When somebody is reminded of a card that they have not read. Pure."""

from datetime import date, timedelta

from bot.scheduling.asking import Habits

WORKING_DAYS = 3
"""Of the member, between the day on which the card came out and the one of the reminder."""
LONGEST = timedelta(days=45)
"""After which nobody is reminded any more."""


def is_time_to_remind(habits: Habits, *, published_on: date, today: date) -> bool:
    """On a day on which the member may be asked, with three working days of theirs behind it."""
    if today - published_on > LONGEST or habits.why_unasked(today) is not None:
        return False
    between = (published_on + timedelta(days=k) for k in range(1, (today - published_on).days))
    return sum(habits.why_absent(day) is None for day in between) >= WORKING_DAYS

"""When somebody hears of what was written to them. Pure."""

from datetime import datetime, timedelta

from bot.scheduling.asking import Habits
from bot.scheduling.moments import moment_to_tell, next_morning

REMINDED_AFTER = 3
"""Working days."""
AFTER_CARD = timedelta(minutes=15)
"""So that the card itself comes first."""


def moment_to_remind(habits: Habits, told_at: datetime) -> datetime:
    """The morning of the third working day after."""
    moment = told_at
    for _ in range(REMINDED_AFTER):
        moment = next_morning(habits, moment)
    return moment


def moment_after_card(habits: Habits, published_at: datetime) -> datetime:
    """When somebody hears what the month brought them beside the card."""
    return moment_to_tell(habits, published_at + AFTER_CARD)


def morning_after_card(habits: Habits, published_at: datetime) -> datetime:
    """When a manager hears of it: on the working day after, for by then people may have shared something."""
    return next_morning(habits, published_at + AFTER_CARD)

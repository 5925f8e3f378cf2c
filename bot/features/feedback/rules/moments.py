"""When somebody hears of what was written to them: while they work, and not at night. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.scheduling.asking import Habits, PutOff, QuietHours, after_quiet, put_off
from bot.scheduling.recurrence import local_day

NIGHT = QuietHours(20 * 60, 8 * 60)
"""For everybody who has set no quiet hours of their own."""
REMINDED_AFTER = 3
"""Working days."""
AFTER_CARD = timedelta(minutes=15)
"""So that the card itself comes first."""


def moment_to_tell(habits: Habits, now: datetime) -> datetime:
    """Now, the end of the quiet hours, or the morning of the next working day."""
    mindful = _at_night(habits)
    loud, today = after_quiet(mindful, now), local_day(now, habits.zone)
    if mindful.why_unasked(today) is None and local_day(loud, habits.zone) == today:
        return loud
    return _next_morning(mindful, now)


def moment_to_remind(habits: Habits, told_at: datetime) -> datetime:
    """The morning of the third working day after."""
    moment = told_at
    for _ in range(REMINDED_AFTER):
        moment = _next_morning(_at_night(habits), moment)
    return moment


def moment_after_card(habits: Habits, published_at: datetime) -> datetime:
    """When somebody hears what the month brought them beside the card."""
    return moment_to_tell(habits, published_at + AFTER_CARD)


def morning_after_card(habits: Habits, published_at: datetime) -> datetime:
    """When a manager hears of it: on the working day after, for by then people may have shared something."""
    return _next_morning(_at_night(habits), published_at + AFTER_CARD)


def may_disturb(habits: Habits, now: datetime) -> bool:
    """Whether the day and hour are the member's working ones."""
    mindful = _at_night(habits)
    return mindful.why_unasked(local_day(now, habits.zone)) is None and after_quiet(mindful, now) == now


def _next_morning(habits: Habits, moment: datetime) -> datetime:
    """The moment itself for somebody who is away for longer than a year."""
    return put_off(habits, PutOff.TOMORROW, moment) or moment


def _at_night(habits: Habits) -> Habits:
    return replace(habits, quiet=habits.quiet or NIGHT)

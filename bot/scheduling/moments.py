"""When somebody hears of news: while they work, and not at night. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.scheduling.asking import Habits, PutOff, QuietHours, after_quiet, put_off
from bot.scheduling.recurrence import local_day

NIGHT = QuietHours(20 * 60, 8 * 60)
"""For everybody who has set no quiet hours of their own."""


def moment_to_tell(habits: Habits, now: datetime) -> datetime:
    """Now, the end of the quiet hours, or the morning of the next working day."""
    mindful = _at_night(habits)
    loud, today = after_quiet(mindful, now), local_day(now, habits.zone)
    if mindful.why_unasked(today) is None and local_day(loud, habits.zone) == today:
        return loud
    return next_morning(habits, now)


def may_disturb(habits: Habits, now: datetime) -> bool:
    """Whether the day and hour are the member's working ones."""
    mindful = _at_night(habits)
    return mindful.why_unasked(local_day(now, habits.zone)) is None and after_quiet(mindful, now) == now


def next_morning(habits: Habits, moment: datetime) -> datetime:
    """Of the next working day; the moment itself for somebody who is away for longer than a year."""
    return put_off(_at_night(habits), PutOff.TOMORROW, moment) or moment


def _at_night(habits: Habits) -> Habits:
    return replace(habits, quiet=habits.quiet or NIGHT)

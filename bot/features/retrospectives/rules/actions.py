"""When somebody is reminded of an action, and how often it can be put off. Pure."""

from datetime import date, timedelta
from enum import IntEnum

from bot.errors import Rejected
from bot.scheduling.asking import Habits

DAYS_BEFORE = 3
"""Working days of the owner."""
MOST_PUT_OFF = 3


class Stage(IntEnum):
    """How far reminding has come for a deadline; each at most once, and none before the last."""

    NONE = 0
    BEFORE = 1
    ON_THE_DAY = 2
    OVERDUE = 3


def stage_due(due_on: date, *, today: date, habits: Habits) -> Stage:
    """What there is to remind of today: three working days before the deadline and until then, on its day, after it."""
    if today > due_on:
        return Stage.OVERDUE
    if today == due_on:
        return Stage.ON_THE_DAY
    days = (today + timedelta(days=each) for each in range(1, (due_on - today).days + 1))
    worked = sum(habits.calendar.why_off(day) is None for day in days)
    return Stage.BEFORE if worked <= DAYS_BEFORE else Stage.NONE


def refuse_put_off(times: int, *, old: date, new: date) -> None:
    """Rejected for a deadline that is not later, and for an action that has been put off often enough."""
    if times >= MOST_PUT_OFF:
        raise Rejected("retrospectives-error-put-off-enough", field="due_on", limit=MOST_PUT_OFF)
    if new <= old:
        raise Rejected("retrospectives-error-not-later", field="due_on", on=old)

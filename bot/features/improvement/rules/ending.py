"""When a plan is decided, appealed against and closed: days, by the person's calendar. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.features.improvement.rules.days import DAY, IsOff, later, worked
from bot.features.improvement.rules.states import Move

WEEK = timedelta(days=7)
PATIENCE = 5
"""Full working days that the person and the manager have for their words before HR may decide without."""
RIGHT_OF_APPEAL = 10
"""Full working days after the decision."""
RESETS = frozenset({Move.EXTEND, Move.CHANGE, Move.GRANT_TIME})
"""With more time, or other terms, what was said about the old ones is about something else."""


def opens_on(ends_on: date) -> date:
    """The first day on which a plan can be decided: its last week begins."""
    return ends_on - WEEK + DAY


def question_day(ends_on: date, today: date) -> date | None:
    """On which day HR was last to be asked to decide: when the last week begins, and every week from then on; None
    before."""
    weeks = (today - opens_on(ends_on)) // WEEK
    return opens_on(ends_on) + weeks * WEEK if weeks >= 0 else None


def words_until(asked_on: date, is_off: IsOff) -> date:
    """The last day on which HR waits for words that were asked for on that day."""
    return later(worked(asked_on + DAY, is_off), PATIENCE - 1, is_off)


def appeal_until(decided_on: date, is_off: IsOff) -> date:
    """The last day of an appeal."""
    return later(worked(decided_on + DAY, is_off), RIGHT_OF_APPEAL - 1, is_off)


def months_after(on: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    years, month = divmod(on.month - 1 + months, 12)
    for day in range(on.day, 27, -1):
        try:
            return date(on.year + years, month + 1, day)
        except ValueError:
            continue
    return date(on.year + years, month + 1, min(on.day, 28))


def asked_since(moves: Sequence[str]) -> int | None:
    """Where in the plan's moves both were asked for their words about what the plan asks for now; None when they were
    not."""
    for place in range(len(moves) - 1, -1, -1):
        if moves[place] in RESETS:
            return None
        if moves[place] == Move.ASK:
            return place
    return None

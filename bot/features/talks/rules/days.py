"""By when a talk is due, and when its manager is reminded. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import Rejected
from bot.scheduling.asking import Habits
from bot.scheduling.recurrence import at_local_time
from scoring.periods import Period

DAYS = 7
"""Working days that both have, the first of them the one on which the manager is asked."""
SEARCHED = timedelta(days=27)
"""The next month's cards are out by then."""
REMINDED_BEFORE = 1
"""Working days of the manager that are left besides the last one."""
LATEST_START = timedelta(days=20)
"""After the close of a month; who starts to use talks later begins with the next one."""
LATEST_MEETING = timedelta(days=60)
LATEST_DEADLINE = timedelta(days=366)
EARLIEST_HELD = timedelta(days=45)


def due_day(since: date, *, manager: Habits, member: Habits) -> date | None:
    """The seventh day from `since` on that both work; None when there are not so many within a month: nobody is to talk
    with somebody who is on leave."""
    together = [each for each in _days(since, SEARCHED) if _both_work(each, manager, member)]
    return together[DAYS - 1] if len(together) >= DAYS else None


def is_to_be_reminded(due_on: date | None, *, today: date, manager: Habits) -> bool:
    """On the last working day but one of the manager, or later when nobody looked on that."""
    if due_on is None or today > due_on:
        return False
    ahead = _days(today + timedelta(days=1), due_on - today - timedelta(days=1))
    return sum(manager.why_absent(each) is None for each in ahead) <= REMINDED_BEFORE


def accepted_held(held_on: date | None, *, today: date, period: str) -> date:
    """Rejected for a day ahead, before the month was over, or long ago."""
    if held_on is None or held_on > today:
        raise Rejected("talks-error-held-ahead", field="held_on", on=today)
    earliest = max(Period.parse(period).end, today - EARLIEST_HELD)
    if held_on < earliest:
        raise Rejected("talks-error-held-early", field="held_on", on=earliest)
    return held_on


def accepted_meeting(on: date | None, minute: int | None, *, zone: str, now: datetime) -> datetime:
    """Where the proposer is, as UTC; the first of two where clocks go back. Rejected for what is over, more than two
    months ahead, or left out when clocks go forward."""
    at = at_local_time(on, minute, zone) if on is not None and minute is not None else None
    if at is None or at <= now:
        raise Rejected("talks-error-time-over", field="time" if on else "day")
    if at > now + LATEST_MEETING:
        raise Rejected("talks-error-time-far", field="day", ends=(now + LATEST_MEETING).date())
    local = at.astimezone(ZoneInfo(zone))
    if local.date() != on or local.hour * 60 + local.minute != minute:
        raise Rejected("talks-error-no-such-time", field="time")
    return at


def _both_work(on: date, manager: Habits, member: Habits) -> bool:
    return manager.why_absent(on) is None and member.why_absent(on) is None


def _days(first: date, span: timedelta) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range(span.days + 1))

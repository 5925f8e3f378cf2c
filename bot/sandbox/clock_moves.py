"""How far a press on one of the clock's buttons goes."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from bot.clock import Clock, MovableClock
from bot.sandbox.errors import Refused

Move = Literal["hour", "day", "prompt", "month"]
NextDue = Callable[[], Awaitable[datetime | None]]
MONTH_STARTS = time(9)


async def move_clock(clock: Clock, move: str, *, zone: str, next_due: NextDue | None) -> datetime:
    """Move the clock and return its new time; Refused when it cannot be moved or nothing is due."""
    if not isinstance(clock, MovableClock):
        raise Refused("this workspace runs on the host's clock, which nobody can move")
    target = await _target(clock.now(), move, zone=zone, next_due=next_due)
    if target > clock.now():
        clock.move_to(target)
    return clock.now()


async def _target(now: datetime, move: str, *, zone: str, next_due: NextDue | None) -> datetime:
    if move == "prompt":
        due = await next_due() if next_due else None
        if due is None:
            raise Refused("nothing is due, so there is no next prompt to move to")
        return due
    if move == "month":
        return next_month(now, zone=zone)
    steps = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
    if move not in steps:
        raise Refused(f"the clock cannot move by {move!r}; it moves by {', '.join(get_args(Move))}")
    return now + steps[move]


def next_month(now: datetime, *, zone: str) -> datetime:
    """09:00 on the first of the month after `now`, both seen from `zone`; returned in UTC."""
    local = now.astimezone(ZoneInfo(zone))
    first = (local.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    return datetime.combine(first, MONTH_STARTS, tzinfo=ZoneInfo(zone)).astimezone(UTC)

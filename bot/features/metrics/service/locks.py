"""Which days figures can still be told for: the one place that says no to the others."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.errors import Rejected
from bot.features.metrics.rules.dates import not_to_come
from bot.features.metrics.rules.locks import locked_from
from bot.settings import Settings
from bot.turn import Who, day_in


def lock_of(on: date, settings: Settings) -> datetime:
    """From when on nobody tells or corrects figures of the month of `on` in chat; tables still can."""
    return locked_from(on, day=settings.making_day, hour=settings.close_hour, zone=settings.zone)


def is_locked(session: AsyncSession, on: date, *, now: datetime) -> bool:
    return now >= lock_of(on, settings_of(session))


def require_open(
    session: AsyncSession, who: Who, on: date, *, now: datetime, today: date, typed: str | None = None
) -> date:
    """The day, if people may tell figures of their own for it. Rejected for days to come and for those of a month that
    is locked, with what was `typed` where no form keeps it.

    HR is refused like everybody else: these are the figures of whoever tells them.
    """
    not_to_come(on, today=today)
    lock = lock_of(on, settings_of(session))
    if now < lock:
        return on
    # In the reader's zone, though the workspace's decides.
    since, time = day_in(who.zone, lock), f"{lock.astimezone(ZoneInfo(who.zone)):%H:%M}"
    if typed is None:
        raise Rejected("metrics-error-locked", on=on, since=since, time=time)
    raise Rejected("metrics-error-locked-typed", on=on, typed=typed, since=since, time=time)

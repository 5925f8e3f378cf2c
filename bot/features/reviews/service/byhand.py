"""What HR does itself, and what everybody who is HR is told of it."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews.rules import notices
from bot.features.reviews.service.cycles import open_cycle
from bot.features.reviews.service.finding import cycle_to_read, day_of, require_hr
from bot.features.reviews.service.moving import close_early
from bot.features.reviews.service.nominating import ask_for_names
from bot.features.reviews.service.releasing import release
from bot.features.reviews.service.telling import tell_committee, tell_hr
from bot.settings import Settings
from bot.turn import Who

LARGE = 2_000
"""Members, beyond whom a request would not be answered in time."""


async def open_by_hand(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings) -> None:
    """Errors as in `open_cycle`; Rejected in a large workspace, where the calendar does it."""
    await require_hr(session, who, now=now)
    await _require_quick(session, who, now=now, settings=settings)
    await open_cycle(session, who.workspace_id, cycle_id, now=now, settings=settings, by=who)
    await tell_hr(session, who.workspace_id, cycle_id, notices.OPENED, now=now, settings=settings)


async def nominate_by_hand(
    session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings
) -> None:
    """Errors as in `ask_for_names`; Rejected in a large workspace."""
    await require_hr(session, who, now=now)
    await _require_quick(session, who, now=now, settings=settings)
    await ask_for_names(session, who, cycle_id, now=now, settings=settings)


async def close_by_hand(
    session: AsyncSession, who: Who, cycle_id: int, *, reason: str, now: datetime, settings: Settings
) -> None:
    """Errors as in `close_early`."""
    await require_hr(session, who, now=now)
    await close_early(session, who, cycle_id, reason=reason, now=now, settings=settings)
    await tell_hr(session, who.workspace_id, cycle_id, notices.CLOSED, now=now, settings=settings)


async def release_by_hand(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime, settings: Settings) -> None:
    """Errors as in `release`; Rejected in a large workspace, where the calendar does it."""
    await require_hr(session, who, now=now)
    await _require_quick(session, who, now=now, settings=settings)
    await release(session, who.workspace_id, cycle_id, now=now, settings=settings, by=who)
    cycle = await cycle_to_read(session, who.workspace_id, cycle_id)
    await tell_committee(session, cycle, now=now, settings=settings)
    await tell_hr(session, who.workspace_id, cycle_id, notices.RELEASED, now=now, settings=settings)


async def _require_quick(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> None:
    present = await people.members_with_team(session, who.workspace_id, on=day_of(now, settings))
    if len(present) > LARGE:
        raise Rejected("reviews-error-large", most=LARGE)

"""The monthly close, and ratings that come after it."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards import service
from bot.scheduling.models import DAILY, MONTHLY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence, is_working_day, local_day
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings


def close_due_months(settings: Settings) -> Handler:
    """Closes every month that has ended since the last closed one, also those an outage made us miss."""

    async def close(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            months = await service.months_due(
                session, each.workspace_id, scheduled_at=each.scheduled_at, zone=each.zone
            )
            for month in months:
                await service.close_month(session, each.workspace_id, month, now=now, settings=settings)

    return close


def revise_for_ratings(settings: Settings) -> Handler:
    """On working days, puts ratings that were released after a month's cards on them."""

    async def revise(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            if is_working_day(local_day(now, each.zone), settings.working_days):
                await service.take_in_ratings(session, each.workspace_id, now=now)

    return revise


async def remind_of_unread(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Every day, for working days are each member's own."""
    for each in fired:
        await service.remind_of_unread(session, each.workspace_id, now=now)


async def keep_close(
    session: AsyncSession, workspace_id: int, *, day: int, minute: int, zone: str, now: datetime
) -> None:
    """Close on this day of each month, `minute` after midnight in `zone`; look for later ratings, and for cards that
    nobody has read, every day then."""
    wanted = {
        service.CLOSE: Recurrence(MONTHLY, minute, zone, day=day),
        service.REVISE: Recurrence(DAILY, minute, zone),
        service.REMIND: Recurrence(DAILY, minute, zone),
    }
    for kind, recurrence in wanted.items():
        await keep(session, workspace_id=workspace_id, kind=kind, wanted={WHOLE_WORKSPACE: recurrence}, now=now)


def handlers(settings: Settings) -> Mapping[str, Handler]:
    return {
        service.CLOSE: close_due_months(settings),
        service.REVISE: revise_for_ratings(settings),
        service.REMIND: remind_of_unread,
    }

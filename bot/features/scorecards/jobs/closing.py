"""The monthly close, and ratings that come after it."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards import service
from bot.scheduling.models import DAILY, MONTHLY, WHOLE_WORKSPACE
from bot.scheduling.recurrence import Recurrence, is_working_day, local_day
from bot.scheduling.service import Fired, Handler, keep
from bot.settings import Settings

WINS_LATER, LAST_MINUTE = 30, 24 * 60 - 1
"""Minutes after the close at which people are asked about their wins; no later than the day's last."""


async def make_due_months(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Has the cards made of every month that has ended since the last closed one."""
    for each in fired:
        for month in await _due(session, each):
            await service.want_cards(session, each.workspace_id, month, now=now)


async def preview_due_months(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """The day before: with what has changed since, and HR hears how they come out."""
    for each in fired:
        for month in await _due(session, each):
            await service.want_cards(session, each.workspace_id, month, now=now, anew=True, tells=True)


async def close_due_months(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Has them come out, also those that an outage made us miss."""
    for each in fired:
        for month in await _due(session, each):
            await service.want_release(session, each.workspace_id, month, now=now)


async def _due(session: AsyncSession, fired: Fired) -> list[str]:
    return await service.months_due(session, fired.workspace_id, scheduled_at=fired.scheduled_at, zone=fired.zone)


def next_step(settings: Settings) -> Handler:
    """Does what is wanted piece by piece: as soon as one is through, the next one is due."""

    async def go_on(session: AsyncSession, fired: list[Fired], now: datetime) -> datetime | None:
        moments = [await service.step(session, each.workspace_id, now=now, settings=settings) for each in fired]
        return min((each for each in moments if each), default=None)

    return go_on


def revise_for_ratings(settings: Settings) -> Handler:
    """On working days, puts ratings that were released after a month's cards on them, and tells HR of figures that were
    corrected after them."""

    async def revise(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
        for each in fired:
            if is_working_day(local_day(now, each.zone), settings.working_days):
                await service.take_in_ratings(session, each.workspace_id, now=now)
                await service.revise_teams(session, each.workspace_id, now=now)
                await service.tell_of_corrections(session, each.workspace_id, now=now)

    return revise


async def remind_of_unread(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Every day, for working days are each member's own."""
    for each in fired:
        await service.remind_of_unread(session, each.workspace_id, now=now)


async def ask_about_wins(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """A while after the cards, so that nobody is asked before they have theirs."""
    await service.allow_long_statements(session)
    for each in fired:
        await service.ask_about_wins(session, each.workspace_id, now=now)


async def keep_close(
    session: AsyncSession,
    workspace_id: int,
    *,
    day: int,
    minute: int,
    zone: str,
    now: datetime,
    making_day: int | None = None,
) -> None:
    """Cards are made on `making_day` of each month, looked at again the day before `day`, and out on `day`, at `minute`
    after midnight in `zone`; look for later ratings, and for cards that nobody has read, every day then. Without a day
    before in the same month HR is not told beforehand."""
    daily = Recurrence(DAILY, minute, zone)
    wanted = {
        service.MAKE: Recurrence(MONTHLY, minute, zone, day=making_day or day),
        service.PREVIEW: Recurrence(MONTHLY, minute, zone, day=day - 1) if day > 1 else None,
        service.CLOSE: Recurrence(MONTHLY, minute, zone, day=day),
        service.STEP: daily,
        service.REVISE: daily,
        service.REMIND: daily,
        service.WINS: Recurrence(DAILY, min(minute + WINS_LATER, LAST_MINUTE), zone),
    }
    for kind, recurrence in wanted.items():
        subjects = {WHOLE_WORKSPACE: recurrence} if recurrence else {}
        await keep(session, workspace_id=workspace_id, kind=kind, wanted=subjects, now=now)


def handlers(settings: Settings) -> dict[str, Handler]:
    return {
        service.MAKE: make_due_months,
        service.PREVIEW: preview_due_months,
        service.CLOSE: close_due_months,
        service.WINS: ask_about_wins,
        service.STEP: next_step(settings),
        service.REVISE: revise_for_ratings(settings),
        service.REMIND: remind_of_unread,
    }

"""Opens rounds and publishes them."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.appraisals.repository import rounds, written
from bot.features.appraisals.rules.dates import GRACE, window_of
from bot.features.appraisals.service.due import asked_of_everybody
from bot.features.appraisals.service.telling import tell_published
from bot.features.people import service as people
from bot.features.reviews.rules.dates import Dates
from bot.features.schemes import service as schemes
from bot.scheduling.working_calendar import WorkingCalendar
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Cadence, Period


async def open_due(
    session: AsyncSession, workspace_id: int, settings: Settings, *, on: date, now: datetime
) -> str | None:
    """Open the round whose days have come, of this month or the one before; its month, None when there is none to
    open, and while no team has a scheme. Who is asked, and who is asked about them, sees it on Home."""
    this = Period.containing(on, Cadence.MONTH)
    for month in (this.previous(), this):
        if await rounds.round_of(session, workspace_id, str(month)):
            continue
        window = await _window(session, workspace_id, month, settings)
        if (
            window is None
            or on not in window
            or not await schemes.schemes_of_teams(session, workspace_id, on=month.end)
        ):
            continue
        await rounds.add_round(session, workspace_id, str(month), opens_on=window.opens_on, closes_on=window.closes_on)
        found = await rounds.round_of(session, workspace_id, str(month))
        asked = await asked_of_everybody(session, found, today=on) if found else {}
        await people.refresh_homes(session, workspace_id, asked.keys(), now=now, managers=True)
        return str(month)
    return None


async def hold(session: AsyncSession, workspace_id: int, month: str) -> None:
    """Nobody writes in the month's round until the caller's transaction ends: what cards are made of is what is
    published with them. Before the first rating is read."""
    await rounds.round_to_publish(session, workspace_id, month)


async def publish(session: AsyncSession, workspace_id: int, month: str, *, now: datetime, settings: Settings) -> int:
    """Let everybody read what was said about their month, and tell them while they work; how many there are. With the
    month's cards, in their transaction. Nothing happens when it is published; a month without a round has had its one
    then, so that nobody is asked about it once its cards are out."""
    day = now.astimezone(settings.zone).date()
    await rounds.add_round(session, workspace_id, month, opens_on=day, closes_on=day, published_at=now)
    found = await rounds.round_to_publish(session, workspace_id, month)
    if found is None or found.published_at is not None:
        return 0
    found.published_at = now
    session.add(found)
    await session.flush()
    await written.forget_drafts(session, workspace_id, found.key)
    rated = await written.revisions_in(session, workspace_id, found.key)
    await tell_published(session, found, rated, now=now, settings=settings)
    await people.refresh_homes(session, workspace_id, rated.keys(), now=now, managers=True)
    details = {"members": len(rated)}
    await record(session, Entry(workspace_id, Audited.APPRAISALS_PUBLISHED, By.PROGRAM, Subject.MONTH, month, details))
    return len(rated)


async def publish_late(
    session: AsyncSession, workspace_id: int, *, on: date, now: datetime, settings: Settings
) -> list[str]:
    """What should have been published with cards that never came: two weeks after the last day people get to know
    what was said about them all the same."""
    months = await rounds.unpublished(session, workspace_id, closed_before=on - GRACE)
    for month in months:
        await publish(session, workspace_id, month, now=now, settings=settings)
    return months


async def _window(session: AsyncSession, workspace_id: int, month: Period, settings: Settings) -> Dates | None:
    """None for a month without a single working day."""
    nobody = Who(workspace_id, 0, "", settings.language, settings.time_zone)
    shown = await people.shown_calendar(session, nobody, today=month.start)
    off = {day.on: day.name for day in shown.days if not day.is_worked}
    extra = frozenset(day.on for day in shown.days if day.is_worked)
    calendar = WorkingCalendar(settings.working_days, shown.country, off, extra)
    try:
        return window_of(month, calendar, close_day=settings.close_day)
    except Rejected:
        return None

"""Closes a month: everybody's cards, the teams' and the messages about them, or nothing at all."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.appraisals import service as appraisals
from bot.features.feedback import service as feedback
from bot.features.people import service as people
from bot.features.points import service as points
from bot.features.reviews import service as reviews
from bot.features.schemes import service as schemes
from bot.features.scorecards import repository
from bot.features.scorecards.models import MonthMaking
from bot.features.scorecards.rules.months import Closed, month_period, months_to_close, require_over
from bot.features.scorecards.rules.spans import last_month
from bot.features.scorecards.service.closing.inputs import Close, batches_of, everybody_of, opened
from bot.features.scorecards.service.closing.longer import longer_to_release
from bot.features.scorecards.service.closing.staging import drop_others, keep, made_of
from bot.features.scorecards.service.occasion import Roster, has_anything, voices_of
from bot.features.scorecards.service.publishing import card_promise
from bot.features.scorecards.service.revising import catch_up
from bot.features.scorecards.service.stars import name_stars
from bot.features.scorecards.service.team_digest import promise_digests
from bot.features.scorecards.service.team_posting import post_edit, team_promises
from bot.features.scorecards.service.team_telling import keep_what_may_be_told
from bot.settings import Settings
from scoring.periods import Period

CLOSE = "scorecards.close"

Progress = Callable[[int, int], None]


async def close_month(
    session: AsyncSession,
    workspace_id: int,
    month: str,
    *,
    now: datetime,
    settings: Settings,
    progress: Progress | None = None,
    by: int | By = By.PROGRAM,
) -> Closed:
    """Publish the cards of a month written 2026-10 for every active member whose team has a scheme, and with those of
    the last month of a quarter, half or year the longer period's, where the scheme issues such cards.

    All in the caller's transaction, with what managers and people outside said. What was made ahead comes out as it is
    if nothing that it was made from has changed; the rest is made now. Closing again changes nothing.
    People are also told what others wrote to them in the month, which counts on no card.
    `progress(done, total)` counts members.
    Rejected for what is no month, for a month that is not over in the workspace's zone, for one that is held, and for
    one without a single figure, rating or voice that may be shown: its cards would be empty.
    """
    period = month_period(month)
    require_over(period, now=now, zone=settings.zone)
    await repository.allow_long_statements(session)
    making = await locked(session, workspace_id, str(period))
    if making.held_at:
        raise Rejected("scorecards-error-held", typed=str(period))
    await session.delete(making)
    if not await repository.claim_month_unless_closed(session, workspace_id, str(period), now):
        return await _as_closed_before(session, workspace_id, str(period))
    await schemes.settle(session, workspace_id, period.start)
    today = now.astimezone(settings.zone).date()
    close = await opened(session, workspace_id, period, now=now, settings=settings)
    everybody = await everybody_of(session, workspace_id, period, today)
    if not await has_anything(session, workspace_id, period, everybody, close.cycles, close.voices):
        raise Rejected("scorecards-error-no-figures", typed=str(period))
    own = {cycle: each for cycle, each in close.cycles.items() if each == str(period)}
    await repository.claim_ratings(session, workspace_id, own)
    await appraisals.hold(session, workspace_id, str(period))
    to_come = await repository.months_to_come(session, workspace_id)
    await points.hold(session, workspace_id, str(period), to_come=to_come)
    cards, teams = await _publish(close, everybody, progress)
    for longer in await longer_to_release(session, workspace_id, period):
        await _publish_longer(session, workspace_id, longer, now=now, settings=settings)
        if last_month(longer) != period:
            await _add_to_posts(session, workspace_id, longer, now=now)
    await appraisals.publish(session, workspace_id, str(period), now=now, settings=settings)
    await points.close(session, workspace_id, str(period), to_come=to_come, now=now)
    await catch_up(session, workspace_id, period, now=now)
    await feedback.tell_of_month(session, workspace_id, period, now=now, settings=settings)
    await name_stars(session, workspace_id, str(period), minimum=settings.team_minimum, now=now)
    await promise_digests(session, workspace_id, str(period), now=now)
    details = {"cards": cards, "teams": teams}
    await record(session, Entry(workspace_id, Action.MONTH_CLOSED, by, Subject.MONTH, str(period), details))
    return Closed(str(period), now, cards, teams, is_new=True)


async def locked(session: AsyncSession, workspace_id: int, month: str) -> MonthMaking:
    """The row of a month, which is there then: whoever holds, makes or releases it waits for each other."""
    await repository.add_making(session, workspace_id, month)
    row = await repository.making_of(session, workspace_id, month, to_change=True)
    assert row, "it has just been added, or locked"
    return row


async def months_due(session: AsyncSession, workspace_id: int, *, scheduled_at: datetime, zone: str) -> list[str]:
    """Months to close at this occurrence, oldest first; those for which nobody told anything and nobody
    was rated are passed over."""
    last = await repository.last_closed_month(session, workspace_id)
    months = months_to_close(last, scheduled_at=scheduled_at, zone=zone)
    today, due = scheduled_at.astimezone(ZoneInfo(zone)).date(), []
    for month in months:
        everybody = await everybody_of(session, workspace_id, month, today)
        cycles = await reviews.released_cycles(session, workspace_id, [month.start])
        voices = await voices_of(session, workspace_id, month, today=today)
        if await has_anything(session, workspace_id, month, everybody, cycles, voices):
            due.append(str(month))
    return due


async def _as_closed_before(session: AsyncSession, workspace_id: int, month: str) -> Closed:
    before = await repository.month_close(session, workspace_id, month)
    assert before, "a month that cannot be claimed has been closed"
    cards, teams = await repository.counted(session, workspace_id, month)
    return Closed(month, before.closed_at, cards, teams, is_new=False)


async def _publish(close: Close, everybody: Roster, progress: Progress | None) -> tuple[int, int]:
    """How many cards and team cards are out, and promised."""
    session, workspace_id, period = close.session, close.workspace_id, str(close.period)
    batches = await batches_of(close, everybody)
    total, done = sum(len(roster) for _, roster in batches), 0
    await drop_others(close, {team.key for _, roster in batches for _, team in roster})
    for team_scheme, roster in batches:
        await keep(close, await made_of(close, team_scheme, roster), wish=0)
        posted = list({team.key: team for _, team in roster}.values())
        posts = team_promises(posted, workspace_id=workspace_id, period=period, now=close.now)
        await promise(session, [*_card_promises(close, roster), *posts], now=close.now)
        done += len(roster)
        if progress:
            progress(done, total)
    await keep_what_may_be_told(session, workspace_id, close.period, now=close.now)
    carded = {member.key for _, roster in batches for member, _ in roster}
    await people.refresh_homes(session, workspace_id, carded, now=close.now, managers=True, hr=True)
    await repository.publish_staged(session, workspace_id, period, now=close.now)
    await repository.remove_staged(session, workspace_id, period)
    return await repository.counted(session, workspace_id, period)


async def _publish_longer(
    session: AsyncSession, workspace_id: int, period: Period, *, now: datetime, settings: Settings
) -> None:
    """Nobody gets a message of their own: that of the month tells of them."""
    close = await opened(session, workspace_id, period, now=now, settings=settings)
    today = now.astimezone(settings.zone).date()
    batches = await batches_of(close, await everybody_of(session, workspace_id, period, today))
    await drop_others(close, {team.key for _, roster in batches for _, team in roster})
    for team_scheme, roster in batches:
        await keep(close, await made_of(close, team_scheme, roster), wish=0)
    await keep_what_may_be_told(session, workspace_id, period, now=now)
    await repository.publish_staged(session, workspace_id, str(period), now=now)
    await repository.remove_staged(session, workspace_id, str(period))


async def _add_to_posts(session: AsyncSession, workspace_id: int, period: Period, *, now: datetime) -> None:
    """What waited for another month stands in the post of its own last one, which is out since."""
    month = str(last_month(period))
    posted = await repository.every_team_card(session, workspace_id, month)
    teams = [team for team in await people.teams(session, workspace_id) if team.channel and team.key in posted]
    await promise(session, [post_edit(team, month, f"longer:{period}", now=now) for team in teams], now=now)


def _card_promises(close: Close, roster: Roster) -> Iterator[Promise]:
    for member, _ in roster:
        yield card_promise(member, workspace_id=close.workspace_id, period=str(close.period), now=close.now)

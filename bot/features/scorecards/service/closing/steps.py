"""Makes a month's cards ahead, piece by piece, and sees to their coming out: each step in a transaction of its own, and
after a crash the next one goes on where the last one was."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.service import refresh_homes
from bot.features.scorecards import repository
from bot.features.scorecards.models import MonthMaking
from bot.features.scorecards.rules.months import month_period, require_over
from bot.features.scorecards.service.closing.inputs import BATCH, Close, batches_of, everybody_of, opened, periods_of
from bot.features.scorecards.service.closing.releasing import CLOSE, close_month, locked
from bot.features.scorecards.service.closing.staging import Made, drop_others, keep, made_of
from bot.features.scorecards.service.occasion import Roster, has_anything
from bot.features.scorecards.service.publishing import picture_promise
from bot.features.scorecards.service.team_posting import team_picture_promise
from bot.features.scorecards.service.team_telling import as_told
from bot.scheduling.repository import schedules_of
from bot.scheduling.service import hurry
from bot.settings import Settings
from scoring.periods import Period

MAKE, PREVIEW, STEP = "scorecards.make", "scorecards.preview", "scorecards.step"
SOON = "scorecards.close_soon"
AGAIN = timedelta(minutes=1)
"""Until somebody looks again at months that wait: a wish may have come in the moment in which the last step ended."""


class Progress(NamedTuple):
    """Members whose cards are as they were last wanted, of all that get one."""

    made: int
    total: int


async def want_cards(
    session: AsyncSession, workspace_id: int, month: str, *, now: datetime, anew: bool = False, tells: bool = False
) -> None:
    """Have the month's cards made, once; `anew`: also if they are, or are being made. With `tells` HR hears of it.
    Nothing happens to a month that is out."""
    row = await _locked_unless_out(session, workspace_id, month)
    if row is None:
        return
    row.wishes += anew and row.working_on == row.wishes
    row.tells = row.tells or tells
    await _wanted(session, row, now=now)


async def want_release(session: AsyncSession, workspace_id: int, month: str, *, now: datetime) -> None:
    """Have them come out as soon as they are made and nobody holds them. Nothing happens to a month that is out."""
    row = await _locked_unless_out(session, workspace_id, month)
    if row is not None:
        row.release_at = row.release_at or now
        await _wanted(session, row, now=now)


async def _locked_unless_out(session: AsyncSession, workspace_id: int, month: str) -> MonthMaking | None:
    """Asked under the lock: whoever planned it may have looked before somebody else let the month out."""
    row = await locked(session, workspace_id, month)
    if await repository.month_close(session, workspace_id, month) is None:
        return row
    await session.delete(row)
    await session.flush()
    return None


async def _wanted(session: AsyncSession, row: MonthMaking, *, now: datetime) -> None:
    session.add(row)
    await session.flush()
    await hurry(session, row.workspace_id, STEP, now=now)


async def step(session: AsyncSession, workspace_id: int, *, now: datetime, settings: Settings) -> datetime | None:
    """The next piece of what months need, the earliest month first; when to go on: None while there is none."""
    await repository.allow_long_statements(session)
    # Asked first: what somebody else plans at this moment is either due still, or among the months.
    is_planned = await _is_anything_planned(session, workspace_id, now=now)
    rows = await repository.makings(session, workspace_id)
    for row in rows:
        if not row.is_made:
            await make_next(session, row, now=now, settings=settings)
            return now
        if row.tells:
            await _tell(session, row, now=now, settings=settings)
            return now
        if row.release_at and await _is_free(session, row):
            await _release(session, row, now=now, settings=settings)
            return now
    return now + AGAIN if rows or is_planned else None


async def _is_free(session: AsyncSession, row: MonthMaking) -> bool:
    """Lock the month; False when somebody holds it, or has just done so, or when it came out meanwhile."""
    if row.held_at:
        return False
    found = await repository.making_of(session, row.workspace_id, row.month, to_change=True)
    return found is not None and found.held_at is None


async def _release(session: AsyncSession, row: MonthMaking, *, now: datetime, settings: Settings) -> None:
    """Unless everything that was told about the month was taken back since; the months after it do not wait for it."""
    workspace_id, month = row.workspace_id, month_period(row.month)
    close = await opened(session, workspace_id, month, now=now, settings=settings)
    everybody = await everybody_of(session, workspace_id, month, now.astimezone(settings.zone).date())
    if await has_anything(session, workspace_id, month, everybody, close.cycles, close.voices):
        await close_month(session, workspace_id, row.month, now=now, settings=settings, by=By.PROGRAM)
    else:
        await _let_be(session, row)


async def _let_be(session: AsyncSession, row: MonthMaking) -> None:
    """A month about which nobody says anything, with what was made of it when somebody did. A hold stays."""
    for period in periods_of(month_period(row.month)):
        await repository.remove_staged(session, row.workspace_id, str(period))
    if row.held_at is None:
        await session.delete(row)
    else:
        row.made = row.working_on = row.wishes
        session.add(row)
    await session.flush()


async def _is_anything_planned(session: AsyncSession, workspace_id: int, *, now: datetime) -> bool:
    """Whether the calendar is about to want something: another process may be at it, whose `hurry` passes over the
    schedule that is being fired here."""
    for kind in (MAKE, PREVIEW, CLOSE):
        schedules = await schedules_of(session, workspace_id, kind)
        if any(each.next_fire_at <= now for each in schedules.values()):
            return True
    return False


async def begin_ahead(
    session: AsyncSession, workspace_id: int, month: str, *, now: datetime, settings: Settings
) -> bool:
    """For the command line: have the cards made with what has changed since. False for a month that is out; Rejected
    for what is no month and for one that is not over."""
    period = month_period(month)
    require_over(period, now=now, zone=settings.zone)
    if await repository.month_close(session, workspace_id, str(period)):
        return False
    await want_cards(session, workspace_id, str(period), now=now, anew=True)
    return True


async def make_ahead(
    session: AsyncSession, workspace_id: int, month: str, *, now: datetime, settings: Settings
) -> Progress | None:
    """The next piece of this month alone, which nobody's release follows; None once there is nothing left to make."""
    await repository.allow_long_statements(session)
    row = await repository.making_of(session, workspace_id, month)
    if row is None or row.is_made:
        return None
    await make_next(session, row, now=now, settings=settings)
    return await progress_of(session, workspace_id, month) or Progress(0, 0)


async def make_next(session: AsyncSession, row: MonthMaking, *, now: datetime, settings: Settings) -> None:
    """The next batch of whole teams, or what comes before the first and after the last."""
    month = month_period(row.month)
    wish = row.working_on
    if wish == row.made:
        await _begin(session, row, now=now, settings=settings)
        return
    for period in periods_of(month):
        named = await repository.teams_to_look_at(session, row.workspace_id, str(period), wish, most=BATCH)
        if named:
            close = await opened(session, row.workspace_id, period, now=now, settings=settings)
            await _make(close, row, wish, frozenset(team for team, _ in named))
            return
    if await _still(session, row, wish):
        await _bring_team_pictures(session, row.workspace_id, month, now=now, settings=settings)
        row.made, row.made_at = wish, now
        session.add(row)
        await session.flush()


async def progress_of(session: AsyncSession, workspace_id: int, month: str) -> Progress | None:
    """None while nobody has begun to make the month's cards."""
    row = await repository.making_of(session, workspace_id, month)
    if row is None or not row.working_on:
        return None
    return Progress(*await repository.members_made(session, workspace_id, month, row.working_on))


async def _begin(session: AsyncSession, row: MonthMaking, *, now: datetime, settings: Settings) -> None:
    """Say whose cards are made; a month about which nobody said anything has none."""
    workspace_id, month = row.workspace_id, month_period(row.month)
    if not await _still(session, row, row.working_on):
        return
    close = await opened(session, workspace_id, month, now=now, settings=settings)
    everybody = await everybody_of(session, workspace_id, month, now.astimezone(settings.zone).date())
    if not await has_anything(session, workspace_id, month, everybody, close.cycles, close.voices):
        await _let_be(session, row)
        return
    rules = {period: await batches_of(replace(close, period=period), everybody) for period in periods_of(month)}
    planned = [
        {
            "workspace_id": workspace_id,
            "period": str(period),
            "team_id": team,
            "looked_at": 0,
            "fingerprint": "",
            "scheme_version_id": team_scheme.scheme_version_id,
            "n_members": members,
            "n_scored": 0,
            "n_unscored": 0,
            "minimum": settings.team_minimum,
            "score": None,
            "figures": "[]",
        }
        for period, batches in rules.items()
        for team_scheme, roster in batches
        for team, members in Counter(team.key for _, team in roster).items()
    ]
    await repository.plan_teams(session, planned)
    for period, batches in rules.items():
        await drop_others(replace(close, period=period), {team.key for _, roster in batches for _, team in roster})
    row.working_on = row.wishes
    session.add(row)
    await session.flush()


async def _make(close: Close, row: MonthMaking, wish: int, teams: frozenset[int]) -> None:
    session, workspace_id, period = close.session, close.workspace_id, str(close.period)
    today = close.now.astimezone(close.settings.zone).date()
    roster = await everybody_of(session, workspace_id, close.period, today, teams=teams)
    batches = await batches_of(close, roster)
    made = [await made_of(close, team_scheme, some) for team_scheme, some in batches]
    # The row is locked for what is written only, so that HR's wishes need not wait for what is computed.
    if not await _still(session, row, wish):
        return
    for each in made:
        await keep(close, each, wish=wish)
    await _bring_pictures(close, roster, made)
    await refresh_homes(session, workspace_id, [], now=close.now, hr=True)
    empty = teams - {team.key for _, some in batches for _, team in some}
    await repository.remove_staged(session, workspace_id, period, empty)


async def _bring_pictures(close: Close, roster: Roster, made: Sequence[Made]) -> None:
    """So that the messages need not wait for their uploads when the cards come out."""
    if close.settings.pictures == "off":
        return
    people = {member.key: member for member, _ in roster}
    promises = [
        picture_promise(
            people[row["member_id"]],
            workspace_id=close.workspace_id,
            period=str(close.period),
            receipt=row["receipt"],
            now=close.now,
        )
        for each in made
        for row in each.cards
    ]
    await promise(close.session, promises, now=close.now)


async def _bring_team_pictures(
    session: AsyncSession, workspace_id: int, month: Period, *, now: datetime, settings: Settings
) -> None:
    """Of what may be told as things are; the posts bring what comes to differ."""
    if settings.pictures == "off":
        return
    told = await as_told(
        session, workspace_id, month, await repository.staged_results(session, workspace_id, str(month))
    )
    teams = {team.key: team for team in await people.teams(session, workspace_id) if team.channel}
    promises = [
        team_picture_promise(teams[row["team_id"]], str(month), row, now=now) for row in told if row["team_id"] in teams
    ]
    await promise(session, promises, now=now)


async def _still(session: AsyncSession, row: MonthMaking, wish: int) -> bool:
    """Lock the month; False when somebody else has brought it further, or out, meanwhile."""
    found = await repository.making_of(session, row.workspace_id, row.month, to_change=True)
    return found is not None and found.working_on == wish and found.made < found.wishes


async def _tell(session: AsyncSession, row: MonthMaking, *, now: datetime, settings: Settings) -> None:
    """Those who are HR, once a month, while the cards are not to come out at once."""
    if row.release_at is None:
        today = now.astimezone(settings.zone).date()
        told = [
            Promise(
                row.workspace_id,
                f"close-soon:{row.month}:{each.key}",
                SOON,
                each.slack_user,
                now,
                {"month": row.month},
            )
            for each in await people.hr(session, row.workspace_id, on=today)
        ]
        await promise(session, told, now=now)
    row.tells = False
    session.add(row)
    await session.flush()

"""Fills the sample workspace the way an administrator would, by the imports and by closing some months, and then as its
people would in chat."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import Parts
from bot.clock import Clock
from bot.demo.afterwards import choose_to_be_stars, hold_talks, share_wins
from bot.demo.goals import aim
from bot.demo.history import first_day, months_closed, rows
from bot.demo.plans import coach, notice_low_months
from bot.demo.ratings import rate_each_other, rate_leads
from bot.demo.team import CHINA, CHINA_CHANNEL, CHINA_TEAM, GROWTH, members_csv
from bot.demo.together import tell_of_each_other, thank_across
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.features.scorecards import service as scorecards


async def seed(parts: Parts, clock: Clock) -> None:
    """Teams, schemes, figures and goals; Brand's people rate each other at the quarter's end; then the past months are
    closed and their cards go out, some wins are shared and talks held, and people tell of each other; a plan runs, and
    bad months are noticed."""
    await _seat_people(parts, clock)
    await _write_figures(parts, clock)
    await aim(parts, clock)
    await thank_across(parts, clock)
    await rate_each_other(parts, clock)
    await choose_to_be_stars(parts, clock)
    await _close_months(parts, clock)
    await share_wins(parts, clock)
    await hold_talks(parts, clock)
    await tell_of_each_other(parts, clock)
    await rate_leads(parts, clock)
    await coach(parts, clock)
    await notice_low_months(parts, clock)
    await parts.upkeep.keep_schedules()


async def _seat_people(parts: Parts, clock: Clock) -> None:
    """Everybody was there before the first figure."""
    now = clock.now()
    since = first_day(now.astimezone(parts.settings.zone).date())
    async with parts.database.write() as session:
        read, unread = people.read_member_rows(members_csv())
        report = await people.import_rows(session, parts.workspace_id, read, unread, since)
        wishes = [schemes.Wish(row.line, row.team, row.scheme, row.groups, row.scheme_from) for row in read if row.team]
        _, refused = await schemes.assign_teams(session, parts.workspace_id, wishes, now=now)
        assert not report.problems, report.problems
        assert not refused, refused
        await _speak_chinese(session, parts, now)


async def _speak_chinese(session: AsyncSession, parts: Parts, now: datetime) -> None:
    """To China's team, in its channel."""
    ana = await people.reader(session, parts.workspace_id, GROWTH[0])
    team = next(each for each in await people.teams(session, parts.workspace_id) if each.name == CHINA_TEAM)
    wish = people.TeamWish(team.key, CHINA_TEAM, CHINA_CHANNEL, "zh-CN", CHINA[0], CHINA)
    await people.save_team(session, ana, wish, now=now)


async def _write_figures(parts: Parts, clock: Clock) -> None:
    now = clock.now()
    today = now.astimezone(parts.settings.zone).date()
    table = [
        metrics.SheetRow(line, day.isoformat(), member, figure, value)
        for line, (day, member, figure, value) in enumerate(rows(today=today), start=2)
    ]
    async with parts.database.write() as session:
        done = await metrics.import_entries(session, parts.workspace_id, table, entered_by=None, now=now, today=today)
    assert not done.bad, done.bad[:3]


async def _close_months(parts: Parts, clock: Clock) -> None:
    now = clock.now()
    today = now.astimezone(parts.settings.zone).date()
    for month in months_closed(today):
        async with parts.database.write() as session:
            await scorecards.close_month(
                session, parts.workspace_id, f"{month:%Y-%m}", now=now, settings=parts.settings
            )

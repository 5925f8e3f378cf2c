"""What follows a month's cards: wins that teams may know of, who takes part as a star, and talks, most of them held."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import Parts
from bot.clock import Clock
from bot.demo.team import CHINA
from bot.features.people import service as people
from bot.features.scorecards import service as scorecards
from bot.features.scorecards.models import Win
from bot.features.talks import service as talks
from bot.features.talks.rules.texts import ItemWish
from bot.scheduling.service import Fired
from bot.turn import Turn
from scoring.periods import Period

SAY_YES = ("U0MEI", "U0GRACE", "U0LEILA", "U0YANG")
"""Others are still to answer."""
TALKS_BEGIN, MORNING = 20, time(6, 30)
"""Seven working days from that day of the month on are over after the story has begun."""
HELD: Mapping[str, tuple[str, str, str]] = {
    "U0MEI": (
        "U0ANA",
        "The Japanese pages carry the month. We keep two a week, and Mei shows the team how she tests headlines.",
        "Show the team how headlines are tested",
    ),
    "U0CHEN": (
        "U0ANA",
        "访问量很好，下一步是把它变成线索：落地页表单只留三项，每周三一起看数据。",
        "落地页表单改为三项，并对比两周数据",
    ),
    "U0GRACE": (
        "U0DEE",
        "Webinars bring the best leads. Fewer of them, and a follow-up call within a day.",
        "Write the follow-up script with Finn",
    ),
    "U0LEILA": (
        "U0NADIA",
        "Three stories were picked up. Leïla wants to learn how reach is measured; Koji sits with her for an hour.",
        "Read reach from the monitor without help",
    ),
    "U0YANG": (
        "U0FANG",
        "渠道签约节奏稳，下月重点是老客户复购；刘洋想独立带一次渠道大会，由王芳陪着做方案。",
        "写出渠道大会方案初稿",
    ),
}
"""Who has talked: with whom, what came of it, and what they want to learn or do."""
DO_UNTIL = timedelta(days=21)


async def choose_to_be_stars(parts: Parts, clock: Clock) -> None:
    """China's people take part, by whose scheme there is one."""
    async with parts.database.write() as session:
        for user in CHINA:
            turn = await _turn(session, parts, user, clock.now())
            await scorecards.choose(turn, is_asked=True, may_be_star=True)


async def share_wins(parts: Parts, clock: Clock) -> None:
    """Everybody who is asked is asked at once; some have said yes."""
    now = clock.now()
    async with parts.database.write() as session:
        await scorecards.ask_about_wins(session, parts.workspace_id, now=now)
        for user in SAY_YES:
            turn = await _turn(session, parts, user, now)
            own = select(Win.id).where(Win.workspace_id == turn.who.workspace_id, Win.member_id == turn.who.member_id)
            for win in (await session.exec(own)).all():
                await scorecards.answer_win(turn, win or 0, shares=True)


async def hold_talks(parts: Parts, clock: Clock) -> None:
    """One with each manager, which both have signed; the others are due on one of the next working days."""
    now = clock.now()
    today = now.astimezone(parts.settings.zone).date()
    begun = datetime.combine(today.replace(day=TALKS_BEGIN), MORNING, tzinfo=parts.settings.zone)
    async with parts.database.write() as session:
        day = Fired(parts.workspace_id, 0, begun, begun.date(), str(parts.settings.zone), parts.settings.working_days)
        await talks.look_after(session, [day], begun)
        month = await scorecards.newest_month(session, parts.workspace_id)
        assert month is not None, "months have been closed"
        for user, told in HELD.items():
            await _hold(session, parts, user, told, month, now=now)


async def _hold(
    session: AsyncSession, parts: Parts, user: str, told: tuple[str, str, str], month: Period, *, now: datetime
) -> None:
    lead, summary, plan = told
    member, manager = [await people.reader(session, parts.workspace_id, each) for each in (user, lead)]
    sheet = await talks.sheet_named(session, manager, f"{member.member_id}:{month}", now=now)
    held_on = _before(manager.day_of(now))
    item = ItemWish(1, plan, member.member_id, held_on + DO_UNTIL)
    wish = talks.OutcomeWish(held_on, summary, [item])
    await talks.note_outcome(session, manager, sheet.place.row.key, wish, now=now)
    read = await talks.sheet_named(session, member, f"{member.member_id}:{month}", now=now)
    assert read.noted is not None, "it was noted"
    await talks.sign(session, member, sheet.place.row.key, read.noted.row.key, now=now)


def _before(day: date) -> date:
    """The last weekday before."""
    return day - timedelta(days=max(1, day.isoweekday() - 5, 3 if day.isoweekday() == 1 else 1))


async def _turn(session: AsyncSession, parts: Parts, user: str, now: datetime) -> Turn:
    return Turn(await people.reader(session, parts.workspace_id, user), now, session)

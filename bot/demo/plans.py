"""Two people of Growth whose months went badly, and 陈琳, whom Ana coaches for some weeks by now."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import Parts
from bot.clock import Clock
from bot.demo.coaching import CHECKINS, COMMENT, NOTES, REACHED, REASON, TALKS
from bot.demo.team import GROWTH, HR, SHANGHAI
from bot.features.improvement import service as plans
from bot.features.improvement.models import Plan
from bot.features.improvement.rules.states import Move
from bot.features.improvement.service import Typed
from bot.features.people import service as people

MANAGER, COACHED = GROWTH[0], "U0CHEN"
WEEKS = len(CHECKINS)
"""That are over; the running one has not been told of."""
DAY, WEEK, TO_SUNDAY = timedelta(days=1), timedelta(days=7), timedelta(days=6)
MORNING, AFTERNOON = time(9, 30), time(16, 0)
"""In Shanghai: when it is four there, Ana's and Eve's day in Berlin has begun."""
BEGUN, PUBLISHED, ANSWERED = 11 * DAY, 10 * DAY, 7 * DAY
"""Before the first day."""
ENOUGH = Typed(metric="lead_conversion", at_least="100", months="2")


async def notice_low_months(parts: Parts, clock: Clock) -> None:
    """As the night does after a close: one early warning, one proposal."""
    async with parts.database.write() as session:
        await plans.look(session, parts.workspace_id, now=clock.now(), settings=parts.settings)


async def coach(parts: Parts, clock: Clock) -> None:
    """As these people would in chat, each on the day on which they would."""
    today = clock.now().astimezone(ZoneInfo(SHANGHAI)).date()
    monday = today - timedelta(days=today.weekday())
    async with parts.database.write() as session:
        plan = await _agreed(session, parts, monday - WEEKS * WEEK)
        await _begins(session, parts, plan)
        for nth in range(WEEKS):
            await _week(session, parts, plan, monday + (nth - WEEKS) * WEEK, nth)


async def _agreed(session: AsyncSession, parts: Parts, first: date) -> Plan:
    ana, eve, chen = [await people.reader(session, parts.workspace_id, each) for each in (MANAGER, HR, COACHED)]
    begun, published, answered = (_at(first - before, AFTERNOON) for before in (BEGUN, PUBLISHED, ANSWERED))
    plan = await plans.begin_coaching(session, ana, chen.member_id, now=begun)
    draft = await plans.draft_of(session, ana, plan.key, now=begun)
    length = draft.terms.ends_on - draft.terms.starts_on
    await plans.put_period(session, ana, plan.key, first, first + length, now=begun)
    await plans.put(session, ana, plan.key, "reasons", "", Typed(text=REASON), now=begun)
    await plans.put(session, ana, plan.key, "criteria", draft.terms.criteria[0].ref, ENOUGH, now=begun)
    await plans.submit(session, ana, plan.key, now=begun)
    await plans.publish(session, eve, plan.key, now=published)
    return await plans.answer(session, chen, plan.key, Move.ACKNOWLEDGE, COMMENT, version=plan.version, now=answered)


async def _begins(session: AsyncSession, parts: Parts, plan: Plan) -> None:
    at = _at(plan.starts_on, MORNING)
    await plans.look_after(session, parts.workspace_id, plan.starts_on, now=at, settings=parts.settings)


async def _week(session: AsyncSession, parts: Parts, plan: Plan, monday: date, nth: int) -> None:
    """What is due in it, on its days; then 陈琳 tells of it, and Ana notes what she has seen. Nothing of a week off."""
    ana, chen = [await people.reader(session, parts.workspace_id, each) for each in (MANAGER, COACHED)]
    sunday = monday + TO_SUNDAY
    at = _at(sunday, AFTERNOON)
    opened = await plans.own_plan(session, chen, now=at)
    assert opened
    assert opened.course
    for aim in opened.terms.milestones:
        if monday <= aim.due_on <= sunday:
            day = _at(aim.due_on, AFTERNOON)
            await plans.reach(session, chen, plan.key, aim.ref, REACHED[aim.ref], now=day)
    for talk in opened.terms.meetings:
        if monday <= talk.on <= sunday:
            await plans.hold(session, ana, plan.key, talk.ref, TALKS[talk.ref], on=talk.on, now=_at(talk.on, AFTERNOON))
    if monday in {week.monday for week in opened.course.weeks}:
        mood, text = CHECKINS[nth]
        await plans.check_in(session, chen, plan.key, monday=monday, mood=mood, text=text, now=at)
        await plans.write_note(session, ana, plan.key, monday=monday, text=NOTES[nth], now=at)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=ZoneInfo(SHANGHAI))

"""HR hears of plans of which the manager has noted nothing for two weeks in a row."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan
from bot.features.improvement.repository import notes as repository
from bot.features.improvement.rules import keys
from bot.features.improvement.service.course import LASTS, courses_of
from bot.features.improvement.service.telling import ask_hr


async def ask_about_missed(session: AsyncSession, workspace_id: int, *, now: datetime) -> None:
    """Once for every two in a row; of what was missed long ago nobody hears."""
    plans = await repository.plans_in(session, workspace_id, LASTS)
    for course in (await courses_of(session, plans, now=now)).values():
        newest = course.missed_twice[-1:] if course.missed > 1 and course.member.is_active else ()
        for week in newest:
            await ask_hr(session, course.plan, keys.MISSED, week.monday.toordinal(), now=now)


async def has_missed(session: AsyncSession, plan: Plan, *, now: datetime) -> bool:
    """Whether it is still so, in a plan that goes on."""
    return plan.state in LASTS and (await courses_of(session, [plan], now=now))[plan.key].missed > 1

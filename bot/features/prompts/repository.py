"""SQL of the schedules of prompts; every query is limited to one workspace."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import case, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Member
from bot.features.people.repository.prompts import is_in_team
from bot.scheduling.asking import BEFORE_QUIET
from bot.scheduling.models import DAILY, Schedule

LAST_MINUTE = 24 * 60 - 1


async def has_schedule(session: AsyncSession, workspace_id: int, kind: str, member_id: int) -> bool:
    query = select(col(Schedule.id)).where(
        col(Schedule.workspace_id) == workspace_id, col(Schedule.kind) == kind, col(Schedule.subject_id) == member_id
    )
    return (await session.exec(query)).first() is not None


async def are_schedules_kept(
    session: AsyncSession,
    workspace_id: int,
    kind: str,
    *,
    on: date,
    outside: Collection[int],
    default_minute: int,
    after: int,
    working_days: str,
) -> bool:
    """Whether the schedules of a kind are exactly those of the active members who are in a team on that day, or one of
    those `outside`, each `after` minutes after their prompt minute outside quiet hours, and on the same day."""
    sum_of = _loud_minute(default_minute) + after
    minute = case((sum_of > LAST_MINUTE, LAST_MINUTE), else_=sum_of)
    is_asked = is_in_team(workspace_id, col(Member.id), on)
    if outside:
        is_asked = is_asked | col(Member.id).in_(outside)
    members = (
        select(func.count())
        .select_from(Member)
        .where(col(Member.workspace_id) == workspace_id, col(Member.is_active), is_asked)
    )
    schedules = select(func.count()).where(col(Schedule.workspace_id) == workspace_id, col(Schedule.kind) == kind)
    fitting = members.join(Schedule, col(Schedule.subject_id) == col(Member.id)).where(
        col(Schedule.workspace_id) == workspace_id,
        col(Schedule.kind) == kind,
        col(Schedule.recurrence) == DAILY,
        col(Schedule.minute) == minute,
        col(Schedule.zone) == col(Member.zone),
        col(Schedule.working_days) == working_days,
    )
    counts = select(members.scalar_subquery(), schedules.scalar_subquery(), fitting.scalar_subquery())
    found = (await session.exec(counts)).one()
    return len(set(found)) == 1


def _loud_minute(default_minute: int) -> Any:
    """`QuietHours.loud_minute` of each member."""
    wanted = func.coalesce(Member.prompt_minute, default_minute)
    start, end = col(Member.quiet_start), col(Member.quiet_end)
    ends_today = ((start < end) & (wanted >= start) & (wanted < end)) | ((start >= end) & (wanted < end))
    ends_tomorrow = (start >= end) & (wanted >= start)
    return case((ends_today, end), (ends_tomorrow, start - BEFORE_QUIET), else_=wanted)

"""What is planned for one member."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.scheduling.models import Schedule

PLANNED = ("kind", "recurrence", "minute", "zone", "working_days", "next_fire_at")


async def stored_about(session: AsyncSession, workspace_id: int, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """By kind."""
    statement = select(Schedule).where(Schedule.workspace_id == workspace_id, Schedule.subject_id == member_id)
    rows = (await session.exec(statement.order_by(col(Schedule.kind)))).all()
    return {"schedules": [{name: getattr(row, name) for name in PLANNED} for row in rows]}


async def forget_schedules(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    whose = (col(Schedule.workspace_id) == workspace_id, col(Schedule.subject_id) == member_id)
    await session.exec(delete(Schedule).where(*whose))

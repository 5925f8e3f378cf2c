"""SQL of the schedules."""

from datetime import datetime

from sqlalchemy import func, true
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.scheduling.models import Schedule


async def due_skipping_locked(
    session: AsyncSession, *, workspace_id: int | None, now: datetime, limit: int
) -> list[Schedule]:
    """Rows whose time has come, locked until the end of the transaction."""
    is_ours = true() if workspace_id is None else Schedule.workspace_id == workspace_id
    statement = (
        select(Schedule)
        .where(is_ours, Schedule.next_fire_at <= now)
        .order_by(col(Schedule.next_fire_at), col(Schedule.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.exec(statement)).all())


async def schedules_of(session: AsyncSession, workspace_id: int, kind: str) -> dict[int, Schedule]:
    """By subject."""
    statement = select(Schedule).where(Schedule.workspace_id == workspace_id, Schedule.kind == kind)
    return {row.subject_id: row for row in (await session.exec(statement)).all()}


async def earliest(session: AsyncSession) -> datetime | None:
    found: datetime | None = (await session.exec(select(func.min(Schedule.next_fire_at)))).one()
    return found

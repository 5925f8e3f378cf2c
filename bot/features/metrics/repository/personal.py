"""SQL of everything that one member has told."""

from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics.models import DayNote, Entry, RollUp
from bot.features.metrics.repository.entries import entries_between


async def every_entry(session: AsyncSession, workspace_id: int, member_id: int) -> list[Entry]:
    """All revisions, the oldest day first."""
    return await entries_between(session, workspace_id, member_id, date.min, date.max)


async def every_day_note(session: AsyncSession, workspace_id: int, member_id: int) -> list[DayNote]:
    """All revisions, the oldest day first."""
    query = select(DayNote).where(DayNote.workspace_id == workspace_id, DayNote.member_id == member_id)
    return list((await session.exec(query.order_by(col(DayNote.on), col(DayNote.revision)))).all())


async def every_roll_up(session: AsyncSession, workspace_id: int, member_id: int) -> list[RollUp]:
    """By month and figure."""
    query = select(RollUp).where(RollUp.workspace_id == workspace_id, RollUp.member_id == member_id)
    return list((await session.exec(query.order_by(col(RollUp.month), col(RollUp.figure)))).all())

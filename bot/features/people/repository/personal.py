"""SQL of everything that is stored about one member's person."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Absence, Leadership


async def every_absence(session: AsyncSession, workspace_id: int, member_id: int) -> list[Absence]:
    """Past ones too, the earliest first."""
    query = select(Absence).where(Absence.workspace_id == workspace_id, Absence.member_id == member_id)
    return list((await session.exec(query.order_by(col(Absence.first_on)))).all())


async def every_leadership(session: AsyncSession, workspace_id: int, member_id: int) -> list[Leadership]:
    """Of any team, the earliest first."""
    query = select(Leadership).where(Leadership.workspace_id == workspace_id, Leadership.member_id == member_id)
    return list((await session.exec(query.order_by(col(Leadership.first_on)))).all())

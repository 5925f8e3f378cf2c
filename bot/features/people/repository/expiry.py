"""SQL of what is not kept for ever."""

from datetime import date

from sqlalchemy import and_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.people.models import Absence, Member


def old_absences(workspace_id: int, before: date) -> Aged:
    """Those whose last day was before."""
    return Aged(Absence, and_(col(Absence.workspace_id) == workspace_id, col(Absence.last_on) < before))


async def members_left(session: AsyncSession, workspace_id: int, *, before: date) -> list[int]:
    """Numbers of the members who left before a day and did not come back, who left first to begin with; accounts that
    were merged go with their person."""
    statement = select(Member.id).where(
        Member.workspace_id == workspace_id,
        ~col(Member.is_active),
        col(Member.left_on) < before,
        col(Member.merged_into).is_(None),
    )
    found = (await session.exec(statement.order_by(col(Member.left_on), col(Member.id)))).all()
    return [key for key in found if key is not None]

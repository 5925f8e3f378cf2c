"""SQL of everything that is stored about one member's person."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Absence, ErasedAccount, Leadership, RoleGrant


async def every_absence(session: AsyncSession, workspace_id: int, member_id: int) -> list[Absence]:
    """Past ones too, the earliest first."""
    query = select(Absence).where(Absence.workspace_id == workspace_id, Absence.member_id == member_id)
    return list((await session.exec(query.order_by(col(Absence.first_on)))).all())


async def every_leadership(session: AsyncSession, workspace_id: int, member_id: int) -> list[Leadership]:
    """Of any team, the earliest first."""
    query = select(Leadership).where(Leadership.workspace_id == workspace_id, Leadership.member_id == member_id)
    return list((await session.exec(query.order_by(col(Leadership.first_on)))).all())


async def erased_accounts(session: AsyncSession, workspace_id: int) -> list[ErasedAccount]:
    return list((await session.exec(select(ErasedAccount).where(ErasedAccount.workspace_id == workspace_id))).all())


async def remove_absences(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    whose = (col(Absence.workspace_id) == workspace_id, col(Absence.member_id) == member_id)
    await session.exec(delete(Absence).where(*whose))


async def empty_grants(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """What was written about the member's roles; those that are held end now."""
    ours = col(RoleGrant.workspace_id) == workspace_id
    theirs, as_it_is = col(RoleGrant.member_id) == member_id, {"synchronize_session": False}
    emptied = (
        update(RoleGrant).where(ours, theirs).values(reason="", revoked_reason=""),
        update(RoleGrant).where(ours, theirs, col(RoleGrant.revoked_at).is_(None)).values(revoked_at=now),
        update(RoleGrant).where(ours, col(RoleGrant.granted_by) == member_id).values(reason=""),
        update(RoleGrant).where(ours, col(RoleGrant.revoked_by) == member_id).values(revoked_reason=""),
    )
    for statement in emptied:
        await session.exec(statement, execution_options=as_it_is)

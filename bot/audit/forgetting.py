"""Erases what somebody typed as a reason; the chain covers it by a digest, so that it stays whole."""

from sqlalchemy import and_, or_, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Subject
from bot.audit.models import AuditEntry


async def forget_reasons(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """In entries about the member, and in those of what they did. Whoever calls this records `member.erased`, without
    which `verify` reports the reasons as removed."""
    about = and_(col(AuditEntry.subject_kind) == Subject.MEMBER, col(AuditEntry.subject_id) == str(member_id))
    theirs = or_(about, col(AuditEntry.actor_id) == member_id)
    has_reason = col(AuditEntry.reason).is_not(None)
    statement = update(AuditEntry).where(col(AuditEntry.workspace_id) == workspace_id, theirs, has_reason)
    await session.exec(statement.values(reason=None, salt=None).execution_options(synchronize_session=False))

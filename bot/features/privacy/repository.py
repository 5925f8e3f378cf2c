"""SQL of requests to be forgotten."""

from datetime import datetime

from sqlalchemy import or_, update
from sqlalchemy.orm import defer
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.privacy.models import APPROVED, DONE, ERASED, OPEN, ErasureRequest

AT_ONCE = 50
"""Members whose data goes in one transaction, so that requests need not wait long."""
# What was sealed with a key that is lost keeps nobody from being forgotten.
_UNREAD = tuple(
    defer(text, raiseload=True)  # type: ignore[arg-type]  # columns, which SQLModel types as what they hold
    for text in (ErasureRequest.reason, ErasureRequest.decision_reason)
)


async def open_request(session: AsyncSession, workspace_id: int, member_id: int) -> ErasureRequest | None:
    """The one that is open or approved; without its texts."""
    query = select(ErasureRequest).where(
        ErasureRequest.workspace_id == workspace_id,
        ErasureRequest.member_id == member_id,
        col(ErasureRequest.state).in_((OPEN, APPROVED)),
    )
    return (await session.exec(query.options(*_UNREAD))).first()


async def requests_of(session: AsyncSession, workspace_id: int, member_id: int) -> list[ErasureRequest]:
    """All they ever made, the earliest first."""
    query = select(ErasureRequest).where(
        ErasureRequest.workspace_id == workspace_id, ErasureRequest.member_id == member_id
    )
    return list((await session.exec(query.order_by(col(ErasureRequest.id)))).all())


async def request(session: AsyncSession, workspace_id: int, request_id: int) -> ErasureRequest | None:
    query = select(ErasureRequest).where(ErasureRequest.workspace_id == workspace_id, ErasureRequest.id == request_id)
    return (await session.exec(query)).first()


async def open_requests(session: AsyncSession, workspace_id: int) -> list[ErasureRequest]:
    """Those that nobody has decided, the earliest first; without their texts."""
    query = select(ErasureRequest).where(ErasureRequest.workspace_id == workspace_id, ErasureRequest.state == OPEN)
    return list((await session.exec(query.order_by(col(ErasureRequest.id)).options(*_UNREAD))).all())


async def locked_request(session: AsyncSession, workspace_id: int, request_id: int) -> ErasureRequest | None:
    """FOR UPDATE, as it is after whoever had it locked before."""
    query = select(ErasureRequest).where(ErasureRequest.workspace_id == workspace_id, ErasureRequest.id == request_id)
    fresh = query.with_for_update().execution_options(populate_existing=True)
    return (await session.exec(fresh)).first()


async def approved_skipping_locked(
    session: AsyncSession, workspace_id: int, *, before: datetime
) -> list[ErasureRequest]:
    """Decided before that moment, FOR UPDATE, the earliest `AT_ONCE`; without their texts."""
    query = select(ErasureRequest).where(
        ErasureRequest.workspace_id == workspace_id,
        ErasureRequest.state == APPROVED,
        col(ErasureRequest.decided_at) <= before,
    )
    earliest = query.order_by(col(ErasureRequest.decided_at), col(ErasureRequest.id)).limit(AT_ONCE).options(*_UNREAD)
    return list((await session.exec(earliest.with_for_update(skip_locked=True))).all())


async def being_forgotten(session: AsyncSession, workspace_id: int) -> frozenset[int]:
    """Keys of members; those of whom nothing is left too."""
    states = (APPROVED, ERASED, DONE)
    query = select(ErasureRequest.member_id).where(
        ErasureRequest.workspace_id == workspace_id, col(ErasureRequest.state).in_(states)
    )
    return frozenset((await session.exec(query)).all())


async def empty_texts(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Of all requests that the member ever made, and what they wrote about those of others."""
    ours = col(ErasureRequest.workspace_id) == workspace_id
    emptied = (
        update(ErasureRequest).where(ours, col(ErasureRequest.member_id) == member_id).values(reason=""),
        update(ErasureRequest)
        .where(ours, or_(col(ErasureRequest.member_id) == member_id, col(ErasureRequest.decided_by) == member_id))
        .values(decision_reason=""),
    )
    for statement in emptied:
        await session.exec(statement.execution_options(synchronize_session=False))


async def has_erased(session: AsyncSession, workspace_id: int) -> bool:
    """Whether something of erased rows may still be in the file."""
    query = select(ErasureRequest.id).where(ErasureRequest.workspace_id == workspace_id, ErasureRequest.state == ERASED)
    return (await session.exec(query.limit(1))).first() is not None


async def mark_done(session: AsyncSession, workspace_id: int, *, erased_before: datetime) -> None:
    """Those that were erased before the file was cleaned."""
    theirs = (col(ErasureRequest.workspace_id) == workspace_id, col(ErasureRequest.state) == ERASED)
    is_before = col(ErasureRequest.erased_at) <= erased_before
    await session.exec(update(ErasureRequest).where(*theirs, is_before).values(state=DONE))

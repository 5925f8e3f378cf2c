"""SQL of the promise table. Every statement that ends a send names the token, so that only the owner may."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import DUE, SENDING, SENT, Delivery


async def claim_due_skipping_locked(
    session: AsyncSession,
    *,
    workspace_id: int,
    due_by: datetime,
    real_now: datetime,
    lease: timedelta,
    token: str,
    limit: int,
) -> list[Delivery]:
    """Take due promises, and those whose sender has let its lease expire, in the order they fell due."""
    is_due = and_(col(Delivery.state) == DUE, col(Delivery.due_at) <= due_by)
    is_abandoned = and_(col(Delivery.state) == SENDING, col(Delivery.lease_until) < real_now)
    statement = (
        select(Delivery)
        .where(Delivery.workspace_id == workspace_id, or_(is_due, is_abandoned))
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = list((await session.exec(statement)).all())
    for delivery in found:
        delivery.state, delivery.token, delivery.lease_until = SENDING, token, real_now + lease
        delivery.attempts += 1
        session.add(delivery)
    await session.flush()
    return found


async def renew_lease(session: AsyncSession, delivery: Delivery, *, until: datetime) -> bool:
    """False when somebody else has taken it over. Whoever dies from here on may have posted it."""
    return await _change_own(session, delivery, {"lease_until": until, "is_ambiguous": True})


async def finish(session: AsyncSession, delivery: Delivery, changes: dict[str, Any]) -> bool:
    """End an attempt; False when the lease had passed to somebody else."""
    return await _change_own(session, delivery, {**changes, "token": None, "lease_until": None})


async def _change_own(session: AsyncSession, delivery: Delivery, changes: dict[str, Any]) -> bool:
    statement = (
        update(Delivery)
        .where(col(Delivery.id) == delivery.id, col(Delivery.token) == delivery.token, col(Delivery.state) == SENDING)
        .values(**changes)
        .execution_options(synchronize_session=False)
    )
    result = await session.exec(statement)
    return bool(result.rowcount)


async def sent_as(session: AsyncSession, workspace_id: int, key: str) -> tuple[str, str] | None:
    """Where and as which message a promise was sent."""
    statement = select(Delivery.channel, Delivery.ts).where(
        Delivery.workspace_id == workspace_id, Delivery.unique_key == key, Delivery.state == SENT
    )
    row = (await session.exec(statement)).first()
    return (row[0], row[1]) if row and row[0] and row[1] else None


async def is_waiting(session: AsyncSession, workspace_id: int, key: str) -> bool:
    """Whether a promise exists that may still be sent."""
    statement = select(Delivery.id).where(
        Delivery.workspace_id == workspace_id,
        Delivery.unique_key == key,
        col(Delivery.state).in_((DUE, SENDING)),
    )
    return (await session.exec(statement)).first() is not None


async def next_due_at(session: AsyncSession) -> datetime | None:
    """When the earliest promise falls due that has not been taken."""
    found: datetime | None = (await session.exec(select(func.min(Delivery.due_at)).where(Delivery.state == DUE))).one()
    return found

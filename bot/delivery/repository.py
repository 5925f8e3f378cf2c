"""SQL of the promise table. Every statement that ends a send names the token, so that only the owner may."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.limits import channel_bucket
from bot.delivery.models import DUE, POST, SENDING, SENT, Delivery, RateBucket
from bot.delivery.rules import Outcome
from bot.delivery.times import DueClock, database_time, now_us


async def free_abandoned(session: AsyncSession, workspace_id: int) -> int:
    """What a sender has let its lease expire over is due again; whether it had begun to send stays known."""
    statement = (
        update(Delivery)
        .where(
            col(Delivery.workspace_id) == workspace_id,
            col(Delivery.state) == SENDING,
            col(Delivery.lease_until) < database_time(),
        )
        .values(state=DUE, token=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    return int((await session.exec(statement)).rowcount)


async def claim_due_skipping_locked(
    session: AsyncSession,
    *,
    workspace_id: int,
    clock: DueClock,
    lease: timedelta,
    token: str,
    limit: int,
    exhausted: Collection[str] = (),
) -> list[Delivery]:
    """Take due promises in the order they fell due, none of an `exhausted` operation or for a channel that has just
    had a message."""
    picked = (
        select(Delivery.id)
        .where(
            Delivery.workspace_id == workspace_id,
            Delivery.state == DUE,
            col(Delivery.due_at) <= clock.at(),
            col(Delivery.operation).not_in(list(exhausted)),
            or_(col(Delivery.operation) != POST, ~_is_channel_busy()),
        )
        .order_by(col(Delivery.due_at), col(Delivery.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("picked")
    )
    statement = (
        update(Delivery)
        .where(col(Delivery.id).in_(select(picked.c.id)))
        .values(state=SENDING, token=token, lease_until=database_time(lease), attempts=Delivery.attempts + 1)
        .returning(Delivery)
        .execution_options(synchronize_session=False)
    )
    found = list((await session.exec(statement)).scalars().all())
    return sorted(found, key=lambda delivery: (delivery.due_at, delivery.key))


def _is_channel_busy() -> ColumnElement[bool]:
    return (
        select(RateBucket.id)
        .where(
            RateBucket.workspace_id == Delivery.workspace_id,
            RateBucket.name == literal(channel_bucket("")) + col(Delivery.recipient),
            col(RateBucket.full_at_us) > now_us() + col(RateBucket.burst_us),
        )
        .exists()
    )


async def fence(session: AsyncSession, delivery: Delivery, *, lease: timedelta, method: str) -> bool:
    """Renew the lease; from here on whoever dies may have posted it. False when somebody else has taken it over, or
    while Slack wants no call of `method`."""
    is_blocked = select(RateBucket.id).where(
        RateBucket.workspace_id == delivery.workspace_id,
        RateBucket.name == method,
        col(RateBucket.blocked_until_us) > now_us(),
    )
    changes = {"lease_until": database_time(lease), "is_ambiguous": True}
    return await _change_own(session, delivery, changes, ~is_blocked.exists())


async def finish(session: AsyncSession, delivery: Delivery, outcome: Outcome, clock: DueClock) -> bool:
    """End an attempt; False when the lease had passed to somebody else."""
    changes: dict[str, Any] = {"state": outcome.state, "token": None, "lease_until": None}
    if outcome.wait is not None:
        changes["due_at"] = clock.at(outcome.wait)
    if outcome.is_ambiguous is not None:
        changes["is_ambiguous"] = outcome.is_ambiguous
    if outcome.counted:
        changes["last_error"] = outcome.error
    else:
        changes["attempts"] = Delivery.attempts - 1
    if outcome.state == SENT:
        changes |= {"channel": outcome.channel, "ts": outcome.ts, "sent_at": clock.at()}
    return await _change_own(session, delivery, changes)


async def _change_own(
    session: AsyncSession, delivery: Delivery, changes: dict[str, Any], *conditions: ColumnElement[bool]
) -> bool:
    statement = (
        update(Delivery)
        .where(
            and_(
                col(Delivery.id) == delivery.id,
                col(Delivery.token) == delivery.token,
                col(Delivery.state) == SENDING,
                *conditions,
            )
        )
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

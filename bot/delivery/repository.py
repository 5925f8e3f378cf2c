"""SQL of the promise table. Every statement that ends a send names the token, so that only the owner may."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ColumnElement, Executable, Float, String, bindparam, exists, func, literal, or_, update
from sqlalchemy import select as select_columns
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.due_clock import DueClock
from bot.db.prepared import Prepared
from bot.db.times import database_time, now_us
from bot.db.types import UtcDateTime
from bot.delivery.limits import channel_bucket
from bot.delivery.models import DUE, INTO_CHANNEL, SENDING, SENT, Delivery, RateBucket
from bot.delivery.rules import Outcome

TABLE = Delivery.metadata.tables["delivery"]


@dataclass(frozen=True, slots=True)
class Original:
    """Of an update: whether it may still be sent, or else the channel and `ts` where it is now, if it was sent."""

    is_waiting: bool
    place: tuple[str, str] | None


async def is_anything_to_do(connection: AsyncConnection, *, workspace_id: int, clock: DueClock) -> bool:
    """Whether a promise is due, or a sender has let its lease expire; nothing is locked."""
    (row,) = await _IS_ANYTHING_TO_DO.rows_on(connection, {"workspace": workspace_id, "moved_clock": clock.moved_to})
    return bool(row[0])


def _is_anything_to_do(_dialect: str) -> Executable:
    now = func.coalesce(bindparam("moved_clock", type_=UtcDateTime()), database_time())
    is_ours = TABLE.c.workspace_id == bindparam("workspace")
    is_due = exists().where(is_ours, TABLE.c.state == DUE, TABLE.c.due_at <= now)
    is_abandoned = exists().where(is_ours, TABLE.c.state == SENDING, TABLE.c.lease_until < database_time())
    return select_columns(is_due | is_abandoned)


_IS_ANYTHING_TO_DO = Prepared(_is_anything_to_do)


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
            or_(col(Delivery.operation).not_in(INTO_CHANNEL), ~_is_channel_busy()),
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


def _own() -> tuple[ColumnElement[bool], ...]:
    """The row, while its sender is still the one of this token."""
    return (
        col(Delivery.id) == bindparam("row_id"),
        col(Delivery.token) == bindparam("own_token"),
        col(Delivery.state) == SENDING,
    )


def _fence(_dialect: str) -> Executable:
    is_blocked = exists().where(
        col(RateBucket.workspace_id) == bindparam("workspace"),
        col(RateBucket.name) == bindparam("method"),
        col(RateBucket.blocked_until_us) > now_us(),
    )
    lease_until = database_time(bindparam("lease", type_=Float()))
    file_id = func.coalesce(bindparam("uploaded", type_=String()), TABLE.c.file_id)
    changed = update(TABLE).where(*_own(), ~is_blocked)
    return changed.values(lease_until=lease_until, is_ambiguous=True, file_id=file_id).returning(TABLE.c.id)


def _mark_sent(_dialect: str) -> Executable:
    changed = update(TABLE).where(*_own())
    ended = {"state": SENT, "token": None, "lease_until": None, "last_error": None}
    return changed.values(
        **{name: literal(value, TABLE.c[name].type) for name, value in ended.items()},
        channel=bindparam("sent_channel"),
        ts=bindparam("sent_ts"),
        sent_at=func.coalesce(bindparam("moved_clock", type_=UtcDateTime()), database_time()),
    ).returning(TABLE.c.id)


def _note(_dialect: str) -> Executable:
    return update(TABLE).where(*_own()).values(payload=bindparam("noted", type_=JSON()))


FENCE, NOTE, MARK_SENT = Prepared(_fence), Prepared(_note), Prepared(_mark_sent)


async def fence(
    session: AsyncSession, delivery: Delivery, *, lease: timedelta, method: str, file_id: str | None = None
) -> bool:
    """Renew the lease; from here on whoever dies may have posted it, or shared the file. False when somebody else has
    taken it over, or while Slack wants no call of `method`."""
    values = {"workspace": delivery.workspace_id, "method": method, "lease": lease.total_seconds(), "uploaded": file_id}
    return bool(await FENCE.rows(session, values | _named(delivery)))


async def note(session: AsyncSession, delivery: Delivery, noted: Mapping[str, Any]) -> None:
    """Add to the payload what the message turned out to be about. A row that has been fenced in this transaction."""
    await NOTE.rows(session, {"noted": {**delivery.payload, **noted}, **_named(delivery)})


async def mark_sent(session: AsyncSession, delivery: Delivery, outcome: Outcome, clock: DueClock) -> bool:
    """End an attempt that succeeded; False when the lease had passed to somebody else."""
    values = {"sent_channel": outcome.channel, "sent_ts": outcome.ts, "moved_clock": clock.moved_to}
    return bool(await MARK_SENT.rows(session, values | _named(delivery)))


def _named(delivery: Delivery) -> dict[str, Any]:
    return {"row_id": delivery.id, "own_token": delivery.token}


async def finish(session: AsyncSession, delivery: Delivery, outcome: Outcome, clock: DueClock) -> bool:
    """End an attempt; False when the lease had passed to somebody else."""
    if outcome.state == SENT:
        return await mark_sent(session, delivery, outcome, clock)
    changes: dict[str, Any] = {"state": outcome.state, "token": None, "lease_until": None}
    if outcome.wait is not None:
        changes["due_at"] = clock.at(outcome.wait)
    if outcome.is_ambiguous is not None:
        changes["is_ambiguous"] = outcome.is_ambiguous
    if outcome.counted:
        changes["last_error"] = outcome.error
    else:
        changes["attempts"] = TABLE.c.attempts - 1
    result = await session.exec(update(TABLE).where(*_own()).values(**changes), params=_named(delivery))
    return bool(result.rowcount)


async def original(session: AsyncSession, workspace_id: int, key: str) -> Original:
    """What has become of a promise, at one moment: between two looks it may be sent."""
    statement = select(Delivery.state, Delivery.channel, Delivery.ts).where(
        Delivery.workspace_id == workspace_id, Delivery.unique_key == key
    )
    state, channel, ts = (await session.exec(statement)).first() or (None, None, None)
    return Original(
        is_waiting=state in (DUE, SENDING), place=(channel, ts) if state == SENT and channel and ts else None
    )


async def next_due_at(session: AsyncSession, workspace_id: int) -> datetime | None:
    """When the earliest promise falls due that has not been taken."""
    is_waiting = (Delivery.workspace_id == workspace_id, Delivery.state == DUE)
    found: datetime | None = (await session.exec(select(func.min(Delivery.due_at)).where(*is_waiting))).one()
    return found

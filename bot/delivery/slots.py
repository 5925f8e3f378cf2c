"""SQL of the rate buckets: every process takes its slots here, by the database's clock."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, String, and_, bindparam, case, cast, literal, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.prepared import Prepared
from bot.db.times import now_us
from bot.delivery.limits import SECOND_US, Bucket, Room, room
from bot.delivery.models import RateBucket

KEEP_US = 24 * 3600 * SECOND_US
"""A bucket that has been at rest for a day is as good as none."""


async def take(session: AsyncSession, workspace_id: int, buckets: Sequence[Bucket]) -> bool:
    """One slot of each bucket, in one statement; False when one of them has none, and then the transaction is to be
    rolled back, for the others have given theirs."""
    if not buckets:
        return True
    values: dict[str, object] = {"workspace": workspace_id}
    for place, each in enumerate(buckets):
        values |= {f"name{place}": each.name, f"step{place}": each.step_us, f"burst{place}": each.burst_us}
    return len(await _taking(len(buckets)).rows(session, values)) == len(buckets)


@cache
def _taking(count: int) -> Prepared:
    """The statement for so many buckets, which are locked in their order."""

    def build(dialect: str) -> Any:
        insert = _insert(dialect)(RateBucket).values([_row(place) for place in range(count)])
        new, full_at = insert.excluded, col(RateBucket.full_at_us)
        changes = {
            "full_at_us": case((full_at > now_us(), full_at), else_=now_us()) + new.step_us,
            "step_us": new.step_us,
            "burst_us": new.burst_us,
        }
        return insert.on_conflict_do_update(
            index_elements=["workspace_id", "name"], set_=changes, where=full_at <= now_us() + new.burst_us
        ).returning(col(RateBucket.id))

    return Prepared(build)


def _row(place: int) -> dict[str, object]:
    step, burst = (bindparam(f"{name}{place}", type_=BigInteger()) for name in ("step", "burst"))
    return {
        "workspace_id": bindparam("workspace", type_=BigInteger()),
        "name": bindparam(f"name{place}", type_=String()),
        "full_at_us": now_us() + step,
        "step_us": step,
        "burst_us": burst,
        "blocked_until_us": literal(0, BigInteger()),
    }


async def let_go(session: AsyncSession, workspace_id: int, name: str, *, step_us: int) -> None:
    """What was held while something was on its way is free again after `step_us` from now."""
    free_at = now_us() + literal(step_us, BigInteger())
    bucket = RateBucket
    await session.exec(
        update(bucket)
        .where(col(bucket.workspace_id) == workspace_id, col(bucket.name) == name, col(bucket.full_at_us) > free_at)
        .values(full_at_us=free_at)
        .execution_options(synchronize_session=False)
    )


async def block(session: AsyncSession, workspace_id: int, method: str, *, seconds: float) -> None:
    """No process calls `method` before so many seconds are over, because Slack has said so."""
    until = now_us() + literal(round(seconds * SECOND_US))
    row = {
        "workspace_id": workspace_id,
        "name": method,
        "full_at_us": 0,
        "step_us": 0,
        "burst_us": 0,
        "blocked_until_us": until,
    }
    insert = _insert(session.get_bind().dialect.name)(RateBucket).values(row)
    known, asked = col(RateBucket.blocked_until_us), insert.excluded.blocked_until_us
    later = case((known > asked, known), else_=asked)
    await session.exec(
        insert.on_conflict_do_update(index_elements=["workspace_id", "name"], set_={"blocked_until_us": later})
    )


async def rooms(session: AsyncSession, workspace_id: int, names: Iterable[str]) -> Mapping[str, Room]:
    """What is left of those that have ever been used."""
    statement = select(RateBucket, cast(now_us(), BigInteger)).where(
        RateBucket.workspace_id == workspace_id, col(RateBucket.name).in_(list(names))
    )
    return {
        bucket.name: room(
            full_at_us=bucket.full_at_us,
            step_us=bucket.step_us,
            burst_us=bucket.burst_us,
            blocked_until_us=bucket.blocked_until_us,
            now_us=now,
        )
        for bucket, now in (await session.exec(statement)).all()
    }


def idle(workspace_id: int) -> ColumnElement[bool]:
    """Those that nobody has used for a day, such as the channels' of people who have left."""
    long_ago = now_us() - literal(KEEP_US)
    bucket = RateBucket
    return and_(
        col(bucket.workspace_id) == workspace_id,
        col(bucket.full_at_us) < long_ago,
        col(bucket.blocked_until_us) < long_ago,
    )


def _insert(dialect: str):  # type: ignore[no-untyped-def] # the two dialects' constructs have no common type
    return insert_sqlite if dialect == "sqlite" else insert_postgresql

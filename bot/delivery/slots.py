"""SQL of the rate buckets: every process takes its slots here, by the database's clock."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import BigInteger, case, cast, delete, literal
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.limits import SECOND_US, Bucket, Room, room
from bot.delivery.models import RateBucket
from bot.delivery.times import now_us

KEEP_US = 24 * 3600 * SECOND_US
"""A bucket that has been at rest for a day is as good as none."""


async def take(session: AsyncSession, workspace_id: int, buckets: Sequence[Bucket]) -> bool:
    """One slot of each bucket, in one statement; False when one of them has none, and then the transaction is to be
    rolled back, for the others have given theirs."""
    if not buckets:
        return True
    rows = [
        {
            "workspace_id": workspace_id,
            "name": each.name,
            "full_at_us": now_us() + each.step_us,
            "step_us": each.step_us,
            "burst_us": each.burst_us,
            "blocked_until_us": 0,
        }
        for each in buckets
    ]
    insert = _insert(session)(RateBucket).values(rows)
    new = insert.excluded
    full_at = col(RateBucket.full_at_us)
    statement = insert.on_conflict_do_update(
        index_elements=["workspace_id", "name"],
        set_={
            "full_at_us": case((full_at > now_us(), full_at), else_=now_us()) + new.step_us,
            "step_us": new.step_us,
            "burst_us": new.burst_us,
        },
        where=full_at <= now_us() + new.burst_us,
    ).returning(col(RateBucket.id))
    return len((await session.exec(statement)).all()) == len(buckets)


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
    insert = _insert(session)(RateBucket).values(row)
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


async def forget_idle(session: AsyncSession, workspace_id: int) -> None:
    """Those that nobody has used for a day, such as the channels' of people who have left."""
    long_ago = now_us() - literal(KEEP_US)
    bucket = RateBucket
    await session.exec(
        delete(bucket).where(
            col(bucket.workspace_id) == workspace_id,
            col(bucket.full_at_us) < long_ago,
            col(bucket.blocked_until_us) < long_ago,
        )
    )


def _insert(session: AsyncSession):  # type: ignore[no-untyped-def] # the two dialects' constructs have no common type
    return insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql

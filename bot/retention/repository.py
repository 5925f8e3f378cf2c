"""SQL of the nights: who does the work of one, and what it came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.retention.models import RetentionRun

GIVEN_UP = timedelta(minutes=30)
"""Without a sign of life from whoever does the work."""
NIGHTS_KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Claim:
    """`counts` is what earlier attempts of the same night did."""

    key: int
    attempt: int
    counts: Mapping[str, int]


async def is_finished(session: AsyncSession, workspace_id: int, on: date) -> bool:
    statement = select(RetentionRun.finished_at).where(RetentionRun.workspace_id == workspace_id, RetentionRun.on == on)
    return (await session.exec(statement)).first() is not None


async def claim_night(session: AsyncSession, workspace_id: int, on: date, now: datetime) -> Claim | None:
    """None when it is done, or somebody is at it. Nights of long ago are forgotten."""
    insert: Any = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    row = {"workspace_id": workspace_id, "on": on, "attempt": 1, "active_at": now, "counts": {}}
    statement = insert(RetentionRun).values(row)
    claiming = statement.on_conflict_do_update(
        index_elements=["workspace_id", "on"],
        set_={"attempt": RetentionRun.attempt + 1, "active_at": statement.excluded.active_at},
        where=col(RetentionRun.finished_at).is_(None) & (col(RetentionRun.active_at) < now - GIVEN_UP),
    ).returning(col(RetentionRun.id), col(RetentionRun.attempt), col(RetentionRun.counts))
    found = (await session.exec(claiming)).first()
    if found is None:
        return None
    old = col(RetentionRun.workspace_id) == workspace_id, col(RetentionRun.on) < on - NIGHTS_KEPT
    await session.exec(delete(RetentionRun).where(*old))
    return Claim(*found)


async def keep_count(
    session: AsyncSession, workspace_id: int, claim: Claim, counts: Mapping[str, int], now: datetime, *, is_last: bool
) -> bool:
    """With what was deleted in the same transaction; False when somebody else has taken the night over."""
    values = {"counts": dict(counts), "active_at": now} | ({"finished_at": now} if is_last else {})
    ours = (
        col(RetentionRun.workspace_id) == workspace_id,
        col(RetentionRun.id) == claim.key,
        col(RetentionRun.attempt) == claim.attempt,
        col(RetentionRun.finished_at).is_(None),
    )
    done = await session.exec(update(RetentionRun).where(*ours).values(values))
    return bool(done.rowcount)

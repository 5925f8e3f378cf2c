"""SQL of months: which are closed, and who closes one."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.scorecards.models import CardRatings, MonthClose

CLOSE_TIMEOUT_MS = 60_000


async def allow_long_statements(session: AsyncSession) -> None:
    """For this transaction: a second close waits for the first one's row instead of failing after two seconds, and the
    database waits while many cards are computed."""
    if session.get_bind().dialect.name == "postgresql":
        connection = await session.connection()
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            await connection.execute(text(f"SET LOCAL {name} = {CLOSE_TIMEOUT_MS}"))


async def claim_month_unless_closed(session: AsyncSession, workspace_id: int, month: str, now: datetime) -> bool:
    """Insert the month's row; False when it is there. Until the end of the transaction others wait for it."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(MonthClose)
    values = {"workspace_id": workspace_id, "month": month, "closed_at": now}
    claimed = await session.exec(statement.values(values).on_conflict_do_nothing().returning(col(MonthClose.id)))
    return claimed.first() is not None


async def month_close(session: AsyncSession, workspace_id: int, month: str) -> MonthClose | None:
    statement = select(MonthClose).where(MonthClose.workspace_id == workspace_id, MonthClose.month == month)
    return (await session.exec(statement)).first()


async def lock_month(session: AsyncSession, workspace_id: int, month: str) -> None:
    """FOR UPDATE: revisions of the month's cards follow each other."""
    statement = select(MonthClose.id).where(MonthClose.workspace_id == workspace_id, MonthClose.month == month)
    await session.exec(statement.with_for_update())


async def lock_months(session: AsyncSession, workspace_id: int, months: Collection[str]) -> None:
    """Likewise, those of them that are closed, the earliest first: whoever revises several never waits for somebody who
    waits for them."""
    statement = select(MonthClose.id).where(MonthClose.workspace_id == workspace_id, col(MonthClose.month).in_(months))
    await session.exec(statement.order_by(col(MonthClose.month)).with_for_update())


async def last_closed_month(session: AsyncSession, workspace_id: int) -> str | None:
    statement = select(func.max(MonthClose.month)).where(MonthClose.workspace_id == workspace_id)
    found: str | None = (await session.exec(statement)).one()
    return found


async def closes(session: AsyncSession, workspace_id: int, *, most: int) -> list[tuple[str, datetime]]:
    """The last months that were closed, with when."""
    statement = select(MonthClose.month, MonthClose.closed_at).where(MonthClose.workspace_id == workspace_id)
    return list((await session.exec(statement.order_by(col(MonthClose.month).desc()).limit(most))).all())


async def closed_months(session: AsyncSession, workspace_id: int, *, most: int) -> list[date]:
    """First days of the last months that were closed."""
    statement = select(MonthClose.month).where(MonthClose.workspace_id == workspace_id)
    found = (await session.exec(statement.order_by(col(MonthClose.month).desc()).limit(most))).all()
    return [date.fromisoformat(f"{month}-01") for month in found]


async def claim_ratings(session: AsyncSession, workspace_id: int, cycles: Mapping[int, str]) -> list[int]:
    """Insert a row for each of these cycles, with its month, that has none; their ids. Until the end of the transaction
    others wait for them."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(CardRatings)
    claimed: list[int] = []
    for cycle_id, month in sorted(cycles.items()):
        values = {"workspace_id": workspace_id, "month": month, "cycle_id": cycle_id}
        inserted = statement.values(values).on_conflict_do_nothing().returning(col(CardRatings.cycle_id))
        claimed += (await session.exec(inserted)).scalars().all()
    return claimed

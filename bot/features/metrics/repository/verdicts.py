"""SQL of what those who check figures found about entries."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.metrics.models import EXCLUDED, OPEN, EntryVerdict
from bot.features.metrics.repository.statements import insert_into, run
from bot.features.people.rules.visibility import Sight


def is_out(workspace_id: Any, entry_id: Any) -> ColumnElement[bool]:
    """Whether the newest verdict on an entry is that it does not count; given two columns of the query around it."""
    newest = (
        select(col(EntryVerdict.verdict))
        .where(col(EntryVerdict.workspace_id) == workspace_id, col(EntryVerdict.entry_id) == entry_id)
        .order_by(col(EntryVerdict.number).desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, OPEN) == EXCLUDED


async def verdicts_between(session: AsyncSession, sight: Sight, first: date, last: date) -> list[EntryVerdict]:
    """On entries of these days, in the order in which they were given."""
    statement = (
        select_rows(EntryVerdict)
        .where(
            col(EntryVerdict.workspace_id) == sight.workspace_id,
            col(EntryVerdict.member_id) == sight.member_id,
            col(EntryVerdict.on).between(first, last),
        )
        .order_by(col(EntryVerdict.entry_id), col(EntryVerdict.number))
    )
    return list((await session.exec(statement)).all())


async def add_verdicts(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    """The caller holds the member's lock and knows the numbers."""
    if rows:
        await run(session, insert_into(session, EntryVerdict), rows)

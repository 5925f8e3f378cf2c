"""SQL of rounds, of who works where in them, and of what people were told."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.appraisals.models import AppraisalRound
from bot.features.people.models import Member, Membership
from bot.features.people.repository.timelines import holds_on


async def add_round(
    session: AsyncSession,
    workspace_id: int,
    month: str,
    *,
    opens_on: date,
    closes_on: date,
    published_at: datetime | None = None,
) -> bool:
    """False when the month has one."""
    insert: Any = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    row = {"workspace_id": workspace_id, "month": month, "opens_on": opens_on, "closes_on": closes_on}
    row |= {"published_at": published_at}
    statement = insert(AppraisalRound).values(row).on_conflict_do_nothing().returning(AppraisalRound.id)
    return (await session.exec(statement)).first() is not None


async def round_of(session: AsyncSession, workspace_id: int, month: str) -> AppraisalRound | None:
    query = select(AppraisalRound).where(AppraisalRound.workspace_id == workspace_id, AppraisalRound.month == month)
    return (await session.exec(query)).first()


async def open_round(session: AsyncSession, workspace_id: int, *, on: date) -> AppraisalRound | None:
    """The newest that has begun and is not published."""
    query = select(AppraisalRound).where(
        AppraisalRound.workspace_id == workspace_id,
        col(AppraisalRound.published_at).is_(None),
        col(AppraisalRound.opens_on) <= on,
    )
    return (await session.exec(query.order_by(col(AppraisalRound.opens_on).desc()).limit(1))).first()


async def unpublished(session: AsyncSession, workspace_id: int, *, closed_before: date) -> list[str]:
    """Months of rounds that closed before that day, the oldest first."""
    query = select(AppraisalRound.month).where(
        AppraisalRound.workspace_id == workspace_id,
        col(AppraisalRound.published_at).is_(None),
        col(AppraisalRound.closes_on) < closed_before,
    )
    return list((await session.exec(query.order_by(col(AppraisalRound.month)))).all())


async def published_months(session: AsyncSession, workspace_id: int, round_ids: Collection[int]) -> dict[int, str]:
    query = select(AppraisalRound.id, AppraisalRound.month).where(
        AppraisalRound.workspace_id == workspace_id,
        col(AppraisalRound.id).in_(round_ids),
        col(AppraisalRound.published_at).is_not(None),
    )
    return {key: month for key, month in (await session.exec(query)).all() if key is not None}


async def published_in(session: AsyncSession, workspace_id: int, months: Collection[str]) -> list[AppraisalRound]:
    """The rounds of these months that are out."""
    query = select(AppraisalRound).where(
        AppraisalRound.workspace_id == workspace_id,
        col(AppraisalRound.month).in_(months),
        col(AppraisalRound.published_at).is_not(None),
    )
    return list((await session.exec(query)).all())


async def round_to_publish(session: AsyncSession, workspace_id: int, month: str) -> AppraisalRound | None:
    """FOR UPDATE: waits for everybody who is sending a form in it, and they for this."""
    query = select(AppraisalRound).where(AppraisalRound.workspace_id == workspace_id, AppraisalRound.month == month)
    return (await session.exec(_afresh(query).with_for_update())).first()


async def round_to_write(session: AsyncSession, workspace_id: int, round_id: int) -> AppraisalRound | None:
    """FOR SHARE: people write at the same time, and nobody publishes meanwhile."""
    query = select(AppraisalRound).where(AppraisalRound.workspace_id == workspace_id, AppraisalRound.id == round_id)
    return (await session.exec(_afresh(query).with_for_update(read=True))).first()


def _afresh(query: SelectOfScalar[AppraisalRound]) -> SelectOfScalar[AppraisalRound]:
    return query.execution_options(populate_existing=True)


async def lock_subject(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """FOR NO KEY UPDATE: a report and the ratings of one person follow each other."""
    query = select(Member.id).where(Member.workspace_id == workspace_id, Member.id == member_id)
    await session.exec(query.with_for_update(key_share=True))


async def teams_of(
    session: AsyncSession, workspace_id: int, *, on: date, member_ids: Collection[int] | None = None
) -> dict[int, int]:
    """Active member → team on that day; of everybody without `member_ids`."""
    query = (
        select(Membership.member_id, Membership.team_id)
        .join(Member, col(Member.id) == col(Membership.member_id))
        .where(Membership.workspace_id == workspace_id, holds_on(Membership, on), col(Member.is_active))
    )
    if member_ids is not None:
        query = query.where(col(Membership.member_id).in_(member_ids))
    return dict((await session.exec(query)).all())

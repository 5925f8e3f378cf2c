"""SQL of special points: every query is limited to one workspace."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import distinct, func, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.people.models import Member
from bot.features.people.rules.visibility import Sight
from bot.features.points.models import AGREED, LAPSED, OPEN, PointsAgreement, PointsMonth, SpecialPoints
from bot.features.points.rules.parties import Party


async def lock_month(session: AsyncSession, workspace_id: int, month: str) -> PointsMonth:
    """FOR UPDATE, added first where it is missing: whoever changes points and who brings the cards out wait for each
    other."""
    insert: Any = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    row = {"workspace_id": workspace_id, "month": month}
    await session.exec(insert(PointsMonth).values(row).on_conflict_do_nothing())
    query = select(PointsMonth).where(PointsMonth.workspace_id == workspace_id, PointsMonth.month == month)
    return (await session.exec(query.with_for_update().execution_options(populate_existing=True))).one()


async def lock_passed_over(
    session: AsyncSession, workspace_id: int, month: str, *, to_come: Collection[str]
) -> list[PointsMonth]:
    """FOR UPDATE, earlier months that are not out, without those `to_come`; the latest first, as whoever brings one of
    them out begins with it and goes back from there."""
    query = select(PointsMonth).where(
        PointsMonth.workspace_id == workspace_id,
        PointsMonth.month < month,
        col(PointsMonth.month).not_in(to_come),
        col(PointsMonth.out_at).is_(None),
    )
    query = query.order_by(col(PointsMonth.month).desc()).with_for_update()
    return list((await session.exec(query.execution_options(populate_existing=True))).all())


async def months_out(session: AsyncSession, workspace_id: int, months: Collection[str]) -> set[str]:
    """Of these months those whose cards are out, and those that were passed over."""
    query = select(PointsMonth.month).where(
        PointsMonth.workspace_id == workspace_id,
        col(PointsMonth.month).in_(months),
        col(PointsMonth.out_at).is_not(None),
    )
    return set((await session.exec(query)).all())


async def one(session: AsyncSession, workspace_id: int, key: int) -> SpecialPoints | None:
    """As it is now, whatever was read before."""
    query = select(SpecialPoints).where(SpecialPoints.workspace_id == workspace_id, SpecialPoints.id == key)
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def agreements(session: AsyncSession, workspace_id: int, keys: Collection[int]) -> list[PointsAgreement]:
    """To these points, in the order in which people agreed."""
    if not keys:
        return []
    is_theirs = is_listed(session.get_bind().dialect.name, col(PointsAgreement.points_id))
    query = select(PointsAgreement).where(PointsAgreement.workspace_id == workspace_id, is_theirs)
    return list((await session.exec(query.order_by(col(PointsAgreement.id)), params=as_ids(keys))).all())


async def current(session: AsyncSession, workspace_id: int, months: Collection[str]) -> list[SpecialPoints]:
    """All that are open, and whatever became of those of these months; the newest first."""
    query = select(SpecialPoints).where(
        SpecialPoints.workspace_id == workspace_id,
        or_(col(SpecialPoints.state) == OPEN, col(SpecialPoints.month).in_(months)),
    )
    return list((await session.exec(query.order_by(col(SpecialPoints.id).desc()))).all())


async def agreed_to_of(session: AsyncSession, sight: Sight, *, most: int) -> list[SpecialPoints]:
    """What a member got, the newest first."""
    query = select(SpecialPoints).where(
        SpecialPoints.workspace_id == sight.workspace_id,
        SpecialPoints.member_id == sight.member_id,
        SpecialPoints.state == AGREED,
    )
    return list((await session.exec(query.order_by(col(SpecialPoints.id).desc()).limit(most))).all())


async def standing_of_month(
    session: AsyncSession, workspace_id: int, member_id: int, month: str
) -> list[SpecialPoints]:
    """A member's that are open or agreed to."""
    query = select(SpecialPoints).where(
        SpecialPoints.workspace_id == workspace_id,
        SpecialPoints.member_id == member_id,
        SpecialPoints.month == month,
        col(SpecialPoints.state).in_((OPEN, AGREED)),
    )
    return list((await session.exec(query.order_by(col(SpecialPoints.id)))).all())


async def agreed_of_month(
    session: AsyncSession, workspace_id: int, month: str, members: Collection[int]
) -> list[SpecialPoints]:
    """Without those to which an account agreed that turned out to be the person's own, and those to which fewer people
    agreed than there are parties, for two accounts turned out to be one's."""
    own = select(PointsAgreement.id).where(
        PointsAgreement.workspace_id == workspace_id,
        PointsAgreement.points_id == SpecialPoints.id,
        PointsAgreement.member_id == SpecialPoints.member_id,
    )
    person = func.coalesce(col(Member.merged_into), col(Member.id))
    people = (
        select(func.count(distinct(person)))
        .join(PointsAgreement, col(PointsAgreement.member_id) == col(Member.id))
        .where(PointsAgreement.workspace_id == workspace_id, PointsAgreement.points_id == SpecialPoints.id)
        .correlate(SpecialPoints)
        .scalar_subquery()
    )
    query = select(SpecialPoints).where(
        SpecialPoints.workspace_id == workspace_id,
        SpecialPoints.month == month,
        SpecialPoints.state == AGREED,
        ~own.exists(),
        people >= len(Party),
        is_listed(session.get_bind().dialect.name, col(SpecialPoints.member_id)),
    )
    return list((await session.exec(query.order_by(col(SpecialPoints.id)), params=as_ids(members))).all())


async def on_card(session: AsyncSession, sight: Sight, keys: Collection[int]) -> list[SpecialPoints]:
    """Those of the member that their card names."""
    query = select(SpecialPoints).where(
        SpecialPoints.workspace_id == sight.workspace_id,
        SpecialPoints.member_id == sight.member_id,
        SpecialPoints.state == AGREED,
        col(SpecialPoints.id).in_(keys),
    )
    return list((await session.exec(query)).all())


async def lapse(session: AsyncSession, workspace_id: int, months: Collection[str], *, now: datetime) -> None:
    """What is still open of these months."""
    still = (col(SpecialPoints.workspace_id) == workspace_id, col(SpecialPoints.month).in_(months))
    statement = update(SpecialPoints).where(*still, col(SpecialPoints.state) == OPEN)
    as_it_is = {"synchronize_session": False}
    await session.exec(statement.values(state=LAPSED, ended_at=now), execution_options=as_it_is)


async def add_rows(session: AsyncSession, rows: Sequence[SpecialPoints | PointsAgreement | PointsMonth]) -> None:
    """Or change them; they have keys afterwards."""
    session.add_all(rows)
    await session.flush()

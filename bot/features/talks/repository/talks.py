"""SQL about who has to talk with whom by when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.models import Member, Reporting
from bot.features.people.repository.timelines import holds_on
from bot.features.people.rules.visibility import Sight
from bot.features.scorecards.models import Card
from bot.features.talks.models import OPEN, Talk

CHUNK = 1_000
"""Rows of one statement."""


async def without_talk(session: AsyncSession, workspace_id: int, period: str) -> list[int]:
    """Active members with a card of the period and no talk about it."""
    talked = select(Talk.id).where(
        Talk.workspace_id == workspace_id, Talk.period == period, col(Talk.member_id) == col(Card.member_id)
    )
    query = (
        select(Card.member_id)
        .join(Member, col(Member.id) == col(Card.member_id))
        .where(Card.workspace_id == workspace_id, Card.period == period, col(Member.is_active), ~talked.exists())
        .distinct()
    )
    return sorted((await session.exec(query)).all())


async def add_talks(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Those that are there already stay as they are."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(Talk).on_conflict_do_nothing()
    for start in range(0, len(rows), CHUNK):
        await session.exec(statement, params=rows[start : start + CHUNK])


async def open_talks(session: AsyncSession, workspace_id: int) -> list[Talk]:
    """FOR UPDATE, in the order of their keys."""
    query = select(Talk).where(Talk.workspace_id == workspace_id, Talk.state == OPEN).order_by(col(Talk.id))
    return list((await session.exec(query.with_for_update().execution_options(populate_existing=True))).all())


async def talk(session: AsyncSession, workspace_id: int, talk_id: int, *, to_change: bool = False) -> Talk | None:
    """`to_change`: FOR UPDATE, so that two who write at once write one after the other."""
    query = select(Talk).where(Talk.workspace_id == workspace_id, Talk.id == talk_id)
    query = query.execution_options(populate_existing=True)
    return (await session.exec(query.with_for_update() if to_change else query)).first()


async def talk_about(session: AsyncSession, sight: Sight, period: str | None = None) -> Talk | None:
    """About the card of a period, or the newest."""
    query = select(Talk).where(Talk.workspace_id == sight.workspace_id, Talk.member_id == sight.member_id)
    if period is not None:
        query = query.where(Talk.period == period)
    return (await session.exec(query.order_by(col(Talk.period).desc()).limit(1))).first()


async def talks_of(session: AsyncSession, sight: Sight, *, limit: int) -> list[Talk]:
    """A member's, the newest first."""
    query = select(Talk).where(Talk.workspace_id == sight.workspace_id, Talk.member_id == sight.member_id)
    return list((await session.exec(query.order_by(col(Talk.period).desc()).limit(limit))).all())


async def to_hold(session: AsyncSession, sight: Sight, *, on: date) -> list[tuple[Talk, Member]]:
    """Open ones with those whose direct manager the viewer is on that day, the first due first."""
    reports = select(Reporting.member_id).where(
        Reporting.workspace_id == sight.workspace_id, Reporting.manager_id == sight.member_id, holds_on(Reporting, on)
    )
    # SQLite would rather read all open talks of the workspace, by an index that the empty text keeps it from.
    is_open = col(Talk.state) + "" == OPEN
    query = (
        select(Talk, Member)
        .join(Member, col(Member.id) == col(Talk.member_id))
        .where(
            Talk.workspace_id == sight.workspace_id,
            col(Talk.member_id).in_(reports),
            is_open,
            col(Member.is_active),
        )
    )
    found = [(row, member) for row, member in (await session.exec(query)).all()]
    return sorted(found, key=lambda pair: (pair[0].due_on or date.max, pair[1].name, pair[1].key))


async def of_period(session: AsyncSession, workspace_id: int, period: str) -> list[Talk]:
    """For HR: that they are due, held or not."""
    query = select(Talk).where(Talk.workspace_id == workspace_id, Talk.period == period).order_by(col(Talk.id))
    return list((await session.exec(query)).all())


async def count_late(session: AsyncSession, workspace_id: int, *, on: date) -> int:
    """Open ones whose last day is over."""
    query = select(func.count()).where(
        col(Talk.workspace_id) == workspace_id, col(Talk.state) == OPEN, col(Talk.due_on) < on
    )
    return (await session.exec(query)).one()

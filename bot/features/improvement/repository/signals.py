"""SQL of bad runs that were noticed."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.features.improvement.models import RUNNING, Plan, PlanSignal
from bot.features.improvement.rules.runs import Kind
from bot.features.improvement.rules.states import OVER
from bot.features.people.models import Reporting
from bot.features.people.repository.timelines import holds_on
from bot.features.people.rules.visibility import Sight

WATCHED = ("open", "drafted")
"""States of a proposal from which something may still follow."""
NEVER_BEGUN = "dropped"


async def add_signal(session: AsyncSession, row: PlanSignal) -> int | None:
    """Its key; None when this was noticed before."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    values = row.model_dump(exclude={"id"})
    statement = (insert_sqlite if is_sqlite else insert_postgresql)(PlanSignal).values(values)
    added = await session.exec(statement.on_conflict_do_nothing().returning(col(PlanSignal.id)))
    key: int | None = added.scalars().first()
    return key


async def signals_of(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> list[PlanSignal]:
    """All of these members, the oldest first."""
    statement = select(PlanSignal).where(
        PlanSignal.workspace_id == workspace_id,
        is_listed(session.get_bind().dialect.name, col(PlanSignal.member_id)),
    )
    return list((await session.exec(statement.order_by(col(PlanSignal.id)), params=as_ids(member_ids))).all())


async def watched(session: AsyncSession, workspace_id: int) -> list[PlanSignal]:
    """Proposals that are open, and those from which a plan was begun that is not over; the oldest first."""
    begun = select(Plan.id).where(Plan.workspace_id == workspace_id, col(Plan.signal_id) == col(PlanSignal.id))
    statement = select(PlanSignal).where(
        PlanSignal.workspace_id == workspace_id,
        PlanSignal.kind == Kind.PROPOSAL.value,
        col(PlanSignal.state).in_(WATCHED),
        ~begun.where(col(Plan.state).in_(OVER)).exists(),
    )
    return list((await session.exec(statement.order_by(col(PlanSignal.id)))).all())


async def count_open(session: AsyncSession, viewer: Sight, *, by_hr: bool, on: date) -> int:
    """Proposals that are open: about anybody but HR themselves, or about those who report to the manager that day."""
    query = select(func.count(col(PlanSignal.id))).where(
        PlanSignal.workspace_id == viewer.workspace_id,
        PlanSignal.kind == Kind.PROPOSAL.value,
        PlanSignal.state == "open",
    )
    if by_hr:
        return (await session.exec(query.where(PlanSignal.member_id != viewer.member_id))).one()
    reporting = select(Reporting.id).where(
        Reporting.workspace_id == viewer.workspace_id,
        Reporting.manager_id == viewer.member_id,
        col(Reporting.member_id) == col(PlanSignal.member_id),
        holds_on(Reporting, on),
    )
    return (await session.exec(query.where(reporting.exists()))).one()


async def signal(
    session: AsyncSession, workspace_id: int, signal_id: int, *, to_change: bool = False
) -> PlanSignal | None:
    """`to_change`: FOR UPDATE."""
    statement = select(PlanSignal).where(PlanSignal.workspace_id == workspace_id, PlanSignal.id == signal_id)
    return (await session.exec(statement.with_for_update() if to_change else statement)).first()


async def plans_of(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int]
) -> tuple[set[int], dict[int, datetime]]:
    """Who has a plan without an outcome; and when the last plan that was ever published to somebody ended."""
    statement = select(Plan.member_id, Plan.state, Plan.ended_at).where(
        Plan.workspace_id == workspace_id, is_listed(session.get_bind().dialect.name, col(Plan.member_id))
    )
    running: set[int] = set()
    ended: dict[int, datetime] = {}
    for member_id, state, at in (await session.exec(statement, params=as_ids(member_ids))).all():
        if state in RUNNING:
            running.add(member_id)
        elif at and state != NEVER_BEGUN:
            ended[member_id] = max(at, ended.get(member_id, at))
    return running, ended

"""SQL of plans and of what moved them."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.improvement.models import RUNNING, Plan, PlanMove, PlanSignal
from bot.features.improvement.rules.states import OVER
from bot.features.people.models import Member, Reporting
from bot.features.people.repository.timelines import holds_on
from bot.features.people.rules.visibility import Sight


async def subject_of(session: AsyncSession, workspace_id: int, plan_id: int) -> int | None:
    """Whom a plan is about, so that it can be decided who may know of it."""
    query = select(Plan.member_id).where(Plan.workspace_id == workspace_id, Plan.id == plan_id)
    return (await session.exec(query)).first()


async def plan_of(session: AsyncSession, sight: Sight, plan_id: int) -> Plan | None:
    return (await session.exec(_afresh(_of(sight).where(Plan.id == plan_id)))).first()


async def plan_to_move(session: AsyncSession, sight: Sight, plan_id: int) -> Plan | None:
    """FOR UPDATE: one move after the other."""
    return (await session.exec(_afresh(_of(sight).where(Plan.id == plan_id)).with_for_update())).first()


async def newest_plan(session: AsyncSession, sight: Sight) -> Plan | None:
    """The last one that was begun, in whatever state."""
    return (await session.exec(_afresh(_of(sight).order_by(col(Plan.id).desc()).limit(1)))).first()


async def newest_known(session: AsyncSession, sight: Sight, *, but: Collection[str]) -> Plan | None:
    """The last one in none of these states."""
    query = _of(sight).where(col(Plan.state).not_in(but)).order_by(col(Plan.id).desc()).limit(1)
    return (await session.exec(_afresh(query))).first()


async def running_plan(session: AsyncSession, sight: Sight) -> Plan | None:
    """The one that has no outcome yet."""
    return (await session.exec(_afresh(_of(sight).where(col(Plan.state).in_(RUNNING))))).first()


async def lock_person(session: AsyncSession, sight: Sight) -> None:
    """FOR NO KEY UPDATE: nobody begins a second plan for somebody meanwhile."""
    query = select(Member.id).where(Member.workspace_id == sight.workspace_id, Member.id == sight.member_id)
    await session.exec(query.with_for_update(key_share=True))


async def proposal_to_draft(session: AsyncSession, sight: Sight, signal_id: int) -> PlanSignal | None:
    """An open one. FOR UPDATE."""
    query = select(PlanSignal).where(
        PlanSignal.workspace_id == sight.workspace_id,
        PlanSignal.member_id == sight.member_id,
        PlanSignal.id == signal_id,
        PlanSignal.kind == "proposal",
        PlanSignal.state == "open",
    )
    return (await session.exec(query.execution_options(populate_existing=True).with_for_update())).first()


async def subject_of_signal(session: AsyncSession, workspace_id: int, signal_id: int) -> int | None:
    """Whom a bad run is about, so that it can be decided who may know of it."""
    query = select(PlanSignal.member_id).where(PlanSignal.workspace_id == workspace_id, PlanSignal.id == signal_id)
    return (await session.exec(query)).first()


async def signal_of(session: AsyncSession, sight: Sight, signal_id: int) -> PlanSignal | None:
    query = select(PlanSignal).where(
        PlanSignal.workspace_id == sight.workspace_id,
        PlanSignal.member_id == sight.member_id,
        PlanSignal.id == signal_id,
    )
    return (await session.exec(query)).first()


async def plans_of_everybody(
    session: AsyncSession, workspace_id: int, *, but: int, states: Collection[str]
) -> list[Plan]:
    """In one of these states, without those about one member; the oldest first."""
    query = select(Plan).where(Plan.workspace_id == workspace_id, Plan.member_id != but, col(Plan.state).in_(states))
    return list((await session.exec(query.order_by(col(Plan.id)))).all())


async def plans_of_reports(session: AsyncSession, manager: Sight, *, on: date) -> list[Plan]:
    """Of those who report to the manager themselves on that day, without those that are over."""
    query = (
        select(Plan)
        .join(Reporting, col(Reporting.member_id) == col(Plan.member_id))
        .where(
            Plan.workspace_id == manager.workspace_id,
            Reporting.workspace_id == manager.workspace_id,
            Reporting.manager_id == manager.member_id,
            holds_on(Reporting, on),
            col(Plan.state).not_in(OVER),
        )
    )
    return list((await session.exec(query.order_by(col(Plan.id)))).all())


async def plans_to_look_after(session: AsyncSession, workspace_id: int) -> list[Plan]:
    """All that are not over."""
    query = select(Plan).where(Plan.workspace_id == workspace_id, col(Plan.state).not_in(OVER))
    return list((await session.exec(_afresh(query.order_by(col(Plan.id))))).all())


async def moves_of(session: AsyncSession, sight: Sight, plan_id: int) -> Sequence[PlanMove]:
    """The oldest first."""
    query = (
        select(PlanMove)
        .join(Plan, col(Plan.id) == col(PlanMove.plan_id))
        .where(PlanMove.workspace_id == sight.workspace_id, PlanMove.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id)
    )
    return list((await session.exec(query.order_by(col(PlanMove.id)))).all())


async def last_move(session: AsyncSession, sight: Sight, plan_id: int) -> PlanMove:
    return (await moves_of(session, sight, plan_id))[-1]


async def move_named(session: AsyncSession, workspace_id: int, move_id: int) -> PlanMove | None:
    """For whoever was promised a message about it: what they may read of it is decided afterwards."""
    query = select(PlanMove).where(PlanMove.workspace_id == workspace_id, PlanMove.id == move_id)
    return (await session.exec(query)).first()


def _of(sight: Sight) -> SelectOfScalar[Plan]:
    return select(Plan).where(Plan.workspace_id == sight.workspace_id, Plan.member_id == sight.member_id)


def _afresh(query: SelectOfScalar[Plan]) -> SelectOfScalar[Plan]:
    return query.execution_options(populate_existing=True)

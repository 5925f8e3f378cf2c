"""SQL of what belongs to the end of a plan: words before it, the checklist, the appeal and who decides it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanAppeal, PlanCheck, PlanCommittee, PlanNote
from bot.features.people.rules.visibility import Sight

AFRESH = {"populate_existing": True}


async def notes_of(session: AsyncSession, sight: Sight, plan_id: int) -> Sequence[PlanNote]:
    """The oldest first."""
    query = (
        select(PlanNote)
        .join(Plan, col(Plan.id) == col(PlanNote.plan_id))
        .where(PlanNote.workspace_id == sight.workspace_id, PlanNote.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id)
    )
    return list((await session.exec(query.order_by(col(PlanNote.id)).execution_options(**AFRESH))).all())


async def note_since(
    session: AsyncSession, sight: Sight, plan_id: int, *, kind: str, ref: str, author: int, since: datetime
) -> PlanNote | None:
    """What somebody wrote under that name from that moment on."""
    found = await notes_of(session, sight, plan_id)
    return next(
        (
            each
            for each in reversed(found)
            if (each.kind, each.ref, each.author_id) == (kind, ref, author) and each.written_at >= since
        ),
        None,
    )


async def checks_of(session: AsyncSession, sight: Sight, plan_id: int) -> Sequence[PlanCheck]:
    query = (
        select(PlanCheck)
        .join(Plan, col(Plan.id) == col(PlanCheck.plan_id))
        .where(PlanCheck.workspace_id == sight.workspace_id, PlanCheck.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id)
    )
    return list((await session.exec(query.order_by(col(PlanCheck.id)).execution_options(**AFRESH))).all())


async def remove_check(session: AsyncSession, sight: Sight, check: PlanCheck) -> None:
    """Of a plan that the sight is of."""
    query = delete(PlanCheck).where(col(PlanCheck.workspace_id) == sight.workspace_id, col(PlanCheck.id) == check.key)
    await session.exec(query)


async def appeal_of(session: AsyncSession, sight: Sight, plan_id: int) -> PlanAppeal | None:
    """There is one at most."""
    query = (
        select(PlanAppeal)
        .join(Plan, col(Plan.id) == col(PlanAppeal.plan_id))
        .where(PlanAppeal.workspace_id == sight.workspace_id, PlanAppeal.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id)
    )
    return (await session.exec(query.execution_options(**AFRESH))).first()


async def committee_of(session: AsyncSession, sight: Sight, plan_id: int) -> list[int]:
    """Who decides its appeal; nobody without one."""
    query = (
        select(PlanCommittee.member_id)
        .join(PlanAppeal, col(PlanAppeal.id) == col(PlanCommittee.appeal_id))
        .join(Plan, col(Plan.id) == col(PlanAppeal.plan_id))
        .where(PlanCommittee.workspace_id == sight.workspace_id, PlanAppeal.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id)
    )
    return sorted((await session.exec(query)).all())


async def case_of(session: AsyncSession, sitter: Sight, plan_id: int) -> PlanAppeal | None:
    """The appeal of that plan, for one of its committee; it may be decided."""
    query = (
        select(PlanAppeal)
        .join(PlanCommittee, col(PlanAppeal.id) == col(PlanCommittee.appeal_id))
        .where(PlanCommittee.workspace_id == sitter.workspace_id, PlanAppeal.plan_id == plan_id)
        .where(PlanCommittee.member_id == sitter.member_id)
    )
    return (await session.exec(query.execution_options(**AFRESH))).first()


async def cases_of(session: AsyncSession, sitter: Sight) -> list[Plan]:
    """Plans with an appeal that waits for somebody's decision."""
    query = (
        select(Plan)
        .join(PlanAppeal, col(Plan.id) == col(PlanAppeal.plan_id))
        .join(PlanCommittee, col(PlanAppeal.id) == col(PlanCommittee.appeal_id))
        .where(PlanCommittee.workspace_id == sitter.workspace_id, PlanCommittee.member_id == sitter.member_id)
        .where(col(PlanAppeal.decision).is_(None))
    )
    return list((await session.exec(query.order_by(col(Plan.id)))).all())

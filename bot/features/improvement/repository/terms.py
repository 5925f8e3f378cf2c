"""SQL of what plans ask for, version by version, and of what the person said to it."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanNote, PlanTerms
from bot.features.people.rules.visibility import Sight


async def terms_of(session: AsyncSession, sight: Sight, plan_id: int, version: int) -> PlanTerms | None:
    query = (
        select(PlanTerms)
        .join(Plan, col(Plan.id) == col(PlanTerms.plan_id))
        .where(PlanTerms.workspace_id == sight.workspace_id, PlanTerms.plan_id == plan_id)
        .where(PlanTerms.version == version, Plan.member_id == sight.member_id)
    )
    return (await session.exec(query.execution_options(populate_existing=True))).first()


async def versions_of(session: AsyncSession, sight: Sight, plan_id: int) -> Sequence[PlanTerms]:
    """The oldest first, one that is only proposed among them."""
    query = (
        select(PlanTerms)
        .join(Plan, col(Plan.id) == col(PlanTerms.plan_id))
        .where(PlanTerms.workspace_id == sight.workspace_id, PlanTerms.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id)
    )
    ordered = query.order_by(col(PlanTerms.version)).execution_options(populate_existing=True)
    return list((await session.exec(ordered)).all())


async def comment_on(
    session: AsyncSession, sight: Sight, plan_id: int, *, kind: str, ref: str, on: date
) -> PlanNote | None:
    """What the person themselves wrote under that name on that day."""
    query = select(PlanNote).where(
        PlanNote.workspace_id == sight.workspace_id,
        PlanNote.plan_id == plan_id,
        PlanNote.author_id == sight.member_id,
        PlanNote.kind == kind,
        PlanNote.ref == ref,
        PlanNote.on == on,
    )
    return (await session.exec(query.execution_options(populate_existing=True))).first()

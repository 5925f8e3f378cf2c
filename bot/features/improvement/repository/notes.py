"""SQL of what is written down in plans, and of what there is to know of several plans at once."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanMove, PlanNote, PlanTerms
from bot.features.people.rules.visibility import Sight


async def note_to_write(
    session: AsyncSession, sight: Sight, plan_id: int, *, author_id: int, kind: str, ref: str, on: date | None
) -> PlanNote | None:
    """What an author wrote under that name on that day; on whichever day, the newest, for None."""
    query = (
        select(PlanNote)
        .join(Plan, col(Plan.id) == col(PlanNote.plan_id))
        .where(PlanNote.workspace_id == sight.workspace_id, PlanNote.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id, PlanNote.author_id == author_id)
        .where(PlanNote.kind == kind, PlanNote.ref == ref)
    )
    if on is not None:
        query = query.where(PlanNote.on == on)
    newest = query.order_by(col(PlanNote.id).desc()).execution_options(populate_existing=True)
    return (await session.exec(newest)).first()


async def note_named(session: AsyncSession, workspace_id: int, note_id: int) -> PlanNote | None:
    """For whoever was promised a message about it: what they may read of it is decided afterwards."""
    query = select(PlanNote).where(PlanNote.workspace_id == workspace_id, PlanNote.id == note_id)
    return (await session.exec(query)).first()


async def notes_in(session: AsyncSession, workspace_id: int, plan_ids: Collection[int]) -> Sequence[PlanNote]:
    """Of all these plans, the oldest first."""
    query = select(PlanNote).where(PlanNote.workspace_id == workspace_id, col(PlanNote.plan_id).in_(plan_ids))
    ordered = query.order_by(col(PlanNote.on), col(PlanNote.id)).execution_options(populate_existing=True)
    return list((await session.exec(ordered)).all())


async def moves_in(session: AsyncSession, workspace_id: int, plan_ids: Collection[int]) -> Sequence[PlanMove]:
    """The oldest first."""
    query = select(PlanMove).where(PlanMove.workspace_id == workspace_id, col(PlanMove.plan_id).in_(plan_ids))
    return list((await session.exec(query.order_by(col(PlanMove.id)))).all())


async def terms_in_force(session: AsyncSession, workspace_id: int, plan_ids: Collection[int]) -> Sequence[PlanTerms]:
    """One for each plan."""
    query = (
        select(PlanTerms)
        .join(Plan, and_(col(Plan.id) == col(PlanTerms.plan_id), col(Plan.version) == col(PlanTerms.version)))
        .where(PlanTerms.workspace_id == workspace_id, col(PlanTerms.plan_id).in_(plan_ids))
    )
    return list((await session.exec(query.execution_options(populate_existing=True))).all())


async def plans_in(session: AsyncSession, workspace_id: int, states: Collection[str]) -> Sequence[Plan]:
    """All in these states."""
    query = select(Plan).where(Plan.workspace_id == workspace_id, col(Plan.state).in_(states))
    return list((await session.exec(query.order_by(col(Plan.id)))).all())


async def concerned(session: AsyncSession, workspace_id: int, states: Collection[str]) -> set[int]:
    """Whom plans in these states are about, and who owns them."""
    query = select(Plan.member_id, Plan.owner_id).where(Plan.workspace_id == workspace_id, col(Plan.state).in_(states))
    return {key for pair in (await session.exec(query)).all() for key in pair}

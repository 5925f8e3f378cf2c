"""SQL of what is written down in plans, and of what there is to know of several plans at once."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_
from sqlalchemy import select as select_columns
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
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


async def notes_in(session: AsyncSession, sight: Sight, plan_id: int) -> Sequence[PlanNote]:
    """With their words, those about the oldest day first."""
    query = (
        select(PlanNote)
        .join(Plan, col(Plan.id) == col(PlanNote.plan_id))
        .where(PlanNote.workspace_id == sight.workspace_id, PlanNote.plan_id == plan_id)
        .where(Plan.member_id == sight.member_id)
    )
    ordered = query.order_by(col(PlanNote.on), col(PlanNote.id)).execution_options(populate_existing=True)
    return list((await session.exec(ordered)).all())


class Noted(NamedTuple):
    """That something is written down, without the words."""

    plan_id: int
    kind: str
    ref: str
    on: date


async def noted_in(session: AsyncSession, workspace_id: int, plan_ids: Collection[int]) -> list[Noted]:
    """Of all these plans, those about the oldest day first. Nothing that is sealed is read: whoever looks at a list of
    plans opens nobody's words."""
    columns: list[Any] = [getattr(PlanNote, name) for name in Noted._fields]
    query: Any = select_columns(*columns).where(
        col(PlanNote.workspace_id) == workspace_id, _listed(session, PlanNote.plan_id)
    )
    ordered = query.order_by(col(PlanNote.on), col(PlanNote.id))
    return [Noted(*row) for row in (await session.exec(ordered, params=as_ids(plan_ids))).all()]


class Moved(NamedTuple):
    """A move without its reason."""

    plan_id: int
    move: str
    since: str
    to: str
    at: datetime


async def moved_in(session: AsyncSession, workspace_id: int, plan_ids: Collection[int]) -> list[Moved]:
    """Of all these plans, the oldest first."""
    columns: list[Any] = [getattr(PlanMove, name) for name in Moved._fields]
    query: Any = select_columns(*columns).where(
        col(PlanMove.workspace_id) == workspace_id, _listed(session, PlanMove.plan_id)
    )
    ordered = query.order_by(col(PlanMove.id))
    return [Moved(*row) for row in (await session.exec(ordered, params=as_ids(plan_ids))).all()]


async def terms_in_force(session: AsyncSession, workspace_id: int, plan_ids: Collection[int]) -> Sequence[PlanTerms]:
    """One for each plan."""
    query = (
        select(PlanTerms)
        .join(Plan, and_(col(Plan.id) == col(PlanTerms.plan_id), col(Plan.version) == col(PlanTerms.version)))
        .where(PlanTerms.workspace_id == workspace_id, _listed(session, PlanTerms.plan_id))
    )
    found = await session.exec(query.execution_options(populate_existing=True), params=as_ids(plan_ids))
    return list(found.all())


async def plans_in(session: AsyncSession, workspace_id: int, states: Collection[str]) -> Sequence[Plan]:
    """All in these states."""
    query = select(Plan).where(Plan.workspace_id == workspace_id, col(Plan.state).in_(states))
    return list((await session.exec(query.order_by(col(Plan.id)))).all())


async def concerned(session: AsyncSession, workspace_id: int, states: Collection[str]) -> set[int]:
    """Whom plans in these states are about, and who owns them."""
    query = select(Plan.member_id, Plan.owner_id).where(Plan.workspace_id == workspace_id, col(Plan.state).in_(states))
    return {key for pair in (await session.exec(query)).all() for key in pair}


def _listed(session: AsyncSession, key: Any) -> ColumnElement[bool]:
    return is_listed(session.get_bind().dialect.name, col(key))

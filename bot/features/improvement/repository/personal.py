"""SQL of everything of one member: for their copy, to forget them, and for what HR does not find about themselves."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.base import Row
from bot.features.improvement.models import (
    Plan,
    PlanAppeal,
    PlanCheck,
    PlanCommittee,
    PlanFile,
    PlanMove,
    PlanNote,
    PlanSignal,
    PlanTerms,
)
from bot.features.improvement.repository.files import LISTED
from bot.features.improvement.rules.files import FileState

OF_A_PLAN: tuple[type[Any], ...] = (PlanAppeal, PlanCheck, PlanFile, PlanNote, PlanMove, PlanTerms)
"""Tables of which each row belongs to a plan, files before the notes that they belong to."""
WARNING = "warning"


async def every_plan_about(session: AsyncSession, workspace_id: int, member_id: int) -> Sequence[Plan]:
    """In whatever state: what of them the member may know is decided by whoever calls this."""
    query = select(Plan).where(Plan.workspace_id == workspace_id, Plan.member_id == member_id)
    return (await session.exec(query.order_by(col(Plan.id)))).all()


async def every_row_of(session: AsyncSession, table: type[Row], plan: Plan) -> Sequence[Any]:
    """Of one of the tables that belong to plans."""
    whose = col(table.workspace_id) == plan.workspace_id, table.plan_id == plan.key  # type: ignore[attr-defined]  # of OF_A_PLAN
    return (await session.exec(select(table).where(*whose).order_by(col(table.id)))).all()


async def every_warning(session: AsyncSession, workspace_id: int, member_id: int) -> Sequence[PlanSignal]:
    """Those that the member is told of: never a proposal."""
    query = select(PlanSignal).where(
        PlanSignal.workspace_id == workspace_id, PlanSignal.member_id == member_id, PlanSignal.kind == WARNING
    )
    return (await session.exec(query.order_by(PlanSignal.month))).all()


async def every_note_by(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[int, PlanNote]]:
    """What the member wrote in plans of others, with whom these are about."""
    query = (
        select(Plan.member_id, PlanNote)
        .join(PlanNote, col(PlanNote.plan_id) == col(Plan.id))
        .where(PlanNote.workspace_id == workspace_id, PlanNote.author_id == member_id, Plan.member_id != member_id)
    )
    return [(about, row) for about, row in (await session.exec(query.order_by(col(PlanNote.id)))).all()]


async def every_file_about(session: AsyncSession, plan: Plan) -> Sequence[PlanFile]:
    """Of a plan, but for those that were refused; without their content."""
    whose = PlanFile.workspace_id == plan.workspace_id, PlanFile.plan_id == plan.key
    query = select(PlanFile).where(*whose, PlanFile.state != FileState.REFUSED).order_by(col(PlanFile.id))
    return (await session.exec(query.options(LISTED))).all()


async def every_file_by(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[int, PlanFile]]:
    """What the member has uploaded into plans of others, with whom these are about; without the content."""
    query = (
        select(Plan.member_id, PlanFile)
        .join(PlanFile, col(PlanFile.plan_id) == col(Plan.id))
        .where(PlanFile.workspace_id == workspace_id, PlanFile.uploaded_by == member_id, Plan.member_id != member_id)
    )
    found = (await session.exec(query.order_by(col(PlanFile.id)).options(LISTED))).all()
    return [(about, row) for about, row in found]


async def every_terms_by(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[int, PlanTerms]]:
    """Versions that the member wrote for others, published or not."""
    query = (
        select(Plan.member_id, PlanTerms)
        .join(PlanTerms, col(PlanTerms.plan_id) == col(Plan.id))
        .where(PlanTerms.workspace_id == workspace_id, PlanTerms.written_by == member_id)
    )
    return [(about, row) for about, row in (await session.exec(query.order_by(col(PlanTerms.id)))).all()]


async def every_reason_by(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[int, PlanMove]]:
    """Moves of others' plans for which the member gave a reason."""
    query = (
        select(Plan.member_id, PlanMove)
        .join(PlanMove, col(PlanMove.plan_id) == col(Plan.id))
        .where(PlanMove.workspace_id == workspace_id, PlanMove.by_id == member_id, Plan.member_id != member_id)
    )
    found = (await session.exec(query.order_by(col(PlanMove.id)))).all()
    return [(about, row) for about, row in found if row.reason]


async def signals_about(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> Sequence[int]:
    """Numbers of everything that was noticed about these accounts."""
    query = select(PlanSignal.id).where(
        PlanSignal.workspace_id == workspace_id, col(PlanSignal.member_id).in_(member_ids)
    )
    return [each for each in (await session.exec(query)).all() if each is not None]


async def remove_about(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Plans and what was noticed, with every row of them."""
    whose = col(Plan.workspace_id) == workspace_id, col(Plan.member_id) == member_id
    plans = select(Plan.id).where(*whose)
    appeals = select(PlanAppeal.id).where(PlanAppeal.workspace_id == workspace_id, col(PlanAppeal.plan_id).in_(plans))
    await _delete(session, PlanCommittee, workspace_id, col(PlanCommittee.appeal_id).in_(appeals))
    for table in OF_A_PLAN:
        await _delete(session, table, workspace_id, table.plan_id.in_(plans))
    await _delete(session, Plan, workspace_id, col(Plan.member_id) == member_id)
    await _delete(session, PlanSignal, workspace_id, col(PlanSignal.member_id) == member_id)


async def has_records(session: AsyncSession, workspace_id: int, member_id: int, *, but: Collection[str]) -> bool:
    """Whether there is a plan about the member in none of these states."""
    query = select(Plan.id).where(
        Plan.workspace_id == workspace_id, Plan.member_id == member_id, col(Plan.state).not_in(but)
    )
    return (await session.exec(query.limit(1))).first() is not None


async def _delete(session: AsyncSession, table: type[Row], workspace_id: int, which: ColumnElement[bool]) -> None:
    gone = delete(table).where(col(table.workspace_id) == workspace_id, which)
    await session.exec(gone.execution_options(synchronize_session=False))

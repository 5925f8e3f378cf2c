"""SQL of the steps that run."""

from collections.abc import Collection

from sqlalchemy import delete, or_
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people.service import Sight
from bot.features.workflows.models import WorkflowStep


async def add_step(session: AsyncSession, row: WorkflowStep) -> int | None:
    """The row's key; None when the step is there already."""
    insert = (insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql)(WorkflowStep)
    values = row.model_dump(exclude={"id"})
    added = insert.values(values).on_conflict_do_nothing().returning(col(WorkflowStep.id))
    found = (await session.exec(added)).first()
    return int(found[0]) if found else None


async def running(session: AsyncSession, workspace_id: int, *, limit: int) -> list[WorkflowStep]:
    """Those that end first, first."""
    query = select(WorkflowStep).where(WorkflowStep.workspace_id == workspace_id)
    ordered = query.order_by(col(WorkflowStep.expires_at), col(WorkflowStep.id)).limit(limit)
    return list((await session.exec(ordered.with_for_update(skip_locked=True))).all())


async def is_any_running(session: AsyncSession, workspace_id: int) -> bool:
    query = select(WorkflowStep.id).where(WorkflowStep.workspace_id == workspace_id)
    return (await session.exec(query.limit(1))).first() is not None


async def own_step(session: AsyncSession, sight: Sight, step_id: int) -> WorkflowStep | None:
    """Of whom it asks."""
    query = select(WorkflowStep).where(
        WorkflowStep.workspace_id == sight.workspace_id,
        WorkflowStep.member_id == sight.member_id,
        WorkflowStep.id == step_id,
    )
    return (await session.exec(query)).first()


async def every_step(session: AsyncSession, workspace_id: int, member_id: int) -> list[WorkflowStep]:
    """Those that ask the member, and those about them."""
    query = select(WorkflowStep).where(
        WorkflowStep.workspace_id == workspace_id,
        or_(col(WorkflowStep.member_id) == member_id, col(WorkflowStep.subject_id) == member_id),
    )
    return list((await session.exec(query.order_by(col(WorkflowStep.id)))).all())


async def remove_steps(session: AsyncSession, workspace_id: int, keys: Collection[int]) -> None:
    theirs = col(WorkflowStep.workspace_id) == workspace_id, col(WorkflowStep.id).in_(keys)
    await session.exec(delete(WorkflowStep).where(*theirs), execution_options={"synchronize_session": False})

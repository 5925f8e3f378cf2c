"""SQL of files that are attached to notes and terms. Lists are read without the files' content."""

from collections.abc import Sequence

from sqlalchemy.orm import defer
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.improvement.models import Plan, PlanFile
from bot.features.improvement.rules.files import FileState
from bot.features.people.rules.visibility import Sight

LISTED = defer(PlanFile.content, raiseload=True)  # type: ignore[arg-type]  # a column


async def files_of_note(session: AsyncSession, sight: Sight, note_id: int) -> list[PlanFile]:
    """But for those that were refused; the oldest first, likewise below."""
    query = _of(sight).where(PlanFile.note_id == note_id, PlanFile.state != FileState.REFUSED)
    return list((await session.exec(query.order_by(col(PlanFile.id)).options(LISTED))).all())


async def files_of_plan(session: AsyncSession, sight: Sight, plan_id: int) -> Sequence[PlanFile]:
    """But for those that were refused."""
    query = _of(sight).where(PlanFile.plan_id == plan_id, PlanFile.state != FileState.REFUSED)
    return list((await session.exec(query.order_by(col(PlanFile.id)).options(LISTED))).all())


async def file_with_content(session: AsyncSession, sight: Sight, plan_id: int, file_id: int) -> PlanFile | None:
    query = _of(sight).where(PlanFile.plan_id == plan_id, PlanFile.id == file_id)
    return (await session.exec(query)).first()


async def file_to_keep(session: AsyncSession, workspace_id: int, file_id: int) -> PlanFile | None:
    """Locked, if there is still such a row: of two who bring the same file the second finds it kept."""
    query = select(PlanFile).where(PlanFile.workspace_id == workspace_id, PlanFile.id == file_id)
    fresh = query.options(LISTED).with_for_update().execution_options(populate_existing=True)
    return (await session.exec(fresh)).first()


async def file_named(session: AsyncSession, workspace_id: int, file_id: int) -> PlanFile | None:
    """For what was promised to whoever has uploaded it."""
    query = select(PlanFile).where(PlanFile.workspace_id == workspace_id, PlanFile.id == file_id)
    return (await session.exec(query.options(LISTED))).first()


def _of(sight: Sight) -> SelectOfScalar[PlanFile]:
    return (
        select(PlanFile)
        .join(Plan, col(Plan.id) == col(PlanFile.plan_id))
        .where(PlanFile.workspace_id == sight.workspace_id, Plan.member_id == sight.member_id)
    )

"""SQL about the ratings of a project as a whole."""

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.reviews.models import ASKED, ReviewAssignment, ReviewResult


async def corrected_scores(session: AsyncSession, workspace_id: int, cycle_id: int, *, metric: str) -> dict[int, float]:
    """Of everybody with enough raters, by subject."""
    query = select(ReviewResult.subject_id, ReviewResult.corrected).where(
        ReviewResult.workspace_id == workspace_id,
        ReviewResult.cycle_id == cycle_id,
        ReviewResult.metric == metric,
        col(ReviewResult.corrected).is_not(None),
    )
    return {subject: score for subject, score in (await session.exec(query)).all() if score is not None}


async def raters_to_come(session: AsyncSession, workspace_id: int, cycle_id: int, *, but: int) -> int:
    """How many, without this one, have ratings still to give."""
    query = select(func.count(func.distinct(ReviewAssignment.rater_id))).where(
        ReviewAssignment.workspace_id == workspace_id,
        ReviewAssignment.cycle_id == cycle_id,
        ReviewAssignment.state == ASKED,
        ReviewAssignment.rater_id != but,
    )
    return (await session.exec(query)).one()

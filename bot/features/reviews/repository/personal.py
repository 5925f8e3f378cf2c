"""SQL of everything about one member, and of what is too old."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, delete, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.reviews.models import (
    Collaboration,
    KeptRating,
    ReviewAssignment,
    ReviewComment,
    ReviewCycle,
    ReviewLeniency,
    ReviewRating,
    ReviewResult,
)

_AS_IT_IS = {"synchronize_session": False}


async def every_result(
    session: AsyncSession, workspace_id: int, member_id: int
) -> list[tuple[ReviewCycle, ReviewResult]]:
    """About the member, the oldest month first."""
    query = select(ReviewCycle, ReviewResult).where(
        ReviewResult.workspace_id == workspace_id,
        ReviewResult.subject_id == member_id,
        ReviewResult.cycle_id == ReviewCycle.id,
    )
    found = await session.exec(query.order_by(col(ReviewCycle.month), col(ReviewCycle.id), col(ReviewResult.metric)))
    return list(found.all())


async def every_comment(
    session: AsyncSession, workspace_id: int, member_id: int
) -> list[tuple[ReviewCycle, ReviewComment]]:
    """About the member; within a cycle in the order of keys, which is one of chance."""
    query = select(ReviewCycle, ReviewComment).where(
        ReviewComment.workspace_id == workspace_id,
        ReviewComment.subject_id == member_id,
        ReviewComment.cycle_id == ReviewCycle.id,
    )
    found = await session.exec(query.order_by(col(ReviewCycle.month), col(ReviewCycle.id), col(ReviewComment.id)))
    return list(found.all())


async def every_assignment(
    session: AsyncSession, workspace_id: int, rater_id: int
) -> list[tuple[ReviewCycle, ReviewAssignment]]:
    """Whom the member is asked about, in cycles that are not released."""
    query = select(ReviewCycle, ReviewAssignment).where(
        ReviewAssignment.workspace_id == workspace_id,
        ReviewAssignment.rater_id == rater_id,
        ReviewAssignment.cycle_id == ReviewCycle.id,
    )
    found = await session.exec(query.order_by(col(ReviewCycle.id), col(ReviewAssignment.subject_id)))
    return list(found.all())


async def every_rating(session: AsyncSession, workspace_id: int, pseudonyms: Collection[str]) -> list[ReviewRating]:
    query = select(ReviewRating).where(
        ReviewRating.workspace_id == workspace_id, col(ReviewRating.pseudonym).in_(pseudonyms)
    )
    return list((await session.exec(query.order_by(col(ReviewRating.id)))).all())


async def every_collaboration(session: AsyncSession, workspace_id: int, member_id: int) -> list[Collaboration]:
    is_one = or_(col(Collaboration.one_id) == member_id, col(Collaboration.other_id) == member_id)
    query = select(Collaboration).where(Collaboration.workspace_id == workspace_id, is_one)
    return list((await session.exec(query.order_by(col(Collaboration.month), col(Collaboration.id)))).all())


async def forget_about(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Everything that was said about the member, or is to be."""
    for table in (ReviewResult, KeptRating, ReviewComment, ReviewRating, ReviewAssignment):
        of_them = (col(table.workspace_id) == workspace_id, col(table.subject_id) == member_id)
        await session.exec(delete(table).where(*of_them), execution_options=_AS_IT_IS)


async def forget_as_rater(
    session: AsyncSession, workspace_id: int, member_id: int, pseudonyms: Collection[str]
) -> None:
    """What the member has said and is to say in cycles that are not released, and with whom they worked."""
    said = (col(ReviewRating.workspace_id) == workspace_id, col(ReviewRating.pseudonym).in_(pseudonyms))
    await session.exec(delete(ReviewRating).where(*said), execution_options=_AS_IT_IS)
    asked = (col(ReviewAssignment.workspace_id) == workspace_id, col(ReviewAssignment.rater_id) == member_id)
    await session.exec(delete(ReviewAssignment).where(*asked), execution_options=_AS_IT_IS)
    is_one = or_(col(Collaboration.one_id) == member_id, col(Collaboration.other_id) == member_id)
    worked = and_(col(Collaboration.workspace_id) == workspace_id, is_one)
    await session.exec(delete(Collaboration).where(worked), execution_options=_AS_IT_IS)


def old_results(workspace_id: int, before: date) -> tuple[Aged, ...]:
    """Of cycles about months before the first day of one; the cycles stay, with their counts."""
    cycles = select(ReviewCycle.id).where(
        ReviewCycle.workspace_id == workspace_id, ReviewCycle.month < f"{before:%Y-%m}"
    )
    return tuple(
        Aged(table, and_(col(table.workspace_id) == workspace_id, col(table.cycle_id).in_(cycles)))
        for table in (ReviewResult, KeptRating, ReviewComment, ReviewLeniency)
    )


def old_collaboration(workspace_id: int, before: date) -> Aged:
    """Of months before the first day of one."""
    return Aged(Collaboration, and_(col(Collaboration.workspace_id) == workspace_id, col(Collaboration.month) < before))

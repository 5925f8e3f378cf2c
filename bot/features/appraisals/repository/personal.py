"""SQL of everything of one member: for their copy, and to forget them."""

from sqlalchemy import delete, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.appraisals.models import Appraisal, AppraisalDraft, AppraisalRating, AppraisalRound, SelfReport


async def every_report(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[str, SelfReport]]:
    """With its month, the oldest first."""
    query = (
        select(AppraisalRound.month, SelfReport)
        .join(SelfReport, col(SelfReport.round_id) == col(AppraisalRound.id))
        .where(SelfReport.workspace_id == workspace_id, SelfReport.member_id == member_id)
    )
    return [(month, row) for month, row in (await session.exec(query.order_by(AppraisalRound.month))).all()]


async def every_rating_about(
    session: AsyncSession, workspace_id: int, member_id: int
) -> list[tuple[str, Appraisal, AppraisalRating]]:
    """All revisions of what is published."""
    about = col(Appraisal.member_id) == member_id
    return await _ratings(session, workspace_id, about & col(AppraisalRound.published_at).is_not(None))


async def every_rating_by(
    session: AsyncSession, workspace_id: int, member_id: int
) -> list[tuple[str, Appraisal, AppraisalRating]]:
    """Published or not: their own words."""
    return await _ratings(session, workspace_id, col(Appraisal.author_id) == member_id)


async def _ratings(
    session: AsyncSession, workspace_id: int, which: object
) -> list[tuple[str, Appraisal, AppraisalRating]]:
    query = (
        select(AppraisalRound.month, Appraisal, AppraisalRating)
        .join(Appraisal, col(Appraisal.round_id) == col(AppraisalRound.id))
        .join(AppraisalRating, col(AppraisalRating.appraisal_id) == col(Appraisal.id))
        .where(Appraisal.workspace_id == workspace_id, which)  # type: ignore[arg-type]  # a condition
        .order_by(AppraisalRound.month, col(Appraisal.id), col(AppraisalRating.id))
    )
    return [(month, row, rating) for month, row, rating in (await session.exec(query)).all()]


async def every_draft(session: AsyncSession, workspace_id: int, member_id: int) -> list[tuple[str, AppraisalDraft]]:
    query = (
        select(AppraisalRound.month, AppraisalDraft)
        .join(AppraisalDraft, col(AppraisalDraft.round_id) == col(AppraisalRound.id))
        .where(AppraisalDraft.workspace_id == workspace_id, AppraisalDraft.author_id == member_id)
    )
    return [(month, row) for month, row in (await session.exec(query.order_by(AppraisalRound.month))).all()]


async def remove_reports(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    whose = col(SelfReport.workspace_id) == workspace_id, col(SelfReport.member_id) == member_id
    await session.exec(delete(SelfReport).where(*whose))


async def remove_appraisals(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """Of what was said about them; what they said about others is those others'."""
    whose = col(Appraisal.workspace_id) == workspace_id, col(Appraisal.member_id) == member_id
    theirs = select(Appraisal.id).where(*whose)
    of_theirs = col(AppraisalRating.appraisal_id).in_(theirs)
    await session.exec(delete(AppraisalRating).where(col(AppraisalRating.workspace_id) == workspace_id, of_theirs))
    await session.exec(delete(Appraisal).where(*whose))


async def remove_drafts(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """By and about them."""
    theirs = or_(col(AppraisalDraft.author_id) == member_id, col(AppraisalDraft.subject_id) == member_id)
    await session.exec(delete(AppraisalDraft).where(col(AppraisalDraft.workspace_id) == workspace_id, theirs))

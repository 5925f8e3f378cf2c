"""SQL of everything that one member has written, got and asked for, and of what is too old."""

from datetime import datetime

from sqlalchemy import and_, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.pruning import Aged
from bot.features.feedback.models import OPEN, Feedback, FeedbackRequest

_AS_IT_IS = {"synchronize_session": False}


async def every_feedback(session: AsyncSession, workspace_id: int, member_id: int) -> list[Feedback]:
    """Got and given, with what has ended; the oldest first."""
    theirs = or_(col(Feedback.receiver_id) == member_id, col(Feedback.giver_id) == member_id)
    query = select(Feedback).where(col(Feedback.workspace_id) == workspace_id, theirs)
    return list((await session.exec(query.order_by(col(Feedback.given_at), col(Feedback.id)))).all())


async def every_request(session: AsyncSession, workspace_id: int, member_id: int) -> list[FeedbackRequest]:
    """By the member and to them, the oldest first."""
    theirs = or_(col(FeedbackRequest.asker_id) == member_id, col(FeedbackRequest.asked_id) == member_id)
    query = select(FeedbackRequest).where(col(FeedbackRequest.workspace_id) == workspace_id, theirs)
    return list((await session.exec(query.order_by(col(FeedbackRequest.asked_at), col(FeedbackRequest.id)))).all())


async def remove_received(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    of_them = (col(Feedback.workspace_id) == workspace_id, col(Feedback.receiver_id) == member_id)
    await session.exec(delete(Feedback).where(*of_them), execution_options=_AS_IT_IS)


async def end_given(session: AsyncSession, workspace_id: int, member_id: int, now: datetime) -> None:
    """As if it had been taken back: nobody reads it any more."""
    of_them = (col(Feedback.workspace_id) == workspace_id, col(Feedback.giver_id) == member_id)
    ended = update(Feedback).where(*of_them).values(text="", dimension=None, request_id=None, shared_with=None)
    await session.exec(ended, execution_options=_AS_IT_IS)
    still_open = update(Feedback).where(*of_them, col(Feedback.ended_at).is_(None)).values(ended_at=now)
    await session.exec(still_open, execution_options=_AS_IT_IS)


async def stop_sharing_with(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    with_them = (col(Feedback.workspace_id) == workspace_id, col(Feedback.shared_with) == member_id)
    await session.exec(
        update(Feedback).where(*with_them).values(shared_with=None, shared_at=None), execution_options=_AS_IT_IS
    )


async def remove_requests(session: AsyncSession, workspace_id: int, member_id: int) -> None:
    """By the member and to them; an answer that somebody has got stays theirs."""
    theirs = or_(col(FeedbackRequest.asker_id) == member_id, col(FeedbackRequest.asked_id) == member_id)
    of_them = and_(col(FeedbackRequest.workspace_id) == workspace_id, theirs)
    answers = col(Feedback.request_id).in_(select(FeedbackRequest.id).where(of_them))
    unlinked = update(Feedback).where(col(Feedback.workspace_id) == workspace_id, answers).values(request_id=None)
    await session.exec(unlinked, execution_options=_AS_IT_IS)
    await session.exec(delete(FeedbackRequest).where(of_them), execution_options=_AS_IT_IS)


def old_feedback(workspace_id: int, before: datetime) -> tuple[Aged, ...]:
    """What was given, and asked for without being open any more, before a moment."""
    is_given = and_(col(Feedback.workspace_id) == workspace_id, col(Feedback.given_at) < before)
    kept = select(col(Feedback.request_id)).where(
        col(Feedback.workspace_id) == workspace_id, col(Feedback.request_id).is_not(None)
    )
    is_asked = and_(
        col(FeedbackRequest.workspace_id) == workspace_id,
        col(FeedbackRequest.asked_at) < before,
        col(FeedbackRequest.state) != OPEN,
        col(FeedbackRequest.id).not_in(kept),
    )
    return Aged(Feedback, is_given), Aged(FeedbackRequest, is_asked)

"""SQL of feedback: what is read of a person is picked by a Sight, and what has ended is not read at all."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.features.feedback.models import OPEN, Feedback, FeedbackRequest
from bot.features.people.models import Member
from bot.features.people.rules.visibility import Sight


async def received(
    session: AsyncSession, sight: Sight, *, limit: int, offset: int = 0, since: datetime | None = None
) -> list[Feedback]:
    """What the member got, the newest first."""
    query = _live(Feedback.receiver_id, sight)
    if since:
        query = query.where(col(Feedback.given_at) >= since)
    return list((await session.exec(_newest(query).limit(limit).offset(offset))).all())


async def given(session: AsyncSession, sight: Sight, *, limit: int, offset: int = 0) -> list[Feedback]:
    """What the member wrote, the newest first."""
    query = _live(Feedback.giver_id, sight)
    return list((await session.exec(_newest(query).limit(limit).offset(offset))).all())


async def open_to_reader(
    session: AsyncSession, sight: Sight, reader_id: int, *, since: datetime, limit: int
) -> list[Feedback]:
    """What of the member's was posted in a channel or shared with this reader, the newest first."""
    is_open = col(Feedback.channel).is_not(None) | (col(Feedback.shared_with) == reader_id)
    query = _live(Feedback.receiver_id, sight).where(is_open, col(Feedback.given_at) >= since)
    return list((await session.exec(_newest(query).limit(limit))).all())


async def counts(session: AsyncSession, sight: Sight, *, since: datetime) -> dict[str, int]:
    """How much of each kind the member got."""
    query = (
        select(col(Feedback.kind), func.count())
        .where(
            col(Feedback.workspace_id) == sight.workspace_id,
            col(Feedback.receiver_id) == sight.member_id,
            col(Feedback.ended_at).is_(None),
            col(Feedback.given_at) >= since,
        )
        .group_by(col(Feedback.kind))
    )
    return dict((await session.exec(query)).all())


async def receivers(session: AsyncSession, workspace_id: int, *, since: datetime, until: datetime) -> list[int]:
    """Who got anything from `since` until before `until` that is still there."""
    query = (
        select(col(Feedback.receiver_id))
        .where(
            col(Feedback.workspace_id) == workspace_id,
            col(Feedback.ended_at).is_(None),
            col(Feedback.given_at) >= since,
            col(Feedback.given_at) < until,
        )
        .distinct()
    )
    return list((await session.exec(query)).all())


async def received_in(
    session: AsyncSession, sight: Sight, *, since: datetime, until: datetime
) -> list[tuple[str, str | None, int | None]]:
    """Kind, channel and who may read it, of everything that the member got from `since` until before `until`."""
    query = select(col(Feedback.kind), col(Feedback.channel), col(Feedback.shared_with)).where(
        col(Feedback.workspace_id) == sight.workspace_id,
        col(Feedback.receiver_id) == sight.member_id,
        col(Feedback.ended_at).is_(None),
        col(Feedback.given_at) >= since,
        col(Feedback.given_at) < until,
    )
    return list((await session.exec(query)).all())


async def open_in(
    session: AsyncSession, sight: Sight, reader_id: int, *, since: datetime, until: datetime
) -> tuple[int, int]:
    """How much of that was posted in a channel, and how much else is shared with this reader. Nothing else is read."""
    is_public = col(Feedback.channel).is_not(None)
    query = (
        select(is_public, func.count())
        .where(
            col(Feedback.workspace_id) == sight.workspace_id,
            col(Feedback.receiver_id) == sight.member_id,
            col(Feedback.ended_at).is_(None),
            col(Feedback.given_at) >= since,
            col(Feedback.given_at) < until,
            is_public | (col(Feedback.shared_with) == reader_id),
        )
        .group_by(is_public)
    )
    found = {bool(each): count for each, count in (await session.exec(query)).all()}
    return found.get(True, 0), found.get(False, 0)


async def received_since(session: AsyncSession, sight: Sight, since: datetime) -> int:
    """How much the member got since then."""
    return sum((await counts(session, sight, since=since)).values())


async def received_one(session: AsyncSession, sight: Sight, feedback_id: int) -> Feedback | None:
    return (await session.exec(_live(Feedback.receiver_id, sight).where(Feedback.id == feedback_id))).first()


async def shared_one(session: AsyncSession, sight: Sight, reader_id: int, feedback_id: int) -> Feedback | None:
    """Something of the member's, as long as they share it with this reader."""
    query = _live(Feedback.receiver_id, sight)
    query = query.where(Feedback.id == feedback_id, Feedback.shared_with == reader_id)
    return (await session.exec(query)).first()


async def public_one(session: AsyncSession, workspace_id: int, feedback_id: int) -> Feedback | None:
    """Kudos that everybody in their channel may read."""
    query = select(Feedback).where(
        col(Feedback.workspace_id) == workspace_id,
        col(Feedback.id) == feedback_id,
        col(Feedback.channel).is_not(None),
        col(Feedback.ended_at).is_(None),
    )
    return (await session.exec(query)).first()


async def lock_received(session: AsyncSession, sight: Sight, feedback_id: int) -> Feedback | None:
    """FOR UPDATE: a withdrawal, a deletion and sharing follow each other."""
    query = _live(Feedback.receiver_id, sight).where(Feedback.id == feedback_id)
    return (await session.exec(query.with_for_update())).first()


async def lock_given(session: AsyncSession, sight: Sight, feedback_id: int) -> Feedback | None:
    """FOR UPDATE, as above."""
    query = _live(Feedback.giver_id, sight).where(Feedback.id == feedback_id)
    return (await session.exec(query.with_for_update())).first()


async def sent_since(session: AsyncSession, sight: Sight, since: datetime) -> list[tuple[str, int]]:
    """Kind and receiver of everything that the member gave unasked, also of what has ended."""
    query = select(col(Feedback.kind), col(Feedback.receiver_id)).where(
        col(Feedback.workspace_id) == sight.workspace_id,
        col(Feedback.giver_id) == sight.member_id,
        col(Feedback.request_id).is_(None),
        col(Feedback.given_at) >= since,
    )
    return list((await session.exec(query)).all())


async def exchanged(
    session: AsyncSession, workspace_id: int, *, since: datetime, until: datetime
) -> list[tuple[int, int, int]]:
    """Giver, receiver and how often, from `since` until before `until`, without what was taken back or deleted."""
    query = (
        select(col(Feedback.giver_id), col(Feedback.receiver_id), func.count())
        .where(
            col(Feedback.workspace_id) == workspace_id,
            col(Feedback.ended_at).is_(None),
            col(Feedback.given_at) >= since,
            col(Feedback.given_at) < until,
        )
        .group_by(col(Feedback.giver_id), col(Feedback.receiver_id))
    )
    return list((await session.exec(query)).all())


async def requests_to(session: AsyncSession, sight: Sight, *, since: datetime) -> list[FeedbackRequest]:
    """Open ones that wait for the member, the oldest first."""
    query = _requests(FeedbackRequest.asked_id, sight).where(
        col(FeedbackRequest.state) == OPEN, col(FeedbackRequest.asked_at) >= since
    )
    return list((await session.exec(query.order_by(col(FeedbackRequest.id)))).all())


async def requests_by(session: AsyncSession, sight: Sight, *, since: datetime, limit: int) -> list[FeedbackRequest]:
    """What the member asked others for, whatever became of it, the newest first."""
    query = _requests(FeedbackRequest.asker_id, sight).where(col(FeedbackRequest.asked_at) >= since)
    return list((await session.exec(query.order_by(col(FeedbackRequest.id).desc()).limit(limit))).all())


async def open_requests_by(session: AsyncSession, sight: Sight) -> list[FeedbackRequest]:
    query = _requests(FeedbackRequest.asker_id, sight).where(col(FeedbackRequest.state) == OPEN)
    return list((await session.exec(query)).all())


async def asked_since(session: AsyncSession, sight: Sight, since: datetime) -> list[int]:
    """Whom the member has asked after that moment, whatever became of it."""
    query = select(col(FeedbackRequest.asked_id)).where(
        col(FeedbackRequest.workspace_id) == sight.workspace_id,
        col(FeedbackRequest.asker_id) == sight.member_id,
        col(FeedbackRequest.asked_at) > since,
    )
    return list((await session.exec(query)).all())


async def waiting_for(session: AsyncSession, workspace_id: int, member_id: int, *, since: datetime) -> int:
    """How many requests wait for somebody, for whoever would ask them too."""
    query = select(func.count()).where(
        col(FeedbackRequest.workspace_id) == workspace_id,
        col(FeedbackRequest.asked_id) == member_id,
        col(FeedbackRequest.state) == OPEN,
        col(FeedbackRequest.asked_at) >= since,
    )
    return (await session.exec(query)).one()


async def request_to(session: AsyncSession, sight: Sight, request_id: int) -> FeedbackRequest | None:
    """One that the member was asked with, open or not."""
    query = _requests(FeedbackRequest.asked_id, sight).where(FeedbackRequest.id == request_id)
    return (await session.exec(query)).first()


async def request_by(session: AsyncSession, sight: Sight, request_id: int) -> FeedbackRequest | None:
    """One of the member's own, open or not."""
    query = _requests(FeedbackRequest.asker_id, sight).where(FeedbackRequest.id == request_id)
    return (await session.exec(query)).first()


async def lock_request_to(session: AsyncSession, sight: Sight, request_id: int) -> FeedbackRequest | None:
    """FOR UPDATE: it is answered, declined or called off once."""
    query = _requests(FeedbackRequest.asked_id, sight).where(FeedbackRequest.id == request_id)
    return (await session.exec(query.with_for_update())).first()


async def lock_request_by(session: AsyncSession, sight: Sight, request_id: int) -> FeedbackRequest | None:
    """FOR UPDATE, as above."""
    query = _requests(FeedbackRequest.asker_id, sight).where(FeedbackRequest.id == request_id)
    return (await session.exec(query.with_for_update())).first()


async def lock_members(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> None:
    """FOR NO KEY UPDATE, in the order of keys: what somebody sends, or is asked, is counted one after the other."""
    query = (
        select(col(Member.id))
        .where(col(Member.workspace_id) == workspace_id, col(Member.id).in_(member_ids))
        .order_by(col(Member.id))
    )
    await session.exec(query.with_for_update(key_share=True))


def _live(whose: Any, sight: Sight) -> SelectOfScalar[Feedback]:
    return select(Feedback).where(
        col(Feedback.workspace_id) == sight.workspace_id,
        col(whose) == sight.member_id,
        col(Feedback.ended_at).is_(None),
    )


def _requests(whose: Any, sight: Sight) -> SelectOfScalar[FeedbackRequest]:
    return select(FeedbackRequest).where(
        col(FeedbackRequest.workspace_id) == sight.workspace_id, col(whose) == sight.member_id
    )


def _newest(query: SelectOfScalar[Feedback]) -> SelectOfScalar[Feedback]:
    return query.order_by(col(Feedback.given_at).desc(), col(Feedback.id).desc())

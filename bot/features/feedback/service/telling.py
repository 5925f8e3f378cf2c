"""Promises what people are told: by ids, and at an hour at which they work."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import UPDATE
from bot.delivery.promises import Promise, promise
from bot.features.feedback.models import Feedback, FeedbackRequest
from bot.features.feedback.rules import keys
from bot.features.people import service as people
from bot.features.people.models import Member


async def tell_given(session: AsyncSession, row: Feedback, receiver: Member, *, now: datetime) -> None:
    """To whom it was written, and to the channel where it is public."""
    payload = {"feedback": row.key}
    told = [_promise(row, keys.given_key(row.key), keys.GIVEN, receiver.slack_user, row.told_at, payload)]
    if row.channel:
        told.append(_promise(row, keys.posted_key(row.key), keys.POSTED, row.channel, now, payload))
    await promise(session, [*told, people.home_of(receiver, now)], now=now)


async def tell_ended(session: AsyncSession, row: Feedback, receiver: Member, *, now: datetime) -> None:
    """The messages that showed it, or led to it, show it no more."""
    gone = [_in_place_of(row, keys.given_key(row.key), keys.ENDED, receiver.slack_user, max(now, row.told_at))]
    if row.channel:
        gone.append(_in_place_of(row, keys.posted_key(row.key), keys.POST_ENDED, row.channel, now))
    await promise(session, [*gone, people.home_of(receiver, now)], now=now)


async def tell_shared(
    session: AsyncSession, row: Feedback, reader: Member, *, at: datetime, now: datetime, due_at: datetime
) -> None:
    """To the manager who may read it; `at` is when it was shared."""
    key, payload = keys.shared_key(row.key, reader.key, at), {"feedback": row.key, "member": row.receiver_id}
    await promise(session, [_promise(row, key, keys.SHARED, reader.slack_user, due_at, payload)], now=now)


async def tell_unshared(
    session: AsyncSession, row: Feedback, reader: Member, *, at: datetime, now: datetime, due_at: datetime
) -> None:
    """The manager's message leads nowhere any more."""
    key = keys.shared_key(row.key, reader.key, at)
    await promise(session, [_in_place_of(row, key, keys.UNSHARED, reader.slack_user, due_at)], now=now)


async def tell_asked(session: AsyncSession, row: FeedbackRequest, asked: Member, *, now: datetime) -> None:
    """One message and one reminder, which decides itself whether it is needed."""
    payload = {"request": row.key}
    told = [
        _promise(row, keys.asked_key(row.key), keys.ASKED, asked.slack_user, row.told_at, payload),
        _promise(row, keys.reminded_key(row.key), keys.REMINDED, asked.slack_user, row.remind_at, payload),
    ]
    await promise(session, [*told, people.home_of(asked, now)], now=now)


async def tell_over(session: AsyncSession, row: FeedbackRequest, asked: Member, *, now: datetime) -> None:
    """What asked for an answer, and may have reminded of it, says that none is wanted any more."""
    sent = {keys.asked_key(row.key): row.told_at, keys.reminded_key(row.key): row.remind_at}
    payload = {"request": row.key}
    over = [
        Promise(
            row.workspace_id,
            keys.over(key),
            keys.REQUEST_OVER,
            asked.slack_user,
            max(now, at),
            payload,
            operation=UPDATE,
            updates_key=key,
        )
        for key, at in sent.items()
    ]
    await promise(session, [*over, people.home_of(asked, now)], now=now)


async def tell_declined(
    session: AsyncSession, row: FeedbackRequest, asker: Member, *, now: datetime, due_at: datetime
) -> None:
    """To whoever asked."""
    key = f"{keys.asked_key(row.key)}:declined"
    told = _promise(row, key, keys.ANSWER_DECLINED, asker.slack_user, due_at, {"request": row.key})
    await promise(session, [told], now=now)


def _promise(
    row: Feedback | FeedbackRequest, key: str, kind: str, recipient: str, due_at: datetime, payload: dict[str, int]
) -> Promise:
    return Promise(row.workspace_id, key, kind, recipient, due_at, payload)


def _in_place_of(row: Feedback, key: str, kind: str, recipient: str, due_at: datetime) -> Promise:
    """Not before the message itself is due: until then it finds out by itself that it is not wanted."""
    payload = {"feedback": row.key}
    return Promise(
        row.workspace_id, keys.over(key), kind, recipient, due_at, payload, operation=UPDATE, updates_key=key
    )

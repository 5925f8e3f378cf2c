"""Asking somebody for feedback: one message, one reminder, and an answer, a decline or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.feedback import repository
from bot.features.feedback.models import ANSWERED, CALLED_OFF, DECLINED, EXPIRED, OPEN, REASONS, FeedbackRequest
from bot.features.feedback.rules.limits import DAY, OPEN_FOR, accepted_question, refuse_asking, refuse_requests
from bot.features.feedback.rules.moments import moment_to_remind
from bot.features.feedback.service.telling import tell_asked, tell_declined, tell_over
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.scheduling.moments import moment_to_tell
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and whom it went to."""

    request: FeedbackRequest
    member: Member


async def ask(session: AsyncSession, who: Who, asked: Member, question: str, *, now: datetime) -> Asked:
    """Ask once. Rejected when an answer is waited for already, or too many are, and for too many a day."""
    question = accepted_question(question)
    await repository.lock_members(session, who.workspace_id, [who.member_id, asked.key])
    waiting_since = now - OPEN_FOR
    mine = await _still_open(session, await repository.open_requests_by(session, people.own(who)), now=now)
    waiting = await repository.waiting_for(session, who.workspace_id, asked.key, since=waiting_since)
    refuse_requests(asked.name, by_asker=mine, asked_id=asked.key, waiting=waiting)
    lately = await repository.asked_since(session, people.own(who), now - DAY)
    refuse_asking(asked.name, asked_id=asked.key, asked_lately=lately)
    habits = (await people.habits_now(session, asked.workspace_id, [asked.key], now=now))[asked.key]
    told_at = moment_to_tell(habits, now)
    row = FeedbackRequest(
        workspace_id=who.workspace_id,
        asker_id=who.member_id,
        asked_id=asked.key,
        question=question,
        asked_at=now,
        told_at=told_at,
        remind_at=moment_to_remind(habits, told_at),
    )
    session.add(row)
    await session.flush()
    await tell_asked(session, row, asked, now=now)
    return Asked(row, asked)


async def decline(session: AsyncSession, who: Who, request_id: int, reason: str | None, *, now: datetime) -> Asked:
    """Say no, with one of `REASONS`; returns whom. Rejected once nobody waits any more."""
    request = await open_request(session, who, request_id, locking=True)
    if reason not in REASONS:
        raise Rejected("feedback-error-no-reason", field="reason")
    request.reason = reason
    await close(session, request, DECLINED, now=now)
    asker = await people.member(session, who.workspace_id, request.asker_id)
    due_at = await people.when_to_tell(session, asker, now=now)
    await tell_declined(session, request, asker, now=now, due_at=due_at)
    return Asked(request, asker)


async def call_off(session: AsyncSession, who: Who, request_id: int, *, now: datetime) -> None:
    """Wait for it no longer; nothing happens to one that is over."""
    request = await repository.lock_request_by(session, people.own(who), request_id)
    if request is None:
        raise people.not_visible(who, people.Action.SEE_FEEDBACK)
    if request.state == OPEN:
        await close(session, request, CALLED_OFF, now=now)


async def open_request(session: AsyncSession, who: Who, request_id: int, *, locking: bool = False) -> FeedbackRequest:
    """One that waits for an answer of theirs. Rejected when it is over, and for everybody who was not asked."""
    find = repository.lock_request_to if locking else repository.request_to
    request = await find(session, people.own(who), request_id)
    if request is None:
        raise people.not_visible(who, people.Action.SEE_FEEDBACK)
    if request.state != OPEN:
        raise Rejected("feedback-error-request-over")
    return request


async def close(session: AsyncSession, request: FeedbackRequest, state: str, *, now: datetime) -> None:
    """It is over, and so are its messages; the question of one that got no answer goes."""
    request.state, request.closed_at = state, now
    if state != ANSWERED:
        request.question = ""
    session.add(request)
    await session.flush()
    asked = await people.member(session, request.workspace_id, request.asked_id)
    await tell_over(session, request, asked, now=now)


async def _still_open(session: AsyncSession, mine: Sequence[FeedbackRequest], *, now: datetime) -> list[int]:
    """Whom the asker waits for; what nobody answered for a month is over."""
    for request in mine:
        if now - request.asked_at > OPEN_FOR:
            await close(session, request, EXPIRED, now=now)
    return [request.asked_id for request in mine if request.state == OPEN]

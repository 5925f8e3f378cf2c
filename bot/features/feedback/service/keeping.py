"""What becomes of kudos and feedback: withdrawn by who wrote them, deleted or shared by whom they are for."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.feedback import repository
from bot.features.feedback.models import Feedback
from bot.features.feedback.rules.limits import may_withdraw
from bot.features.feedback.service.telling import tell_ended, tell_shared, tell_unshared
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.turn import Who


async def withdraw(session: AsyncSession, who: Who, feedback_id: int, *, now: datetime) -> None:
    """Its giver takes it back: the text is erased. Rejected after a day, and for everybody else."""
    row = _found(who, await repository.lock_given(session, people.own(who), feedback_id))
    if not may_withdraw(row.given_at, now):
        raise Rejected("feedback-error-too-late")
    await _end(session, row, now=now)
    await _kept_in_the_log(session, who, Audited.FEEDBACK_WITHDRAWN, row)


async def remove(session: AsyncSession, who: Who, feedback_id: int, *, now: datetime) -> None:
    """Whom it is for has it erased, whenever they like, wherever it stands."""
    row = _found(who, await repository.lock_received(session, people.own(who), feedback_id))
    await _end(session, row, now=now)
    await _kept_in_the_log(session, who, Audited.FEEDBACK_REMOVED, row)


async def share(session: AsyncSession, who: Who, feedback_id: int, *, now: datetime) -> None:
    """Let the present manager read it; nothing happens when they may already. Rejected without a manager."""
    row = _found(who, await repository.lock_received(session, people.own(who), feedback_id))
    manager = await people.manager_of(session, who.workspace_id, who.member_id, on=who.day_of(now))
    if manager is None:
        raise Rejected("feedback-error-no-manager")
    if row.shared_with == manager.key:
        return
    await _stop_sharing(session, row, now=now)
    row.shared_with, row.shared_at = manager.key, now
    session.add(row)
    await session.flush()
    await tell_shared(session, row, manager, at=now, now=now, due_at=await _told_at(session, manager, now))


async def unshare(session: AsyncSession, who: Who, feedback_id: int, *, now: datetime) -> None:
    """Nobody else reads it any more."""
    row = _found(who, await repository.lock_received(session, people.own(who), feedback_id))
    await _stop_sharing(session, row, now=now)
    session.add(row)
    await session.flush()


async def _end(session: AsyncSession, row: Feedback, *, now: datetime) -> None:
    await _stop_sharing(session, row, now=now)
    row.text, row.dimension, row.scheme_version_id, row.ended_at = "", None, None, now
    session.add(row)
    await session.flush()
    receiver = await people.member(session, row.workspace_id, row.receiver_id)
    await tell_ended(session, row, receiver, now=now)


async def _stop_sharing(session: AsyncSession, row: Feedback, *, now: datetime) -> None:
    if row.shared_with is None or row.shared_at is None:
        return
    reader = await people.member(session, row.workspace_id, row.shared_with)
    due_at = max(now, await _told_at(session, reader, row.shared_at))
    await tell_unshared(session, row, reader, at=row.shared_at, now=now, due_at=due_at)
    row.shared_with = row.shared_at = None


async def _kept_in_the_log(session: AsyncSession, who: Who, action: Audited, row: Feedback) -> None:
    """As something of whom it was for; not who wrote it, should the receiver delete it."""
    await record(session, Entry.of(who, action, About.MEMBER, row.receiver_id, what=row.kind, number=row.key))


async def _told_at(session: AsyncSession, member: Member, now: datetime) -> datetime:
    return await people.when_to_tell(session, member, now=now)


def _found(who: Who, row: Feedback | None) -> Feedback:
    """Denied for what is not theirs, in the same words for what does not exist."""
    if row is None:
        raise people.not_visible(who, people.Action.SEE_FEEDBACK)
    return row

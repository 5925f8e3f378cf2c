"""A workflow comes to a step: who is asked, once a day, at an hour at which they work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service.lookup import who_is
from bot.features.workflows import repository, rules
from bot.features.workflows.models import CHECKIN, RATING, REASON_LIMIT, WorkflowStep
from bot.features.workflows.service.ending import promise_end
from bot.scheduling.moments import moment_to_tell
from bot.slack.text import cut
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Told:
    """A message that is promised: its occasion, its renderer, when, and what about."""

    key: str
    kind: str
    at: datetime
    about: Mapping[str, Any]


async def collect_checkin(session: AsyncSession, who: Who, execution: str, user: str, *, now: datetime) -> None:
    """Ask somebody for the day's check-in, and wait for it; what has come already is enough. Again changes nothing.

    A step that cannot be taken ends with an error in words: whoever set the workflow up reads it, and nobody else hears
    of anything.
    """
    member = await _member(session, who.workspace_id, user)
    if member is None:
        await promise_end(session, who.workspace_id, execution, {"error": rules.UNKNOWN, "user": user}, now=now)
        return
    told_at = await _told_at(session, member, now=now)
    on = who_is(member).day_of(told_at)
    row = WorkflowStep(
        workspace_id=who.workspace_id,
        execution=execution,
        kind=CHECKIN,
        member_id=member.key,
        on=on,
        started_at=now,
        expires_at=now + rules.LONGEST,
    )
    if await metrics.told_among(session, who.workspace_id, {(member.key, on)}):
        await promise_end(session, who.workspace_id, execution, {"done": True, "at": int(now.timestamp())}, now=now)
    elif await repository.add_step(session, row) is not None and told_at < row.expires_at:
        key, about = rules.checkin_key(member.key, on), {"on": on.isoformat()}
        await _ask(session, member, Told(key, rules.ASKED_CHECKIN, told_at, about), now=now)


async def ask_for_rating(
    session: AsyncSession, who: Who, execution: str, users: tuple[str, str], reason: str, *, now: datetime
) -> None:
    """Remind the first of rating the second. The step is over at once, and tells the same whether or not a review asks
    them to, whether or not they have: who rates whom no workflow learns. Again changes nothing."""
    rater, subject = [await _member(session, who.workspace_id, user) for user in users]
    if rater is None or subject is None:
        user = users[0] if rater is None else users[1]
        await promise_end(session, who.workspace_id, execution, {"error": rules.UNKNOWN, "user": user}, now=now)
        return
    if rater.key == subject.key:
        await promise_end(session, who.workspace_id, execution, {"error": rules.SAME, "user": users[0]}, now=now)
        return
    told_at = await _told_at(session, rater, now=now)
    on = who_is(rater).day_of(told_at)
    row = WorkflowStep(
        workspace_id=who.workspace_id,
        execution=execution,
        kind=RATING,
        member_id=rater.key,
        subject_id=subject.key,
        reason=cut(reason, REASON_LIMIT),
        on=on,
        started_at=now,
        expires_at=told_at + rules.LONGEST,
    )
    step = await repository.add_step(session, row)
    if step is not None:
        key = rules.rating_key(rater.key, subject.key, on)
        await _ask(session, rater, Told(key, rules.ASKED_RATING, told_at, {"step": step}), now=now)
    await promise_end(session, who.workspace_id, execution, {"at": int(now.timestamp())}, now=now)


async def _member(session: AsyncSession, workspace_id: int, user: str) -> Member | None:
    """Active ones of this workspace."""
    try:
        who = await people.reader(session, workspace_id, user)
    except Rejected:
        return None
    return await people.member(session, workspace_id, who.member_id)


async def _told_at(session: AsyncSession, member: Member, *, now: datetime) -> datetime:
    habits = await people.habits_now(session, member.workspace_id, [member.key], now=now)
    return moment_to_tell(habits[member.key], now)


async def _ask(session: AsyncSession, member: Member, told: Told, *, now: datetime) -> None:
    # Whether it is sent or dropped tells whether a review asks one about the other: nobody reads that in deliveries.
    is_private = told.kind == rules.ASKED_RATING
    asks = Promise(
        member.workspace_id,
        told.key,
        told.kind,
        member.slack_user,
        told.at,
        told.about,
        is_private=is_private,
    )
    await promise(session, [asks], now=now)

"""What people do with a plan. Pressing twice is pressing once; of two at the same moment one hears that it is done."""

from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected, RejectedFields
from bot.features.improvement.models import Plan, PlanNote
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules.days import IsOff, worked, working_days
from bot.features.improvement.rules.notes import TEXT_LIMIT, Kind
from bot.features.improvement.rules.states import Move, Mover, State
from bot.features.improvement.rules.terms import Terms, check, fingerprint, metrics_in, require_complete
from bot.features.improvement.service.attaching import require_brought
from bot.features.improvement.service.finding import habits_in, metrics_of, off_days, terms_in
from bot.features.improvement.service.looking import start_if_due
from bot.features.improvement.service.stepping import Held, held, is_done, redate, resumed, step
from bot.features.improvement.service.telling import hr_for
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.turn import Who, day_in

UNANSWERED = "unanswered"
"""The answer to terms with which HR has gone on without one."""
ANSWERS = {Move.ACKNOWLEDGE: "acknowledged", Move.REFUSE: "refused"}
PATIENCE = 5
"""Working days that a person has for an answer before HR may go on without."""


async def submit(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Plan:
    """To HR. RejectedFields for a draft that is not whole or contradicts itself, Rejected while nobody could decide
    about it: HR never does about themselves."""
    it = await held(session, who, plan_id, now=now)
    if not await is_done(session, who, it, Move.SUBMIT, seen=None):
        if it.state is State.DRAFT:
            await _require_sound(session, it, it.terms, now=now)
            if not await hr_for(session, it.plan, now=now):
                raise Rejected("improvement-error-no-hr", name=it.member.name)
        await step(session, it, Move.SUBMIT, by_id=who.member_id, now=now)
    return it.plan


async def send_back(
    session: AsyncSession, who: Who, plan_id: int, reason: str, *, now: datetime, seen: int | None = None
) -> Plan:
    """To the manager, who mends it."""
    return await _simply(session, who, plan_id, Move.RETURN, reason=reason, now=now, seen=seen)


async def approve(session: AsyncSession, who: Who, plan_id: int, *, now: datetime, seen: int | None = None) -> Plan:
    """What is approved is what was seen: nobody writes on it meanwhile."""
    it = await held(session, who, plan_id, now=now)
    if not await is_done(session, who, it, Move.APPROVE, seen=seen):
        await _approve(session, who, it, now=now)
    return it.plan


async def publish(session: AsyncSession, who: Who, plan_id: int, *, now: datetime, seen: int | None = None) -> Plan:
    """From here on the person knows, and these terms are never changed. What is only submitted is approved with it."""
    it = await held(session, who, plan_id, now=now)
    if await is_done(session, who, it, Move.PUBLISH, seen=seen):
        return it.plan
    if it.state is State.SUBMITTED:
        await _approve(session, who, it, now=now, quiet=True)
    if it.state is State.APPROVED:
        await _require_sound(session, it, it.terms, now=now)
        it.row.published_at = now
        session.add(it.row)
    await step(session, it, Move.PUBLISH, by_id=who.member_id, now=now)
    return it.plan


async def drop(
    session: AsyncSession, who: Who, plan_id: int, reason: str, *, now: datetime, seen: int | None = None
) -> Plan:
    """Before it is published; the person never hears of it."""
    return await _simply(session, who, plan_id, Move.DROP, reason=reason, now=now, seen=seen)


async def withdraw(session: AsyncSession, who: Who, plan_id: int, reason: str, *, now: datetime) -> Plan:
    """After it is published."""
    return await _simply(session, who, plan_id, Move.WITHDRAW, reason=reason, now=now, seen=None)


async def answer(
    session: AsyncSession, who: Who, plan_id: int, move: Move, comment: str, *, version: int, now: datetime
) -> Plan:
    """The person has read the terms, or does not agree: both with a comment, if they like. A refusal is kept and stops
    nothing. Rejected for another version than the one in force, RejectedFields for a comment that is too long."""
    said = _comment(comment)
    it = await held(session, who, plan_id, now=now)
    if await is_done(session, who, it, move, seen=None):
        return it.plan
    if version != it.plan.version:
        raise Rejected("improvement-error-other-version")
    _require_awaited(it)
    it.row.answer, it.row.answered_at, it.row.comment = ANSWERS[move], now, said
    session.add(it.row)
    await _go_on(session, who, it, move, now=now)
    return it.plan


async def go_on(session: AsyncSession, who: Who, plan_id: int, reason: str, *, now: datetime) -> Plan:
    """By HR, five working days on which the person was there after the terms were published without an answer. Rejected
    before that."""
    it = await held(session, who, plan_id, now=now)
    if await is_done(session, who, it, Move.GO_ON, seen=None):
        return it.plan
    published = day_in(it.member.zone, _require_awaited(it))
    habits = await habits_in(session, it.member, since=it.plan.began_on)

    def is_off(on: date) -> bool:
        # Nobody answers what they could not have read.
        return habits.calendar.why_off(on) is not None or habits.why_absent(on) is not None

    if working_days(published + timedelta(days=1), it.today(now) + timedelta(days=1), is_off) <= PATIENCE:
        raise Rejected("improvement-error-too-early", days=PATIENCE, day=published)
    it.row.answer, it.row.answered_at = UNANSWERED, now
    session.add(it.row)
    await _go_on(session, who, it, Move.GO_ON, now=now, reason=reason)
    return it.plan


async def say(session: AsyncSession, who: Who, plan_id: int, comment: str, *, now: datetime) -> Plan:
    """The person's comment on the terms in force, at any time; on the same day it replaces the one before."""
    said = _comment(comment)
    if not said:
        raise RejectedFields({"comment": Rejected("improvement-error-empty")})
    it = await held(session, who, plan_id, now=now)
    if Mover.PERSON not in it.by:
        raise people.not_visible(who, Action.SEE_PUBLISHED_PLAN, it.plan.member_id)
    ref, on = f"v{it.plan.version}", it.today(now)
    note = await termsheets.comment_on(session, it.sight, it.plan.key, kind=Kind.COMMENT, ref=ref, on=on)
    note = note or PlanNote(
        workspace_id=who.workspace_id,
        plan_id=it.plan.key,
        author_id=who.member_id,
        kind=Kind.COMMENT,
        ref=ref,
        on=on,
        text="",
        written_at=now,
    )
    note.text, note.written_at = said, now
    session.add(note)
    await session.flush()
    return it.plan


async def pause(session: AsyncSession, who: Who, plan_id: int, reason: str, *, now: datetime) -> Plan:
    """From today on, by manager or HR, until one of them resumes it."""
    it = await held(session, who, plan_id, now=now)
    if not await is_done(session, who, it, Move.PAUSE, seen=None):
        await step(session, it, Move.PAUSE, by_id=who.member_id, now=now, reason=reason)
        it.plan.paused_on = it.today(now)
        session.add(it.plan)
    return it.plan


async def resume(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Plan:
    """The working days of the pause are given back. Rejected while the person has not answered new terms."""
    it = await held(session, who, plan_id, now=now)
    if not await is_done(session, who, it, Move.RESUME, seen=None):
        await _go_on(session, who, it, Move.RESUME, now=now)
    return it.plan


async def extend(
    session: AsyncSession, who: Who, plan_id: int, ends_on: date | None, reason: str, *, now: datetime
) -> Plan:
    """Once, by HR, by the length of the observation itself at most; the final review moves to the new last day.
    RejectedFields for a day that is too early or too late."""
    it = await held(session, who, plan_id, now=now)
    if await is_done(session, who, it, Move.EXTEND, seen=None):
        return it.plan
    is_off = await off_days(session, it.member, since=it.plan.began_on)
    if it.state is State.ACTIVE:
        terms = it.terms
        await redate(session, it, extended(terms, ends_on, is_off), now=now)
        it.plan.n_extended += 1
    await step(session, it, Move.EXTEND, by_id=who.member_id, now=now, reason=reason)
    return it.plan


def extended(terms: Terms, ends_on: date | None, is_off: IsOff) -> Terms:
    """RejectedFields as `extend` says."""
    latest = terms.ends_on + (terms.ends_on - terms.starts_on) + timedelta(days=1)
    if ends_on is None or ends_on <= terms.ends_on:
        raise RejectedFields({"ends_on": Rejected("improvement-error-not-later", last=terms.ends_on)})
    if ends_on > latest:
        raise RejectedFields({"ends_on": Rejected("improvement-error-too-late", last=latest)})
    last = worked(ends_on, is_off)
    meetings = tuple(each.model_copy(update={"on": last}) if each.kind == "final" else each for each in terms.meetings)
    return terms.model_copy(update={"ends_on": last, "meetings": meetings})


async def change(
    session: AsyncSession, who: Who, plan_id: int, version: int, reason: str, *, seen: str, now: datetime
) -> Plan:
    """HR publishes the new terms that were proposed: the plan pauses until the person has answered. Their days count
    as they stand there. Rejected when they are not the ones that were `seen`, by `fingerprint`, or gone."""
    it = await held(session, who, plan_id, now=now)
    is_published = it.plan.version == version and it.moves[-1].move == Move.CHANGE
    if await is_done(session, who, it, Move.CHANGE, seen=it.moves[-2].key if is_published else None):
        return it.plan
    ahead = await termsheets.terms_of(session, it.sight, it.plan.key, it.plan.version + 1)
    if ahead is None or ahead.version != version or fingerprint(terms_in(ahead)) != seen:
        raise Rejected("improvement-error-other-version")
    fresh = terms_in(ahead)
    await _require_sound(session, it, fresh, now=now)
    if fresh.ends_on <= it.today(now):
        raise Rejected("improvement-error-past", last=fresh.ends_on)
    ahead.approved_by, ahead.published_at = who.member_id, now
    it.row, plan = ahead, it.plan
    plan.version, plan.starts_on, plan.ends_on = ahead.version, fresh.starts_on, fresh.ends_on
    session.add(ahead)
    await step(session, it, Move.CHANGE, by_id=who.member_id, now=now, reason=reason)
    plan.paused_on, plan.returns_on = it.today(now), None
    session.add(plan)
    return plan


async def _simply(
    session: AsyncSession, who: Who, plan_id: int, move: Move, *, reason: str, now: datetime, seen: int | None
) -> Plan:
    it = await held(session, who, plan_id, now=now)
    if not await is_done(session, who, it, move, seen=seen):
        await step(session, it, move, by_id=who.member_id, now=now, reason=reason)
    return it.plan


async def _approve(session: AsyncSession, who: Who, it: Held, *, now: datetime, quiet: bool = False) -> None:
    if it.state is State.SUBMITTED:
        await _require_sound(session, it, it.terms, now=now)
        it.row.approved_by = who.member_id
        session.add(it.row)
    await step(session, it, Move.APPROVE, by_id=who.member_id, now=now, quiet=quiet)


async def _go_on(session: AsyncSession, who: Who, it: Held, move: Move, *, now: datetime, reason: str = "") -> None:
    """To where the plan was before, its dates moved on; a plan whose first day has come by then begins at once."""
    if it.state is State.PAUSED:
        await resumed(session, it, on=it.today(now), now=now)
    await step(session, it, move, by_id=who.member_id, now=now, reason=reason)
    if it.state is State.ACKNOWLEDGED:
        habits = await habits_in(session, it.member, since=it.plan.began_on)
        await start_if_due(session, it, habits, now=now)


def _require_awaited(it: Held) -> datetime:
    """When the terms were published that nobody has answered yet; Rejected when there are none."""
    if it.row.published_at is None or it.row.answer is not None:
        raise Rejected("improvement-error-nothing-to-answer")
    return it.row.published_at


async def _require_sound(session: AsyncSession, it: Held, terms: Terms, *, now: datetime) -> None:
    in_force = metrics_in(it.terms) if it.row.published_at else set()
    check(terms, {*await metrics_of(session, it.member, now=now), *in_force})
    require_complete(terms)
    await require_brought(session, it, terms)


def _comment(typed: str) -> str:
    said = typed.strip()
    if len(said) > TEXT_LIMIT:
        raise RejectedFields({"comment": Rejected("improvement-error-long", limit=TEXT_LIMIT)})
    return said

"""One move of one plan: who, whether it can be, what it writes, who hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By
from bot.audit.actions import Subject as About
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.improvement.models import Plan, PlanMove, PlanTerms
from bot.features.improvement.repository import plans
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules.days import IsOff, postponed, working_days
from bot.features.improvement.rules.states import OVER, STEPS, UNPUBLISHED, Move, Mover, State, moved, moves_of
from bot.features.improvement.rules.terms import Terms
from bot.features.improvement.service.finding import (
    changed_meanwhile,
    movers,
    off_days,
    require_known,
    sight_of,
    terms_in,
)
from bot.features.improvement.service.telling import tell_step
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Action, Sight
from bot.features.people.service.lookup import who_is
from bot.turn import Who

_ENDED = OVER | {State.PASSED, State.NOT_PASSED}


@dataclass(slots=True)
class Held:
    """A plan whose row is locked: nobody else moves it until the transaction ends."""

    plan: Plan
    sight: Sight
    member: Member
    row: PlanTerms
    moves: Sequence[PlanMove]
    by: frozenset[Mover]

    @property
    def state(self) -> State:
        return State(self.plan.state)

    @property
    def terms(self) -> Terms:
        return terms_in(self.row)

    @property
    def awaits_answer(self) -> bool:
        return self.row.published_at is not None and self.row.answer is None

    def today(self, now: datetime) -> date:
        """Where the person is."""
        return who_is(self.member).day_of(now)


async def held(session: AsyncSession, who: Who, plan_id: int, *, now: datetime) -> Held:
    """Denied for everybody who may not know of the plan."""
    sight = await sight_of(session, who, plan_id, now=now)
    plan = require_known(who, await plans.plan_to_move(session, sight, plan_id))
    return await _held(session, plan, sight, await movers(session, who, plan, now=now))


async def held_by_dates(session: AsyncSession, sight: Sight, plan_id: int) -> Held | None:
    """For the daily look, which asks nobody; None when there is no such plan any more."""
    plan = await plans.plan_to_move(session, sight, plan_id)
    return await _held(session, plan, sight, frozenset({Mover.CALENDAR})) if plan else None


async def _held(session: AsyncSession, plan: Plan, sight: Sight, by: frozenset[Mover]) -> Held:
    row = await termsheets.terms_of(session, sight, plan.key, plan.version)
    assert row is not None, "every plan has terms"
    member = await people.member(session, sight.workspace_id, plan.member_id)
    return Held(plan, sight, member, row, await plans.moves_of(session, sight, plan.key), by)


async def is_done(session: AsyncSession, who: Who, it: Held, move: Move, *, seen: int | None) -> bool:
    """Whether the viewer has made this very move already: pressing twice is pressing once.

    Denied for whoever can never make it. `seen` is the last move that they knew of: Rejected, with the name, when
    somebody else has made the same one since, and when anything else has happened.
    """
    allowed = {mover for step in STEPS[move] for mover in step.by}
    if not allowed & it.by:
        wanted = Action.PUBLISH_PLAN if Mover.HR in allowed else Action.WRITE_PLAN
        raise people.not_visible(who, wanted, it.plan.member_id)
    last = it.moves[-1]
    later = [each for each in it.moves if each.key > seen] if seen is not None else []
    is_possible = any(move in moves_of(it.state, mover) for mover in it.by)
    same = next((each for each in reversed(later) if each.move == move), None)
    if same is None and not is_possible and last.move == move:
        same = last
    if same is None:
        if later:
            raise changed_meanwhile()
        return False
    if same.by_id == who.member_id:
        return True
    if same.by_id is None:
        raise changed_meanwhile()
    by = await people.member(session, who.workspace_id, same.by_id)
    raise Rejected("improvement-error-done-already", name=by.name)


async def step(
    session: AsyncSession,
    it: Held,
    move: Move,
    *,
    by_id: int | None,
    now: datetime,
    reason: str = "",
    quiet: bool = False,
) -> PlanMove:
    """Move the plan and write it down; Rejected by `rules.states.moved`. `quiet`: another move follows at once, and
    people hear of that one."""
    plan, before = it.plan, it.state
    mover = next((each for each in _ORDER if each in it.by and move in moves_of(before, each)), next(iter(it.by)))
    resumes_to = State(plan.resumes_to) if plan.resumes_to else None
    awaits = it.awaits_answer and before is State.PAUSED
    after = moved(before, move, by=mover, resumes_to=resumes_to, awaits_answer=awaits, reason=reason)
    plan.state = after
    if after is State.PAUSED and before is not State.PAUSED:
        plan.resumes_to = before
    if after is not State.PAUSED:
        plan.resumes_to = plan.paused_on = plan.returns_on = None
    if after in _ENDED and plan.ended_at is None:
        plan.ended_at = now
    row = PlanMove(
        workspace_id=plan.workspace_id,
        plan_id=plan.key,
        move=move,
        since=before,
        to=after,
        by_id=by_id,
        at=now,
        reason=reason.strip(),
    )
    session.add(plan)
    session.add(row)
    await session.flush()
    it.moves = [*it.moves, row]
    await audited(session, it, row)
    if not quiet:
        await tell_step(session, plan, row, it.row, now=now)
    return row


_ORDER = (Mover.PERSON, Mover.MANAGER, Mover.HR, Mover.COMMITTEE, Mover.CALENDAR)


async def audited(session: AsyncSession, it: Held, row: PlanMove) -> None:
    """As something that is only prepared until the person knows; they do not know of terms that are only proposed."""
    is_published = State(row.to) not in UNPUBLISHED | {State.DROPPED} and row.move != Move.PROPOSE
    details: dict[str, Detail] = {"plan": it.plan.key, "what": row.move, "since": row.since, "to": row.to}
    entry = Entry(
        row.workspace_id,
        Audited.PLAN_MOVED if is_published else Audited.PLAN_PREPARED,
        row.by_id if row.by_id is not None else By.PROGRAM,
        About.MEMBER,
        it.plan.member_id,
        details,
        reason=row.reason or None,
    )
    await record(session, entry)


async def resumed(session: AsyncSession, it: Held, *, on: date, now: datetime) -> None:
    """What a pause costs is given back: every date that was ahead when it began moves by its working days."""
    plan = it.plan
    if plan.paused_on is None:
        return
    is_off = await off_days(session, it.member, since=it.plan.began_on)
    await postpone(session, it, plan.paused_on, working_days(plan.paused_on, on, is_off), is_off, now=now)


async def postpone(session: AsyncSession, it: Held, since: date, by: int, is_off: IsOff, *, now: datetime) -> None:
    """Also in new terms that are only proposed so far."""
    ahead = await termsheets.terms_of(session, it.sight, it.plan.key, it.plan.version + 1)
    if ahead is not None and by:
        ahead.content = postponed(terms_in(ahead), since, by, is_off).model_dump_json()
        session.add(ahead)
    await redate(session, it, postponed(it.terms, since, by, is_off), now=now)


async def redate(session: AsyncSession, it: Held, fresh: Terms, *, now: datetime) -> None:
    """The next version, with nothing but other days: what the person has answered holds for it, too."""
    plan, row = it.plan, it.row
    if fresh == it.terms:
        return
    ahead = await termsheets.terms_of(session, it.sight, plan.key, plan.version + 1)
    if ahead is not None:
        ahead.version += 1
        session.add(ahead)
        await session.flush()
    it.row = PlanTerms(
        workspace_id=plan.workspace_id,
        plan_id=plan.key,
        version=plan.version + 1,
        content=fresh.model_dump_json(),
        written_by=row.written_by,
        approved_by=row.approved_by,
        published_at=now,
        answer=row.answer,
        answered_at=row.answered_at,
    )
    plan.version, plan.starts_on, plan.ends_on = plan.version + 1, fresh.starts_on, fresh.ends_on
    session.add(it.row)
    session.add(plan)
    await session.flush()

"""What a promised message is about, for its reader, when it is sent: nothing once that has passed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanMove, PlanTerms
from bot.features.improvement.repository import endings, notes, plans
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.ending import appeal_until, words_until
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import GOING_ON, OF_COMMITTEE, OVER, Move, Mover, State
from bot.features.improvement.service.finding import UNKNOWN_TO_THE_PERSON, decides, movers, off_days
from bot.features.improvement.service.missing import has_missed
from bot.features.improvement.service.telling import heard_as
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Sight
from bot.turn import Who, day_in

ONLY_WHILE: dict[Move, frozenset[State]] = {
    Move.SUBMIT: frozenset({State.SUBMITTED}),
    Move.RETURN: frozenset({State.DRAFT}),
    Move.APPROVE: frozenset({State.APPROVED}),
    Move.PAUSE: frozenset({State.PAUSED}),
    Move.CHANGE: frozenset({State.PAUSED}),
    Move.ASK: GOING_ON,
    Move.APPEAL: frozenset({State.NOT_PASSED}),
}
"""States without which a message would be late; others are told unless the plan is over."""
OUTCOMES = OF_COMMITTEE | {Move.PASS, Move.FAIL}
"""What is told whatever happened since."""
WHILE: dict[int, frozenset[State]] = {
    keys.DECIDE: GOING_ON,
    keys.CLOSE: frozenset({State.PASSED, State.NOT_PASSED}),
    keys.NAME: frozenset({State.NOT_PASSED}),
    keys.MONTH: frozenset({State.PASSED}),
    keys.QUARTER: frozenset({State.PASSED}),
}
"""States without which nothing is to be asked any more."""


@dataclass(frozen=True, slots=True)
class Told:
    """A move, and as what its reader hears of it. `by` is None for what follows from dates; `until` the last day for
    what its reader is asked for, such as an appeal."""

    plan: Plan
    move: PlanMove
    reader: Mover
    member: Member
    by: Member | None
    row: PlanTerms
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked: one of the numbers in `keys`."""

    plan: Plan
    what: int
    member: Member
    reader: Mover = Mover.HR


@dataclass(frozen=True, slots=True)
class Said:
    """That the person has written something: a call for help, or that a milestone is reached."""

    plan: Plan
    kind: Kind
    member: Member


async def told_of(session: AsyncSession, who: Who, move_id: int, *, now: datetime) -> Told | None:
    """None for whoever may not know of the plan by now, and for what has been overtaken."""
    move = await plans.move_named(session, who.workspace_id, move_id)
    plan, sight = await _plan(session, who, move.plan_id if move else 0)
    if move is None or plan is None or sight is None or not await _is_current(session, plan, sight, move):
        return None
    reader = await _reader_of(session, who, plan, move, now=now)
    if reader is None or (reader is Mover.PERSON and State(plan.state) in UNKNOWN_TO_THE_PERSON):
        return None
    row = await termsheets.terms_of(session, sight, plan.key, plan.version)
    assert row is not None, "every plan has terms"
    by = await people.member(session, who.workspace_id, move.by_id) if move.by_id else None
    member = await people.member(session, who.workspace_id, plan.member_id)
    until = await _until(session, plan, sight, member, move, now=now)
    return Told(plan, move, reader, member, by, row, until)


async def asked_of(session: AsyncSession, who: Who, plan_id: int, what: int, *, now: datetime) -> Asked | None:
    """None for everybody who is not to be asked, once the plan is over, and when the question has answered itself."""
    plan, sight = await _plan(session, who, plan_id)
    if plan is None or sight is None or State(plan.state) in OVER:
        return None
    by = await movers(session, who, plan, now=now)
    member = await people.member(session, who.workspace_id, plan.member_id)
    if what in keys.FOLLOWUPS:
        reader = _reader(who, plan, by - {Mover.HR})
        return Asked(plan, what, member, reader) if reader and State(plan.state) in WHILE[what] else None
    if Mover.HR not in by:
        return None
    if what in WHILE:
        return Asked(plan, what, member) if State(plan.state) in WHILE[what] else None
    return Asked(plan, what, member) if await _is_so(session, plan, what, member, now=now) else None


async def said_of(session: AsyncSession, who: Who, note_id: int, *, now: datetime) -> Said | None:
    """None for whoever is neither manager nor HR by now, and once the plan is over."""
    note = await notes.note_named(session, who.workspace_id, note_id)
    plan, _ = await _plan(session, who, note.plan_id if note else 0)
    if note is None or plan is None or State(plan.state) in OVER:
        return None
    reader = _reader(who, plan, await movers(session, who, plan, now=now))
    if reader is None or reader is Mover.PERSON:
        return None
    return Said(plan, Kind(note.kind), await people.member(session, who.workspace_id, plan.member_id))


async def _is_so(session: AsyncSession, plan: Plan, what: int, member: Member, *, now: datetime) -> bool:
    if what == keys.LEFT:
        return not member.is_active
    if what == keys.MISSED:
        return await has_missed(session, plan, now=now)
    return await people.manager_of(session, plan.workspace_id, member.key, on=now.date()) is None


async def _plan(session: AsyncSession, who: Who, plan_id: int) -> tuple[Plan | None, Sight | None]:
    """Before it is decided whether the reader may know of it."""
    member_id = await plans.subject_of(session, who.workspace_id, plan_id)
    if member_id is None:
        return None, None
    sight = people.for_member(who.workspace_id, member_id)
    return await plans.plan_of(session, sight, plan_id), sight


async def _is_current(session: AsyncSession, plan: Plan, sight: Sight, move: PlanMove) -> bool:
    state, kind = State(plan.state), Move(move.move)
    if kind in ONLY_WHILE:
        return state in ONLY_WHILE[kind]
    if kind in OUTCOMES:
        return True
    if kind is Move.PROPOSE:
        return await termsheets.terms_of(session, sight, plan.key, plan.version + 1) is not None
    return state not in OVER or State(move.to) in OVER


async def _reader_of(session: AsyncSession, who: Who, plan: Plan, move: PlanMove, *, now: datetime) -> Mover | None:
    """Of an appeal those who decide it hear as its committee, whatever else they are; once it is decided they are not
    asked any more. A manager who is from HR hears as HR what only HR is told; whoever was told as the manager and is
    only HR by now hears nothing."""
    if move.move in {Move.APPEAL, *OF_COMMITTEE} and plan.member_id != who.member_id:
        case = await endings.case_of(session, people.own(who), plan.key)
        if case is not None and case.decision is not None:
            return Mover.COMMITTEE if move.move != Move.APPEAL else None
        if await decides(session, who, plan.key, now=now):
            return Mover.COMMITTEE
    return _reader(who, plan, await movers(session, who, plan, now=now) & heard_as(Move(move.move)))


async def _until(
    session: AsyncSession, plan: Plan, sight: Sight, member: Member, move: PlanMove, *, now: datetime
) -> date | None:
    """Of an appeal, unless there has been one; of words before the decision."""
    if move.move not in (Move.FAIL, Move.ASK):
        return None
    is_off, on = await off_days(session, member, since=plan.began_on), day_in(member.zone, move.at)
    if move.move == Move.ASK:
        return words_until(on, is_off)
    appeal = await endings.appeal_of(session, sight, plan.key)
    return appeal_until(on, is_off) if appeal is None else None


def _reader(who: Who, plan: Plan, by: frozenset[Mover]) -> Mover | None:
    """A manager who is from HR, too, reads as the manager; former managers read nothing."""
    if Mover.PERSON in by:
        return Mover.PERSON
    if Mover.MANAGER in by and plan.owner_id == who.member_id:
        return Mover.MANAGER
    return Mover.HR if Mover.HR in by else None

"""What a promised message is about, for its reader, when it is sent: nothing once that has passed."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanMove, PlanTerms
from bot.features.improvement.repository import notes, plans
from bot.features.improvement.repository import terms as termsheets
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import OVER, Move, Mover, State
from bot.features.improvement.service.finding import UNKNOWN_TO_THE_PERSON, movers
from bot.features.improvement.service.missing import has_missed
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.service import Sight
from bot.turn import Who

ONLY_WHILE: dict[Move, frozenset[State]] = {
    Move.SUBMIT: frozenset({State.SUBMITTED}),
    Move.RETURN: frozenset({State.DRAFT}),
    Move.APPROVE: frozenset({State.APPROVED}),
    Move.PAUSE: frozenset({State.PAUSED}),
    Move.CHANGE: frozenset({State.PAUSED}),
}
"""States without which a message would be late; others are told unless the plan is over."""


@dataclass(frozen=True, slots=True)
class Told:
    """A move, and as what its reader hears of it. `by` is None for what follows from dates."""

    plan: Plan
    move: PlanMove
    reader: Mover
    member: Member
    by: Member | None
    row: PlanTerms


@dataclass(frozen=True, slots=True)
class Asked:
    """What HR is asked to see to: `keys.LEFT`, `keys.ALONE` or `keys.MISSED`."""

    plan: Plan
    what: int
    member: Member


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
    reader = _reader(who, plan, await movers(session, who, plan, now=now))
    if reader is None or (reader is Mover.PERSON and State(plan.state) in UNKNOWN_TO_THE_PERSON):
        return None
    row = await termsheets.terms_of(session, sight, plan.key, plan.version)
    assert row is not None, "every plan has terms"
    by = await people.member(session, who.workspace_id, move.by_id) if move.by_id else None
    return Told(plan, move, reader, await people.member(session, who.workspace_id, plan.member_id), by, row)


async def asked_of(session: AsyncSession, who: Who, plan_id: int, what: int, *, now: datetime) -> Asked | None:
    """None for everybody but HR, once the plan is over, and when the question has answered itself."""
    plan, _ = await _plan(session, who, plan_id)
    if plan is None or State(plan.state) in OVER or Mover.HR not in await movers(session, who, plan, now=now):
        return None
    member = await people.member(session, who.workspace_id, plan.member_id)
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
    if kind is Move.PROPOSE:
        return await termsheets.terms_of(session, sight, plan.key, plan.version + 1) is not None
    return state not in OVER or State(move.to) in OVER


def _reader(who: Who, plan: Plan, by: frozenset[Mover]) -> Mover | None:
    """A manager who is from HR, too, reads as the manager; former managers read nothing."""
    if Mover.PERSON in by:
        return Mover.PERSON
    if Mover.MANAGER in by and plan.owner_id == who.member_id:
        return Mover.MANAGER
    return Mover.HR if Mover.HR in by else None

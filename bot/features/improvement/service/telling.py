"""Promises what people are told of a plan: by the key of a move, and at an hour at which they work."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.improvement.models import Plan, PlanMove, PlanNote, PlanTerms
from bot.features.improvement.repository import endings
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.notes import Kind
from bot.features.improvement.rules.states import UNPUBLISHED, Move, Mover, State
from bot.features.people import service as people
from bot.features.people.models import Member

KeyFor = Callable[[Member], str]
PERSON, OWNER, HR, APPROVER, COMMITTEE = "person", "owner", "hr", "approver", "committee"
TOLD: dict[Move, tuple[str, ...]] = {
    Move.SUBMIT: (HR,),
    Move.RETURN: (OWNER,),
    Move.APPROVE: (OWNER,),
    Move.PUBLISH: (PERSON, OWNER),
    Move.DROP: (OWNER, HR),
    Move.ACKNOWLEDGE: (OWNER, APPROVER),
    Move.REFUSE: (OWNER, APPROVER),
    Move.GO_ON: (PERSON, OWNER),
    Move.START: (PERSON, OWNER),
    Move.PAUSE: (PERSON, OWNER),
    Move.RESUME: (PERSON, OWNER),
    Move.EXTEND: (PERSON, OWNER),
    Move.PROPOSE: (HR,),
    Move.CHANGE: (PERSON, OWNER),
    Move.WITHDRAW: (PERSON, OWNER),
    Move.HAND_OVER: (OWNER,),
    Move.ASK: (PERSON, OWNER),
    Move.PASS: (PERSON, OWNER),
    Move.FAIL: (PERSON, OWNER),
    Move.APPEAL: (OWNER, HR, COMMITTEE),
    Move.UPHOLD: (PERSON, OWNER, HR, COMMITTEE),
    Move.GRANT: (PERSON, OWNER, HR, COMMITTEE),
    Move.GRANT_TIME: (PERSON, OWNER, HR, COMMITTEE),
    Move.CLOSE: (PERSON, OWNER),
}
"""Who hears of what; never whoever did it."""
READERS = {
    PERSON: Mover.PERSON,
    OWNER: Mover.MANAGER,
    HR: Mover.HR,
    APPROVER: Mover.HR,
    COMMITTEE: Mover.COMMITTEE,
}


def heard_as(move: Move) -> frozenset[Mover]:
    """As what one can hear of such a move: there are words for these readers and no others."""
    return frozenset(READERS[role] for role in TOLD.get(move, ()))


async def tell_step(session: AsyncSession, plan: Plan, row: PlanMove, terms: PlanTerms, *, now: datetime) -> None:
    """Everybody once. Moves that are not listed have messages of their own."""
    told: dict[int, Member] = {}
    for role in TOLD.get(Move(row.move), ()):
        if role == HR and row.move == Move.DROP and row.since == State.DRAFT:
            continue
        for member in await _in_role(session, plan, terms, role, now=now):
            told.setdefault(member.key, member)
    told.pop(row.by_id or 0, None)
    if State(row.to) in UNPUBLISHED | {State.DROPPED}:
        told.pop(plan.member_id, None)
    await tell_members(session, plan, row, told.values(), now=now)


async def tell_members(
    session: AsyncSession, plan: Plan, row: PlanMove, told: Iterable[Member], *, now: datetime
) -> None:
    """A move, to each of them once."""
    payload = {"id": row.key}
    await _promise(session, told, keys.STEP, payload, lambda member: keys.step_key(row.key, member.key), now=now)


async def ask_hr(session: AsyncSession, plan: Plan, what: int, about: int, *, now: datetime) -> None:
    """HR has to see to something: once for each occasion."""
    await ask(session, plan, what, about, await hr_for(session, plan, now=now), now=now)


async def ask(
    session: AsyncSession, plan: Plan, what: int, about: int, told: Iterable[Member], *, now: datetime
) -> None:
    """Likewise of others."""
    payload = {"id": plan.key, "n": what}
    await _promise(
        session, told, keys.ASK, payload, lambda member: keys.ask_key(plan.key, what, about, member.key), now=now
    )


async def hr_for(session: AsyncSession, plan: Plan, *, now: datetime) -> list[Member]:
    """Everybody of HR but the person."""
    found = await people.hr(session, plan.workspace_id, on=now.date())
    return [each for each in found if each.key != plan.member_id]


async def _in_role(session: AsyncSession, plan: Plan, terms: PlanTerms, role: str, *, now: datetime) -> list[Member]:
    if role == HR:
        return await hr_for(session, plan, now=now)
    if role == COMMITTEE:
        sight = people.for_member(plan.workspace_id, plan.member_id)
        sitting = await endings.committee_of(session, sight, plan.key)
        return _active((await people.members_by_id(session, plan.workspace_id, sitting)).values())
    keys_of = {PERSON: plan.member_id, OWNER: plan.owner_id, APPROVER: terms.approved_by}
    key = keys_of[role]
    found = (await people.members_by_id(session, plan.workspace_id, [key])).values() if key else []
    return _active(found)


def _active(found: Iterable[Member]) -> list[Member]:
    return [each for each in found if each.is_active]


async def _promise(
    session: AsyncSession, told: Iterable[Member], kind: str, payload: dict[str, int], key_for: KeyFor, *, now: datetime
) -> None:
    promised = []
    for member in told:
        due_at = await people.when_to_tell(session, member, now=now)
        place = (member.workspace_id, key_for(member), kind, member.slack_user)
        promised.append(Promise(*place, due_at, payload, is_private=True))
        promised.append(people.home_of(member, now))
    await promise(session, promised, now=now)


async def tell_note(session: AsyncSession, plan: Plan, row: PlanNote, *, now: datetime) -> None:
    """What the person has written: a call for help to manager and HR, that a milestone is reached to the manager; of
    what replaces it on the same day nobody hears again."""
    owner = await people.members_by_id(session, plan.workspace_id, [plan.owner_id])
    told = {each.key: each for each in owner.values() if each.is_active}
    if row.kind == Kind.HELP:
        told |= {each.key: each for each in await hr_for(session, plan, now=now)}
    payload = {"id": row.key, "n": keys.SAID}
    await _promise(
        session, told.values(), keys.ASK, payload, lambda member: keys.note_key(row.key, member.key), now=now
    )

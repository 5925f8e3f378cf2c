"""Promises what people are told of a plan: by the key of a move, and at an hour at which they work."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise
from bot.features.feedback.rules.moments import moment_to_tell
from bot.features.feedback.service.telling import habits_of, home_of
from bot.features.improvement.models import Plan, PlanMove, PlanTerms
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.states import UNPUBLISHED, Move, State
from bot.features.people import service as people
from bot.features.people.models import Member

KeyFor = Callable[[Member], str]
PERSON, OWNER, HR, APPROVER = "person", "owner", "hr", "approver"
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
}
"""Who hears of what; never whoever did it."""


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
    payload = {"id": row.key}
    await _promise(
        session, told.values(), keys.STEP, payload, lambda member: keys.step_key(row.key, member.key), now=now
    )


async def ask_hr(session: AsyncSession, plan: Plan, what: int, about: int, *, now: datetime) -> None:
    """HR has to see to something: once for each occasion."""
    told = await hr_for(session, plan, now=now)
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
    keys_of = {PERSON: plan.member_id, OWNER: plan.owner_id, APPROVER: terms.approved_by}
    key = keys_of[role]
    found = (await people.members_by_id(session, plan.workspace_id, [key])).values() if key else []
    return [each for each in found if each.is_active]


async def _promise(
    session: AsyncSession, told: Iterable[Member], kind: str, payload: dict[str, int], key_for: KeyFor, *, now: datetime
) -> None:
    promised = []
    for member in told:
        due_at = moment_to_tell(await habits_of(session, member, now=now), now)
        place = (member.workspace_id, key_for(member), kind, member.slack_user)
        promised.append(Promise(*place, due_at, payload, is_private=True))
        promised.append(home_of(member, now))
    await promise(session, promised, now=now)

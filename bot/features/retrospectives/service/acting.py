"""What is to be done, by whom and until when: added, given to somebody else, done, put off."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.retrospectives import repository
from bot.features.retrospectives.models import CALLED_OFF, DONE, OPEN, RetroAction, Retrospective
from bot.features.retrospectives.rules.actions import Stage, refuse_put_off, stage_due
from bot.features.retrospectives.rules.days import accepted_deadline
from bot.features.retrospectives.rules.texts import MOST_ACTIONS, accepted_action, accepted_reason
from bot.features.retrospectives.service.finding import Place, calendar_of, denied, place_of, rhythm_of
from bot.features.retrospectives.service.telling import refresh_told, tell_given
from bot.turn import Who, day_in


@dataclass(frozen=True, slots=True)
class ActionWish:
    """A form as it was sent."""

    text: str
    owner_id: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ActionForm:
    """What the form starts from; `action` is None for a new one."""

    row: Retrospective
    owners: tuple[Member, ...]
    action: RetroAction | None


async def action_form(session: AsyncSession, who: Who, key: int) -> ActionForm:
    """For a new one. Denied for everybody but the lead and the members."""
    place = await place_of(session, who, key)
    return ActionForm(place.row, await _owners(session, place.row), None)


async def form_to_change(session: AsyncSession, who: Who, action_id: int) -> ActionForm:
    """Denied for everybody but the lead; Rejected once it is over."""
    place, action = await _led(session, who, action_id)
    return ActionForm(place.row, await _owners(session, place.row), action)


async def add_action(session: AsyncSession, who: Who, key: int, wish: ActionWish, *, now: datetime) -> RetroAction:
    """Denied for everybody but the lead and the members. Rejected for a text or deadline that will not do, an owner who
    is neither, and more than thirty of them."""
    place = await place_of(session, who, key, find=repository.retrospective_to_change)
    if await repository.count_of(session, who.workspace_id, key) >= MOST_ACTIONS:
        raise Rejected("retrospectives-error-actions", limit=MOST_ACTIONS)
    owner, due_on = await _accepted(session, who, place.row, wish, now=now)
    action = RetroAction(
        workspace_id=who.workspace_id,
        retrospective_id=key,
        owner_id=owner.key,
        added_by=who.member_id,
        text=accepted_action(wish.text),
        due_on=due_on,
        given_on=day_in(owner.zone, now),
    )
    await _give(session, action, owner, now=now)
    return action


async def change_action(
    session: AsyncSession, who: Who, action_id: int, wish: ActionWish, *, now: datetime
) -> RetroAction:
    """Another text, owner or deadline. Denied for everybody but the lead; Rejected as above, and once it is over."""
    place, action = await _led(session, who, action_id)
    owner, due_on = await _accepted(session, who, place.row, wish, now=now, unchanged=action.due_on)
    text, before = accepted_action(wish.text), (action.owner_id, action.due_on, action.text)
    if before == (owner.key, due_on, text):
        return action
    await _take_away(session, action, owner, now=now)
    action.text, action.due_on, action.owner_id = text, due_on, owner.key
    await _give(session, action, owner, now=now)
    return action


async def call_off(session: AsyncSession, who: Who, action_id: int, *, now: datetime) -> RetroAction:
    """Nobody need do it. Denied for everybody but the lead; Rejected once it is over."""
    _, action = await _led(session, who, action_id)
    action.state = CALLED_OFF
    await _saved(session, action, now=now)
    return action


async def finish(session: AsyncSession, who: Who, action_id: int, *, now: datetime) -> RetroAction:
    """It is done; again changes nothing. Denied for everybody but the owner."""
    action = await _owned(session, who, action_id)
    if action.state == OPEN:
        action.state, action.done_on = DONE, who.day_of(now)
        await _saved(session, action, now=now)
    return action


async def reopen(session: AsyncSession, who: Who, action_id: int, *, now: datetime) -> RetroAction:
    """It was not done after all. Denied for everybody but the owner; nothing happens to one that is open."""
    action = await _owned(session, who, action_id)
    if action.state == DONE:
        action.state, action.done_on = OPEN, None
        await _saved(session, action, now=now)
    return action


async def action_to_put_off(session: AsyncSession, who: Who, action_id: int) -> RetroAction:
    """Before a day and a reason are asked for. Denied and Rejected as below."""
    action = await _owned(session, who, action_id)
    if action.state != OPEN:
        raise Rejected("retrospectives-error-over")
    refuse_put_off(action.n_put_off, old=action.due_on, new=date.max)
    return action


async def put_off(
    session: AsyncSession, who: Who, action_id: int, due_on: date | None, reason: str, *, now: datetime
) -> RetroAction:
    """Until a later day, with a reason, three times at most. Denied for everybody but the owner; Rejected otherwise,
    and once it is over."""
    action = await action_to_put_off(session, who, action_id)
    day = await _deadline(session, who, due_on, now=now)
    refuse_put_off(action.n_put_off, old=action.due_on, new=day)
    action.reason = accepted_reason(reason)
    action.due_on, action.n_put_off = day, action.n_put_off + 1
    await _begin_reminding(session, action, today=who.day_of(now), now=now)
    await _saved(session, action, now=now)
    return action


async def hand_over(session: AsyncSession, action: RetroAction, owner: Member, *, now: datetime) -> None:
    """Because its owner has left."""
    action.owner_id = owner.key
    await _give(session, action, owner, now=now)


async def _give(session: AsyncSession, action: RetroAction, owner: Member, *, now: datetime) -> None:
    """Afresh: what an earlier owner said about it is nothing to this one."""
    action.given_on, action.reminded_on = day_in(owner.zone, now), None
    action.reason, action.n_put_off = "", 0
    await _begin_reminding(session, action, today=action.given_on, now=now)
    session.add(action)
    await session.flush()
    await tell_given(session, action, owner, now=now)


async def _begin_reminding(session: AsyncSession, action: RetroAction, *, today: date, now: datetime) -> None:
    """Whoever is told of a deadline that is near is not reminded of the same again."""
    habits = await people.habits_now(session, action.workspace_id, [action.owner_id], now=now)
    action.reminders = min(stage_due(action.due_on, today=today, habits=habits[action.owner_id]), Stage.ON_THE_DAY)


async def _take_away(session: AsyncSession, action: RetroAction, new: Member, *, now: datetime) -> None:
    """From an owner who is another one now."""
    if new.key == action.owner_id:
        return
    old, given_on = action.owner_id, action.given_on
    owner = await people.member(session, action.workspace_id, old)
    if owner.is_active:
        await refresh_told(session, owner, given_on=given_on, now=now)


async def _saved(session: AsyncSession, action: RetroAction, *, now: datetime) -> None:
    session.add(action)
    await session.flush()
    owner = await people.member(session, action.workspace_id, action.owner_id)
    if owner.is_active:
        await refresh_told(session, owner, given_on=action.given_on, now=now)


async def _accepted(
    session: AsyncSession,
    who: Who,
    row: Retrospective,
    wish: ActionWish,
    *,
    now: datetime,
    unchanged: date | None = None,
) -> tuple[Member, date]:
    owners = {each.key: each for each in await _owners(session, row)}
    if wish.owner_id not in owners:
        raise Rejected("retrospectives-error-no-owner", field="owner")
    if unchanged is not None and wish.due_on == unchanged:
        return owners[wish.owner_id], unchanged
    return owners[wish.owner_id], await _deadline(session, who, wish.due_on, now=now)


async def _deadline(session: AsyncSession, who: Who, due_on: date | None, *, now: datetime) -> date:
    rhythm = await rhythm_of(session, who.workspace_id)
    today = who.day_of(now)
    return accepted_deadline(due_on, today=today, calendar=await calendar_of(session, who, rhythm, today=today))


async def _owners(session: AsyncSession, row: Retrospective) -> tuple[Member, ...]:
    """The lead and the members who are here, by name."""
    keys = {row.lead_id, *await repository.members_of(session, row.workspace_id, row.key)}
    found = (await people.members_by_id(session, row.workspace_id, keys)).values()
    return tuple(sorted((each for each in found if each.is_active), key=lambda each: (each.name, each.key)))


async def _owned(session: AsyncSession, who: Who, action_id: int) -> RetroAction:
    """Locked. One that was called off is nobody's any more."""
    action = await repository.action_to_change(session, who.workspace_id, action_id)
    if action is None or action.owner_id != who.member_id or action.state == CALLED_OFF:
        raise denied(who, "change_action")
    return action


async def _led(session: AsyncSession, who: Who, action_id: int) -> tuple[Place, RetroAction]:
    """Locked, and open."""
    action = await repository.action_to_change(session, who.workspace_id, action_id)
    place = await place_of(session, who, action.retrospective_id) if action else None
    if action is None or place is None or not place.is_lead:
        raise denied(who, "change_action")
    if action.state != OPEN:
        raise Rejected("retrospectives-error-over")
    return place, action

"""What follows from dates that people have agreed on: a plan starts, pauses while its person is on leave, goes on, and
follows its person to another manager. Nothing is published, extended or ended here."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.models import Plan, PlanMove
from bot.features.improvement.repository import plans
from bot.features.improvement.rules import keys
from bot.features.improvement.rules.days import IsOff, leaves_since, long_leave, working_days
from bot.features.improvement.rules.ending import question_day
from bot.features.improvement.rules.states import GOING_ON, OUTCOMES, Move, Mover, State
from bot.features.improvement.service.missing import ask_about_missed
from bot.features.improvement.service.nearing import near_the_end
from bot.features.improvement.service.stepping import Held, held_by_dates, postpone, resumed, step
from bot.features.improvement.service.telling import ask_hr
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.scheduling.asking import Habits
from bot.settings import Settings
from bot.turn import day_in

log = structlog.get_logger(__name__)

DAY = timedelta(days=1)


async def look_after(session: AsyncSession, workspace_id: int, on: date, *, now: datetime, settings: Settings) -> None:
    """All plans that are not over, once a day; doing it again changes nothing. `on` is the workspace's day, by which
    people have managers; starts and pauses go by the day where the person is."""
    found = await plans.plans_to_look_after(session, workspace_id)
    for around in await _around(session, found, on, settings=settings) if found else ():
        if _may_be_due(around, now=now):
            async with _by_itself(session, around.plan_id):
                await _look_after(session, around, now=now)
    async with _by_itself(session, None):
        await ask_about_missed(session, workspace_id, now=now)


@asynccontextmanager
async def _by_itself(session: AsyncSession, row: int | None) -> AsyncIterator[None]:
    """Whatever is wrong with it, nothing of it is kept, and the rest goes on."""
    try:
        async with session.begin_nested():
            yield
    except (OperationalError, InterfaceError, OSError):
        raise  # the database is away or busy: the whole look is tried again
    except Exception:
        log.exception("something due cannot be looked after", row=row)


@dataclass(frozen=True, slots=True)
class _Around:
    """A plan as it was before its row is locked, its person and their manager of today. Its key is kept by itself:
    after a failure nothing more is read of the plan."""

    plan: Plan
    plan_id: int
    member: Member
    manager: Member | None
    habits: Habits


async def _around(session: AsyncSession, found: Sequence[Plan], on: date, *, settings: Settings) -> list[_Around]:
    workspace_id, concerned = found[0].workspace_id, {each.member_id for each in found}
    since = min(on, *(each.began_on for each in found))
    habits = await people.habits_of(session, workspace_id, concerned, working_days=settings.working_days, today=since)
    managers = await people.managers(session, workspace_id, on=on)
    above = {managers[each] for each in concerned if each in managers}
    members = await people.members_by_id(session, workspace_id, concerned | above)
    return [
        _Around(
            plan,
            plan.key,
            members[plan.member_id],
            members.get(managers.get(plan.member_id, 0)),
            habits[plan.member_id],
        )
        for plan in found
    ]


def _may_be_due(around: _Around, *, now: datetime) -> bool:
    """Whether something could follow from today. On most nights nothing does, and a plan of which nothing does is not
    locked; what changes in this very moment is seen the next night."""
    plan, manager, habits = around.plan, around.manager, around.habits
    state, today = State(plan.state), day_in(habits.zone, now)
    if not around.member.is_active or manager is None or not manager.is_active or manager.key != plan.owner_id:
        return True
    if state in GOING_ON:
        is_away = long_leave(habits.away, today, _off(habits)) is not None
        is_back = bool(leaves_since(habits.away, plan.starts_on, today, _off(habits)))
        return is_away or is_back or question_day(plan.ends_on, today) is not None
    if state is State.ACKNOWLEDGED:
        return today >= plan.starts_on
    return state in OUTCOMES or (state is State.PAUSED and plan.returns_on is not None)


async def _look_after(session: AsyncSession, around: _Around, *, now: datetime) -> None:
    sight = people.for_member(around.plan.workspace_id, around.plan.member_id)
    it = await held_by_dates(session, sight, around.plan_id)
    if it is None:
        return
    await _follow(session, it, around.manager, now=now)
    if it.member.is_active:
        await _by_dates(session, it, around.habits, now=now)
    elif it.state in OUTCOMES:
        await near_the_end(session, it, now=now)


async def _follow(session: AsyncSession, it: Held, manager: Member | None, *, now: datetime) -> None:
    """To the manager of today. HR is asked about somebody who has left before an outcome, or has nobody above them."""
    if not it.member.is_active and it.state in OUTCOMES:
        return
    if not it.member.is_active:
        await ask_hr(session, it.plan, keys.LEFT, it.plan.member_id, now=now)
    elif manager is None or not manager.is_active:
        await ask_hr(session, it.plan, keys.ALONE, it.plan.owner_id, now=now)
    elif manager.key != it.plan.owner_id:
        it.plan.owner_id = manager.key
        await step(session, it, Move.HAND_OVER, by_id=None, now=now)


async def _by_dates(session: AsyncSession, it: Held, habits: Habits, *, now: datetime) -> None:
    today, is_off = day_in(habits.zone, now), _off(habits)
    if it.state is State.ACKNOWLEDGED:
        await start_if_due(session, it, habits, now=now)
    elif it.state is State.PAUSED and it.plan.returns_on is not None:
        await _back(session, it, long_leave(habits.away, today, is_off), today, now=now)
    if it.state in GOING_ON and (leave := long_leave(habits.away, today, is_off)):
        await _away(session, it, leave, now=now)
    elif it.state in GOING_ON:
        await _was_away(session, it, habits, today, now=now)
    await near_the_end(session, it, now=now)


async def start_if_due(session: AsyncSession, it: Held, habits: Habits, *, now: datetime) -> None:
    """On the first working day from its first one on, when the person is not on a long leave. A late start shortens
    nothing: everything comes as much later."""
    today, is_off = day_in(habits.zone, now), _off(habits)
    if today < it.plan.starts_on or is_off(today) or long_leave(habits.away, today, is_off):
        return
    late = working_days(it.plan.starts_on, today, is_off)
    if late:
        await postpone(session, it, it.plan.starts_on, late, is_off, now=now)
    it.by = frozenset({Mover.CALENDAR})
    await step(session, it, Move.START, by_id=None, now=now)


async def _away(session: AsyncSession, it: Held, leave: tuple[date, date], *, now: datetime) -> None:
    """From the first day of the leave, but none that has been given back already."""
    since = [day_in(it.member.zone, each.at) for each in it.moves if each.since == State.PAUSED != each.to]
    await step(session, it, Move.PAUSE, by_id=None, now=now)
    it.plan.paused_on = max(leave[0], it.plan.starts_on, *since)
    it.plan.returns_on = leave[1] + DAY
    session.add(it.plan)


async def _was_away(session: AsyncSession, it: Held, habits: Habits, today: date, *, now: datetime) -> None:
    """A leave of which the program was told when it was over costs as little as one that it knew of. What lies before
    dates were last set, by people or by a pause, was known to them."""
    is_off = _off(habits)
    since = [day_in(habits.zone, each.at) for each in it.moves if _sets_dates(each)]
    leaves = leaves_since(habits.away, max(it.plan.starts_on, *since), today, is_off)
    if not leaves:
        return
    await step(session, it, Move.PAUSE, by_id=None, now=now, quiet=True)
    days = sum(working_days(first, last + DAY, is_off) for first, last in leaves)
    await postpone(session, it, leaves[0][0], days, is_off, now=now)
    await step(session, it, Move.RESUME, by_id=None, now=now)


def _sets_dates(move: PlanMove) -> bool:
    goes_on = State(move.to) in GOING_ON and State(move.since) not in GOING_ON
    return goes_on or move.move == Move.EXTEND


async def _back(
    session: AsyncSession, it: Held, leave: tuple[date, date] | None, today: date, *, now: datetime
) -> None:
    """The day after the leave, also when that has become shorter; not before the person has answered new terms."""
    assert it.plan.returns_on is not None, "whoever is on leave comes back"
    if leave:
        it.plan.returns_on = leave[1] + DAY
        session.add(it.plan)
    elif not it.awaits_answer:
        await resumed(session, it, on=min(today, it.plan.returns_on), now=now)
        await step(session, it, Move.RESUME, by_id=None, now=now)


def _off(habits: Habits) -> IsOff:
    return lambda on: habits.calendar.why_off(on) is not None

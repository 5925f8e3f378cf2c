"""What the end of a plan asks of people, day by day: words, a decision, a question afterwards. It decides nothing."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.improvement.rules import keys
from bot.features.improvement.rules.ending import WEEK, asked_since, months_after, question_day, words_until
from bot.features.improvement.rules.states import GOING_ON, OUTCOMES, Move, Mover, State
from bot.features.improvement.service.endings import Ending
from bot.features.improvement.service.finding import end_of, off_days
from bot.features.improvement.service.stepping import Held, step
from bot.features.improvement.service.telling import ask, ask_hr
from bot.features.people import service as people
from bot.turn import day_in


async def near_the_end(session: AsyncSession, it: Held, *, now: datetime) -> None:
    """Once a day; doing it again changes nothing."""
    if it.state in GOING_ON:
        await _before_decision(session, it, now=now)
        return
    if it.state not in OUTCOMES:
        return
    ending = await end_of(session, it.plan, it.sight, it.member, it.moves, now=now)
    if it.state is State.PASSED:
        await _afterwards(session, it, ending, now=now)
    elif ending.is_appealed:
        await _without_committee(session, it, ending, now=now)
    elif not ending.can_appeal and ending.decided:
        await ask_hr(session, it.plan, keys.CLOSE, ending.decided.key, now=now)


async def _before_decision(session: AsyncSession, it: Held, *, now: datetime) -> None:
    """Both are asked for their words once; HR for a decision then, and every week until there is one."""
    asked_on = question_day(it.plan.ends_on, it.today(now))
    if asked_on is None:
        return
    if asked_since([each.move for each in it.moves]) is None:
        it.by = frozenset({Mover.CALENDAR})
        await step(session, it, Move.ASK, by_id=None, now=now)
    await ask_hr(session, it.plan, keys.DECIDE, asked_on.toordinal(), now=now)


async def _without_committee(session: AsyncSession, it: Held, ending: Ending, *, now: datetime) -> None:
    """Whoever was to decide has left, or has come to have to do with the case: HR is asked every week."""
    assert ending.appeal is not None, "it waits for a decision"
    if ending.committee:
        return
    made = day_in(it.member.zone, ending.appeal.made_at)
    asked_on = made + (ending.today - made) // WEEK * WEEK
    await ask_hr(session, it.plan, keys.NAME, asked_on.toordinal(), now=now)


async def _afterwards(session: AsyncSession, it: Held, ending: Ending, *, now: datetime) -> None:
    """One question at a time, and HR is asked to close it five full working days after the last."""
    assert ending.decided is not None, "somebody has let it pass"
    assert ending.decided_on is not None, "on some day"
    days = {what: months_after(ending.decided_on, months) for what, months in keys.FOLLOWUPS.items()}
    due = [what for what, on in days.items() if on <= ending.today]
    if not due:
        return
    found = await people.members_by_id(session, it.plan.workspace_id, {it.plan.member_id, it.plan.owner_id})
    told = [each for each in found.values() if each.is_active]
    await ask(session, it.plan, due[-1], ending.decided.key, told, now=now)
    is_off = await off_days(session, it.member, since=it.plan.began_on)
    if ending.today > words_until(days[keys.QUARTER], is_off):
        await ask_hr(session, it.plan, keys.CLOSE, ending.decided.key, now=now)

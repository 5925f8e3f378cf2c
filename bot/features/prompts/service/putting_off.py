"""Puts a prompt off: all of it, until a moment at which there is one prompt again."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.promises import Promise, promise, withdraw
from bot.errors import Rejected
from bot.features.appraisals import service as appraisals
from bot.features.people import service as people
from bot.features.people.rules.prompts import PROMPT, again_key, prompt_key
from bot.features.people.service import Planned, Prompted
from bot.features.prompts.service.planning import plan_put_off
from bot.features.reviews import service as reviews
from bot.scheduling.asking import Habits, PutOff
from bot.scheduling.asking import put_off as moment_of
from bot.settings import Settings
from bot.turn import Who

OLDEST_PUT_OFF = 7
"""Days after which a prompt is no longer worth being put off."""


async def put_off(
    session: AsyncSession, who: Who, on: date, choice: str, *, now: datetime, settings: Settings
) -> datetime:
    """Ask for all that is left of the newest prompt, of the day `on`, again later; returns when. Put off until another
    day, it is that day's prompt; the last choice counts. The days of prompts that were waiting are asked about as well,
    for they get no other.

    Rejected when there is a newer one, or it is too old, and when the choice is no `PutOff`, or has passed.
    """
    prompts = await people.prompts_to_change(session, who, now=now)
    newest, today = prompts.newest, who.day_of(now)
    if newest is None or newest.on != on or not 0 <= (today - on).days <= OLDEST_PUT_OFF:
        raise Rejected("prompts-error-put-off-over", on=on)
    habits = await _habits(session, who, now=now, settings=settings)
    at = _moment(habits, choice, now)
    day, waiting = who.day_of(at), [each for each in prompts.known if not each.is_out]
    # First, as planning does: whoever locks actions and then promises would else wait for this, and this for them.
    await plan_put_off(session, who.workspace_id, Planned(who.member_id, who.slack_user, day, at, habits))
    await withdraw(session, who.workspace_id, [each.key for each in waiting])
    days = _days([newest, *waiting], day)
    if not await promise(session, [_promise(who, newest, at, days, is_first=day != on)], now=now):
        await promise(session, [_promise(who, newest, at, days, is_first=False)], now=now)
    await people.refresh_prompt(session, who, now=now)
    return at


async def ends_before(
    session: AsyncSession, who: Who, at: datetime, *, now: datetime, settings: Settings
) -> date | None:
    """The first last day on which somebody can give what is still to be given, ratings or what they write, if it is
    over by the moment `at`: it is not asked for again then."""
    ends = []
    due = await reviews.due_now(session, who, now=now, settings=settings)
    if due and due.people and due.until < at.astimezone(settings.zone).date():
        ends.append(due.until)
    todo = await appraisals.todo_of(session, who, now=now)
    if todo.round and not todo.is_done and who.day_of(now) <= todo.round.closes_on < who.day_of(at):
        ends.append(todo.round.closes_on)
    return min(ends, default=None)


async def _habits(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> Habits:
    today, days = who.day_of(now), settings.working_days
    found = await people.habits_of(session, who.workspace_id, [who.member_id], working_days=days, today=today)
    return found[who.member_id]


def _moment(habits: Habits, choice: str, now: datetime) -> datetime:
    at = moment_of(habits, PutOff(choice), now) if choice in list(PutOff) else None
    if at is None:
        raise Rejected("prompts-error-put-off-late")
    return at.replace(second=0, microsecond=0)


def _days(earlier: Sequence[Prompted], on: date) -> list[date]:
    """The day `on`, and those of earlier prompts that are neither ahead of it nor too long ago."""
    known = {day for each in earlier for day in each.days if 0 <= (on - day).days <= OLDEST_PUT_OFF}
    return sorted({on, *known})


def _promise(who: Who, earlier: Prompted, at: datetime, days: Sequence[date], *, is_first: bool) -> Promise:
    """With `is_first` as the prompt of its day."""
    on = who.day_of(at)
    key = prompt_key(who.member_id, on) if is_first else again_key(who.member_id, on, at)
    payload = {
        "on": on.isoformat(),
        "at": at.isoformat(),
        "put_off": earlier.key,
        "days": [each.isoformat() for each in days],
    }
    return Promise(who.workspace_id, key, PROMPT, who.slack_user, at, payload)

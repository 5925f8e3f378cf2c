"""Who is asked for ratings on a day, and what takes the place of a prompt once there is nothing left to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.models import HOME, UPDATE
from bot.delivery.promises import Promise, promise
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.repository import prompting
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.keys import DONE, HOME_REFRESH, PROMPT, again_key, progress_key, prompt_key, prompt_keys
from bot.features.reviews.rules.reminders import MOST_TIMES, days_there, days_to_ask, minutes_for
from bot.features.reviews.service.filling import Desk, Task, desk_of
from bot.features.reviews.service.finding import dates_of_cycle
from bot.scheduling.asking import Habits, PutOff, after_quiet, choices_of, is_over, put_off
from bot.settings import Settings
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class Due:
    """How many colleagues are to be rated until when, and how long that takes; nobody's name, for it is a message."""

    people: int
    minutes: int
    until: date
    is_first: bool
    later: tuple[PutOff, ...]
    given: int
    late: int = 0


async def due_now(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> Due | None:
    """For Home; None for who has nothing to give, to change or to read again."""
    desk = await desk_of(session, who, now=now, settings=settings)
    return _due(desk, (), now=now) if desk.tasks or desk.late else None


async def due_on(
    session: AsyncSession,
    who: Who,
    on: date,
    *,
    wanted_at: datetime,
    is_put_off: bool,
    now: datetime,
    settings: Settings,
) -> Due | None:
    """For a prompt that was `wanted_at` a moment of that day.

    None when nothing is due, while the member is not to be asked, once the prompt has become pointless, and, unless it
    was put off, on a day on which no cycle is due to ask: four times in all, reminders included.
    """
    if is_over(on, wanted_at, now, who.zone):
        return None
    habits = await _habits(session, who, settings, now)
    if habits.why_unasked(on) or after_quiet(habits, now) != now:
        return None
    desk = await desk_of(session, who, now=now, settings=settings)
    if not desk.due:
        return None
    there = _There(who, wanted_at, settings)
    if not is_put_off and not await _is_turn(session, there, desk, habits, on):
        return None
    return _due(desk, choices_of(habits, now), now=now, asked=await _times(session, there, desk.due[0].cycle, on))


async def is_newest(session: AsyncSession, who: Who, key: str) -> bool:
    """Whether a prompt that was put off has not been put off once more, nor is another planned after it."""
    return await prompting.newest_prompt(session, who.workspace_id, prompt_keys(who.member_id), is_sent=False) == key


async def snooze(session: AsyncSession, who: Who, choice: str, *, now: datetime, settings: Settings) -> datetime:
    """Ask again later; returns when. Put off until another day, it is that day's prompt, so that there is one.
    Rejected when nothing is due any more, and when the choice is no `PutOff`, or has passed."""
    desk = await desk_of(session, who, now=now, settings=settings)
    if not desk.due:
        raise Rejected("reviews-error-nothing-due")
    known = choice in list(PutOff)
    at = put_off(await _habits(session, who, settings, now), PutOff(choice), now) if known else None
    if at is None:
        raise Rejected("metrics-error-put-off-late")
    at = at.replace(second=0, microsecond=0)
    today, on = who.day_of(now), who.day_of(at)
    key = prompt_key(who.member_id, on) if on > today else again_key(who.member_id, on, at)
    payload = {"on": on.isoformat(), "at": at.isoformat(), "put_off": key}
    await promise(session, [Promise(who.workspace_id, key, PROMPT, who.slack_user, at, payload)], now=now)
    return at


async def tell_progress(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """The newest prompt shows what is left, and so does Home."""
    told = [
        Promise(
            who.workspace_id,
            f"home:{who.member_id}:{now.isoformat()}",
            HOME_REFRESH,
            who.slack_user,
            now,
            operation=HOME,
        )
    ]
    prompt = await prompting.newest_prompt(session, who.workspace_id, prompt_keys(who.member_id), is_sent=True)
    if prompt:
        key = progress_key(prompt, now)
        done = Promise(who.workspace_id, key, DONE, who.slack_user, now, operation=UPDATE, updates_key=prompt)
        told.append(done)
    await promise(session, told, now=now)


@dataclass(frozen=True, slots=True)
class _There:
    """Whom a prompt was planned for, and at which moment."""

    who: Who
    wanted_at: datetime
    settings: Settings

    def days(self, cycle: ReviewCycle) -> list[date]:
        """On which the member can rate at that hour."""
        there = ZoneInfo(self.who.zone)
        at = self.wanted_at.astimezone(there).time()
        return days_there(dates_of_cycle(cycle), at, there=there, zone=self.settings.zone)


async def _is_turn(session: AsyncSession, there: _There, desk: Desk, habits: Habits, on: date) -> bool:
    """Whether some cycle asks on that day, and has not done so often enough."""
    for cycle in _open_cycles(desk.due):
        askable = [day for day in there.days(cycle) if habits.why_unasked(day) is None]
        if on in days_to_ask(askable) and await _times(session, there, cycle, on) < MOST_TIMES:
            return True
    return False


async def _times(session: AsyncSession, there: _There, cycle: ReviewCycle, on: date) -> int:
    keys = [prompt_key(there.who.member_id, day) for day in there.days(cycle) if day < on]
    return await prompting.days_asked(session, there.who.workspace_id, keys) if keys else 0


def _open_cycles(tasks: Iterable[Task]) -> list[ReviewCycle]:
    """What was opened again for one person asks nobody: HR has told them."""
    return list({task.cycle.key: task.cycle for task in tasks if task.cycle.state == State.OPEN}.values())


def _due(desk: Desk, later: tuple[PutOff, ...], *, now: datetime, asked: int = 0) -> Due:
    due = desk.due
    return Due(
        people=len(due),
        minutes=minutes_for(len(due), sum(len(task.questions) for task in due)),
        until=min((task.until for task in due or desk.tasks), default=now.date()),
        is_first=asked == 0,
        later=later,
        given=len(desk.tasks) - len(due),
        late=len(desk.late),
    )


async def _habits(session: AsyncSession, who: Who, settings: Settings, now: datetime) -> Habits:
    found = await people.habits_of(
        session, who.workspace_id, [who.member_id], working_days=settings.working_days, today=who.day_of(now)
    )
    return found[who.member_id]

"""Whether somebody is asked for ratings on a day, and how much is left."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.repository import prompting as repository
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.reminders import MOST_TIMES, days_there, days_to_ask, minutes_for
from bot.features.reviews.service.filling import Desk, Task, desk_of
from bot.features.reviews.service.finding import dates_of_cycle
from bot.scheduling.asking import Habits
from bot.settings import Settings
from bot.turn import Who

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """How many colleagues are to be rated until when, and how long that takes; nobody's name, for it is a message."""

    people: int
    minutes: int
    until: date
    is_first: bool
    given: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """The prompt of a day, wanted `at` a moment, of somebody with these habits; `asked` are the days on which earlier
    ones asked for ratings. One that was put off asks whether it is the day to ask or not."""

    on: date
    at: datetime
    habits: Habits
    asked: Collection[date]
    is_put_off: bool


async def due_now(session: AsyncSession, who: Who, *, now: datetime, settings: Settings) -> Due | None:
    """What is left; None for who has nothing to give, to change or to read again."""
    desk = await desk_of(session, who, now=now, settings=settings)
    return _due(desk, now=now) if desk.tasks or desk.late else None


async def due_on(session: AsyncSession, who: Who, asking: Asking, *, now: datetime, settings: Settings) -> Due | None:
    """For the day's prompt. None when nothing is due, and on a day on which no cycle is due to ask: four times in all,
    reminders included."""
    desk = await desk_of(session, who, now=now, settings=settings)
    if not desk.due:
        return None
    there = _There(who, asking, settings)
    if not asking.is_put_off and not any(there.is_turn(cycle) for cycle in _open_cycles(desk.due)):
        return None
    return _due(desk, now=now, asked=there.times(desk.due[0].cycle))


async def raters_outside(session: AsyncSession, workspace_id: int, *, on: date) -> set[int]:
    """Who is in no team, and has something to rate on that day or, somewhere, the day before or after."""
    first, last = on - DAY, on + DAY
    return await repository.raters_outside(session, workspace_id, on=on, first=first, last=last)


async def tell_progress(session: AsyncSession, who: Who, *, now: datetime) -> None:
    """The newest prompt shows what is left, and so does an open Home."""
    await people.refresh_prompt(session, who, now=now)
    await people.refresh_home(session, who, now=now)


@dataclass(frozen=True, slots=True)
class _There:
    """Whom a prompt was planned for, and at which moment."""

    who: Who
    asking: Asking
    settings: Settings

    def is_turn(self, cycle: ReviewCycle) -> bool:
        """Whether the cycle asks on that day, and has not done so often enough."""
        askable = [day for day in self._days(cycle) if self.asking.habits.why_unasked(day) is None]
        return self.asking.on in days_to_ask(askable) and self.times(cycle) < MOST_TIMES

    def times(self, cycle: ReviewCycle) -> int:
        return sum(day < self.asking.on and day in self.asking.asked for day in self._days(cycle))

    def _days(self, cycle: ReviewCycle) -> list[date]:
        """On which the member can rate at that hour."""
        there = ZoneInfo(self.who.zone)
        at = self.asking.at.astimezone(there).time()
        return days_there(dates_of_cycle(cycle), at, there=there, zone=self.settings.zone)


def _open_cycles(tasks: Iterable[Task]) -> list[ReviewCycle]:
    """What was opened again for one person asks nobody: HR has told them."""
    return list({task.cycle.key: task.cycle for task in tasks if task.cycle.state == State.OPEN}.values())


def _due(desk: Desk, *, now: datetime, asked: int = 0) -> Due:
    due = desk.due
    return Due(
        people=len(due),
        minutes=minutes_for(len(due), sum(len(task.questions) for task in due)),
        until=min((task.until for task in due or desk.tasks), default=now.date()),
        is_first=asked == 0,
        given=len(desk.tasks) - len(due),
        late=len(desk.late),
    )

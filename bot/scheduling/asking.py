"""Whether somebody is asked on a day, and when. Pure: calendar, habits and the moment in, decision out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Occurrence, Recurrence, at_local_time, local_day
from bot.scheduling.working_calendar import Why, WorkingCalendar

AFTER_THE_DAY = timedelta(hours=2)
"""How late a prompt may come when its day is over: one of 23:30 is not lost by a short outage."""
MORNING, AFTERNOON = 9 * 60, 14 * 60
"""Minutes after midnight to which a prompt can be put off."""
DAYS_SEARCHED = 400
LONGEST_LOOK_BACK = timedelta(days=14)
BEFORE_QUIET = 15
"""Minutes before quiet hours at which a prompt comes that would otherwise have to wait for the next day."""


class PutOff(StrEnum):
    """How long a prompt can be put off; `tomorrow` is the morning of the next working day."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until before `end`, in minutes after local midnight; over midnight where `end` is not later."""

    start: int
    end: int

    def covers(self, minute: int) -> bool:
        if self.start < self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def loud_minute(self, minute: int) -> int:
        """`minute`, or another one of the same day outside these hours: their end, or shortly before they start."""
        if not self.covers(minute):
            return minute
        return self.end if minute < self.end else max(self.start - BEFORE_QUIET, 0)


@dataclass(frozen=True, slots=True)
class Habits:
    """One member's days. `away` are first and last days; on `paused_until` prompts begin again."""

    zone: str
    calendar: WorkingCalendar
    away: tuple[tuple[date, date], ...] = ()
    paused_until: date | None = None
    quiet: QuietHours | None = None

    def why_absent(self, on: date) -> Why | None:
        """Why nothing is expected of the member on that day; None when it is worked."""
        off = self.calendar.why_off(on)
        if off is None and any(first <= on <= last for first, last in self.away):
            return Why.AWAY
        return off

    def why_unasked(self, on: date) -> Why | None:
        """The same for being asked: a pause stops that, and nothing else."""
        absent = self.why_absent(on)
        if absent is None and self.paused_until and on < self.paused_until:
            return Why.PAUSED
        return absent


@dataclass(frozen=True, slots=True)
class Run:
    """One day of a schedule: asked `at`, or `why` not."""

    on: date
    at: datetime
    why: Why | None


def time_to_ask(habits: Habits, occurrence: Occurrence, now: datetime) -> datetime | Why:
    """When to send what is planned now, or why not at all.

    Quiet hours put it off until they end; what would come after its day is over comes no more.
    """
    if why := habits.why_unasked(occurrence.on):
        return why
    late = max(occurrence.at, now)
    if is_over(occurrence.on, occurrence.at, late, habits.zone):
        return Why.OVER
    loud = after_quiet(habits, late)
    if loud == late:
        return occurrence.at
    return Why.QUIET if is_over(occurrence.on, occurrence.at, loud, habits.zone) else loud


def is_over(on: date, at: datetime, now: datetime, zone: str) -> bool:
    """Whether a prompt of `on` that was wanted `at` would be pointless `now`."""
    return local_day(now, zone) > on and now - at > AFTER_THE_DAY


def after_quiet(habits: Habits, moment: datetime) -> datetime:
    """`moment`, or the end of the quiet hours that it lies in."""
    local = moment.astimezone(ZoneInfo(habits.zone))
    minute = local.hour * 60 + local.minute
    if habits.quiet is None or not habits.quiet.covers(minute):
        return moment
    on = local.date() if minute < habits.quiet.end else local.date() + timedelta(days=1)
    return at_local_time(on, habits.quiet.end, habits.zone) or moment


def next_runs(habits: Habits, minute: int, now: datetime, *, days: int) -> list[Run]:
    """The coming occurrences, `days` dates of them, those that are left out with the reason."""
    daily = Recurrence(DAILY, minute, habits.zone)
    end = local_day(now, habits.zone) + timedelta(days=days)
    return [_run(habits, each) for each in takewhile(lambda each: each.on < end, daily.after(now))]


def _run(habits: Habits, occurrence: Occurrence) -> Run:
    found = time_to_ask(habits, occurrence, occurrence.at)
    if isinstance(found, Why):
        return Run(occurrence.on, occurrence.at, found)
    return Run(occurrence.on, found, None)


def expected_between(habits: Habits, minute: int, since: datetime, until: datetime) -> list[date]:
    """Working days of the member whose time to be asked lies after `since` and not after `until`."""
    daily = Recurrence(DAILY, minute, habits.zone)
    passed = takewhile(lambda each: each.at <= until, daily.after(since))
    return [each.on for each in passed if habits.why_absent(each.on) is None]


def run_before(habits: Habits, minute: int, at: datetime) -> datetime:
    """When the member was last asked before `at`, two weeks ago at most."""
    daily = Recurrence(DAILY, minute, habits.zone)
    earliest = at - LONGEST_LOOK_BACK
    before = takewhile(lambda each: each.at > earliest, daily.until(at - timedelta(minutes=1)))
    return next((each.at for each in before if habits.why_unasked(each.on) is None), earliest)


def choices_of(habits: Habits, now: datetime) -> tuple[PutOff, ...]:
    """The ways in which a prompt can still be put off."""
    return tuple(choice for choice in PutOff if put_off(habits, choice, now))


def put_off(habits: Habits, choice: PutOff, now: datetime) -> datetime | None:
    """When to ask again, outside quiet hours; None when that is no longer possible on the same day, and on one on which
    the member is not asked."""
    today = local_day(now, habits.zone)
    if choice is PutOff.TOMORROW:
        later = (today + timedelta(days=k) for k in range(1, DAYS_SEARCHED))
        mornings = (at_local_time(on, MORNING, habits.zone) for on in later if habits.why_unasked(on) is None)
        return next((after_quiet(habits, at) for at in mornings if at), None)
    wanted = now + timedelta(hours=1) if choice is PutOff.HOUR else at_local_time(today, AFTERNOON, habits.zone)
    if wanted is None or wanted <= now or habits.why_unasked(today) is not None:
        return None
    found = after_quiet(habits, wanted)
    return found if local_day(found, habits.zone) == today else None

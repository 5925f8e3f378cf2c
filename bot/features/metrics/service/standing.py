"""Who tells figures by which rules, and where their month stands."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.metrics import repository
from bot.features.metrics.rules.dates import not_to_come
from bot.features.metrics.rules.names import FigureNames, Typed
from bot.features.metrics.rules.pace import (
    FigureLine,
    WorkingDays,
    evidence_needed,
    figure_lines,
    metrics_with,
    recent_months,
    working_days_of,
)
from bot.features.people import service as people
from bot.features.people.rules.prompts import prompt_key
from bot.features.schemes.rules import targets_in_force
from bot.features.schemes.service import scheme_of_version
from bot.slack.text import unescape
from bot.turn import Who
from scoring.definitions import Figure, Scheme
from scoring.periods import Cadence, Period, month_before

DEFAULT_WORKING_DAYS = "1-5"
REMEMBERED_MONTHS = 13
"""How far back the last value of a figure is looked for."""

# By a scheme's hash: spelling out every name of a scheme takes longer than reading a command.
_names: dict[str, FigureNames] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """A member among the rules of their team; `attendance` is right for the year of the day; `elsewhere_until`: the
    last day in a team before; from `since` on rules and targets are the same; `has_prompt`: the day's prompt is in
    Slack."""

    who: Who
    name: str
    scheme: Scheme
    targets: Mapping[str, float]
    attendance: people.Attendance
    elsewhere_until: date | None
    since: date
    has_prompt: bool

    @property
    def names(self) -> FigureNames:
        key = self.scheme.version_hash
        if key not in _names:
            _names[key] = FigureNames(self.scheme.figures)
        return _names[key]

    def is_same_on(self, day: date) -> bool:
        """Whether the database would say the same of an earlier day."""
        return self.since <= day and (self.elsewhere_until is None or self.elsewhere_until < day)

    def days(self, month: date, today: date) -> WorkingDays:
        return working_days_of(Period.containing(month, Cadence.MONTH), today, self.attendance)


async def place_of(
    session: AsyncSession, who: Who, *, today: date, on: date | None = None, locking: bool = False
) -> Place:
    """Among the rules that figures of a day, today without one, are scored with: those of its month in the team of the
    month's end or, while it lasts, of today. Rejected, with what to do, for a member without a team or a team without a
    scheme. `has_prompt` is about the day; `locking` keeps other writers of the member's figures waiting until the
    commit."""
    day = on or today
    context = await repository.context_of(
        session,
        who.workspace_id,
        who.member_id,
        on=_counted_on(day, today),
        today=today,
        prompt_key=prompt_key(who.member_id, day),
        locking=locking,
    )
    if context is None:
        raise Rejected("edge-not-a-member")
    if context.team_id is None:
        raise Rejected("metrics-error-no-team")
    if context.rules is None:
        raise Rejected("metrics-error-no-scheme")
    scheme = await scheme_of_version(session, who.workspace_id, *context.rules)
    targets = targets_in_force(scheme, context.team_targets, context.own_targets)
    attendance = await _attendance(session, who, day, working_days=context.working_days or DEFAULT_WORKING_DAYS)
    known = (context.elsewhere_until, context.since, context.has_prompt)
    return Place(who, context.name, scheme, targets, attendance, *known)


async def _attendance(session: AsyncSession, who: Who, day: date, *, working_days: str) -> people.Attendance:
    """No metric's period is longer than the year."""
    year = Period.containing(day, Cadence.YEAR)
    found = await people.attendance_of(
        session, who.workspace_id, [who.member_id], first=year.start, last=year.end, working_days=working_days
    )
    return found[who.member_id]


async def understood(
    session: AsyncSession, who: Who, typed: str, *, today: date, locking: bool = False
) -> tuple[Place, Typed]:
    """A day of an earlier month may have been with another team or other rules, whose figures have names of their own.
    `has_prompt` of the place may be about today."""
    place = await place_of(session, who, today=today, locking=locking)
    try:
        read = place.names.read(unescape(typed), today=today)
    except Rejected:
        return await _as_last_month(session, place, typed, today=today, locking=locking)
    if read.on is None or read.on >= today.replace(day=1):
        return place, read
    on = not_to_come(read.on, today=today)
    if place.is_same_on(_counted_on(on, today)):
        return place, read
    place = await place_of(session, who, today=today, on=on, locking=locking)
    return place, place.names.read(unescape(typed), today=today)


async def _as_last_month(
    session: AsyncSession, place: Place, typed: str, *, today: date, locking: bool
) -> tuple[Place, Typed]:
    """What has no such name today may be a figure of last month's, told late; Rejected where it is not."""
    last = month_before(today, 1)
    if not place.is_same_on(_counted_on(last, today)):
        before = await place_of(session, place.who, today=today, on=last, locking=locking)
        with suppress(Rejected):
            read = before.names.read(unescape(typed), today=today)
            if read.on and read.on.replace(day=1) == last:
                return before, read
    return place, place.names.read(unescape(typed), today=today)


def _counted_on(day: date, today: date) -> date:
    """Whose team of this day the day's figures are scored with."""
    return min(Period.containing(day, Cadence.MONTH).end, today)


async def line_of(session: AsyncSession, place: Place, figure: Figure, *, on: date, today: date) -> FigureLine:
    """The figure in the month of `on`."""
    month = on.replace(day=1)
    figures, months = evidence_needed(metrics_with(place.scheme, {figure.id}), month)
    return (await _lines(session, place, [figure], figures | {figure.id}, months, month=month, today=today))[0]


async def lines_of(session: AsyncSession, place: Place, *, on: date, today: date) -> tuple[FigureLine, ...]:
    """Every figure of the scheme in the month of `on`, its last value looked for in `REMEMBERED_MONTHS`."""
    month = on.replace(day=1)
    _, months = evidence_needed(place.scheme.metrics, month)
    months |= set(recent_months(month, REMEMBERED_MONTHS))
    all_of_them = place.scheme.figures
    return await _lines(
        session, place, all_of_them, {each.id for each in all_of_them}, months, month=month, today=today
    )


@dataclass(frozen=True, slots=True)
class SoFar:
    """The figures of the running month, none without a team or a scheme; how much of it the member has worked, and
    whether they are there today."""

    lines: tuple[FigureLine, ...] = ()
    days: WorkingDays = field(default_factory=lambda: WorkingDays(0, 0))
    is_there: bool = False


async def month_so_far(session: AsyncSession, who: Who, today: date) -> tuple[FigureLine, ...]:
    """The member's own figures of this month with their metrics; empty without a team or a scheme."""
    return (await standing_now(session, who, today)).lines


async def standing_now(session: AsyncSession, who: Who, today: date) -> SoFar:
    """The same with the days by which the pace goes."""
    try:
        place = await place_of(session, who, today=today)
    except Rejected:
        return SoFar()
    lines = await lines_of(session, place, on=today, today=today)
    return SoFar(lines, place.days(today, today), is_there=place.attendance.is_worked(today))


async def _lines(
    session: AsyncSession,
    place: Place,
    shown: Sequence[Figure],
    figures: set[str],
    months: set[date],
    *,
    month: date,
    today: date,
) -> tuple[FigureLine, ...]:
    if not shown:
        return ()
    rolled = await repository.rolled(session, place.who.workspace_id, place.who.member_id, figures, months)
    return figure_lines(
        place.scheme,
        rolled,
        figures=shown,
        targets=place.targets,
        month=month,
        as_of=today,
        attendance=place.attendance,
    )

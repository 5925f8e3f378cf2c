"""How the people of a manager stand today: who has checked in, and whose month is behind its targets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.metrics import repository
from bot.features.metrics.repository.reports import reports_with_team
from bot.features.metrics.rules.pace import MetricLine, low_paces, paced
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.schemes import service as schemes
from bot.features.schemes.rules import TeamScheme, targets_in_force
from bot.turn import Who, day_in
from scoring.definitions import Rhythm
from scoring.periods import Cadence, Period
from scoring.rows import RollUp


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody with at least one figure of the month whose pace is low, the lowest first."""

    member: Member
    lines: tuple[MetricLine, ...]


@dataclass(frozen=True, slots=True)
class TeamToday:
    """A manager's direct reports: how many there are, how many are expected to tell figures today and have done so, who
    is `missing` and who is `behind`, by name."""

    people: int
    expected: int
    told: int
    missing: tuple[Member, ...]
    behind: tuple[Behind, ...]


async def team_today(session: AsyncSession, manager: Who, *, now: datetime) -> TeamToday | None:
    """None for who manages nobody. Only direct reports of today: whose entries their manager sees. A fixed number of
    statements, however many they are; everybody's day is that of their own zone."""
    pairs = await reports_with_team(session, people.own(manager), on=manager.day_of(now))
    if not pairs:
        return None
    days = {member.key: day_in(member.zone, now) for member, _ in pairs}
    rules = await _rules(session, manager, pairs, days)
    there = await _attendance(session, manager, days)
    habits = await people.habits_now(session, manager.workspace_id, days.keys(), now=now)
    told = await repository.days_told(
        session, manager.workspace_id, days.keys(), min(days.values()), max(days.values())
    )
    expected = [
        member
        for member, _ in pairs
        if member.key in rules
        and _is_asked(rules[member.key])
        and habits[member.key].why_absent(days[member.key]) is None
    ]
    missing = tuple(each for each in expected if (each.key, days[each.key]) not in told)
    behind = await _behind(session, manager, pairs, rules, there, days)
    return TeamToday(len(pairs), len(expected), len(expected) - len(missing), missing, behind)


async def _rules(
    session: AsyncSession, manager: Who, pairs: Iterable[tuple[Member, int]], days: Mapping[int, date]
) -> Mapping[int, TeamScheme]:
    """By member: those of the team on the person's day. Two statements when it is another month somewhere."""
    months = {day.replace(day=1) for day in days.values()}
    known = {month: await schemes.schemes_of_teams(session, manager.workspace_id, on=month) for month in months}
    found = {member.key: known[days[member.key].replace(day=1)].get(team) for member, team in pairs}
    return {member: rules for member, rules in found.items() if rules}


def _is_asked(rules: TeamScheme) -> bool:
    """Every day."""
    return any(figure.entered is Rhythm.DAY for figure in rules.scheme.figures)


async def _attendance(session: AsyncSession, manager: Who, days: Mapping[int, date]) -> dict[int, people.Attendance]:
    month = Period.containing(min(days.values()), Cadence.MONTH), Period.containing(max(days.values()), Cadence.MONTH)
    working_days = settings_of(session).working_days
    first, last = month[0].start, month[1].end
    return await people.attendance_of(
        session, manager.workspace_id, days.keys(), first=first, last=last, working_days=working_days
    )


async def _behind(
    session: AsyncSession,
    manager: Who,
    pairs: Iterable[tuple[Member, int]],
    rules: Mapping[int, TeamScheme],
    there: Mapping[int, people.Attendance],
    days: Mapping[int, date],
) -> tuple[Behind, ...]:
    scored = [(member, team) for member, team in pairs if member.key in rules]
    months = {day.replace(day=1) for day in days.values()}
    rolled: dict[int, list[RollUp]] = defaultdict(list)
    figures = {
        ref.figure
        for scheme in {(each.hash, each.groups): each.scheme for each in rules.values()}.values()
        for each in paced(scheme)
        for ref in each.refs
    }
    for row in await repository.evidence_of(
        session, manager.workspace_id, days.keys(), sorted(months), figures=sorted(figures)
    ):
        rolled[int(row.member)].append(row)
    places = [(member.key, team) for member, team in scored]
    held = {month: await schemes.own_targets(session, manager.workspace_id, places, on=month) for month in months}
    found = []
    for member, team in scored:
        scheme, today = rules[member.key].scheme, days[member.key]
        own, of_team = held[today.replace(day=1)]
        low = low_paces(
            scheme,
            rolled[member.key],
            targets=targets_in_force(scheme, of_team.get(team, {}), own.get(member.key, {})),
            month=today.replace(day=1),
            as_of=today,
            attendance=there[member.key],
        )
        if low:
            found.append(Behind(member, low))
    return tuple(found)

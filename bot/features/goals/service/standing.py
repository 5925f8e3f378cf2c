"""Where goals stand: one computation for windows, Home, posts and cards."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.goals import repository
from bot.features.goals.models import Goal, GoalUpdate
from bot.features.goals.rules.pooled import Pooled, metric_named, months_over, pooled
from bot.features.goals.rules.progress import Part, attained, planned, progress, team_attainment
from bot.features.metrics import service as metrics
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.limits import DECIMALS
from scoring.periods import Cadence, Period
from scoring.rows import RollUp
from scoring.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Stand:
    """`value` as of the day `on`, both None while nothing is known; `progress` and `plan` in %, the plan being that of
    this day for figures, and of today for what people say. `too_few` people told the figure for it to be shown."""

    row: Goal
    value: Decimal | None
    on: date | None
    progress: float | None
    plan: float
    newest: GoalUpdate | None = None
    too_few: bool = False


@dataclass(frozen=True, slots=True)
class TeamGoals:
    """How far a team met its goals, in %, None where nothing is known of any; and the parts of which that is made."""

    attainment: float | None
    parts: tuple[Part, ...]


async def stands_of(
    session: AsyncSession, workspace_id: int, rows: Sequence[Goal], *, today: date, until: datetime | None = None
) -> list[Stand]:
    """In their order, with what was said `until` a moment if one is given; a fixed number of statements for each team
    whose goals are measured by figures."""
    newest = await repository.newest_updates(session, workspace_id, [row.key for row in rows], until=until)
    measured = await _measured(session, workspace_id, [row for row in rows if row.metric], today=today)
    return [_stand(row, newest.get(row.key), measured, today) for row in rows]


async def goals_of_period(
    session: AsyncSession,
    workspace_id: int,
    period: Period,
    scheme: Scheme,
    teams: Collection[int],
    *,
    minimum: int,
    today: date,
) -> dict[int, TeamGoals]:
    """By team, given the rules they share: goals of this period and of those within it, which is over. Teams without
    any are left out. A statement for each month, and a few more."""
    rows = await repository.counting(session, workspace_id, teams, first=period.start, last=period.end)
    rows = [row for row in rows if Period.parse(row.period).start >= period.start]
    newest = await repository.newest_updates(session, workspace_id, [row.key for row in rows])
    measured = {row.team_id for row in rows if row.team_id and row.metric}
    told = await _told(session, workspace_id, measured, period.months if measured else (), today=today)
    found: dict[int, list[Part]] = {}
    for row in rows:
        assert row.team_id is not None, "asked for teams"
        months, theirs = Period.parse(row.period).months, told.get(row.team_id, ())
        found.setdefault(row.team_id, []).append(_part(row, newest.get(row.key), scheme, theirs, months, minimum))
    return {team: TeamGoals(team_attainment(parts), tuple(parts)) for team, parts in found.items()}


def _part(
    row: Goal, told: GoalUpdate | None, scheme: Scheme, rows: Sequence[RollUp], months: Sequence[date], minimum: int
) -> Part:
    reached: float | None = None
    if row.metric is None and told is not None:
        reached = progress(row.start, row.target, told.value)
    elif metric := metric_named(scheme, row.metric):
        reached = _reached(row, pooled(scheme, metric, rows, months, minimum=minimum))
    return Part(row.key, row.weight, None if reached is None else attained(reached))


async def _measured(
    session: AsyncSession, workspace_id: int, rows: Sequence[Goal], *, today: date
) -> dict[int, Pooled]:
    """By goal, from figures of the months that are over."""
    minimum, found = settings_of(session).team_minimum if rows else 0, dict[int, Pooled]()
    those = {(row.team_id, _judged_on(row, today)) for row in rows if row.team_id is not None}
    for team, on in sorted(those):
        rules = await schemes.scheme_of_team(session, workspace_id, team, on=on)
        theirs = [row for row in rows if (row.team_id, _judged_on(row, today)) == (team, on)]
        months = {month for row in theirs for month in months_over(Period.parse(row.period), today)}
        if rules is None or not months:
            continue
        told = await _told(session, workspace_id, [team], months, today=today)
        for row in theirs:
            metric, over = metric_named(rules.scheme, row.metric), months_over(Period.parse(row.period), today)
            if metric is not None:
                found[row.key] = pooled(rules.scheme, metric, told.get(team, ()), over, minimum=minimum)
    return found


def _judged_on(row: Goal, today: date) -> date:
    """By the rules of this day: the last of the goal's time or, while it lasts, today."""
    return min(Period.parse(row.period).end, today)


async def _told(
    session: AsyncSession, workspace_id: int, teams: Collection[int], months: Collection[date], *, today: date
) -> Mapping[int, Sequence[RollUp]]:
    """By team, what was told in these months, in each by those who were in the team last in it. So somebody who comes
    or goes changes no month that is over: from one day to the next their own figures would be seen."""
    of: dict[tuple[int, date], int] = {}
    for month in sorted(months):
        last = Period.containing(month, Cadence.MONTH).end
        those = await people.members_of_month(
            session, workspace_id, first=month, last=last, today=max(today, last), teams=teams
        )
        of |= {(member.key, month): team.key for member, team in those}
    found: dict[int, list[RollUp]] = {}
    for row in await metrics.rollups_for(session, workspace_id, {member for member, _ in of}, months) if of else ():
        if (row.member, row.month) in of:
            found.setdefault(of[int(row.member), row.month], []).append(row)
    return found


def _stand(row: Goal, told: GoalUpdate | None, measured: Mapping[int, Pooled], today: date) -> Stand:
    period = Period.parse(row.period)
    if row.metric is not None:
        found, over = measured.get(row.key, Pooled(None)), months_over(period, today)
        if found.value is None:
            return Stand(row, None, None, None, planned(period.start, row.due_on, today), too_few=found.too_few)
        on = Period.containing(over[-1], Cadence.MONTH).end
        value = Decimal(repr(round(found.value, DECIMALS)))
        return Stand(row, value, on, _reached(row, found), planned(period.start, row.due_on, on))
    plan = planned(period.start, row.due_on, today)
    if told is None:
        return Stand(row, None, None, None, plan)
    return Stand(row, told.value, told.on, progress(row.start, row.target, told.value), plan, told)


def _reached(row: Goal, found: Pooled) -> float | None:
    if found.value is None:
        return None
    return progress(row.start, row.target, Decimal(repr(round(found.value, DECIMALS))))

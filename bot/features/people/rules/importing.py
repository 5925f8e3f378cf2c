"""Decides which lines of a table of members can be applied together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.errors import Rejected
from bot.features.people.rules.chain import is_in_circle
from bot.features.people.rules.planning import problem_with_day
from bot.features.people.rules.rows import NOBODY, MemberRow, RowProblem
from bot.features.people.rules.timeline import Span, changed, days_of_change, value_on


@dataclass(frozen=True, slots=True)
class Roster:
    """What is known before the import; everything is by key of a member, names of teams are in lower case.

    `ids`: Slack id or e-mail in lower case → key of an active member. `managers` and `teams`: who was whose manager and
    where, when; `leads`: who led a team, by its name. `days`: from when a line without a day of its own counts.
    `today`: where no line has to wait for somebody's midnight.
    """

    ids: Mapping[str, int]
    managers: Mapping[int, Sequence[Span]]
    team_of: Mapping[int, str]
    today: date
    teams: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    leads: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    days: Mapping[int, date] = field(default_factory=dict)

    def day_of(self, row: MemberRow, member_id: int) -> date:
        return row.first_on or self.days.get(member_id, self.today)

    def manager_on(self, member_id: int, day: date) -> int | None:
        return value_on(self.managers.get(member_id, ()), day)


@dataclass(frozen=True, slots=True)
class Step:
    """A line whose people have been found; `manager_id` is that of `day` when the line leaves it."""

    row: MemberRow
    member_id: int
    manager_id: int | None
    team: str | None
    day: date


def plan_import(rows: Iterable[MemberRow], roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    """Lines to apply and lines that contradict what is known, each other or themselves."""
    steps, problems = _resolved(rows, roster)
    for drop in (_without_bad_days, _without_circles, _with_one_channel, _with_one_lead):
        steps, dropped = drop(steps, roster)
        problems += dropped
    return steps, sorted(problems, key=lambda problem: problem.line)


def _resolved(rows: Iterable[MemberRow], roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    steps: list[Step] = []
    problems: list[RowProblem] = []
    first_line: dict[int, int] = {}
    for row in rows:
        member_id = roster.ids.get(row.member.lower())
        if member_id is None:
            problems.append(RowProblem(row.line, "people-import-unknown-member", {"typed": row.member}))
        elif member_id in first_line:
            params = {"typed": row.member, "first": first_line[member_id]}
            problems.append(RowProblem(row.line, "people-import-member-twice", params))
        else:
            first_line[member_id] = row.line
            step = _step(row, member_id, roster)
            if isinstance(step, Step):
                steps.append(step)
            else:
                problems.append(step)
    return steps, problems


def _step(row: MemberRow, member_id: int, roster: Roster) -> Step | RowProblem:
    day = roster.day_of(row, member_id)
    manager_id = roster.manager_on(member_id, day)
    if row.manager:
        manager_id = roster.ids.get(row.manager.lower())
        if manager_id is None and row.manager != NOBODY:
            return RowProblem(row.line, "people-import-unknown-manager", {"typed": row.manager})
    if row.manager and manager_id == member_id:
        return RowProblem(row.line, "people-import-own-manager", {"typed": row.manager})
    team = row.team.lower() or roster.team_of.get(member_id)
    if team is None and (row.is_lead or row.channel):
        return RowProblem(row.line, "people-import-no-team", {"typed": row.member})
    return Step(row, member_id, manager_id, team, day)


def _without_bad_days(steps: list[Step], roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    kept: list[Step] = []
    problems: list[RowProblem] = []
    for step in steps:
        rejected = next(filter(None, _problems_with_day(step, roster)), None) if step.row.first_on else None
        if rejected is None:
            kept.append(step)
        else:
            problems.append(RowProblem(step.row.line, rejected.key, rejected.params))
    return kept, problems


def _problems_with_day(step: Step, roster: Roster) -> Iterator[Rejected | None]:
    changed_by = (
        (step.row.manager, roster.managers.get(step.member_id, ())),
        (step.row.team, roster.teams.get(step.member_id, ())),
        (step.row.is_lead is not None, roster.leads.get(step.team or "", ())),
    )
    for is_changed, spans in changed_by:
        yield problem_with_day(step.day, today=roster.today, spans=spans if is_changed else ())


def _without_circles(steps: list[Step], roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    """On any day from the first change on. A dropped line falls back to the present manager, which may close another
    circle: until none is left."""
    problems: list[RowProblem] = []
    while circling := _circling(steps, roster):
        lines = [step.row.line for step in circling]
        problems += [_circle(step, [line for line in lines if line != step.row.line]) for step in circling]
        steps = [step for step in steps if step not in circling]
    return steps, problems


def _circling(steps: list[Step], roster: Roster) -> list[Step]:
    """Those of the first day on which there are any."""
    changing = [step for step in steps if step.row.manager]
    if not changing:
        return []
    new = {
        step.member_id: changed(roster.managers.get(step.member_id, ()), step.manager_id, step.day) for step in changing
    }
    managers = {**roster.managers, **new}
    first = min(step.day for step in changing)
    for day in sorted({day for spans in managers.values() for day in days_of_change(spans, first)}):
        manager_of = {member_id: value_on(spans, day) for member_id, spans in managers.items()}
        found = [step for step in changing if step.day <= day and is_in_circle(step.member_id, manager_of)]
        if found:
            return found
    return []


def _circle(step: Step, others: list[int]) -> RowProblem:
    params = {"typed": step.row.member, "manager": step.row.manager, "others": others, "found": len(others)}
    return RowProblem(step.row.line, "people-import-circle", params)


def _with_one_channel(steps: list[Step], _roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    kept: list[Step] = []
    problems: list[RowProblem] = []
    first: dict[str | None, MemberRow] = {}
    for step in steps:
        row = first.setdefault(step.team, step.row) if step.row.channel else step.row
        if row.channel == step.row.channel:
            kept.append(step)
        else:
            params = {"typed": step.row.channel, "other": row.channel, "first": row.line}
            problems.append(RowProblem(step.row.line, "people-import-two-channels", params))
    return kept, problems


def _with_one_lead(steps: list[Step], _roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    kept: list[Step] = []
    problems: list[RowProblem] = []
    first: dict[tuple[str | None, date], Step] = {}
    for step in steps:
        leader = first.setdefault((step.team, step.day), step) if step.row.is_lead else step
        if leader is step:
            kept.append(step)
        else:
            params = {"typed": step.row.member, "other": leader.row.member, "first": leader.row.line}
            problems.append(RowProblem(step.row.line, "people-import-two-leads", params))
    return kept, problems

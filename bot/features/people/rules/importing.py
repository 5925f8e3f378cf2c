"""Decides which lines of a table of members can be applied together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.errors import Rejected
from bot.features.people.rules.chain import circles
from bot.features.people.rules.planning import problem_with_day
from bot.features.people.rules.rows import NOBODY, MemberRow, RowProblem
from bot.features.people.rules.timeline import Span, changed, days_of_change, value_on

MOST_OTHERS = 10
"""Lines of a circle that each of its problems names."""


@dataclass(frozen=True, slots=True)
class Roster:
    """What is known before the import; everything is by key of a member, names of teams are in lower case.

    `ids`: Slack id or e-mail in lower case → key of an active member. `managers` and `teams`: who was whose manager and
    where, when; `leads`: who led a team, by its name. `days`: from when a line without a day of its own counts,
    and until when what began further east gives way to it. `today`: where no line has to wait for somebody's midnight.
    """

    ids: Mapping[str, int]
    managers: Mapping[int, Sequence[Span]]
    team_of: Mapping[int, str]
    today: date
    teams: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    leads: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    days: Mapping[int, tuple[date, date]] = field(default_factory=dict)

    def days_of(self, row: MemberRow, member_id: int) -> tuple[date, date]:
        """A day that a line names is that day wherever somebody is."""
        return (row.first_on, row.first_on) if row.first_on else self.days.get(member_id, (self.today, self.today))

    def manager_on(self, member_id: int, day: date) -> int | None:
        return value_on(self.managers.get(member_id, ()), day)


@dataclass(frozen=True, slots=True)
class Step:
    """A line whose people have been found, from `day` on, in place of what has `begun` until then; `manager_id` is the
    present one when the line leaves it."""

    row: MemberRow
    member_id: int
    manager_id: int | None
    team: str | None
    day: date
    begun: date


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
    day, begun = roster.days_of(row, member_id)
    manager_id = roster.manager_on(member_id, begun)
    if row.manager:
        manager_id = roster.ids.get(row.manager.lower())
        if manager_id is None and row.manager != NOBODY:
            return RowProblem(row.line, "people-import-unknown-manager", {"typed": row.manager})
    if row.manager and manager_id == member_id:
        return RowProblem(row.line, "people-import-own-manager", {"typed": row.manager})
    team = row.team.lower() or roster.team_of.get(member_id)
    if team is None and (row.is_lead or row.channel):
        return RowProblem(row.line, "people-import-no-team", {"typed": row.member})
    return Step(row, member_id, manager_id, team, day, begun)


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
    while dropped := _circling(steps, roster):
        problems += [problem for circle in dropped for problem in _problems_of(circle)]
        gone = {step.member_id for circle in dropped for step in circle}
        steps = [step for step in steps if step.member_id not in gone]
    return steps, problems


def _circling(steps: list[Step], roster: Roster) -> list[list[Step]]:
    """Lines of each circle, of the first day on which there are any."""
    changing = [step for step in steps if step.row.manager]
    if not changing:
        return []
    managers = {**roster.managers}
    for step in changing:
        before = managers.get(step.member_id, ())
        managers[step.member_id] = changed(before, step.manager_id, step.day, begun=step.begun)
    first = min(step.day for step in changing)
    for day in sorted({day for spans in managers.values() for day in days_of_change(spans, first)}):
        manager_of = {member_id: value_on(spans, day) for member_id, spans in managers.items()}
        named = {step.member_id: step for step in changing if step.day <= day}
        found = [[named[member] for member in circle if member in named] for circle in circles(manager_of)]
        if any(found):
            return [circle for circle in found if circle]
    return []


def _problems_of(circle: list[Step]) -> Iterator[RowProblem]:
    """One for each of its lines, which names the others, though not hundreds of them."""
    lines = sorted(step.row.line for step in circle)
    first = lines[: MOST_OTHERS + 1]
    for step in circle:
        others = [line for line in first if line != step.row.line][:MOST_OTHERS]
        params = {"typed": step.row.member, "manager": step.row.manager, "others": others, "found": len(others)}
        yield RowProblem(step.row.line, "people-import-circle", params)


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

"""Decides which lines of a table of members can be applied together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.features.people.rules.chain import circles
from bot.features.people.rules.rows import NOBODY, MemberRow, RowProblem

MOST_OTHERS = 10
"""Lines of a circle that each of its problems names."""


@dataclass(frozen=True, slots=True)
class Roster:
    """What is known before the import.

    `ids`: Slack id or e-mail in lower case → key of an active member. `manager_of`: every member's manager.
    `team_of`: member → name of the team in lower case.
    """

    ids: Mapping[str, int]
    manager_of: Mapping[int, int | None]
    team_of: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A line whose people have been found; `manager_id` is the present one when the line leaves it."""

    row: MemberRow
    member_id: int
    manager_id: int | None
    team: str | None


def plan_import(rows: Iterable[MemberRow], roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    """Lines to apply and lines that contradict what is known, each other or themselves."""
    steps, problems = _resolved(rows, roster)
    for drop in (_without_circles, _with_one_channel, _with_one_lead):
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
    manager_id = roster.manager_of.get(member_id)
    if row.manager:
        manager_id = roster.ids.get(row.manager.lower())
        if manager_id is None and row.manager != NOBODY:
            return RowProblem(row.line, "people-import-unknown-manager", {"typed": row.manager})
    if row.manager and manager_id == member_id:
        return RowProblem(row.line, "people-import-own-manager", {"typed": row.manager})
    team = row.team.lower() or roster.team_of.get(member_id)
    if team is None and (row.is_lead or row.channel):
        return RowProblem(row.line, "people-import-no-team", {"typed": row.member})
    return Step(row, member_id, manager_id, team)


def _without_circles(steps: list[Step], roster: Roster) -> tuple[list[Step], list[RowProblem]]:
    """A dropped line falls back to the present manager, which may close another circle: until none is left."""
    problems: list[RowProblem] = []
    while True:
        manager_of = {**roster.manager_of, **{step.member_id: step.manager_id for step in steps}}
        named = {step.member_id: step for step in steps if step.row.manager}
        dropped = [[named[member] for member in circle if member in named] for circle in circles(manager_of)]
        problems += [problem for circle in dropped for problem in _problems_of(circle)]
        gone = {step.member_id for circle in dropped for step in circle}
        if not gone:
            return steps, problems
        steps = [step for step in steps if step.member_id not in gone]


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
    first: dict[str | None, Step] = {}
    for step in steps:
        leader = first.setdefault(step.team, step) if step.row.is_lead else step
        if leader is step:
            kept.append(step)
        else:
            params = {"typed": step.row.member, "other": leader.row.member, "first": leader.row.line}
            problems.append(RowProblem(step.row.line, "people-import-two-leads", params))
    return kept, problems

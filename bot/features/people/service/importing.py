"""Applies a table of members, teams, managers and roles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.audit.chain import record
from bot.features.people import repository
from bot.features.people.models import Member, Membership, Team
from bot.features.people.rules.importing import Roster, Step, plan_import
from bot.features.people.rules.rows import MemberRow, RowProblem
from bot.features.people.service.audited import changes_of, moves_of, places_of, state_of
from bot.features.people.service.membership import name_lead, place


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many lines changed something or nothing, how many teams are new, and what was left out, by line."""

    changed: int
    unchanged: int
    teams_added: int
    problems: list[RowProblem]


async def import_rows(
    session: AsyncSession, workspace_id: int, rows: Iterable[MemberRow], unread: Iterable[RowProblem], today: date
) -> ImportReport:
    """`import_members`, with the problems of reading the file among the others."""
    report = await import_members(session, workspace_id, rows, today)
    problems = sorted([*unread, *report.problems], key=lambda problem: problem.line)
    return replace(report, problems=problems)


async def import_members(
    session: AsyncSession, workspace_id: int, rows: Iterable[MemberRow], today: date
) -> ImportReport:
    """Apply every good line in the caller's transaction and nothing of a bad one; a second run changes nothing."""
    await repository.lock_workspace(session, workspace_id)
    members = {member.key: member for member in await repository.members(session, workspace_id)}
    teams = {team.name.lower(): team for team in await repository.teams(session, workspace_id)}
    memberships = await repository.memberships(session, workspace_id)
    before = {key: state_of(each) for key, each in members.items()}
    places = places_of(memberships)
    steps, problems = plan_import(rows, _roster(members, teams, memberships))
    added = await _add_teams(session, workspace_id, steps, teams)
    changed = 0
    for step in steps:
        team = teams[step.team] if step.team else None
        changes = [_change_member(members[step.member_id], step), *_change_team(team, step, memberships, today)]
        changed += any(changes)
    session.add_all([*members.values(), *teams.values(), *memberships.values()])
    await session.flush()
    await record(session, *(each for key in before for each in changes_of(before[key], members[key], By.OPERATOR)))
    await record(session, *moves_of(workspace_id, places, places_of(memberships), By.OPERATOR))
    return ImportReport(changed, len(steps) - changed, added, problems)


def _roster(members: dict[int, Member], teams: dict[str, Team], memberships: dict[int, Membership]) -> Roster:
    names = {team.key: name for name, team in teams.items()}
    active = [member for member in members.values() if member.is_active]
    by_email = {member.email.lower(): member.key for member in active if member.email}
    return Roster(
        ids={**by_email, **{member.slack_user.lower(): member.key for member in active}},
        manager_of={member.key: member.manager_id for member in members.values()},
        team_of={member_id: names[membership.team_id] for member_id, membership in memberships.items()},
    )


async def _add_teams(session: AsyncSession, workspace_id: int, steps: list[Step], teams: dict[str, Team]) -> int:
    """Add to `teams` those that are named for the first time."""
    before = len(teams)
    for step in steps:
        if step.team and step.team not in teams:
            teams[step.team] = Team(workspace_id=workspace_id, name=step.row.team)
    session.add_all(teams.values())
    await session.flush()
    return len(teams) - before


def _change_member(member: Member, step: Step) -> bool:
    role = step.row.role or member.role
    if (member.manager_id, member.role) == (step.manager_id, role):
        return False
    member.manager_id, member.role = step.manager_id, role
    return True


def _change_team(team: Team | None, step: Step, memberships: dict[int, Membership], today: date) -> list[bool]:
    if team is None:
        return []
    has_moved = place(memberships, team, step.member_id, today)
    is_new_channel = bool(step.row.channel) and team.channel != step.row.channel
    if is_new_channel:
        team.channel = step.row.channel
    membership = memberships[step.member_id]
    if step.row.is_lead:
        return [has_moved, is_new_channel, name_lead(memberships, team, step.member_id)]
    was_dropped = step.row.is_lead is False and membership.is_lead
    membership.is_lead = membership.is_lead and not was_dropped
    return [has_moved, is_new_channel, was_dropped]

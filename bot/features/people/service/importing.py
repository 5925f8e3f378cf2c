"""Applies a table of members, teams, managers and roles."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.features.people import repository
from bot.features.people.models import Member, RoleGrant, Team
from bot.features.people.rules.importing import Roster, Step, plan_import
from bot.features.people.rules.roles import in_order
from bot.features.people.rules.rows import ROLE_SEPARATOR, MemberRow, RowProblem
from bot.features.people.rules.timeline import ONE_DAY
from bot.features.people.service.audited import Place, changes_of, moves_of, places_of, state_of
from bot.features.people.service.membership import Places, When
from bot.features.people.service.prompts import refresh_homes
from bot.features.people.service.roles import apply_roles, change_to
from bot.features.people.service.timelines import Timelines

Days = tuple[date, date]
"""From when what changes at once holds, and until when something before it may have begun further east."""
REASON = "imported"
"""Of the roles a table gives and takes; whoever has the command line has the reason."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a line changes about a member: `what` is `team`, `manager` or `roles`; the rest are words as a table has
    them, empty for none. `first_on` is the day from which it is planned, None for at once."""

    line: int
    member: str
    what: str
    before: str
    after: str
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many lines changed something or nothing, how many teams are new, and what was left out, by line."""

    changed: int
    unchanged: int
    teams_added: int
    problems: list[RowProblem]
    differences: list[Difference] = field(default_factory=list)


async def import_rows(
    session: AsyncSession,
    workspace_id: int,
    rows: Iterable[MemberRow],
    unread: Iterable[RowProblem],
    today: date,
    *,
    now: datetime | None = None,
) -> ImportReport:
    """`import_members`, with the problems of reading the file among the others."""
    report = await import_members(session, workspace_id, rows, today, now=now)
    problems = sorted([*unread, *report.problems], key=lambda problem: problem.line)
    return replace(report, problems=problems)


async def import_members(
    session: AsyncSession, workspace_id: int, rows: Iterable[MemberRow], today: date, *, now: datetime | None = None
) -> ImportReport:
    """Apply every good line in the caller's transaction and nothing of a bad one; a second run changes nothing.

    What changes does so from `today` on; with `now`, for people further west from the day that it is where they are; or
    from the day that a line names.
    """
    await repository.lock_workspace(session, workspace_id)
    members = {member.key: member for member in await repository.members(session, workspace_id)}
    teams = {team.name.lower(): team for team in await repository.teams(session, workspace_id)}
    places = await Places.read(session, workspace_id)
    managers = await Timelines.read(session, workspace_id, repository.MANAGERS)
    around = await repository.grants_in_force(session, workspace_id, on=today - ONE_DAY, begun=today + ONE_DAY)
    at_once = When(None, today, now)
    grants = {key: [each for each in some if _is_held(each, at_once.of(members[key]))] for key, some in around.items()}
    steps, problems = plan_import(rows, _roster(members, teams, places, managers, today=today, now=now))
    names = {team.key: team.name for team in teams.values()}
    planned = Planned(members, names, places, managers, grants, today)
    differences = [each for step in steps for each in planned.differences(step)]
    days = {step.day for step in steps} | {today}
    before = {day: places_of(places, day) for day in days}
    added = await _add_teams(session, workspace_id, steps, teams)
    changed, entries, touched = 0, list[Entry](), set[int]()
    for step in sorted(steps, key=lambda each: each.day):
        member = members[step.member_id]
        led_by = managers.on(member.key, step.begun)
        told = _change_person(session, member, step, grants.get(member.key, []), managers, now)
        moves = _change_team(teams[step.team] if step.team else None, step, places)
        if told or any(moves):
            changed += 1
            touched |= {member.key, *([led_by] if led_by else ())}
        entries += told
    session.add_all([*members.values(), *teams.values()])
    await places.save(session, workspace_id)
    await managers.save(session, workspace_id)
    named = {step.day for step in steps if step.row.first_on} - {today}
    await record(session, *entries, *_moves(workspace_id, before, places, named))
    at = now or datetime.combine(today, time.min, UTC)
    await refresh_homes(session, workspace_id, touched, now=at, managers=True)
    return ImportReport(changed, len(steps) - changed, added, problems, differences)


@dataclass(frozen=True, slots=True)
class Planned:
    """What is known before anything of a table is applied; `team_names` by key."""

    members: Mapping[int, Member]
    team_names: Mapping[int, str]
    places: Places
    managers: Timelines
    grants: Mapping[int, list[RoleGrant]]
    today: date

    def differences(self, step: Step) -> list[Difference]:
        """Of one line; none for what stays."""
        key = step.member_id
        team_id = self.places.teams.on(key, step.day)
        team = self.team_names.get(team_id, "") if team_id else ""
        wanted_team = team if step.team in (None, team.lower()) else step.row.team
        roles = in_order({grant.role for grant in self.grants.get(key, [])})
        wanted_roles = in_order(step.row.roles) if step.row.role else roles
        pairs = {
            "team": (team, wanted_team),
            "manager": (self._name(self.managers.on(key, step.day)), self._name(step.manager_id)),
            "roles": (ROLE_SEPARATOR.join(roles), ROLE_SEPARATOR.join(wanted_roles)),
        }
        member = self.members[key].slack_user
        return [
            Difference(step.row.line, member, what, before, after, step.row.first_on)
            for what, (before, after) in pairs.items()
            if before != after
        ]

    def _name(self, member_id: int | None) -> str:
        return self.members[member_id].slack_user if member_id else ""


def _moves(
    workspace_id: int, before: Mapping[date, Mapping[int, Place]], places: Places, named: Collection[date]
) -> Iterator[Entry]:
    """By the first day on which each of them shows; days that lines have `named` are kept with them."""
    told = set()
    for day in sorted(before):
        on = day if day in named else None
        for entry in moves_of(workspace_id, before[day], places_of(places, day), By.OPERATOR, on=on):
            move = entry.subject, *(entry.details[name] for name in ("from", "to", "lead"))
            if move not in told:
                told.add(move)
                yield entry


def _roster(
    members: dict[int, Member],
    teams: dict[str, Team],
    places: Places,
    managers: Timelines,
    *,
    today: date,
    now: datetime | None,
) -> Roster:
    names = {team.key: name for name, team in teams.items()}
    active = [member for member in members.values() if member.is_active]
    by_email = {member.email.lower(): member.key for member in active if member.email}
    return Roster(
        ids={
            **by_email,
            **{member.slack_user.lower(): member.merged_into for member in members.values() if member.merged_into},
            **{member.slack_user.lower(): member.key for member in active},
        },
        managers=managers.every(),
        team_of={member_id: names[team_id] for member_id, team_id in places.teams.all_on(today).items()},
        today=today,
        teams=places.teams.every(),
        leads={names[team_id]: spans for team_id, spans in places.leads.every().items()},
        days={member.key: When(None, today, now).of(member) for member in active},
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


def _is_held(grant: RoleGrant, days: Days) -> bool:
    """Also what began, or has not ended, only where the member is."""
    day, begun = days
    return grant.first_on <= begun and (grant.last_on is None or grant.last_on >= day)


def _change_person(
    session: AsyncSession,
    member: Member,
    step: Step,
    held: list[RoleGrant],
    managers: Timelines,
    now: datetime | None,
) -> list[Entry]:
    """What the audit hears of it; nothing when manager and roles are so already."""
    day, begun = step.day, step.begun
    present = frozenset(grant.role for grant in held)
    wanted = frozenset(step.row.roles) if step.row.role else present
    before = state_of(member, present, managers.on(member.key, begun))
    if step.row.manager:
        managers.change(member.key, step.manager_id, day, begun=begun)
    at = now or datetime.combine(day, time.min, UTC)
    apply_roles(session, member, change_to(wanted, held, reason=REASON, first_on=day, until=None, by=None, at=at))
    after = state_of(member, wanted, managers.on(member.key, begun))
    return changes_of(before, after, member, By.OPERATOR, reason=REASON, on=step.row.first_on)


def _change_team(team: Team | None, step: Step, places: Places) -> list[bool]:
    if team is None:
        return []
    day, begun = step.day, step.begun
    has_moved = bool(step.row.team) and places.place(step.member_id, team.key, day, begun=begun)
    is_new_channel = bool(step.row.channel) and team.channel != step.row.channel
    if is_new_channel:
        team.channel = step.row.channel
    if step.row.is_lead:
        return [has_moved, is_new_channel, places.name_lead(team.key, step.member_id, day, begun=begun)]
    was_dropped = step.row.is_lead is False and places.does_lead(step.member_id, team.key, begun)
    if was_dropped:
        places.name_lead(team.key, None, day, begun=begun)
    return [has_moved, is_new_channel, was_dropped]

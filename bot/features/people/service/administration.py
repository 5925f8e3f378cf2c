"""What administrators change about teams."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected, RejectedFields
from bot.features.people import repository
from bot.features.people.models import Member, Team
from bot.features.people.rules.planning import problem_with_day
from bot.features.people.rules.rows import TEAM_NAME_LIMIT
from bot.features.people.rules.stale import mark_of
from bot.features.people.service.audited import moves_of, places_of
from bot.features.people.service.lookup import lead_of, team_members
from bot.features.people.service.membership import Places, When
from bot.features.people.service.planning import PlannedChange, PlannedMove, planned_of_team
from bot.features.people.service.prompts import refresh_homes
from bot.features.people.service.visibility import named_team, require_administrator
from bot.turn import Who


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the overview; `size` counts active members."""

    team: Team
    lead: Member | None
    size: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Teams by name; `without_team` counts active members who are in none."""

    teams: Sequence[TeamLine]
    without_team: int


@dataclass(frozen=True, slots=True)
class TeamDetails:
    """`team` is None for one that is still to be added; `leads` and `moves` are planned for later days."""

    team: Team | None
    lead: Member | None
    members: Sequence[Member]
    leads: Sequence[PlannedChange] = ()
    moves: Sequence[PlannedMove] = ()

    @property
    def mark(self) -> str:
        """Of what the form shows and would write; empty for a team that is still to be added."""
        if self.team is None:
            return ""
        people = (self.lead.key if self.lead else None, sorted(each.key for each in self.members))
        return mark_of(self.team.name, self.team.channel, self.team.language, *people)


@dataclass(frozen=True, slots=True)
class TeamWish:
    """What an administrator wants a team to be; people are Slack ids, the lead is a member in any case. Who comes, goes
    or leads does so from `first_on`, None for at once. `seen` is the mark of what the form was filled with; without
    one, whatever has changed since is overwritten."""

    team_id: int | None
    name: str
    channel: str | None
    language: str | None
    lead: str | None
    members: Sequence[str]
    first_on: date | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class TeamSaved:
    """The team as it is now, whom it got from which other team, and whom it lost; on `first_on`, if that is not at
    once."""

    details: TeamDetails
    moved: Sequence[tuple[Member, Team]]
    removed: Sequence[Member]
    first_on: date | None = None


async def overview(session: AsyncSession, who: Who, *, now: datetime) -> Overview:
    """For administrators only."""
    await require_administrator(session, who, on=who.day_of(now))
    today = who.day_of(now)
    sizes = await repository.team_sizes(session, who.workspace_id, on=today)
    leads = await repository.leads(session, who.workspace_id, on=today)
    lines = [
        TeamLine(each, leads.get(each.key), sizes.get(each.key, 0))
        for each in await repository.teams(session, who.workspace_id)
    ]
    everybody = await repository.active_count(session, who.workspace_id)
    return Overview(lines, everybody - sum(sizes.values()))


async def team_details(session: AsyncSession, who: Who, team_id: int | None, *, now: datetime) -> TeamDetails:
    """For administrators only; without an id, an empty form."""
    await require_administrator(session, who, on=who.day_of(now))
    if team_id is None:
        return TeamDetails(None, None, [])
    return await _details(session, await named_team(session, who, team_id), who.day_of(now))


async def save_team(session: AsyncSession, who: Who, wish: TeamWish, *, now: datetime) -> TeamSaved:
    """Add or change a team so that it has exactly these members from now on; RejectedFields names each wrong one.

    With a day, only what differs from today changes, on that day. Rejected when somebody else has changed meanwhile
    what the form has shown.
    """
    await repository.lock_workspace(session, who.workspace_id)
    # Behind the lock: whoever had it may have taken the right.
    await require_administrator(session, who, on=who.day_of(now))
    wanted = await _checked_members(session, who.workspace_id, wish)
    saved = await named_team(session, who, wish.team_id) if wish.team_id is not None else None
    if saved and wish.seen and wish.seen != (await _details(session, saved, who.day_of(now))).mark:
        raise Rejected("people-error-changed-meanwhile")
    saved = saved or Team(workspace_id=who.workspace_id, name=wish.name)
    before = [saved.name, saved.channel, saved.language] if saved.id else None
    saved.name, saved.channel, saved.language = " ".join(wish.name.split()), wish.channel, wish.language
    session.add(saved)
    await session.flush()
    after = [saved.name, saved.channel, saved.language]
    if before != after:
        kept = Entry(
            who.workspace_id, Action.TEAM_SAVED, who.member_id, Subject.TEAM, saved.key, before=before, after=after
        )
        await record(session, kept)
    return await _staffed(session, who, saved, wanted, wish, now=now)


async def _checked_members(session: AsyncSession, workspace_id: int, wish: TeamWish) -> dict[str, Member]:
    """Slack id → member, of everybody wanted in the team."""
    people = [*wish.members, *([wish.lead] if wish.lead else [])]
    known = await repository.members_by_slack_user(session, workspace_id, people)
    active = {slack_user: member for slack_user, member in known.items() if member.is_active}
    problems: dict[str, Rejected] = {}
    if name_problem := await _name_problem(session, workspace_id, wish):
        problems["name"] = name_problem
    if strangers := set(wish.members) - active.keys():
        problems["members"] = Rejected("people-error-no-active-member", found=len(strangers))
    if wish.lead and wish.lead not in active:
        problems["lead"] = Rejected("people-error-no-active-member", found=1)
    if problems:
        raise RejectedFields(problems)
    return active


async def _name_problem(session: AsyncSession, workspace_id: int, wish: TeamWish) -> Rejected | None:
    name = " ".join(wish.name.split())
    if not 0 < len(name) <= TEAM_NAME_LIMIT:
        return Rejected("people-error-team-name", typed=name, limit=TEAM_NAME_LIMIT)
    others = [each for each in await repository.teams(session, workspace_id) if each.id != wish.team_id]
    if any(each.name.lower() == name.lower() for each in others):
        return Rejected("people-error-team-exists", typed=name)
    return None


async def _staffed(
    session: AsyncSession, who: Who, saved: Team, wanted: dict[str, Member], wish: TeamWish, *, now: datetime
) -> TeamSaved:
    today, workspace_id = who.day_of(now), saved.workspace_id
    places = await Places.read(session, workspace_id)
    on = wish.first_on if wish.first_on != today else None
    when = When(on, today, now)
    before = places_of(places, on or today)
    present = await team_members(session, workspace_id, saved.key, on=today)
    # Whom the form has shown in the team stays, also with a change that begins earlier where they are.
    coming = [member for member in wanted.values() if places.teams.on(member.key, today) != saved.key]
    moved = await _coming_from_elsewhere(session, saved, coming, places, on or today)
    removed = [
        member
        for member in present
        if member.slack_user not in wanted and places.teams.on(member.key, when.of(member)[1]) == saved.key
    ]
    if on:
        _check_day(on, today, places, saved, [*coming, *removed])
    for member, team_id in [*((each, None) for each in removed), *((each, saved.key) for each in coming)]:
        day, begun = when.of(member)
        places.place(member.key, team_id, day, begun=begun)
    leader = wanted[wish.lead] if wish.lead else None
    if places.leads.on(saved.key, today) != (leader.key if leader else None):
        former = await lead_of(session, workspace_id, saved.key, on=today)
        # Neither who leads now nor who led before has to wait.
        day, begun = when.of_all([each for each in (leader, former) if each])
        places.name_lead(saved.key, leader.key if leader else None, day, begun=begun)
    await places.save(session, workspace_id)
    touched = {each.key for each in (*present, *wanted.values())}
    await refresh_homes(session, workspace_id, touched, now=now, managers=True)
    await record(session, *moves_of(workspace_id, before, places_of(places, on or today), who.member_id, on=on))
    return TeamSaved(await _details(session, saved, today), moved, removed, on)


def _check_day(on: date, today: date, places: Places, team: Team, members: Iterable[Member]) -> None:
    """RejectedFields when one of them, or the lead, cannot change on that day."""
    changed = [places.leads.of(team.key), *(places.teams.of(member.key) for member in members)]
    for spans in changed:
        if problem := problem_with_day(on, today=today, spans=spans):
            raise RejectedFields({"from": problem})


async def _coming_from_elsewhere(
    session: AsyncSession, to: Team, members: Iterable[Member], places: Places, day: date
) -> list[tuple[Member, Team]]:
    teams = {each.key: each for each in await repository.teams(session, to.workspace_id)}
    pairs = [(member, teams[team_id]) for member in members if (team_id := places.teams.on(member.key, day))]
    return [(member, origin) for member, origin in pairs if origin.key != to.key]


async def _details(session: AsyncSession, found: Team, on: date) -> TeamDetails:
    lead = await lead_of(session, found.workspace_id, found.key, on=on)
    leads, moves = await planned_of_team(session, found, on=on)
    members = await team_members(session, found.workspace_id, found.key, on=on)
    return TeamDetails(found, lead, members, leads, moves)

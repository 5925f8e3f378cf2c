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
from bot.features.people.rules.rows import TEAM_NAME_LIMIT
from bot.features.people.rules.stale import mark_of
from bot.features.people.service.audited import moves_of, places_of
from bot.features.people.service.lookup import lead_of, team_members
from bot.features.people.service.membership import Places, day_begun, day_of_change
from bot.features.people.service.visibility import require_administrator, team_to_administer
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
    """`team` is None for one that is still to be added."""

    team: Team | None
    lead: Member | None
    members: Sequence[Member]

    @property
    def mark(self) -> str:
        """Of what the form shows and would write; empty for a team that is still to be added."""
        if self.team is None:
            return ""
        people = (self.lead.key if self.lead else None, sorted(each.key for each in self.members))
        return mark_of(self.team.name, self.team.channel, self.team.language, *people)


@dataclass(frozen=True, slots=True)
class TeamWish:
    """What an administrator wants a team to be; people are Slack ids, the lead is a member in any case. `seen` is the
    mark of what the form was filled with; without one, whatever has changed since is overwritten."""

    team_id: int | None
    name: str
    channel: str | None
    language: str | None
    lead: str | None
    members: Sequence[str]
    seen: str = ""


@dataclass(frozen=True, slots=True)
class TeamSaved:
    """The team as it is now, whom it got from which other team, and whom it lost."""

    details: TeamDetails
    moved: Sequence[tuple[Member, Team]]
    removed: Sequence[Member]


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
    return await _details(session, await team_to_administer(session, who, team_id), who.day_of(now))


async def save_team(session: AsyncSession, who: Who, wish: TeamWish, *, now: datetime) -> TeamSaved:
    """Add or change a team so that it has exactly these members from now on; RejectedFields names each wrong one.

    Rejected when somebody else has changed meanwhile what the form has shown.
    """
    await repository.lock_workspace(session, who.workspace_id)
    # Behind the lock: whoever had it may have taken the right.
    await require_administrator(session, who, on=who.day_of(now))
    wanted = await _checked_members(session, who.workspace_id, wish)
    saved = None if wish.team_id is None else await team_to_administer(session, who, wish.team_id)
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
    return await _staffed(session, who, saved, wanted, lead=wish.lead, now=now)


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
    session: AsyncSession, who: Who, saved: Team, wanted: dict[str, Member], *, lead: str | None, now: datetime
) -> TeamSaved:
    today = who.day_of(now)
    places = await Places.read(session, saved.workspace_id)
    before = places_of(places, today)
    moved = await _coming_from_elsewhere(session, saved, wanted.values(), places, today)
    keys = {member.key for member in wanted.values()}
    present = await team_members(session, saved.workspace_id, saved.key, on=today)
    removed = [
        member
        for member in present
        if member.key not in keys and places.teams.on(member.key, day_begun(member, now=now, today=today)) == saved.key
    ]
    for member in removed:
        _place(places, member, None, now, today)
    for member in wanted.values():
        # Whom the form has shown in the team stays, also with a change that begins earlier where they are.
        if places.teams.on(member.key, today) != saved.key:
            _place(places, member, saved.key, now, today)
    leader = wanted[lead] if lead else None
    former = await lead_of(session, saved.workspace_id, saved.key, on=today)
    _name_lead(places, saved, leader, former, now, today)
    await places.save(session, saved.workspace_id)
    await record(session, *moves_of(saved.workspace_id, before, places_of(places, today), who.member_id))
    return TeamSaved(await _details(session, saved, today), moved, removed)


def _place(places: Places, member: Member, team_id: int | None, now: datetime, today: date) -> None:
    day, begun = day_of_change(member, now=now, today=today), day_begun(member, now=now, today=today)
    places.place(member.key, team_id, day, begun=begun)


def _name_lead(
    places: Places, team: Team, leader: Member | None, former: Member | None, now: datetime, today: date
) -> None:
    """Neither who leads now nor who led before has to wait."""
    if places.leads.on(team.key, today) == (leader.key if leader else None):
        return
    both = [each for each in (leader, former) if each]
    day = min((day_of_change(each, now=now, today=today) for each in both), default=today)
    begun = max((day_begun(each, now=now, today=today) for each in both), default=today)
    places.name_lead(team.key, leader.key if leader else None, day, begun=begun)


async def _coming_from_elsewhere(
    session: AsyncSession, to: Team, members: Iterable[Member], places: Places, today: date
) -> list[tuple[Member, Team]]:
    teams = {each.key: each for each in await repository.teams(session, to.workspace_id)}
    pairs = [(member, teams[team_id]) for member in members if (team_id := places.teams.on(member.key, today))]
    return [(member, origin) for member, origin in pairs if origin.key != to.key]


async def _details(session: AsyncSession, found: Team, on: date) -> TeamDetails:
    lead = await lead_of(session, found.workspace_id, found.key, on=on)
    return TeamDetails(found, lead, await team_members(session, found.workspace_id, found.key, on=on))

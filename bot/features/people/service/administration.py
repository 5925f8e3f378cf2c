"""What administrators change: teams, managers, roles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Denied, Rejected, RejectedFields
from bot.features.people import repository
from bot.features.people.models import HR, ROLES, Member, Membership, Team
from bot.features.people.rules.chain import is_in_circle
from bot.features.people.rules.rows import TEAM_NAME_LIMIT
from bot.features.people.service.audited import changes_of, moves_of, places_of, state_of
from bot.features.people.service.directory import forget_after_commit
from bot.features.people.service.lookup import lead_of, team, team_members, team_of
from bot.features.people.service.membership import name_lead, place
from bot.features.people.service.visibility import require_administrator
from bot.i18n.catalogues import LANGUAGES
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


@dataclass(frozen=True, slots=True)
class PersonDetails:
    member: Member
    manager: Member | None
    team: Team | None


@dataclass(frozen=True, slots=True)
class TeamWish:
    """What an administrator wants a team to be; people are Slack ids, the lead is a member in any case."""

    team_id: int | None
    name: str
    channel: str | None
    language: str | None
    lead: str | None
    members: Sequence[str]


@dataclass(frozen=True, slots=True)
class PersonWish:
    """What an administrator wants for a person; people are Slack ids, None for no manager, or Slack's language."""

    person: str
    manager: str | None
    role: str
    language: str | None


@dataclass(frozen=True, slots=True)
class TeamSaved:
    """The team as it is now, whom it got from which other team, and whom it lost."""

    details: TeamDetails
    moved: Sequence[tuple[Member, Team]]
    removed: Sequence[Member]


async def overview(session: AsyncSession, who: Who) -> Overview:
    """For administrators only."""
    await require_administrator(session, who)
    sizes = await repository.team_sizes(session, who.workspace_id)
    leads = await repository.leads(session, who.workspace_id)
    lines = [
        TeamLine(each, leads.get(each.key), sizes.get(each.key, 0))
        for each in await repository.teams(session, who.workspace_id)
    ]
    everybody = await repository.active_count(session, who.workspace_id)
    return Overview(lines, everybody - sum(sizes.values()))


async def team_details(session: AsyncSession, who: Who, team_id: int | None) -> TeamDetails:
    """For administrators only; without an id, an empty form."""
    await require_administrator(session, who)
    if team_id is None:
        return TeamDetails(None, None, [])
    return await _details(session, await team(session, who.workspace_id, team_id))


async def person_details(session: AsyncSession, who: Who, slack_user: str) -> PersonDetails:
    """For administrators only; Rejected for guests, bots and people who left."""
    await require_administrator(session, who)
    member = await _active(session, who.workspace_id, slack_user)
    manager = await repository.member(session, who.workspace_id, member.manager_id) if member.manager_id else None
    return PersonDetails(member, manager, await team_of(session, who.workspace_id, member.key))


async def save_team(session: AsyncSession, who: Who, wish: TeamWish, *, today: date) -> TeamSaved:
    """Add or change a team so that it has exactly these members; RejectedFields names each wrong field."""
    await require_administrator(session, who)
    await repository.lock_workspace(session, who.workspace_id)
    wanted = await _checked_members(session, who.workspace_id, wish)
    saved = await team(session, who.workspace_id, wish.team_id) if wish.team_id else None
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
    return await _staffed(session, who, saved, wanted, lead=wish.lead, today=today)


async def save_person(session: AsyncSession, who: Who, wish: PersonWish) -> PersonDetails:
    """Give a person a manager, a role and a language; RejectedFields names each wrong field."""
    await require_administrator(session, who)
    await repository.lock_workspace(session, who.workspace_id)
    member = await _active(session, who.workspace_id, wish.person)
    problems: dict[str, Rejected] = {}
    if wish.role not in ROLES:
        problems["role"] = Rejected("people-error-unknown-role", typed=wish.role, known=list(ROLES))
    manager = await _checked_manager(session, member, wish.manager, problems)
    await _check_power(session, who, member, wish, manager, problems)
    _raise_if_any(problems)
    before = state_of(member)
    member.manager_id, member.role = manager.id if manager else None, wish.role
    member.language = wish.language if wish.language in LANGUAGES else None
    session.add(member)
    await session.flush()
    await record(session, *changes_of(before, member, who.member_id))
    forget_after_commit(session, [member.slack_user])
    return PersonDetails(member, manager, await team_of(session, who.workspace_id, member.key))


async def _check_power(
    session: AsyncSession,
    who: Who,
    member: Member,
    wish: PersonWish,
    manager: Member | None,
    problems: dict[str, Rejected],
) -> None:
    """Where there is HR, nobody else gives themselves the right to see somebody's cards."""
    powerful = await repository.administrators(session, who.workspace_id)
    hr = {each.key for each in powerful if each.role == HR}
    if not hr or who.member_id in hr:
        return
    # What comes with a form can be forged, also into something that is no code.
    role = wish.role if wish.role in ROLES else None
    denied = Entry.of(who, Action.ADMINISTRATION_DENIED, Subject.MEMBER, member.key, role=role)
    if wish.role != member.role and (HR in (wish.role, member.role) or member.key == who.member_id):
        problems["role"] = Denied("people-error-only-hr", denied)
    if manager and manager.key == who.member_id and member.manager_id != who.member_id:
        problems["manager"] = Denied("people-error-only-hr", denied)


async def _checked_manager(
    session: AsyncSession, member: Member, wanted: str | None, problems: dict[str, Rejected]
) -> Member | None:
    if not wanted:
        return None
    manager = await repository.member_by_slack_user(session, member.workspace_id, wanted)
    if manager is None or not manager.is_active:
        problems["manager"] = Rejected("people-error-no-active-member", found=1)
        return None
    manager_of = await repository.manager_of_each(session, member.workspace_id)
    if manager.key == member.key:
        problems["manager"] = Rejected("people-error-own-manager", name=member.name)
    elif is_in_circle(member.key, {**manager_of, member.key: manager.key}):
        problems["manager"] = Rejected("people-error-circle", name=member.name, manager=manager.name)
    return manager


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
    _raise_if_any(problems)
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
    session: AsyncSession, who: Who, saved: Team, wanted: dict[str, Member], *, lead: str | None, today: date
) -> TeamSaved:
    memberships = await repository.memberships(session, saved.workspace_id)
    before = places_of(memberships)
    moved = await _coming_from_elsewhere(session, saved, wanted.values(), memberships)
    keys = {member.key for member in wanted.values()}
    present = await team_members(session, saved.workspace_id, saved.key)
    removed = [member for member in present if member.key not in keys]
    for member in removed:
        await session.delete(memberships.pop(member.key))
    for key in keys:
        place(memberships, saved, key, today)
    name_lead(memberships, saved, wanted[lead].key if lead else None)
    session.add_all(memberships.values())
    await session.flush()
    await record(session, *moves_of(saved.workspace_id, before, places_of(memberships), who.member_id))
    return TeamSaved(await _details(session, saved), moved, removed)


async def _coming_from_elsewhere(
    session: AsyncSession, to: Team, members: Iterable[Member], memberships: Mapping[int, Membership]
) -> list[tuple[Member, Team]]:
    teams = {each.key: each for each in await repository.teams(session, to.workspace_id)}
    coming = [member for member in members if member.key in memberships]
    pairs = [(member, teams[memberships[member.key].team_id]) for member in coming]
    return [(member, origin) for member, origin in pairs if origin.key != to.key]


async def _details(session: AsyncSession, found: Team) -> TeamDetails:
    lead = await lead_of(session, found.workspace_id, found.key)
    return TeamDetails(found, lead, await team_members(session, found.workspace_id, found.key))


async def _active(session: AsyncSession, workspace_id: int, slack_user: str) -> Member:
    member = await repository.member_by_slack_user(session, workspace_id, slack_user)
    if member is None or not member.is_active:
        raise Rejected("people-error-no-active-member", found=1)
    return member


def _raise_if_any(problems: dict[str, Rejected]) -> None:
    if problems:
        raise RejectedFields(problems)

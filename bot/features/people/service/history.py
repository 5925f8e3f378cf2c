"""What is known of members over time, for whoever runs the program: no figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import repository
from bot.features.people.models import Member, RoleGrant
from bot.features.people.rules.roles import in_order


@dataclass(frozen=True, slots=True)
class Stretch:
    """`name` of a team or a manager, from the first to the last day; None while no end is known."""

    name: str
    first_on: date
    last_on: date | None


@dataclass(frozen=True, slots=True)
class History:
    """The earliest first; `grants` include those that ended or were taken."""

    member: Member
    teams: Sequence[Stretch]
    managers: Sequence[Stretch]
    grants: Sequence[RoleGrant]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in a list; `team` is empty for none."""

    member: Member
    team: str
    roles: Sequence[str]


async def history_of(session: AsyncSession, workspace_id: int, member: Member) -> History:
    """Teams, managers and roles of a member, also planned ones."""
    teams = {each.key: each.name for each in await repository.teams(session, workspace_id)}
    names = {each.key: each.name for each in await repository.members(session, workspace_id)}
    return History(
        member,
        await _stretches(session, workspace_id, repository.TEAMS, member.key, teams),
        await _stretches(session, workspace_id, repository.MANAGERS, member.key, names),
        await repository.grants_of(session, workspace_id, member.key),
    )


async def member_lines(
    session: AsyncSession, workspace_id: int, *, on: date, team: str = "", role: str = "", has_left: bool = False
) -> list[MemberLine]:
    """Active members, or those who left, by name; of one team, and with one role, where these are given."""
    placed = await repository.dated_rows(session, workspace_id, repository.TEAMS)
    names = {each.key: each.name for each in await repository.teams(session, workspace_id)}
    grants = await repository.grants_in_force(session, workspace_id, on=on)
    lines = []
    for member in sorted(await repository.members(session, workspace_id), key=lambda each: (each.name, each.key)):
        spans = [repository.TEAMS.span(row) for row in placed.get(member.key, [])]
        theirs = next((names[span.value] for span in spans if span.holds_on(on)), "")
        roles = in_order({grant.role for grant in grants.get(member.key, [])})
        if member.merged_into:
            continue
        if member.is_active is not has_left and team.lower() in ("", theirs.lower()) and (not role or role in roles):
            lines.append(MemberLine(member, theirs, roles))
    return lines


async def _stretches(
    session: AsyncSession, workspace_id: int, ledger: repository.Ledger, member_id: int, names: dict[int, str]
) -> list[Stretch]:
    rows = (await repository.dated_rows(session, workspace_id, ledger, member_id)).get(member_id, [])
    return [Stretch(names[span.value], span.first_on, span.last_on) for span in map(ledger.span, rows)]

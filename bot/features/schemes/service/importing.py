"""Schemes that come with an import of teams."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.schemes.rules import builtin, chosen_groups, group_named
from bot.features.schemes.service.keeping import assign, schemes_of_teams


@dataclass(frozen=True, slots=True)
class Wish:
    """A line's scheme and dimensions for a team, as typed. Without a scheme the team keeps what it has; without
    dimensions it gets all of the scheme's."""

    line: int
    team: str
    scheme: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """A team that works by other rules than before, or by its first."""

    team: str
    scheme_id: str
    groups: tuple[str, ...]


async def assign_teams(
    session: AsyncSession, workspace_id: int, wishes: Iterable[Wish], *, now: datetime
) -> tuple[list[Assigned], list[tuple[int, Rejected]]]:
    """Assign what the lines ask for. Returns the teams that changed, and the lines that cannot be followed with the
    reason: an unknown team, scheme or dimension, or another line that says otherwise. A second run changes nothing.
    Upper and lower case in a team's name are the same, as in the import of its people."""
    teams = {team.name.lower(): team for team in await people.teams(session, workspace_id)}
    present = await schemes_of_teams(session, workspace_id)
    decided: dict[str, tuple[str, list[str]]] = {}
    assigned: list[Assigned] = []
    refused: list[tuple[int, Rejected]] = []
    for wish in wishes:
        if not wish.scheme:
            continue
        name = wish.team.lower()
        try:
            rules = _rules(wish, teams, decided.get(name))
        except Rejected as rejected:
            refused.append((wish.line, rejected))
            continue
        if name in decided:
            continue
        decided[name] = rules
        team = teams[name]
        before = present.get(team.key)
        after = await assign(session, workspace_id, team.key, *rules, now=now)
        if before is None or (before.hash, before.groups) != (after.hash, after.groups):
            assigned.append(Assigned(team.name, after.scheme_id, after.groups))
    return assigned, refused


def _rules(wish: Wish, teams: dict[str, Team], decided: tuple[str, list[str]] | None) -> tuple[str, list[str]]:
    """The scheme's id and its dimensions."""
    if wish.team.lower() not in teams:
        raise Rejected("people-error-unknown-team", typed=wish.team)
    scheme = builtin(wish.scheme.strip().lower())
    named = [group_named(scheme, typed) for typed in wish.groups]
    rules = scheme.id, chosen_groups(scheme, named or None)
    if decided not in (None, rules):
        raise Rejected("schemes-error-two-schemes", team=wish.team, typed=wish.scheme)
    return rules

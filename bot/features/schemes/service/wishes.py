"""Schemes named in a table of members: a team works by the first that is named for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.schemes.service.keeping import assign, schemes_of_teams

DEFAULT_SCHEME = "promotion"
"""What a team works by when the table names nothing for it and it has nothing yet."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A line that names a team; `scheme` and `groups` (separated by spaces) as written, empty for none."""

    line: int
    team: str
    scheme: str = ""
    groups: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A team that got a scheme, with the dimensions it works by."""

    team: str
    scheme_id: str
    groups: tuple[str, ...]


async def assign_teams(
    session: AsyncSession, workspace_id: int, wishes: Iterable[Wish], *, now: datetime
) -> tuple[list[Assigned], list[tuple[int, Rejected]]]:
    """Assign what is named; teams left without anything get `DEFAULT_SCHEME`, all of it.

    Returns what has changed, and the lines whose scheme or groups do not exist. A second run changes nothing.
    """
    teams = {team.name.lower(): team for team in await people.teams(session, workspace_id)}
    present = await schemes_of_teams(session, workspace_id)
    assigned: list[Assigned] = []
    refused: list[tuple[int, Rejected]] = []
    for wish in _first_of_each_team(wishes):
        team = teams[wish.team.lower()]
        before = present.get(team.key)
        if before and not wish.scheme:
            continue
        groups = wish.groups.replace(",", " ").split() or None
        try:
            found = await assign(session, workspace_id, team.key, wish.scheme or DEFAULT_SCHEME, groups, now=now)
        except Rejected as rejected:
            refused.append((wish.line, rejected))
            continue
        if before is None or (before.hash, before.groups) != (found.hash, found.groups):
            assigned.append(Assigned(team.name, found.scheme_id, found.groups))
    return assigned, refused


def _first_of_each_team(wishes: Iterable[Wish]) -> list[Wish]:
    """A line that names a scheme before one that does not."""
    chosen: dict[str, Wish] = {}
    for wish in wishes:
        known = chosen.get(wish.team.lower())
        if known is None or (wish.scheme and not known.scheme):
            chosen[wish.team.lower()] = wish
    return list(chosen.values())

"""Schemes that come with an import of teams."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.models import Team
from bot.features.schemes.rules import builtin, chosen_groups, group_named, read_since
from bot.features.schemes.service.assigning import assign
from bot.features.schemes.service.keeping import scheme_of_team, this_month

_Rules = tuple[str, list[str], date | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """A line's scheme and dimensions for a team, and the month from which on, as typed. Without a scheme the team keeps
    what it has; without dimensions it gets all of the scheme's; without a month it gets them from the running one."""

    line: int
    team: str
    scheme: str
    groups: tuple[str, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A team that works by other rules than before, or by its first, from the month on that begins on `since`."""

    team: str
    scheme_id: str
    groups: tuple[str, ...]
    since: date


async def assign_teams(
    session: AsyncSession, workspace_id: int, wishes: Iterable[Wish], *, now: datetime
) -> tuple[list[Assigned], list[tuple[int, Rejected]]]:
    """Assign what the lines ask for. Returns the teams that changed, and the lines that cannot be followed with the
    reason: an unknown team, scheme or dimension, a month that is none or whose cards are out, or another line that says
    otherwise. A second run changes nothing.
    Upper and lower case in a team's name are the same, as in the import of its people."""
    teams = {team.name.lower(): team for team in await people.teams(session, workspace_id)}
    today = now.astimezone(settings_of(session).zone).date()
    decided: dict[str, _Rules] = {}
    assigned: list[Assigned] = []
    refused: list[tuple[int, Rejected]] = []
    for wish in wishes:
        if not wish.scheme:
            continue
        name = wish.team.lower()
        try:
            rules = _rules(wish, teams, decided.get(name), today)
            if name not in decided:
                decided[name] = rules
                assigned += await _assign(session, workspace_id, teams[name], rules, now=now)
        except Rejected as rejected:
            refused.append((wish.line, rejected))
    return assigned, refused


async def _assign(
    session: AsyncSession, workspace_id: int, team: Team, rules: _Rules, *, now: datetime
) -> list[Assigned]:
    """Nothing where they hold already."""
    scheme_id, groups, since = rules
    before = await scheme_of_team(session, workspace_id, team.key, on=since or this_month(session, now))
    after = await assign(session, workspace_id, team.key, scheme_id, groups, now=now, since=since)
    if before and (before.hash, before.groups) == (after.hash, after.groups):
        return []
    return [Assigned(team.name, after.scheme_id, after.groups, after.since)]


def _rules(wish: Wish, teams: dict[str, Team], decided: _Rules | None, today: date) -> _Rules:
    """The scheme's id, its dimensions, and the month from which on, None for the running one."""
    if wish.team.lower() not in teams:
        raise Rejected("people-error-unknown-team", typed=wish.team)
    scheme = builtin(wish.scheme.strip().lower())
    named = [group_named(scheme, typed) for typed in wish.groups]
    rules = scheme.id, chosen_groups(scheme, named or None), read_since(wish.since, today=today)
    if decided not in (None, rules):
        raise Rejected("schemes-error-two-schemes", team=wish.team, typed=wish.scheme)
    return rules

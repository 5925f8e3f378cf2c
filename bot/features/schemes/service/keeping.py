"""Keeps schemes, and tells which rules hold on a day."""

import json
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.configured import settings_of
from bot.features.schemes import repository
from bot.features.schemes.repository import AssignmentRow
from bot.features.schemes.rules import (
    TeamScheme,
    builtin,
    month_of,
)
from scoring.scheme import Scheme, builtin_ids

# Parsing takes tens of milliseconds, a version never changes, and a workspace has a handful of them.
_versions: dict[str, Scheme] = {}
_restricted: dict[tuple[str, tuple[str, ...]], Scheme] = {}


def builtin_schemes() -> list[Scheme]:
    """The schemes that come with Evenhand, by id."""
    return [builtin(scheme_id) for scheme_id in builtin_ids()]


async def install_builtin(session: AsyncSession, workspace_id: int, *, now: datetime) -> None:
    """Make the built-in schemes' present versions available in the workspace; those that are there stay."""
    for scheme in builtin_schemes():
        await version_id_of(session, workspace_id, scheme, now)


def this_month(session: AsyncSession, now: datetime) -> date:
    """The first day of the month that it is in the workspace's zone."""
    return month_of(now.astimezone(settings_of(session).zone).date())


async def scheme_of_team(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> TeamScheme | None:
    """The rules by which a team works on a day; None when it has none then."""
    found = await repository.assignments(session, workspace_id, team_id, on=on)
    return await team_scheme(session, workspace_id, found[0]) if found else None


async def scheme_of_version(
    session: AsyncSession, workspace_id: int, version_id: int, hash_: str, groups: tuple[str, ...]
) -> Scheme:
    """A version, which `hash_` names, with only these dimensions. The database is asked once for each."""
    key = (hash_, groups)
    if key not in _restricted:
        whole = await version_of(session, workspace_id, version_id)
        _restricted[key] = whole.restricted_to(groups)
    return _restricted[key]


async def schemes_of_teams(session: AsyncSession, workspace_id: int, *, on: date) -> dict[int, TeamScheme]:
    """Of every team that has one on a day; teams with the same rules share the same `scheme` object."""
    rows = await repository.assignments(session, workspace_id, on=on)
    return {found.row.team_id: await team_scheme(session, workspace_id, found) for found in rows}


async def next_schemes(
    session: AsyncSession, workspace_id: int, *, on: date, team_id: int | None = None
) -> dict[int, TeamScheme]:
    """What follows the rules of a day, of one team or of all for which something is to come."""
    found: dict[int, TeamScheme] = {}
    for each in await repository.assignments_after(session, workspace_id, team_id, on=on):
        if each.row.team_id not in found:
            found[each.row.team_id] = await team_scheme(session, workspace_id, each)
    return found


async def version_of(session: AsyncSession, workspace_id: int, version_id: int) -> Scheme:
    """A version as it was, with all its dimensions."""
    hash_ = await repository.hash_of(session, workspace_id, version_id)
    if hash_ not in _versions:
        content = await repository.content_of(session, workspace_id, version_id)
        _versions[hash_] = _kept(content)
    return _versions[hash_]


async def version_id_of(session: AsyncSession, workspace_id: int, scheme: Scheme, now: datetime) -> int:
    version_id = await repository.version_with_hash(session, workspace_id, scheme.id, scheme.version_hash)
    if version_id is None:
        await repository.add_version(session, workspace_id, scheme, content=_canonical(scheme), now=now)
        version_id = await repository.version_with_hash(session, workspace_id, scheme.id, scheme.version_hash)
    assert version_id is not None
    return version_id


async def team_scheme(session: AsyncSession, workspace_id: int, found: AssignmentRow) -> TeamScheme:
    groups, version_id = tuple(found.row.groups), found.row.scheme_version_id
    scheme = await scheme_of_version(session, workspace_id, version_id, found.hash, groups)
    return TeamScheme(scheme, found.scheme_id, found.version, found.hash, groups, version_id, found.row.since)


def _canonical(scheme: Scheme) -> str:
    plain = scheme.model_dump(mode="json", by_alias=True)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _kept(content: str) -> Scheme:
    """A version as it was; in those from before people could rate, a metric's `source` was what is its `origin` now."""
    plain = json.loads(content)
    for dimension in plain["dimensions"]:
        for metric in dimension["metrics"]:
            if not isinstance(metric.get("source", ""), str):
                metric["origin"] = metric.pop("source")
    return Scheme.model_validate(plain)

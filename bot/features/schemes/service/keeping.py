"""Keeps schemes and targets, and tells which rules and targets hold on a day."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.db.configured import settings_of
from bot.errors import Rejected
from bot.features.schemes import repository
from bot.features.schemes.repository import AssignmentRow
from bot.features.schemes.rules import (
    TeamScheme,
    accepted_target,
    builtin,
    month_of,
    takes_target,
    targets_in_force,
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


async def targets_for(
    session: AsyncSession, workspace_id: int, team_id: int, member_id: int | None, *, on: date
) -> Mapping[str, float]:
    """Targets on a day by metric, each for one period of the metric's cadence: the member's over the team's over the
    scheme's. Metrics without a target, and those with a range, are left out. Empty for a team without a scheme."""
    found = await scheme_of_team(session, workspace_id, team_id, on=on)
    if found is None:
        return {}
    team = await repository.targets_of_team(session, workspace_id, team_id)
    own = {} if member_id is None else await repository.targets_of_member(session, workspace_id, member_id)
    return targets_in_force(found.scheme, team, own)


async def targets_of_team(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> Mapping[str, float]:
    """The team's targets on a day, without anybody's personal ones."""
    return await targets_for(session, workspace_id, team_id, None, on=on)


async def targets_of_members(
    session: AsyncSession, workspace_id: int, scheme: Scheme, members: Sequence[tuple[int, int]]
) -> Mapping[str, list[float]]:
    """What replaces the scheme's own targets for (member, team) pairs that share a scheme: the member's over the
    team's. Metric → numbers in their order, NaN where the scheme's holds; only metrics that somebody replaces."""
    teams = await repository.targets_of_teams(session, workspace_id, {team for _, team in members})
    people = await repository.targets_of_all_members(session, workspace_id, [member for member, _ in members])
    columns: dict[str, list[float]] = {}
    replaceable = {metric.id for metric in scheme.metrics if takes_target(metric)}
    for row, (member_id, team_id) in enumerate(members):
        for metric_id, value in (teams.get(team_id, {}) | people.get(member_id, {})).items():
            if metric_id in replaceable:
                columns.setdefault(metric_id, [math.nan] * len(members))[row] = float(value)
    return columns


async def own_targets(
    session: AsyncSession, workspace_id: int, members: Sequence[tuple[int, int]]
) -> tuple[Mapping[int, Mapping[str, Decimal]], Mapping[int, Mapping[str, Decimal]]]:
    """What replaces the scheme's targets for (member, team) pairs: by member, and by team. Two statements."""
    people = await repository.targets_of_all_members(session, workspace_id, [member for member, _ in members])
    return people, await repository.targets_of_teams(session, workspace_id, {team for _, team in members})


async def own_targets_since(session: AsyncSession, workspace_id: int, since: datetime) -> list[tuple[int, datetime]]:
    """Members who were given a target of their own after a moment, and when; not which. One statement."""
    return await repository.own_targets_since(session, workspace_id, since)


async def set_target(
    session: AsyncSession,
    workspace_id: int,
    metric_id: str,
    value: Decimal | None,
    *,
    team_id: int,
    member_id: int | None = None,
    now: datetime,
    since: date | None = None,
    by: int | By = By.OPERATOR,
) -> None:
    """Set a team's target, or a member's when `member_id` is given; None goes back to what is in force without it.

    `team_id` is the member's team: its scheme decides which metrics exist. Rejected for a team without a scheme, an
    unknown metric, and a value that cannot be a target.
    """
    found = await scheme_of_team(session, workspace_id, team_id, on=since or this_month(session, now))
    if found is None:
        raise Rejected("schemes-error-no-scheme")
    owner = {"team_id": team_id} if member_id is None else {"member_id": member_id}
    before = (await _own_targets(session, workspace_id, team_id, member_id)).get(metric_id)
    accepted = None if value is None else accepted_target(found.scheme, metric_id, value)
    if accepted is None:
        await repository.remove_target(session, workspace_id, owner, metric_id)
    else:
        await repository.put_target(session, workspace_id, owner, metric_id, accepted, now=now)
    if accepted != before:
        kind, subject = (Subject.TEAM, team_id) if member_id is None else (Subject.MEMBER, member_id)
        details = {"metric": metric_id}
        told = Entry(workspace_id, Action.TARGET_CHANGED, by, kind, subject, details, before=before, after=accepted)
        await record(session, told)


async def _own_targets(
    session: AsyncSession, workspace_id: int, team_id: int, member_id: int | None
) -> Mapping[str, Decimal]:
    if member_id is None:
        return await repository.targets_of_team(session, workspace_id, team_id)
    return await repository.targets_of_member(session, workspace_id, member_id)


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

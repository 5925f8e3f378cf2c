"""Targets of teams and members, from a month on: which hold on a day, and how they are set."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, By, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.errors import Rejected
from bot.features.schemes import repository
from bot.features.schemes.rules import accepted_target, require_not_out, takes_target, targets_in_force
from bot.features.schemes.service.keeping import scheme_of_team, this_month
from scoring.periods import Period
from scoring.scheme import Scheme


async def targets_for(
    session: AsyncSession, workspace_id: int, team_id: int, member_id: int | None, *, on: date
) -> Mapping[str, float]:
    """Targets on a day by metric, each for one period of the metric's cadence: the member's over the team's over the
    scheme's. Metrics without a target, and those with a range, are left out. Empty for a team without a scheme."""
    found = await scheme_of_team(session, workspace_id, team_id, on=on)
    if found is None:
        return {}
    team = await repository.targets_of_team(session, workspace_id, team_id, on=on)
    own = {} if member_id is None else await repository.targets_of_member(session, workspace_id, member_id, on=on)
    return targets_in_force(found.scheme, team, own)


async def targets_of_team(session: AsyncSession, workspace_id: int, team_id: int, *, on: date) -> Mapping[str, float]:
    """The team's targets on a day, without anybody's personal ones."""
    return await targets_for(session, workspace_id, team_id, None, on=on)


async def targets_of_members(
    session: AsyncSession, workspace_id: int, scheme: Scheme, members: Sequence[tuple[int, int]], *, on: date
) -> Mapping[str, list[float]]:
    """What replaces the scheme's own targets on a day for (member, team) pairs that share a scheme: the member's over
    the team's. Metric → numbers in their order, NaN where the scheme's holds; only metrics that somebody replaces."""
    teams = await repository.targets_of_teams(session, workspace_id, {team for _, team in members}, on=on)
    people = await repository.targets_of_all_members(session, workspace_id, [member for member, _ in members], on=on)
    columns: dict[str, list[float]] = {}
    replaceable = {metric.id for metric in scheme.metrics if takes_target(metric)}
    for row, (member_id, team_id) in enumerate(members):
        for metric_id, value in (teams.get(team_id, {}) | people.get(member_id, {})).items():
            if metric_id in replaceable:
                columns.setdefault(metric_id, [math.nan] * len(members))[row] = float(value)
    return columns


async def own_targets(
    session: AsyncSession, workspace_id: int, members: Sequence[tuple[int, int]], *, on: date
) -> tuple[Mapping[int, Mapping[str, Decimal]], Mapping[int, Mapping[str, Decimal]]]:
    """What replaces the scheme's targets on a day for (member, team) pairs: by member, and by team. Two statements."""
    people = await repository.targets_of_all_members(session, workspace_id, [member for member, _ in members], on=on)
    return people, await repository.targets_of_teams(session, workspace_id, {team for _, team in members}, on=on)


async def own_targets_since(
    session: AsyncSession, workspace_id: int, month: Period, period: Period, since: datetime
) -> list[tuple[int, datetime | None]]:
    """Members whom a card of the `period` holds to another target of their own than their card of one of its months
    that was out at a moment: since when, None for one that begins after the month. Not which. One statement."""
    return await repository.own_targets_since(session, workspace_id, month, period, since)


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
    """Set a team's target, or a member's when `member_id` is given, from the month that begins on `since`, None for the
    running one, until the month for which another was or will be set; None as value goes back to what holds without it.

    `team_id` is the member's team: its scheme in that month decides which metrics exist. Rejected for a team without a
    scheme, an unknown metric, a value that cannot be a target, and a month whose cards are out.
    """
    last_out, since = await repository.lock_last_out(session, workspace_id), since or this_month(session, now)
    found = await scheme_of_team(session, workspace_id, team_id, on=since)
    if found is None:
        raise Rejected("schemes-error-no-scheme")
    owner = {"team_id": team_id} if member_id is None else {"member_id": member_id}
    before = (await _own_targets(session, workspace_id, team_id, member_id, on=since)).get(metric_id)
    accepted = None if value is None else accepted_target(found.scheme, metric_id, value)
    if accepted == before:
        return
    require_not_out(since, last_out)
    await repository.put_target(session, workspace_id, owner, metric_id, accepted, since=since, now=now)
    kind, subject = (Subject.TEAM, team_id) if member_id is None else (Subject.MEMBER, member_id)
    details = {"metric": metric_id, "since": f"{since:%Y-%m}"}
    told = Entry(workspace_id, Action.TARGET_CHANGED, by, kind, subject, details, before=before, after=accepted)
    await record(session, told)


async def _own_targets(
    session: AsyncSession, workspace_id: int, team_id: int, member_id: int | None, *, on: date
) -> Mapping[str, Decimal]:
    if member_id is None:
        return await repository.targets_of_team(session, workspace_id, team_id, on=on)
    return await repository.targets_of_member(session, workspace_id, member_id, on=on)

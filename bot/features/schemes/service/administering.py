"""The forms of whoever administers schemes, and what they save. Every function asks for the right to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.errors import Rejected, RejectedFields
from bot.features.people import service as people
from bot.features.people.models import Member, Team
from bot.features.schemes import repository
from bot.features.schemes.rules import (
    BEGINNING,
    TeamScheme,
    builtin,
    offered,
    read_since,
    read_target,
    require_not_out,
    takes_target,
    target_field,
)
from bot.features.schemes.service.assigning import assign
from bot.features.schemes.service.keeping import (
    builtin_schemes,
    next_schemes,
    scheme_of_team,
    schemes_of_teams,
    this_month,
)
from bot.features.schemes.service.targets import set_target
from bot.turn import Turn
from scoring.periods import month_before
from scoring.scheme import Metric, Scheme


@dataclass(frozen=True, slots=True)
class Choice:
    """Which team, which scheme, and from which month on: `present` has the teams that have one already, `coming` those
    that will have another, `months` first days, of which `running` is the one that lasts."""

    teams: list[Team]
    present: Mapping[int, TeamScheme]
    schemes: list[Scheme]
    coming: Mapping[int, TeamScheme]
    months: tuple[date, ...]
    running: date


@dataclass(frozen=True, slots=True)
class GroupsForm:
    """Which dimensions: `chosen` are ticked at first. They hold from the month that begins on `since`, BEGINNING for a
    team without any `before`; what `follows` was assigned for a month after it."""

    team: Team
    scheme: Scheme
    chosen: tuple[str, ...]
    since: date
    before: TeamScheme | None
    follows: TeamScheme | None


@dataclass(frozen=True, slots=True)
class TargetsForm:
    """Targets of a team, or of one of its members, from the month on that begins on `since`: `own` are set for just
    them, `inherited` hold where none is."""

    team: Team
    member: Member | None
    scheme: Scheme
    own: Mapping[str, Decimal]
    inherited: Mapping[str, float]
    since: date

    @property
    def metrics(self) -> list[Metric]:
        """Those that take a target."""
        return [metric for metric in self.scheme.metrics if takes_target(metric)]


async def choice(turn: Turn) -> Choice:
    """Rejected when there is no team to choose."""
    await people.require_administrator(turn.session, turn.who, on=turn.today)
    teams = await people.teams(turn.session, turn.who.workspace_id)
    if not teams:
        raise Rejected("schemes-error-no-teams-yet")
    session, workspace_id, running = turn.session, turn.who.workspace_id, this_month(turn.session, turn.now)
    return Choice(
        teams,
        await schemes_of_teams(session, workspace_id, on=running),
        builtin_schemes(),
        await next_schemes(session, workspace_id, on=running),
        offered(running, await repository.last_out(session, workspace_id)),
        running,
    )


async def groups_form(turn: Turn, team_id: int, scheme_id: str, month: str = "") -> GroupsForm:
    """From a `month` on, written 2026-11, the running one without it. All dimensions are ticked for a team that is new
    to the scheme. Rejected for a month whose cards are out, unless the team had nothing by then."""
    await people.require_administrator(turn.session, turn.who, on=turn.today)
    team = await people.named_team(turn.session, turn.who, team_id)
    scheme = builtin(scheme_id)
    running = this_month(turn.session, turn.now)
    since = read_since(month, today=running) or running
    present = await scheme_of_team(turn.session, turn.who.workspace_id, team_id, on=since)
    if present:
        require_not_out(since, await repository.last_out(turn.session, turn.who.workspace_id))
    elif since <= running:
        since = BEGINNING
    following = await next_schemes(turn.session, turn.who.workspace_id, on=since, team_id=team_id)
    known = tuple(dimension.id for dimension in scheme.dimensions)
    if present and present.scheme_id == scheme_id:
        known = tuple(group for group in present.groups if group in known)
    return GroupsForm(team, scheme, known, since, present, following.get(team_id))


async def assign_chosen(turn: Turn, team_id: int, scheme_id: str, groups: list[str], month: str = "") -> TargetsForm:
    """Assign from a `month` on, the running one without it, then show the targets."""
    await people.require_administrator(turn.session, turn.who, on=turn.today)
    team = await people.named_team(turn.session, turn.who, team_id)
    session, workspace_id, by = turn.session, turn.who.workspace_id, turn.who.member_id
    since = read_since(month, today=this_month(session, turn.now))
    await assign(session, workspace_id, team.key, scheme_id, groups, now=turn.now, since=since, by=by)
    await _show(turn, team.key)
    return await targets_form(turn, team_id, month=month)


async def targets_form(turn: Turn, team_id: int, slack_user: str | None = None, *, month: str = "") -> TargetsForm:
    """Of the team, or of the member with this Slack id, who must be in it, from a `month` on, the running one without
    it. The beginning is the first month whose cards are not out."""
    await people.require_administrator(turn.session, turn.who, on=turn.today)
    session, workspace_id = turn.session, turn.who.workspace_id
    team = await people.named_team(session, turn.who, team_id)
    running = this_month(session, turn.now)
    since = read_since(month, today=running) or running
    last_out = await repository.last_out(session, workspace_id)
    if since == BEGINNING and last_out:
        since = month_before(last_out, -1)
    rules = await scheme_of_team(session, workspace_id, team_id, on=since)
    if rules is None:
        raise Rejected("schemes-error-no-scheme")
    of_team = await repository.targets_of_team(session, workspace_id, team_id, on=since)
    defaults = {metric.id: metric.target for metric in rules.scheme.metrics if metric.target is not None}
    if slack_user is None:
        return TargetsForm(team, None, rules.scheme, of_team, defaults, since)
    member = await _member_of(turn, team, slack_user)
    own = await repository.targets_of_member(session, workspace_id, member.key, on=since)
    inherited = defaults | {metric_id: float(value) for metric_id, value in of_team.items()}
    return TargetsForm(team, member, rules.scheme, own, inherited, since)


async def save_targets(
    turn: Turn, team_id: int, slack_user: str | None, typed: Mapping[str, str], *, month: str = ""
) -> TargetsForm:
    """`typed` by metric, those left out stay; empty goes back to what is inherited.

    RejectedFields names every field that is wrong.
    """
    form = await targets_form(turn, team_id, slack_user, month=month)
    member_id = form.member.key if form.member else None
    wrong: dict[str, Rejected] = {}
    for metric in form.metrics:
        if metric.id not in typed:
            continue
        try:
            value = read_target(typed[metric.id], metric)
        except Rejected as rejected:
            wrong[target_field(metric.id, member_id)] = rejected
            continue
        await set_target(
            turn.session,
            turn.who.workspace_id,
            metric.id,
            value,
            team_id=form.team.key,
            member_id=member_id,
            now=turn.now,
            since=form.since,
            by=turn.who.member_id,
        )
    if wrong:
        raise RejectedFields(wrong)
    await _show(turn, form.team.key)
    return form


async def _show(turn: Turn, team_id: int) -> None:
    """On the Homes of who is in the team, and of their managers."""
    members = await people.team_members(turn.session, turn.who.workspace_id, team_id, on=turn.today)
    keys = {each.key for each in members}
    await people.refresh_homes(turn.session, turn.who.workspace_id, keys, now=turn.now, managers=True)


async def _member_of(turn: Turn, team: Team, slack_user: str) -> Member:
    session, workspace_id = turn.session, turn.who.workspace_id
    member = await people.find_member(session, workspace_id, slack_user)
    theirs = await people.team_of(session, workspace_id, member.key, on=turn.today)
    if theirs is None or theirs.key != team.key:
        raise Rejected("schemes-error-not-in-team", member=member.name, team=team.name)
    return member

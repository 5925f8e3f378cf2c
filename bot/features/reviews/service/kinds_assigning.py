"""Whom a cycle is about and who rates whom in it, by its kind."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle, ReviewScope
from bot.features.reviews.rules.across import planned_across
from bot.features.reviews.rules.assignment import Plan, planned
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.questions import questions
from bot.features.reviews.rules.upward import QUESTIONNAIRE, planned_upward
from bot.features.reviews.service.assigning import Surroundings, peers_of
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.settings import Settings
from scoring.periods import Period
from scoring.scheme import Source

UNOPENED = (State.DRAFT, State.NOMINATING)


async def plan_of(session: AsyncSession, cycle: ReviewCycle, around: Surroundings, *, seed: int, today: date) -> Plan:
    """Who rates whom. Off the loop where it takes seconds for ten thousand people, so that requests are answered
    meanwhile."""
    if cycle.kind == Kind.UPWARD:
        return planned_upward(around.peers, await people.managers(session, cycle.workspace_id, on=today))
    plan = planned_across if cycle.kind == Kind.CROSS else planned
    return await asyncio.to_thread(plan, around.peers, around.graph, seed=seed)


async def scopes_of(
    session: AsyncSession, workspace_id: int, kind: Kind, month: Period, *, team_ids: Collection[int] | None
) -> list[ReviewScope]:
    """Of a cycle that is still to be prepared, about the members of these teams (None: all).

    Managers are asked about with a questionnaire, whatever their team. Colleagues are asked about the metrics of their
    team's scheme that are due: there is nothing where none is.
    """
    if kind is Kind.UPWARD:
        teams = [None] if team_ids is None else sorted(set(team_ids))
        return [
            ReviewScope(workspace_id=workspace_id, cycle_id=0, team_id=each, questionnaire=QUESTIONNAIRE)
            for each in teams
        ]
    found = await schemes.schemes_of_teams(session, workspace_id, on=month.end)
    wanted = {team: rules for team, rules in found.items() if team_ids is None or team in team_ids}
    asked = {team: rules for team, rules in wanted.items() if questions(rules.scheme, Source.PEER, month)}
    return scopes_by_scheme(workspace_id, asked)


def scopes_by_scheme(workspace_id: int, asked: Mapping[int, TeamScheme]) -> list[ReviewScope]:
    """One for each team."""
    return [
        ReviewScope(
            workspace_id=workspace_id,
            cycle_id=0,
            team_id=team_id,
            scheme_version_id=rules.scheme_version_id,
            scheme_hash=rules.hash,
            groups=list(rules.groups),
        )
        for team_id, rules in sorted(asked.items())
    ]


async def unrated_managers(session: AsyncSession, cycle: ReviewCycle, settings: Settings, *, today: date) -> list[int]:
    """Of a cycle about managers that has not been opened: those about whom nobody will be asked, because too few of
    their reports are there. Nobody in other cycles."""
    if cycle.kind != Kind.UPWARD or cycle.state not in UNOPENED:
        return []
    present = await people.members_with_team(session, cycle.workspace_id, on=today)
    teams: dict[int, int | None] = {member.key: team.key for member, team in present}
    managers = await people.managers(session, cycle.workspace_id, on=today)
    scopes = {scope.team_id for scope in await repository.scopes(session, cycle.workspace_id, cycle.key)}
    peers = await peers_of(session, cycle, settings, teams=teams, managers=managers, scopes=scopes, today=today)
    return list(planned_upward(peers, managers).short)

"""Ratings after a project: opened for its members, and what they come to for all of them together."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.features.people import service as people
from bot.features.people.rules.chain import chain_above
from bot.features.people.service import Action
from bot.features.people.service import Subject as Whose
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DONE, ReviewAssignment, ReviewCycle, ReviewKey, ReviewScope
from bot.features.reviews.repository import projects
from bot.features.reviews.rules.assignment import Pair, Peer
from bot.features.reviews.rules.cycles import Move, State
from bot.features.reviews.rules.dates import Dates, is_away
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.projects import (
    QUESTIONNAIRE,
    ProjectPlan,
    TeamScore,
    everybody,
    instead,
    project_questions,
    team_score,
)
from bot.features.reviews.rules.pseudonyms import KEY_BYTES
from bot.features.reviews.rules.questionnaires import questionnaire
from bot.features.reviews.rules.results import HIGHEST, LOWEST
from bot.features.reviews.service.finding import cycle_to_read, dates_of_cycle
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.turn import Who
from scoring.periods import Period

SEED_BITS = 62
HOLDS = (ASKED, DONE)


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """`cycle_id` is None where nobody can have three raters, and then nobody is asked; `unrated` are members about whom
    nobody is."""

    cycle_id: int | None
    unrated: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProjectStanding:
    """`missing`: people with ratings still to give, without whoever asks. `metric` is what everybody is asked about
    everybody, and `score` the team's in it, once results are out, five members have one of their own, and the reader
    cannot tell anybody's from it."""

    is_released: bool
    missing: int
    metric: str
    score: TeamScore | None


async def open_project(
    session: AsyncSession,
    who: Who,
    *,
    title: str,
    member_ids: Collection[int],
    on: date,
    closes_on: date,
    working_days: str,
) -> OpenedProject:
    """Let the members of a project rate each other from today, `on`, until `closes_on`. Whether `who` may open one, and
    whether the day will do, is for the caller to decide."""
    dates = Dates(on, closes_on)
    peers = await _peers(session, who.workspace_id, member_ids, dates, working_days=working_days, today=on)
    seed = secrets.randbits(SEED_BITS)
    plan = everybody(peers, seed=seed)
    if not plan.pairs:
        return OpenedProject(None, plan.unrated)
    cycle = ReviewCycle(
        workspace_id=who.workspace_id,
        kind=Kind.PROJECT.value,
        title=title,
        month=f"{closes_on:%Y-%m}",
        state=State.OPEN.value,
        opens_on=on,
        closes_on=closes_on,
    )
    session.add(cycle)
    await session.flush()
    secret = secrets.token_bytes(KEY_BYTES).hex()
    session.add(ReviewKey(workspace_id=who.workspace_id, cycle_id=cycle.key, secret=secret, seed=seed))
    await _ask(session, cycle, plan, {each.member: each.team for each in peers})
    details: dict[str, Detail] = {"cycle": cycle.key, "move": Move.OPEN.value, "test": False}
    told = Entry(who.workspace_id, Audited.REVIEW_MOVED, who.member_id, Subject.MONTH, cycle.month, details)
    await record(session, told)
    return OpenedProject(cycle.key, plan.unrated)


async def project_is_released(session: AsyncSession, workspace_id: int, cycle_id: int) -> bool:
    """Whether its results are out."""
    return (await cycle_to_read(session, workspace_id, cycle_id)).state == State.RELEASED


async def project_standing(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime) -> ProjectStanding:
    """For the project's own people, which the caller makes sure of."""
    metric = questionnaire(QUESTIONNAIRE)[0].metric
    missing = await projects.raters_to_come(session, who.workspace_id, cycle_id, but=who.member_id)
    if not await project_is_released(session, who.workspace_id, cycle_id):
        return ProjectStanding(False, missing, metric, None)
    corrected = await projects.corrected_scores(session, who.workspace_id, cycle_id, metric=metric)
    seen = [
        await people.may(session, who, Action.SEE_RATING_SUMMARY, Whose(member=subject), at=now)
        for subject in corrected
    ]
    shown = [min(max(each, LOWEST), HIGHEST) for each in corrected.values()]
    return ProjectStanding(True, missing, metric, team_score(shown, unknown=seen.count(False)))


async def replaced_in_project(
    session: AsyncSession, cycle: ReviewCycle, own: ReviewAssignment, *, working_days: str, today: date
) -> int | None:
    """Somebody else of the project is asked, who is returned; None when nobody is left."""
    known = await repository.assignments(session, cycle.workspace_id, cycle.key)
    everyone = {each.rater_id for each in known} | {each.subject_id for each in known}
    dates = dates_of_cycle(cycle)
    peers = await _peers(session, cycle.workspace_id, everyone, dates, working_days=working_days, today=today)
    subject = next((each for each in peers if each.member == own.subject_id), None)
    if subject is None:
        return None
    pairs = [Pair(each.rater_id, each.subject_id) for each in known if each.state in HOLDS]
    before = {each.rater_id for each in known if each.subject_id == own.subject_id and each.state not in HOLDS}
    rater = instead(subject, peers, pairs, declined=before)
    if rater is not None:
        await repository.add_assignments(session, [_row(cycle, own.scope_id, rater, own.subject_id)])
    return rater


async def _peers(
    session: AsyncSession,
    workspace_id: int,
    member_ids: Collection[int],
    dates: Dates,
    *,
    working_days: str,
    today: date,
) -> list[Peer]:
    """Those who have not left."""
    found = await people.members_by_id(session, workspace_id, member_ids)
    active = [key for key, each in found.items() if each.is_active]
    teams = {member.key: team.key for member, team in await people.members_with_team(session, workspace_id, on=today)}
    managers: Mapping[int, int | None] = {**await people.managers(session, workspace_id, on=today)}
    habits = await people.habits_of(session, workspace_id, active, working_days=working_days, today=today)
    return [
        Peer(
            member,
            teams.get(member),
            frozenset(chain_above(member, managers)),
            is_away=is_away(habits[member], dates, today=today),
        )
        for member in sorted(active)
    ]


async def _ask(session: AsyncSession, cycle: ReviewCycle, plan: ProjectPlan, teams: Mapping[int, int | None]) -> None:
    """A scope for the members of each scheme that has metrics of its own for retrospectives, and one for the others."""
    by_team = await schemes.schemes_of_teams(session, cycle.workspace_id, on=Period.parse(cycle.month).end)
    scopes: dict[tuple[int, tuple[str, ...]] | None, ReviewScope] = {}
    scope_of: dict[int, ReviewScope] = {}
    for subject in sorted({pair.subject for pair in plan.pairs}):
        rules = by_team.get(teams[subject] or 0)
        if rules and not project_questions(rules.scheme):
            rules = None
        kind = (rules.scheme_version_id, rules.groups) if rules else None
        scope_of[subject] = scopes.setdefault(kind, _scope(cycle, rules))
    await repository.add_scopes(session, list(scopes.values()))
    rows = [_row(cycle, scope_of[pair.subject].key, pair.rater, pair.subject) for pair in plan.pairs]
    await repository.add_assignments(session, rows)


def _scope(cycle: ReviewCycle, rules: TeamScheme | None) -> ReviewScope:
    """Without a team, so that it is in nobody's way who opens a cycle for one on the same days."""
    return ReviewScope(
        workspace_id=cycle.workspace_id,
        cycle_id=cycle.key,
        scheme_version_id=rules.scheme_version_id if rules else None,
        scheme_hash=rules.hash if rules else "",
        groups=list(rules.groups) if rules else [],
        questionnaire=QUESTIONNAIRE,
    )


def _row(cycle: ReviewCycle, scope_id: int, rater: int, subject: int) -> dict[str, Any]:
    return {
        "workspace_id": cycle.workspace_id,
        "cycle_id": cycle.key,
        "scope_id": scope_id,
        "rater_id": rater,
        "subject_id": subject,
        "state": ASKED,
        "decline_reason": "",
    }

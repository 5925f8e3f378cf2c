"""Whom a cycle is about and who rates whom in it, by its kind."""

import asyncio
from collections.abc import Collection
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle, ReviewScope
from bot.features.reviews.rules.across import planned_across
from bot.features.reviews.rules.assignment import Plan, planned
from bot.features.reviews.rules.cycles import State
from bot.features.reviews.rules.dates import Dates, dates_of
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.questions import questions
from bot.features.reviews.rules.upward import QUESTIONNAIRE, planned_upward
from bot.features.reviews.service.assigning import Surroundings
from bot.features.reviews.service.finding import calendar_of, day_of, require_apart, require_hr
from bot.features.schemes import service as schemes
from bot.settings import Settings
from bot.turn import Who
from scoring.periods import Period
from scoring.scheme import Source


async def plan_of(session: AsyncSession, cycle: ReviewCycle, around: Surroundings, *, seed: int, today: date) -> Plan:
    """Who rates whom. Off the loop where it takes seconds for ten thousand people, so that requests are answered
    meanwhile."""
    if cycle.kind == Kind.UPWARD:
        return planned_upward(around.peers, await people.managers(session, cycle.workspace_id, on=today))
    plan = planned_across if cycle.kind == Kind.CROSS else planned
    return await asyncio.to_thread(plan, around.peers, around.graph, seed=seed)


async def draft_upward(
    session: AsyncSession,
    who: Who,
    month: Period,
    *,
    now: datetime,
    settings: Settings,
    team_ids: Collection[int] | None = None,
    is_test: bool = False,
) -> ReviewCycle:
    """Prepare a cycle in which people rate whom they report to: the managers in these teams, or all of them.

    Denied for everybody but HR. Rejected for days that are over, and beside another one on the same days, tests apart.
    """
    dates = await _dates(session, who, month, now=now, settings=settings)
    scopes = [
        ReviewScope(workspace_id=who.workspace_id, cycle_id=0, team_id=team_id, questionnaire=QUESTIONNAIRE)
        for team_id in ([None] if team_ids is None else sorted(team_ids))
    ]
    return await _drafted(session, who, Kind.UPWARD, month, dates, scopes, is_test=is_test)


async def draft_across(
    session: AsyncSession,
    who: Who,
    month: Period,
    *,
    now: datetime,
    settings: Settings,
    team_ids: Collection[int] | None = None,
    is_test: bool = False,
) -> ReviewCycle:
    """Prepare a cycle in which the members of these teams, or of all with a scheme, are rated by colleagues of other
    teams, on the metrics that colleagues rate. Denied and Rejected as above, and where nothing is asked."""
    dates = await _dates(session, who, month, now=now, settings=settings)
    found = await schemes.schemes_of_teams(session, who.workspace_id)
    scopes = [
        ReviewScope(
            workspace_id=who.workspace_id,
            cycle_id=0,
            team_id=team_id,
            scheme_version_id=rules.scheme_version_id,
            scheme_hash=rules.hash,
            groups=list(rules.groups),
        )
        for team_id, rules in sorted(found.items())
        if (team_ids is None or team_id in team_ids) and questions(rules.scheme, Source.PEER, month)
    ]
    if not scopes:
        raise Rejected("reviews-error-no-questions", month=str(month))
    return await _drafted(session, who, Kind.CROSS, month, dates, scopes, is_test=is_test)


async def _dates(session: AsyncSession, who: Who, month: Period, *, now: datetime, settings: Settings) -> Dates:
    await require_hr(session, who, now=now)
    await repository.lock_workspace(session, who.workspace_id)
    dates = dates_of(month, await calendar_of(session, who, settings, today=month.start))
    if dates.closes_on < day_of(now, settings):
        raise Rejected("reviews-error-over", month=str(month))
    return dates


async def _drafted(
    session: AsyncSession,
    who: Who,
    kind: Kind,
    month: Period,
    dates: Dates,
    scopes: list[ReviewScope],
    *,
    is_test: bool,
) -> ReviewCycle:
    if not is_test:
        await require_apart(session, who.workspace_id, kind, dates, {scope.team_id for scope in scopes})
    cycle = ReviewCycle(
        workspace_id=who.workspace_id,
        kind=kind.value,
        month=str(month),
        state=State.DRAFT.value,
        is_test=is_test,
        opens_on=dates.opens_on,
        closes_on=dates.closes_on,
    )
    session.add(cycle)
    await session.flush()
    for scope in scopes:
        scope.cycle_id = cycle.key
    await repository.add_scopes(session, scopes)
    details: dict[str, Detail] = {"cycle": cycle.key, "move": "draft", "test": is_test}
    entry = Entry(who.workspace_id, Audited.REVIEW_MOVED, who.member_id, Subject.MONTH, cycle.month, details)
    await record(session, entry)
    return cycle

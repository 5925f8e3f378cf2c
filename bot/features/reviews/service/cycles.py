"""Prepares cycles and opens them."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import By
from bot.audit.chain import record
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle, ReviewKey, ReviewScope
from bot.features.reviews.rules.assignment import Plan
from bot.features.reviews.rules.cycles import Move, State
from bot.features.reviews.rules.dates import OPENING_DAY, PREPARED_BEFORE, Dates, chosen, dates_of
from bot.features.reviews.rules.kinds import BY_HR, Kind
from bot.features.reviews.rules.pseudonyms import KEY_BYTES
from bot.features.reviews.rules.questions import questions
from bot.features.reviews.service.assigning import surroundings
from bot.features.reviews.service.finding import (
    cycle_to_move,
    dates_of_cycle,
    day_of,
    require_apart,
    require_hr,
    require_still_apart,
    workspace_calendar,
)
from bot.features.reviews.service.kinds_assigning import plan_of, scopes_by_scheme, scopes_of
from bot.features.reviews.service.moving import move_on, moved_entry
from bot.features.reviews.service.nominating import with_names
from bot.features.reviews.service.ties import note_campaigns, note_exchanges
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.settings import Settings
from bot.turn import Who
from scoring.errors import PeriodInvalid
from scoring.periods import Cadence, Period, month_before
from scoring.scheme import Source

log = structlog.get_logger(__name__)

SEED_BITS = 62


async def draft(
    session: AsyncSession,
    who: Who,
    typed: str,
    *,
    now: datetime,
    settings: Settings,
    kind: str = Kind.PEER,
    team_ids: Collection[int] | None = None,
    dates: Dates | None = None,
    is_test: bool = False,
) -> ReviewCycle:
    """Prepare a cycle for a month written 2026-12, about the members of these teams, or of those about managers the
    managers in them (None: all), on the days of the calendar or on others (`rules.dates.chosen`).

    Denied for everybody but HR. Rejected for a kind that is not HR's to prepare, what is no month, days that are over,
    teams for which nothing is asked, and a cycle of the kind on the same days for one of the teams, tests apart.
    """
    await require_hr(session, who, now=now)
    if kind not in BY_HR:
        raise Rejected("reviews-error-kind", field="kind")
    await repository.lock_workspace(session, who.workspace_id)
    month, today = _month(typed), day_of(now, settings)
    calendar = await workspace_calendar(session, who.workspace_id, settings, since=month.start)
    if dates is None:
        dates = dates_of(month, calendar, opening_day=settings.review_day or OPENING_DAY)
        if dates.closes_on < today:
            raise Rejected("reviews-error-over", month=str(month))
    else:
        dates = chosen(month, dates, today=today, calendar=calendar)
    scopes = await scopes_of(session, who.workspace_id, Kind(kind), month, team_ids=team_ids)
    if not scopes:
        raise Rejected("reviews-error-no-questions", month=str(month))
    cycle = _new(who.workspace_id, Kind(kind), month, dates, is_test=is_test)
    if not is_test:
        await require_apart(session, who.workspace_id, Kind(kind), dates, {scope.team_id for scope in scopes})
    return await _drafted(session, cycle, scopes, by=who.member_id)


async def prepare_due(session: AsyncSession, workspace_id: int, *, now: datetime, settings: Settings) -> list[int]:
    """The calendar's own: from a week before its opening on, the cycle of each month in which colleagues are asked,
    about the teams that had none for it; their ids. Nothing where `review_day` is 0."""
    if not settings.review_day:
        return []
    today, prepared = day_of(now, settings), []
    for first in (today.replace(day=1), month_before(today, -1)):
        calendar = await workspace_calendar(session, workspace_id, settings, since=first)
        month = Period.parse(f"{first:%Y-%m}")
        try:
            dates = dates_of(month, calendar, opening_day=settings.review_day or OPENING_DAY)
        except Rejected:
            continue  # nobody works in that month
        if dates.opens_on - PREPARED_BEFORE <= today <= dates.closes_on:
            await repository.lock_workspace(session, workspace_id)
            asked = await _asked_and_without(session, workspace_id, month)
            if asked:
                cycle = _new(workspace_id, Kind.PEER, month, dates)
                await _drafted(session, cycle, scopes_by_scheme(workspace_id, asked), by=By.PROGRAM)
                prepared.append(cycle.key)
    return prepared


async def _asked_and_without(session: AsyncSession, workspace_id: int, month: Period) -> dict[int, TeamScheme]:
    """Teams whose scheme asks colleagues this month, and that have no cycle for it."""
    done = await repository.teams_with_cycle(session, workspace_id, str(month), Kind.PEER.value)
    asked = {}
    for team_id, rules in (await schemes.schemes_of_teams(session, workspace_id, on=month.end)).items():
        try:
            if team_id not in done and questions(rules.scheme, Source.PEER, month):
                asked[team_id] = rules
        except Rejected as refused:
            log.warning("colleagues are not asked", team=team_id, month=str(month), why=refused.key)
    return asked


def _new(workspace_id: int, kind: Kind, month: Period, dates: Dates, *, is_test: bool = False) -> ReviewCycle:
    return ReviewCycle(
        workspace_id=workspace_id,
        kind=kind.value,
        month=str(month),
        state=State.DRAFT.value,
        is_test=is_test,
        opens_on=dates.opens_on,
        closes_on=dates.closes_on,
    )


async def _drafted(
    session: AsyncSession, cycle: ReviewCycle, scopes: Sequence[ReviewScope], *, by: int | By
) -> ReviewCycle:
    session.add(cycle)
    await session.flush()
    for scope in scopes:
        scope.cycle_id = cycle.key
    await repository.add_scopes(session, scopes)
    await record(session, moved_entry(cycle, "draft", by))
    return cycle


async def open_cycle(
    session: AsyncSession,
    workspace_id: int,
    cycle_id: int,
    *,
    now: datetime,
    settings: Settings,
    by: Who | None = None,
) -> Plan:
    """Decide who rates whom, and let people rate; without `by` it is the calendar that opens. What the plan says about
    those with too few peers is for HR.

    Denied for anybody but HR; Rejected in a state in which it cannot be opened, when its days are over, and for HR on a
    day that another one about one of the teams has.
    """
    if by:
        await repository.lock_workspace(session, workspace_id)  # before a cycle, as the calendar does
    cycle = await cycle_to_move(session, workspace_id, cycle_id)
    today = day_of(now, settings)
    await move_on(session, cycle, Move.OPEN, by, now=now)
    if cycle.closes_on < today:
        raise Rejected("reviews-error-over", month=cycle.month)
    if by:
        cycle.opens_on = min(cycle.opens_on, today)
        await require_still_apart(session, cycle, dates_of_cycle(cycle))
    await note_exchanges(session, cycle, now=now, settings=settings)
    await note_campaigns(session, cycle, now=now, settings=settings)
    around = await surroundings(session, cycle, settings, today=today)
    seed = secrets.randbits(SEED_BITS)
    plan = await plan_of(session, cycle, around, seed=seed, today=today)
    plan = await with_names(session, cycle, around, plan, seed=seed)
    key = ReviewKey(
        workspace_id=workspace_id, cycle_id=cycle_id, secret=secrets.token_bytes(KEY_BYTES).hex(), seed=seed
    )
    session.add_all([cycle, key])
    await session.flush()
    await repository.add_assignments(session, around.assignments(cycle, plan.pairs))
    await people.refresh_homes(session, workspace_id, {each.rater for each in plan.pairs}, now=now)
    return plan


def _month(typed: str) -> Period:
    try:
        period = Period.parse(typed)
    except PeriodInvalid:
        raise Rejected("reviews-error-month", field="month", typed=typed) from None
    if period.cadence is not Cadence.MONTH:
        raise Rejected("reviews-error-month", field="month", typed=typed)
    return period

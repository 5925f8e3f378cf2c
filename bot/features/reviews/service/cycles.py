"""Prepares, opens, extends and closes cycles, and tells who has finished."""

import secrets
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By, Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.features.people.service import Subject as Whose
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DECLINED, DONE, DROPPED, ReviewCycle, ReviewKey, ReviewScope
from bot.features.reviews.rules.assignment import Plan
from bot.features.reviews.rules.cycles import Move, Mover, State, moved, require_reason
from bot.features.reviews.rules.dates import LONGEST_EXTENSION, Dates, dates_of, extended
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.pseudonyms import KEY_BYTES
from bot.features.reviews.rules.questions import questions
from bot.features.reviews.service.assigning import surroundings
from bot.features.reviews.service.finding import (
    calendar_of,
    cycle_to_move,
    cycle_to_read,
    dates_of_cycle,
    day_of,
    require_hr,
)
from bot.features.reviews.service.kinds_assigning import plan_of
from bot.features.schemes import service as schemes
from bot.features.schemes.service import TeamScheme
from bot.settings import Settings
from bot.turn import Who
from scoring.errors import PeriodInvalid
from scoring.periods import Cadence, Period
from scoring.scheme import Source

SEED_BITS = 62


class Progress(StrEnum):
    """How far a rater is; which of the colleagues are done is told to nobody."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Completion:
    """Of one rater."""

    member_id: int
    progress: Progress


async def draft(
    session: AsyncSession,
    who: Who,
    typed: str,
    *,
    now: datetime,
    settings: Settings,
    team_ids: Collection[int] | None = None,
    is_test: bool = False,
) -> ReviewCycle:
    """Prepare a cycle for a month written 2026-12, about the members of these teams (None: all with a scheme).

    Denied for everybody but HR. Rejected for what is no month, days that are over, teams for which nothing is asked,
    and a cycle on the same days for one of the teams, tests apart.
    """
    await require_hr(session, who, now=now)
    await repository.lock_workspace(session, who.workspace_id)
    month, today = _month(typed), day_of(now, settings)
    dates = dates_of(month, await calendar_of(session, who, settings, today=month.start))
    if dates.closes_on < today:
        raise Rejected("reviews-error-over", month=str(month))
    found = await schemes.schemes_of_teams(session, who.workspace_id)
    wanted = {team: rules for team, rules in found.items() if team_ids is None or team in team_ids}
    asked = {team: rules for team, rules in wanted.items() if questions(rules.scheme, Source.PEER, month)}
    if not asked:
        raise Rejected("reviews-error-no-questions", month=str(month))
    if not is_test:
        await _require_apart(session, who.workspace_id, dates, asked)
    return await _drafted(session, who, month, dates, asked, is_test=is_test)


async def _drafted(
    session: AsyncSession, who: Who, month: Period, dates: Dates, asked: dict[int, TeamScheme], *, is_test: bool
) -> ReviewCycle:
    cycle = ReviewCycle(
        workspace_id=who.workspace_id,
        month=str(month),
        state=State.DRAFT.value,
        is_test=is_test,
        opens_on=dates.opens_on,
        closes_on=dates.closes_on,
    )
    session.add(cycle)
    await session.flush()
    scopes = [
        ReviewScope(
            workspace_id=who.workspace_id,
            cycle_id=cycle.key,
            team_id=team_id,
            scheme_version_id=rules.scheme_version_id,
            scheme_hash=rules.hash,
            groups=list(rules.groups),
        )
        for team_id, rules in sorted(asked.items())
    ]
    await repository.add_scopes(session, scopes)
    await record(session, _told(cycle, "draft", who.member_id))
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

    Denied for anybody but HR; Rejected in a state in which it cannot be opened, and when its days are over.
    """
    cycle = await cycle_to_move(session, workspace_id, cycle_id)
    today = day_of(now, settings)
    await _move(session, cycle, Move.OPEN, by, now=now)
    if cycle.closes_on < today:
        raise Rejected("reviews-error-over", month=cycle.month)
    cycle.opens_on = min(cycle.opens_on, today) if by else cycle.opens_on
    around = await surroundings(session, cycle, settings, today=today)
    seed = secrets.randbits(SEED_BITS)
    plan = await plan_of(session, cycle, around, seed=seed, today=today)
    key = ReviewKey(
        workspace_id=workspace_id, cycle_id=cycle_id, secret=secrets.token_bytes(KEY_BYTES).hex(), seed=seed
    )
    session.add_all([cycle, key])
    await session.flush()
    rows = [around.assignment(cycle, pair.rater, pair.subject) for pair in plan.pairs]
    await repository.add_assignments(session, rows)
    return plan


async def extend(
    session: AsyncSession,
    who: Who,
    cycle_id: int,
    closes_on: date,
    *,
    reason: str,
    now: datetime,
    settings: Settings,
) -> ReviewCycle:
    """Let people rate until a later day. Denied for anybody but HR; Rejected by `dates.extended`."""
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    await _move(session, cycle, Move.EXTEND, who, now=now, reason=reason)
    today = day_of(now, settings)
    calendar = await calendar_of(session, who, settings, today=today)
    cycle.closes_on = extended(dates_of_cycle(cycle), closes_on, today=today, calendar=calendar).closes_on
    session.add(cycle)
    await session.flush()
    return cycle


async def close_early(
    session: AsyncSession, who: Who, cycle_id: int, *, reason: str, now: datetime, settings: Settings
) -> ReviewCycle:
    """Nobody rates any more from now on. Denied for anybody but HR."""
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    await _move(session, cycle, Move.CLOSE_EARLY, who, now=now, reason=reason)
    cycle.closes_on = min(cycle.closes_on, day_of(now, settings))
    session.add(cycle)
    await session.flush()
    return cycle


async def close_due(session: AsyncSession, workspace_id: int, *, now: datetime, settings: Settings) -> list[int]:
    """Close the open cycles whose last day is over; their ids."""
    today, closed = day_of(now, settings), []
    for each in await repository.unreleased_cycles(session, workspace_id):
        cycle = await cycle_to_move(session, workspace_id, each.key)
        if cycle.state == State.OPEN and cycle.closes_on < today:
            await _move(session, cycle, Move.CLOSE, None, now=now)
            closed.append(cycle.key)
    return closed


async def reopen_rating(
    session: AsyncSession,
    who: Who,
    cycle_id: int,
    *,
    rater_id: int,
    subject_id: int,
    until: date,
    reason: str,
    now: datetime,
    settings: Settings,
) -> None:
    """Let one rater change, or give, one rating after the close, until that day. The audit keeps the rater and the
    reason, not whom the rating is about.

    Where the rater is not asked about that colleague nothing is opened, and nothing says so: HR does not learn who
    rates whom. Denied for anybody but HR; Rejected for a rating by or of whoever asks, and for a day that is over or
    more than a month on.
    """
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    await require_hr(session, who, now=now)
    moved(State(cycle.state), Move.REOPEN_RATING, by=Mover.HR, reason=reason)
    if who.member_id in (rater_id, subject_id):
        raise Rejected("reviews-error-own-rating")
    today = day_of(now, settings)
    if not today <= until <= today + LONGEST_EXTENSION:
        raise Rejected("reviews-error-until", field="until", latest=today + LONGEST_EXTENSION)
    assignment = await repository.assignment_to_change(
        session, who.workspace_id, cycle_id, rater_id=rater_id, subject_id=subject_id
    )
    if assignment is not None and assignment.state in (ASKED, DONE):
        assignment.reopened_until = until
        session.add(assignment)
        await session.flush()
    details: dict[str, Detail] = {"cycle": cycle_id, "until": until.isoformat()}
    given = require_reason(reason)
    entry = Entry(
        who.workspace_id, Audited.RATING_REOPENED, who.member_id, Subject.MEMBER, rater_id, details, reason=given
    )
    await record(session, entry)


async def completion(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime) -> list[Completion]:
    """How far everybody is who is asked to rate, by member, without whoever asks. Denied for anybody but HR; empty once
    results are out, for then nobody knows any more."""
    if not await people.may(session, who, Action.SEE_RATING_COMPLETION, Whose(), at=now):
        raise people.not_visible(who, Action.SEE_RATING_COMPLETION)
    await cycle_to_read(session, who.workspace_id, cycle_id)
    asked: Counter[int] = Counter()
    done: Counter[int] = Counter()
    for each in await repository.assignments(session, who.workspace_id, cycle_id):
        if each.state not in (DECLINED, DROPPED) and each.rater_id != who.member_id:
            asked[each.rater_id] += 1
            done[each.rater_id] += each.state == DONE
    return [Completion(member, _progress(done[member], asked[member])) for member in sorted(asked)]


def _progress(done: int, asked: int) -> Progress:
    if done == asked:
        return Progress.DONE
    return Progress.IN_PROGRESS if done else Progress.NOT_STARTED


async def _move(
    session: AsyncSession, cycle: ReviewCycle, move: Move, by: Who | None, *, now: datetime, reason: str = ""
) -> None:
    if by:
        await require_hr(session, by, now=now)
    mover = Mover.HR if by else Mover.CALENDAR
    cycle.state = moved(State(cycle.state), move, by=mover, reason=reason).value
    session.add(cycle)
    await session.flush()
    await record(session, _told(cycle, move, by.member_id if by else By.PROGRAM, reason=reason.strip()))


def _told(cycle: ReviewCycle, move: str, by: int | By, *, reason: str = "") -> Entry:
    details: dict[str, Detail] = {"cycle": cycle.key, "move": str(move), "test": cycle.is_test}
    return Entry(
        cycle.workspace_id, Audited.REVIEW_MOVED, by, Subject.MONTH, cycle.month, details, reason=reason or None
    )


async def _require_apart(session: AsyncSession, workspace_id: int, dates: Dates, teams: Collection[int]) -> None:
    for other in await repository.unreleased_cycles(session, workspace_id):
        if other.is_test or other.kind != Kind.PEER or not dates.overlap(dates_of_cycle(other)):
            continue
        if any(scope.team_id in teams for scope in await repository.scopes(session, workspace_id, other.key)):
            raise Rejected("reviews-error-overlap", month=other.month)


def _month(typed: str) -> Period:
    try:
        period = Period.parse(typed)
    except PeriodInvalid:
        raise Rejected("reviews-error-month", field="month", typed=typed) from None
    if period.cadence is not Cadence.MONTH:
        raise Rejected("reviews-error-month", field="month", typed=typed)
    return period

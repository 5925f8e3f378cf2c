"""Moves cycles on by HR's hand: longer, shorter, held back, thrown away, and one rating opened again."""

from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action as Audited
from bot.audit.actions import By, Subject
from bot.audit.chain import record
from bot.audit.entries import Detail, Entry
from bot.db.configured import workspace_day
from bot.errors import Rejected
from bot.features.people import service as people
from bot.features.reviews import repository
from bot.features.reviews.models import ASKED, DONE, ReviewCycle
from bot.features.reviews.rules.cycles import Move, Mover, State, moved, require_reason
from bot.features.reviews.rules.dates import LONGEST_EXTENSION, LONGEST_HOLD, extended
from bot.features.reviews.service.finding import (
    calendar_of,
    cycle_to_move,
    dates_of_cycle,
    day_of,
    require_hr,
    require_still_apart,
)
from bot.settings import Settings
from bot.turn import Who


async def move_on(
    session: AsyncSession, cycle: ReviewCycle, move: Move, by: Who | None, *, now: datetime, reason: str = ""
) -> None:
    if by:
        await require_hr(session, by, now=now)
    mover, was = Mover.HR if by else Mover.CALENDAR, State(cycle.state)
    cycle.state = moved(was, move, by=mover, reason=reason).value
    session.add(cycle)
    await session.flush()
    await refresh_asked(session, cycle, was, now=now)
    if move is Move.DISCARD:
        await repository.forget_nominations(session, cycle.workspace_id, cycle.key)
    await record(session, moved_entry(cycle, move, by.member_id if by else By.PROGRAM, reason=reason.strip()))


async def refresh_asked(session: AsyncSession, cycle: ReviewCycle, was: State, *, now: datetime) -> None:
    """Fresh Homes for HR, and for whom the cycle asks for something, or did before it moved on: for names, and those
    who approve them, or for ratings."""
    asked, is_for_names = set[int](), State.NOMINATING in (was, State(cycle.state))
    if is_for_names:
        on = workspace_day(session, now)
        asked = set(await repository.members_in_scope(session, cycle.workspace_id, cycle.key, on=on))
    elif was is State.OPEN:
        rows = await repository.standing_of_all(session, cycle.workspace_id, cycle.key)
        asked = {rater for rater, _, _ in rows}
    await people.refresh_homes(session, cycle.workspace_id, asked, now=now, managers=is_for_names, hr=True)


def moved_entry(cycle: ReviewCycle, move: str, by: int | By, *, reason: str = "") -> Entry:
    details: dict[str, Detail] = {"cycle": cycle.key, "move": str(move), "test": cycle.is_test}
    return Entry(
        cycle.workspace_id, Audited.REVIEW_MOVED, by, Subject.MONTH, cycle.month, details, reason=reason or None
    )


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
    """Let people rate until a later day. Denied for anybody but HR; Rejected by `dates.extended`, and for days that
    another cycle about one of the teams has."""
    await require_hr(session, who, now=now)
    await repository.lock_workspace(session, who.workspace_id)  # before a cycle, as the calendar does
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    await move_on(session, cycle, Move.EXTEND, who, now=now, reason=reason)
    today = day_of(now, settings)
    calendar = await calendar_of(session, who, settings, today=today)
    planned = cycle.planned_to or cycle.closes_on
    dates = extended(dates_of_cycle(cycle), closes_on, planned=planned, today=today, calendar=calendar)
    await require_still_apart(session, cycle, dates)
    cycle.closes_on, cycle.planned_to = dates.closes_on, planned
    session.add(cycle)
    await session.flush()
    return cycle


async def close_early(
    session: AsyncSession, who: Who, cycle_id: int, *, reason: str, now: datetime, settings: Settings
) -> ReviewCycle:
    """Nobody rates any more from now on. Denied for anybody but HR."""
    await require_hr(session, who, now=now)
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    await move_on(session, cycle, Move.CLOSE_EARLY, who, now=now, reason=reason)
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
            await move_on(session, cycle, Move.CLOSE, None, now=now)
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
    rates whom. The results wait in either case. Denied for anybody but HR; Rejected for a rating by or of whoever asks,
    and for a day that is over, more than a month on, or on which results could not be held any more.
    """
    await require_hr(session, who, now=now)
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    moved(State(cycle.state), Move.REOPEN_RATING, by=Mover.HR, reason=reason)
    if who.member_id in (rater_id, subject_id):
        raise Rejected("reviews-error-own-rating")
    today = day_of(now, settings)
    latest = min(today + LONGEST_EXTENSION, cycle.closes_on + LONGEST_HOLD - timedelta(days=1))
    if not today <= until <= latest:
        raise Rejected("reviews-error-until", field="until", latest=latest)
    cycle.reopened_until = max(cycle.reopened_until or until, until)
    session.add(cycle)
    assignment = await repository.assignment_to_change(
        session, who.workspace_id, cycle_id, rater_id=rater_id, subject_id=subject_id
    )
    if assignment is not None and assignment.state in (ASKED, DONE):
        assignment.reopened_until = until
        session.add(assignment)
    await session.flush()
    details: dict[str, Detail] = {"cycle": cycle_id, "until": until.isoformat()}
    given = require_reason(reason)
    # Asked or not: what is on its way to whom tells nothing either.
    await people.refresh_homes(session, who.workspace_id, [rater_id], now=now)
    entry = Entry(
        who.workspace_id, Audited.RATING_REOPENED, who.member_id, Subject.MEMBER, rater_id, details, reason=given
    )
    await record(session, entry)


async def hold(session: AsyncSession, who: Who, cycle_id: int, *, is_held: bool, now: datetime) -> ReviewCycle:
    """Results wait for HR, 30 days after the last day at most; or, without `is_held`, no longer. Denied for anybody but
    HR."""
    await require_hr(session, who, now=now)
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    cycle.is_held = is_held
    await move_on(session, cycle, Move.HOLD if is_held else Move.LET_GO, who, now=now)
    return cycle


async def discard(session: AsyncSession, who: Who, cycle_id: int, *, now: datetime) -> ReviewCycle:
    """A cycle that nobody was asked in never will be. Denied for anybody but HR."""
    await require_hr(session, who, now=now)
    cycle = await cycle_to_move(session, who.workspace_id, cycle_id)
    await move_on(session, cycle, Move.DISCARD, who, now=now)
    return cycle

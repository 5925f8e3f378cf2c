"""What the calendar does with cycles: it prepares, opens, closes and releases them, and ends those that HR forgets.

One state at a time, so that people hear of one thing before the next one happens.
"""

from collections.abc import Collection
from datetime import date, datetime

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import Rejected
from bot.features.reviews import repository
from bot.features.reviews.models import ReviewCycle
from bot.features.reviews.rules import notices
from bot.features.reviews.rules.cycles import Move, State
from bot.features.reviews.rules.dates import halfway, left_from
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.service.completion import calendars_release
from bot.features.reviews.service.cycles import open_cycle, prepare_due
from bot.features.reviews.service.finding import cycle_to_move, dates_of_cycle, day_of, workspace_calendar
from bot.features.reviews.service.leaving import replace_leavers
from bot.features.reviews.service.moving import move_on
from bot.features.reviews.service.quorum import note_quorum
from bot.features.reviews.service.releasing import release
from bot.features.reviews.service.telling import tell_committee, tell_hr, tell_leads
from bot.scheduling.working_calendar import WorkingCalendar
from bot.settings import Settings

log = structlog.get_logger(__name__)

TOLD_TO_LEADS = (Kind.PEER, Kind.CROSS)
"""Kinds of which leads hear how many are missing: not of those about themselves, nor of projects, which are their own
leads' business and not HR's either."""


async def keep_cycles(session: AsyncSession, workspace_id: int, *, now: datetime, settings: Settings) -> None:
    """Whatever the day asks of the cycles there are; each goes no further than to its next state, and one with which
    something is wrong keeps no other from it: raters of all would stay known for as long."""
    for cycle_id in await prepare_due(session, workspace_id, now=now, settings=settings):
        await tell_hr(session, workspace_id, cycle_id, notices.PREPARED, now=now, settings=settings)
    for cycle_id in [each.key for each in await repository.unreleased_cycles(session, workspace_id)]:
        try:
            async with session.begin_nested():
                await _keep(session, workspace_id, cycle_id, now=now, settings=settings)
        except Rejected as refused:
            log.warning("a review stays as it is", cycle=cycle_id, why=refused.key)
        except (OperationalError, InterfaceError, OSError):
            raise  # the database is away or busy: the whole step is tried again
        except Exception:
            log.exception("a review cannot go on", cycle=cycle_id)


async def to_be_scrubbed(session: AsyncSession, workspace_id: int) -> list[int]:
    """Released cycles of which the database's files may still hold who rated whom (`bot.db.scrubbing`)."""
    return await repository.unscrubbed_cycles(session, workspace_id)


async def mark_scrubbed(session: AsyncSession, workspace_id: int, cycle_ids: Collection[int]) -> None:
    await repository.mark_scrubbed(session, workspace_id, cycle_ids)


async def _keep(session: AsyncSession, workspace_id: int, cycle_id: int, *, now: datetime, settings: Settings) -> None:
    cycle = await cycle_to_move(session, workspace_id, cycle_id)
    today, state = day_of(now, settings), State(cycle.state)
    calendar = await workspace_calendar(session, workspace_id, settings, since=min(today, cycle.opens_on))
    notice = None
    if state in (State.DRAFT, State.NOMINATING):
        notice = await _open_or_discard(session, cycle, calendar, now=now, settings=settings)
    elif state is State.OPEN and cycle.closes_on < today:
        await move_on(session, cycle, Move.CLOSE, None, now=now)
        notice = notices.CLOSED
    elif state is State.OPEN and cycle.opens_on <= today:
        await replace_leavers(session, workspace_id, cycle_id, now=now, settings=settings)
        notice = _digest(cycle, calendar, today)
        await note_quorum(session, cycle, is_told=notice is not None, today=today)
    elif state is State.CLOSED and await calendars_release(session, cycle, settings) <= today:
        await release(session, workspace_id, cycle_id, now=now, settings=settings)
        await tell_committee(session, cycle, now=now, settings=settings)
        notice = notices.RELEASED
    if notice and cycle.kind != Kind.PROJECT:
        await tell_hr(session, workspace_id, cycle_id, notice, now=now, settings=settings)
    if notice in notices.DIGESTS and cycle.kind in TOLD_TO_LEADS:
        await tell_leads(session, cycle, notice, now=now, settings=settings)


async def _open_or_discard(
    session: AsyncSession, cycle: ReviewCycle, calendar: WorkingCalendar, *, now: datetime, settings: Settings
) -> str | None:
    today = day_of(now, settings)
    if today < cycle.opens_on:
        return None
    if cycle.closes_on < today:
        await move_on(session, cycle, Move.DISCARD, None, now=now)
        return notices.DISCARDED
    cycle.closes_on = left_from(dates_of_cycle(cycle), today, calendar).closes_on
    await open_cycle(session, cycle.workspace_id, cycle.key, now=now, settings=settings)
    return notices.OPENED


def _digest(cycle: ReviewCycle, calendar: WorkingCalendar, today: date) -> str | None:
    if today == cycle.closes_on:
        return notices.LAST_DAY
    return notices.HALFWAY if halfway(dates_of_cycle(cycle), calendar) <= today else None

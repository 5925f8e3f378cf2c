"""Keeps the schedules and fires the due ones."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from sqlalchemy.exc import DBAPIError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.scheduling import repository
from bot.scheduling.models import Schedule
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.repository import Due

log = structlog.get_logger(__name__)

BATCH = 500
"""Schedules of one transaction: on SQLite whoever writes meanwhile waits for one, some tens of milliseconds."""


@dataclass(frozen=True, slots=True)
class Fired:
    """One occurrence, of the local date `on`.

    After an outage it is the latest that was missed; earlier ones are not made up for.
    """

    workspace_id: int
    subject_id: int
    scheduled_at: datetime
    on: date
    zone: str
    working_days: str


Handler = Callable[[AsyncSession, list[Fired], datetime], Awaitable[datetime | None]]
"""Plans what is due: promises messages or computes, in the transaction that advances the schedule.

What takes longer than a transaction should is done piece by piece: a handler that returns a moment is called again
then, with the same occurrence or a later one. None: at the next occurrence."""


async def keep(
    session: AsyncSession,
    *,
    workspace_id: int,
    kind: str,
    wanted: Mapping[int, Recurrence],
    now: datetime,
) -> None:
    """Make the schedules of a kind exactly `wanted` (subject → recurrence); unchanged ones keep their next time."""
    present = await repository.schedules_of(session, workspace_id, kind)
    for subject_id in present.keys() - wanted.keys():
        await session.delete(present[subject_id])
    for subject_id, recurrence in wanted.items():
        row = present.get(subject_id)
        if row and _recurrence(row) == recurrence:
            continue
        is_new = row is None
        row = row or Schedule(
            workspace_id=workspace_id,
            kind=kind,
            subject_id=subject_id,
            recurrence="",
            minute=0,
            zone="",
            next_fire_at=now,
        )
        _apply(row, recurrence)
        row.next_fire_at = recurrence.next_after(now) if is_new else recurrence.resumes_at(now)
        session.add(row)
    await session.flush()


async def hurry(session: AsyncSession, workspace_id: int, kind: str, *, now: datetime) -> None:
    """Make the workspace's schedule of a kind due at once. Nothing happens to one that is being fired at the moment:
    whoever depends on this looks again soon by itself."""
    await repository.hurry_skipping_locked(session, workspace_id, kind, now=now)


async def fire_due(session: AsyncSession, handlers: Mapping[str, Handler], *, now: datetime, workspace_id: int) -> int:
    """Fire up to a batch of due schedules, each kind's handler once; returns how many.

    A handler that breaks down stays due, and holds no other kind up.
    """
    count = 0
    broken: list[str] = []
    while True:
        due: dict[str, list[Due]] = defaultdict(list)
        for row in await repository.due_skipping_locked(
            session, workspace_id=workspace_id, now=now, limit=BATCH, without=broken
        ):
            due[row.kind].append(row)
        planned = [kind for kind, rows in due.items() if await _is_planned(session, handlers, kind, rows, now)]
        count += sum(len(due[kind]) for kind in planned)
        if len(planned) == len(due):
            return count
        broken += due.keys() - planned


async def _is_planned(
    session: AsyncSession, handlers: Mapping[str, Handler], kind: str, rows: Sequence[Due], now: datetime
) -> bool:
    try:
        fired, moments = _occurrences(rows, now)
        async with session.begin_nested():
            again_at = await handlers[kind](session, fired, now)
            await repository.advance(session, dict.fromkeys(moments, again_at) if again_at else moments)
    except Exception as error:
        # What a database that is away keeps from being told, the next statement tells.
        if isinstance(error, OSError) or (isinstance(error, DBAPIError) and error.connection_invalidated):
            raise
        log.exception("a schedule cannot be planned", kind=kind, due=len(rows))
        return False
    return True


def _occurrences(rows: Sequence[Due], now: datetime) -> tuple[list[Fired], dict[int, datetime]]:
    """What each fires, and by its id when it does so again; reckoned once for all that happen at the same moments."""
    known = {row.moment: row for row in rows}
    due = {moment: row.occurrence(now) for moment, row in known.items()}
    following = {moment: row.next_after(now) for moment, row in known.items()}
    fired = []
    for row in rows:
        now_due = due[row.moment]
        fired.append(Fired(row.workspace_id, row.subject_id, now_due.at, now_due.on, row.zone, row.working_days))
    return fired, {row.id: following[row.moment] for row in rows}


def _recurrence(row: Schedule) -> Recurrence:
    return Recurrence(row.recurrence, row.minute, row.zone, row.working_days, row.day)


def _apply(row: Schedule, recurrence: Recurrence) -> None:
    row.recurrence, row.minute, row.zone = recurrence.kind, recurrence.minute, recurrence.zone
    row.working_days, row.day = recurrence.working_days, recurrence.day

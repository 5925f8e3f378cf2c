"""SQL of the schedules."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Executable, bindparam, exists, func, update
from sqlalchemy import select as select_columns
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.due_clock import DueClock
from bot.db.listed import as_list, as_text, rows_listed
from bot.db.prepared import Prepared
from bot.db.times import database_time
from bot.db.types import UtcDateTime
from bot.scheduling.models import Schedule
from bot.scheduling.recurrence import Occurrence, Recurrence

TABLE = Schedule.metadata.tables["schedule"]


class Due(NamedTuple):
    """A schedule whose time has come."""

    id: int
    workspace_id: int
    kind: str
    subject_id: int
    recurrence: str
    minute: int
    zone: str
    working_days: str
    day: int
    next_fire_at: datetime

    @property
    def moment(self) -> tuple[str, int, str, str, int, datetime]:
        """What tells when it happens: alike for everybody of one zone who is asked at the same time."""
        return self[4:]

    def occurrence(self, now: datetime) -> Occurrence:
        """What is fired `now`."""
        return self._recurrence.due(self.next_fire_at, now)

    def next_after(self, now: datetime) -> datetime:
        return self._recurrence.next_after(now)

    @property
    def _recurrence(self) -> Recurrence:
        return Recurrence(self.recurrence, self.minute, self.zone, self.working_days, self.day)


async def is_any_due(connection: AsyncConnection, *, workspace_id: int, clock: DueClock) -> bool:
    """Nothing is locked."""
    (row,) = await _IS_ANY_DUE.rows_on(connection, {"workspace": workspace_id, "moved_clock": clock.moved_to})
    return bool(row[0])


async def due_skipping_locked(
    session: AsyncSession, *, workspace_id: int, now: datetime, limit: int, without: Collection[str] = ()
) -> list[Due]:
    """Of all kinds but some, locked until the end of the transaction, in the order in which their time came."""
    statement = (
        select_columns(*(TABLE.c[name] for name in Due._fields))
        .where(TABLE.c.workspace_id == workspace_id, TABLE.c.next_fire_at <= now, TABLE.c.kind.not_in(without))
        .order_by(TABLE.c.next_fire_at, TABLE.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    connection = await session.connection()
    return [Due._make(row) for row in (await connection.execute(statement)).all()]


async def advance(session: AsyncSession, moments: Mapping[int, datetime]) -> None:
    """Set when schedules that are due and locked happen next, by their ids."""
    dialect = session.get_bind().dialect.name
    rows = [{"id": key, "next_fire_at": as_text(at, dialect)} for key, at in moments.items()]
    await _ADVANCE.rows(session, as_list(rows))


async def hurry_skipping_locked(session: AsyncSession, workspace_id: int, kind: str, *, now: datetime) -> None:
    """Set when a kind happens next to `now` if that is later."""
    chosen = (
        select_columns(TABLE.c.id)
        .where(TABLE.c.workspace_id == workspace_id, TABLE.c.kind == kind, TABLE.c.next_fire_at > now)
        .with_for_update(skip_locked=True)
    )
    connection = await session.connection()
    keys = [key for (key,) in (await connection.execute(chosen)).all()]
    if keys:
        await advance(session, dict.fromkeys(keys, now))


async def schedules_of(session: AsyncSession, workspace_id: int, kind: str) -> dict[int, Schedule]:
    """By subject."""
    statement = select(Schedule).where(Schedule.workspace_id == workspace_id, Schedule.kind == kind)
    return {row.subject_id: row for row in (await session.exec(statement)).all()}


async def earliest(session: AsyncSession, workspace_id: int) -> datetime | None:
    statement = select(func.min(Schedule.next_fire_at)).where(Schedule.workspace_id == workspace_id)
    found: datetime | None = (await session.exec(statement)).one()
    return found


def _is_any_due(_dialect: str) -> Executable:
    now = func.coalesce(bindparam("moved_clock", type_=UtcDateTime()), database_time())
    return select_columns(exists().where(TABLE.c.workspace_id == bindparam("workspace"), TABLE.c.next_fire_at <= now))


def _advance(dialect: str) -> Any:
    listed = rows_listed(dialect, {"id": BigInteger(), "next_fire_at": UtcDateTime()})
    # What returns nothing tells nobody how many columns it has.
    return update(TABLE).values(next_fire_at=listed.c.next_fire_at).where(TABLE.c.id == listed.c.id)


_IS_ANY_DUE, _ADVANCE = Prepared(_is_any_due), Prepared(_advance)

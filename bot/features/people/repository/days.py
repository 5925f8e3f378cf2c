"""SQL about days: absences, the calendar, what members have set about theirs."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam
from sqlalchemy import select as sqlalchemy_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.prepared import Prepared
from bot.features.people.models import Absence, CalendarDay, Member


async def absences(
    session: AsyncSession, workspace_id: int, *, since: date, member_ids: Collection[int] | None = None
) -> list[Absence]:
    """Those that end on `since` or later, the earliest first; of everybody without `member_ids`."""
    query = select(Absence).where(Absence.workspace_id == workspace_id, Absence.last_on >= since)
    values: dict[str, str] = {}
    if member_ids is not None:
        query = query.where(is_listed(session.get_bind().dialect.name, col(Absence.member_id)))
        values = as_ids(member_ids)
    return list((await session.exec(query.order_by(col(Absence.first_on)), params=values)).all())


class Away(NamedTuple):
    """Days away without why: planning need not know, and opens no sealed text."""

    member_id: int
    first_on: date
    last_on: date


async def days_away(
    session: AsyncSession, workspace_id: int, *, since: date, member_ids: Collection[int]
) -> list[Away]:
    """Those that end on `since` or later, the earliest first."""
    found = await _DAYS_AWAY.rows(session, {"workspace": workspace_id, "since": since} | as_ids(member_ids))
    return [Away._make(row) for row in found]


def _days_away(dialect: str) -> Executable:
    columns: list[Any] = [col(Absence.member_id), col(Absence.first_on), col(Absence.last_on)]
    return (
        sqlalchemy_select(*columns)
        .where(
            col(Absence.workspace_id) == bindparam("workspace"),
            col(Absence.last_on) >= bindparam("since"),
            is_listed(dialect, col(Absence.member_id)),
        )
        .order_by(col(Absence.first_on))
    )


_DAYS_AWAY = Prepared(_days_away)


async def absence(session: AsyncSession, workspace_id: int, absence_id: int) -> Absence | None:
    query = select(Absence).where(Absence.workspace_id == workspace_id, Absence.id == absence_id)
    return (await session.exec(query)).first()


async def calendar_days(session: AsyncSession, workspace_id: int, *, since: date) -> list[CalendarDay]:
    """The workspace's own days from `since` on, the earliest first."""
    query = select(CalendarDay).where(CalendarDay.workspace_id == workspace_id, CalendarDay.on >= since)
    return list((await session.exec(query.order_by(col(CalendarDay.on)))).all())


class OwnDays(NamedTuple):
    """What a member has set about their days."""

    zone: str
    country: str | None
    paused_until: date | None
    quiet_start: int | None
    quiet_end: int | None


async def own_days(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, OwnDays]:
    """By member."""
    found = await _OWN_DAYS.rows(session, {"workspace": workspace_id} | as_ids(member_ids))
    return {row[0]: OwnDays._make(row[1:]) for row in found}


def _own_days(dialect: str) -> Executable:
    columns: list[Any] = [
        *(col(Member.id), col(Member.zone), col(Member.country)),
        *(col(Member.paused_until), col(Member.quiet_start), col(Member.quiet_end)),
    ]
    # SQLite would rather read the whole workspace, by an index that the + 0 keeps it from.
    is_ours = col(Member.workspace_id) + 0 == bindparam("workspace")
    return sqlalchemy_select(*columns).where(is_ours, is_listed(dialect, col(Member.id)))


_OWN_DAYS = Prepared(_own_days)

"""SQL about who was there: one statement for any number of members."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Boolean, Date, Executable, Text, bindparam, cast, func, literal, null, select
from sqlalchemy import type_coerce as coerced
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.prepared import Prepared
from bot.db.sealing.column import Sealed
from bot.features.people.models import Absence, CalendarDay, Member, Workspace

OWN, AWAY, LISTED = 0, 1, 2


class DaysRow(NamedTuple):
    """`what` it is about. OWN: a member with their country, or else the workspace's, and `first_on`, the day they
    joined. AWAY: a stretch of a member's, and its kind. LISTED: a day of the workspace's own calendar, `first_on`,
    worked or not."""

    what: int
    member_id: int
    country: str
    kind: str | None
    first_on: date | None
    last_on: date | None
    is_worked: bool


async def entered_since(
    session: AsyncSession, workspace_id: int, *, first: date, last: date, since: datetime
) -> list[tuple[int, datetime]]:
    """Members with a stretch away that touches these days and was entered after a moment, and when."""
    statement = select(col(Absence.member_id), col(Absence.created_at)).where(
        col(Absence.workspace_id) == workspace_id,
        col(Absence.first_on) <= last,
        col(Absence.last_on) >= first,
        col(Absence.created_at) > since,
    )
    return [(member_id, at) for member_id, at in (await (await session.connection()).execute(statement)).all()]


async def days_rows(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], *, first: date, last: date
) -> list[DaysRow]:
    """Everything that decides on which days between these two the members work."""
    values = {"workspace": workspace_id, "first": first, "last": last} | as_ids(member_ids)
    return [DaysRow._make(row) for row in await _DAYS.rows(session, values)]


def _days(dialect: str) -> Executable:
    no_day, no_text = cast(null(), Date), cast(null(), Text)
    workspace = bindparam("workspace", type_=BigInteger())
    first, last = bindparam("first", type_=Date()), bindparam("last", type_=Date())
    country = func.coalesce(col(Member.country), col(Workspace.country), "")
    no_kind = coerced(no_text, Sealed("absence.kind"))
    columns: list[Any] = [
        *(literal(OWN), col(Member.id), country, no_kind),
        *(col(Member.joined_on), no_day, literal(False, Boolean())),
    ]
    # SQLite would rather read the whole workspace, by an index that the + 0 keeps it from.
    is_ours = col(Member.workspace_id) + 0 == workspace
    own = select(*columns).join(Workspace, col(Workspace.id) == col(Member.workspace_id))
    own = own.where(is_ours, is_listed(dialect, col(Member.id)))
    columns = [
        *(literal(AWAY), col(Absence.member_id), literal(""), col(Absence.kind)),
        *(col(Absence.first_on), col(Absence.last_on), literal(False, Boolean())),
    ]
    away = select(*columns).where(
        col(Absence.workspace_id) == workspace,
        is_listed(dialect, col(Absence.member_id)),
        col(Absence.last_on) >= first,
        col(Absence.first_on) <= last,
    )
    columns = [
        *(literal(LISTED), literal(0, BigInteger()), literal(""), no_kind),
        *(col(CalendarDay.on), no_day, col(CalendarDay.is_worked)),
    ]
    is_between = col(CalendarDay.on).between(first, last)
    listed = select(*columns).where(col(CalendarDay.workspace_id) == workspace, is_between)
    return own.union_all(away, listed)


_DAYS = Prepared(_days)

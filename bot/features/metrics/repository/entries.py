"""SQL of entries and day notes."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, func, select
from sqlmodel import col
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.prepared import Prepared
from bot.features.metrics.models import DayNote, Entry, EntryVerdict
from bot.features.metrics.repository.statements import insert_for, insert_into, run
from bot.features.people.rules.visibility import Sight


class DayValue(NamedTuple):
    """The value of a figure and day that counts."""

    value: Decimal
    revision: int
    entered_at: datetime


async def add_entry(session: AsyncSession, values: dict[str, Any]) -> bool:
    """False when this revision of the day is there already."""
    return bool(await _ADD_ONE.rows(session, values))


async def add_entries(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    """In bulk; the caller holds the members' locks and knows that the days are free."""
    if rows:
        await run(session, insert_into(session, Entry), rows)


async def day_values(session: AsyncSession, workspace_id: int, member_id: int, on: date) -> dict[str, DayValue]:
    """By figure."""
    found = await _DAY_VALUES.rows(session, {"w": workspace_id, "m": member_id, "day": on})
    return {row[0]: DayValue(*row[1:]) for row in found}


async def values_between(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], first: date, last: date
) -> dict[tuple[int, str, date], list[Decimal]]:
    """By member, figure and day, the first revision first; the last one counts."""
    statement = (
        select(col(Entry.member_id), col(Entry.figure), col(Entry.on), col(Entry.value))
        .where(
            col(Entry.workspace_id) == workspace_id,
            col(Entry.member_id).in_(member_ids),
            col(Entry.on).between(first, last),
        )
        .order_by(col(Entry.revision))
    )
    found: dict[tuple[int, str, date], list[Decimal]] = {}
    for member_id, figure, on, value in (await run(session, statement)).all():
        found.setdefault((member_id, figure, on), []).append(value)
    return found


async def corrected_between(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], first: date, last: date
) -> set[tuple[int, str, date, Decimal, str]]:
    """Member, figure, day and value of all revisions with a reason, and the reason."""
    statement = select_rows(Entry).where(
        col(Entry.workspace_id) == workspace_id,
        col(Entry.member_id).in_(member_ids),
        col(Entry.on).between(first, last),
        col(Entry.reason).is_not(None),
    )
    rows = (await session.exec(statement)).all()
    return {(each.member_id, each.figure, each.on, each.value, each.reason or "") for each in rows}


async def entries_between(session: AsyncSession, sight: Sight, first: date, last: date) -> list[Entry]:
    """All revisions, oldest day first."""
    statement = (
        select_rows(Entry)
        .where(
            col(Entry.workspace_id) == sight.workspace_id,
            col(Entry.member_id) == sight.member_id,
            col(Entry.on).between(first, last),
        )
        .order_by(col(Entry.on), col(Entry.figure), col(Entry.revision))
    )
    return list((await session.exec(statement)).all())


class Since(NamedTuple):
    """Days from `first` to `last`, both included, and a moment after which something was told about them."""

    first: date
    last: date
    moment: datetime


async def told_since(session: AsyncSession, workspace_id: int, asked: Sequence[Since]) -> list[set[int]]:
    """For each of these, who told something or had an entry checked; two statements with a row for each such member."""
    found: list[set[int]] = [set() for _ in asked]
    for table, moment in ((Entry, "entered_at"), (EntryVerdict, "given_at")) if asked else ():
        statement = _since(table, moment, workspace_id, asked)
        for member_id, *is_told in (await run(session, statement)).all():
            for place, does_apply in enumerate(is_told):
                found[place] |= {member_id} if does_apply else set()
    return found


def _since(table: type[Entry | EntryVerdict], moment: str, workspace_id: int, asked: Sequence[Since]) -> Select[Any]:
    at = col(getattr(table, moment))
    columns: list[Any] = [col(table.member_id)]
    columns += [
        func.max(case((and_(col(table.on).between(each.first, each.last), at > each.moment), 1))) for each in asked
    ]
    return (
        select(*columns)
        .where(
            col(table.workspace_id) == workspace_id,
            col(table.on).between(min(each.first for each in asked), max(each.last for each in asked)),
            at > min(each.moment for each in asked),
        )
        .group_by(col(table.member_id))
    )


async def days_told(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], first: date, last: date
) -> set[tuple[int, date]]:
    """Members and days with a figure or a note."""
    found: set[tuple[int, date]] = set()
    for table in (Entry, DayNote):
        statement = select(col(table.member_id), col(table.on)).where(
            col(table.workspace_id) == workspace_id,
            col(table.member_id).in_(member_ids),
            col(table.on).between(first, last),
        )
        found.update((row[0], row[1]) for row in (await run(session, statement.distinct())).all())
    return found


async def members_with_entries(session: AsyncSession, workspace_id: int) -> list[int]:
    statement = select(col(Entry.member_id)).where(col(Entry.workspace_id) == workspace_id).distinct()
    return sorted((await run(session, statement)).scalars().all())


async def add_day_note(session: AsyncSession, values: dict[str, Any]) -> None:
    await run(session, insert_into(session, DayNote), values)


async def day_note(session: AsyncSession, workspace_id: int, member_id: int, on: date) -> DayNote | None:
    """The revision that counts."""
    statement = (
        select_rows(DayNote)
        .where(col(DayNote.workspace_id) == workspace_id, col(DayNote.member_id) == member_id, col(DayNote.on) == on)
        .order_by(col(DayNote.revision).desc())
        .limit(1)
    )
    return (await session.exec(statement)).first()


def _add_one(dialect: str) -> Any:
    return insert_for(dialect, Entry).on_conflict_do_nothing().returning(Entry.id)


def _day_values(_dialect: str) -> Select[Any]:
    columns: list[Any] = [col(Entry.figure), col(Entry.value), col(Entry.revision), col(Entry.entered_at)]
    return (
        select(*columns)
        .where(
            col(Entry.workspace_id) == bindparam("w"),
            col(Entry.member_id) == bindparam("m"),
            col(Entry.on) == bindparam("day"),
        )
        .order_by(col(Entry.revision))
    )


_ADD_ONE, _DAY_VALUES = Prepared(_add_one), Prepared(_day_values)

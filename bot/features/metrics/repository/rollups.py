"""SQL of roll-ups: always computed from the entries, never added up on the side."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Date, Select, bindparam, case, delete, exists, func, or_, select, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.listed import as_ids, is_listed
from bot.db.prepared import Prepared
from bot.db.types import DECIMALS
from bot.features.metrics.models import Entry, RollUp
from bot.features.metrics.repository.statements import insert_for, run
from bot.features.metrics.repository.verdicts import is_out
from bot.features.metrics.rules.pace import Rolled
from scoring import rows as scored

MANY = 5_000
"""Members a single statement is asked about."""


async def rolled(
    session: AsyncSession, workspace_id: int, member_id: int, figures: Collection[str], months: Collection[date]
) -> list[Rolled]:
    """One member's roll-ups."""
    named = {f"figure_{k}": figure for k, figure in enumerate(figures)}
    dated = {f"month_{k}": month for k, month in enumerate(months)}
    values = {"w": workspace_id, "m": member_id, **named, **dated}
    return [Rolled(*row) for row in await _rolled(tuple(named), tuple(dated)).rows(session, values)]


async def evidence_of(
    session: AsyncSession,
    workspace_id: int,
    member_ids: Collection[int] | None,
    months: Iterable[date],
    *,
    figures: Collection[str] | None = None,
) -> list[scored.RollUp]:
    """Roll-ups of many members, of all for None, as scoring reads them; of the named figures, of all for None."""
    scale, listed = 10**DECIMALS, sorted(set(months))
    statement = _evidence_statement(session.get_bind().dialect.name, listed, figures, is_of_some=member_ids is not None)
    found: list[scored.RollUp] = []
    for some in _batches(member_ids):
        rows = await run(session, statement, {"w": workspace_id, **some})
        found += [
            scored.RollUp(member, figure, month, n, total / scale, last / scale, peak / scale)
            for member, figure, month, n, total, last, peak in rows
        ]
    return found


def _evidence_statement(
    dialect: str, months: Sequence[date], figures: Collection[str] | None, *, is_of_some: bool
) -> Select[Any]:
    # Whole numbers of ten-thousandths: a Decimal for each of several hundred thousand cells would take seconds.
    numbers = [type_coerce(column, BigInteger) for column in (RollUp.total, RollUp.last, RollUp.peak)]
    columns: list[Any] = [col(RollUp.member_id), col(RollUp.figure), col(RollUp.month), col(RollUp.n), *numbers]
    statement = select(*columns).where(col(RollUp.workspace_id) == bindparam("w"))
    if figures is not None:
        statement = statement.where(col(RollUp.figure).in_(figures))
    if not is_of_some:
        return statement.where(col(RollUp.month).in_(months))
    # Kept from the months' index, by which everybody's rows would be read to find those of some.
    month = func.coalesce(col(RollUp.month), col(RollUp.month))
    return statement.where(is_listed(dialect, col(RollUp.member_id)), month.in_(months))


def _batches(member_ids: Collection[int] | None) -> list[dict[str, str]]:
    """Parameters of each statement."""
    if member_ids is None:
        return [{}]
    listed = sorted(set(member_ids))
    return [as_ids(listed[start : start + MANY]) for start in range(0, len(listed), MANY)]


async def recompute_one(
    session: AsyncSession, workspace_id: int, member_id: int, figure: str, first: date, last: date
) -> None:
    """The roll-up of one figure and month, `first` to `last` day, from its entries."""
    values = {"w": workspace_id, "m": member_id, "f": figure, "first": first, "last": last}
    await _UPSERT_ONE.rows(session, values)


async def recompute(
    session: AsyncSession, workspace_id: int, member_ids: Collection[int], first: date, last: date
) -> None:
    """All roll-ups of some members in whole months from `first` to `last`, from the entries."""
    dialect = session.get_bind().dialect.name
    chosen = select(Entry).where(
        col(Entry.workspace_id) == workspace_id,
        col(Entry.member_id).in_(member_ids),
        col(Entry.on).between(first, last),
    )
    await run(session, _upsert(dialect, _recounted(dialect, chosen)))


async def forget_roll_ups(session: AsyncSession, workspace_id: int, member_id: int | None = None) -> None:
    """Of one member, or of everybody: before they are computed again, which leaves none of months without entries that
    count."""
    gone = delete(RollUp).where(col(RollUp.workspace_id) == workspace_id)
    await run(session, gone if member_id is None else gone.where(col(RollUp.member_id) == member_id))


async def recount_one(
    session: AsyncSession, workspace_id: int, member_id: int, figure: str, first: date, last: date
) -> None:
    """Like `recompute_one`, also where nothing is left that counts: then there is no roll-up."""
    whose = (col(RollUp.workspace_id) == workspace_id, col(RollUp.member_id) == member_id)
    await run(session, delete(RollUp).where(*whose, col(RollUp.figure) == figure, col(RollUp.month) == first))
    await recompute_one(session, workspace_id, member_id, figure, first, last)


@cache
def _rolled(figures: tuple[str, ...], months: tuple[str, ...]) -> Prepared:
    """For so many figures and months, by the names of their parameters."""
    columns = [col(getattr(RollUp, name)) for name in Rolled._fields]
    statement = select(*columns).where(
        col(RollUp.workspace_id) == bindparam("w"),
        col(RollUp.member_id) == bindparam("m"),
        or_(*(col(RollUp.figure) == bindparam(name) for name in figures)),
        or_(*(col(RollUp.month) == bindparam(name) for name in months)),
    )
    return Prepared(lambda _dialect: statement)


def _upsert_one(dialect: str) -> Any:
    """What `_recounted` gives for one figure and month, whose days the unique key finds one by one: windows over a
    dozen rows take several times as long."""
    newer = aliased(Entry)
    day = (
        col(Entry.workspace_id) == bindparam("w"),
        col(Entry.member_id) == bindparam("m"),
        col(Entry.figure) == bindparam("f"),
        col(Entry.on).between(bindparam("first"), bindparam("last")),
    )
    is_corrected = exists().where(
        *(getattr(newer, name) == getattr(Entry, name) for name in ("workspace_id", "member_id", "figure", "on")),
        col(newer.revision) > col(Entry.revision),
    )
    counts = (*day, ~is_corrected, ~is_out(col(Entry.workspace_id), col(Entry.id)))
    newest = select(col(Entry.value)).where(*counts).order_by(col(Entry.on).desc()).limit(1)
    key = (col(Entry.workspace_id), col(Entry.member_id), col(Entry.figure))
    value, on = col(Entry.value), col(Entry.on)
    recounted = (
        select(*key, bindparam("first", type_=Date), func.count(), func.sum(value))
        .add_columns(newest.scalar_subquery(), func.max(on), func.max(value))
        .where(*counts)
        .group_by(*key)
    )
    return _upsert(dialect, recounted)


def _upsert(dialect: str, recounted: Select[Any]) -> Any:
    """INSERT … SELECT … ON CONFLICT: whole months."""
    keys = ["workspace_id", "member_id", "figure", "month"]
    numbers = ["n", "total", "last", "last_on", "peak"]
    statement = insert_for(dialect, RollUp).from_select([*keys, *numbers], recounted)
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in numbers}
    )


def _recounted(dialect: str, chosen: Select[Any]) -> Select[Any]:
    raw = chosen.subquery()
    is_sqlite = dialect == "sqlite"
    month = func.date(raw.c.on, "start of month") if is_sqlite else func.date_trunc("month", raw.c.on).cast(Date)
    day = (raw.c.workspace_id, raw.c.member_id, raw.c.figure)
    newest_first = func.row_number().over(partition_by=[*day, raw.c.on], order_by=raw.c.revision.desc())
    dated = select(*day, raw.c.id, raw.c.on, raw.c.value, month.label("month"), newest_first.label("age")).subquery()
    key = (dated.c.workspace_id, dated.c.member_id, dated.c.figure, dated.c.month)
    from_end = func.row_number().over(partition_by=list(key), order_by=dated.c.on.desc())
    does_count = (dated.c.age == 1, ~is_out(dated.c.workspace_id, dated.c.id))
    counted = select(dated, from_end.label("from_end")).where(*does_count).subquery()
    last = func.max(case((counted.c.from_end == 1, counted.c.value)))
    key = (counted.c.workspace_id, counted.c.member_id, counted.c.figure, counted.c.month)
    return select(
        *key,
        func.count(),
        func.sum(counted.c.value),
        last,
        func.max(counted.c.on),
        func.max(counted.c.value),
    ).group_by(*key)


_UPSERT_ONE = Prepared(_upsert_one)

"""Seals everything with the first key again, and tells what needs which key.

Tables are walked by their keys, some rows at a time. A value is exchanged only if it is still the one that was read, so
that a running bot may write beside it; what is done is told by the key that a value names, so that a rotation that was
cut off goes on where it was.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Table, Text, bindparam, func, select, type_coerce, update

from bot.db.base import metadata
from bot.db.engine import Database
from bot.db.sealing.column import Sealed, SealedBytes
from bot.db.sealing.keyring import KeyMissing, Keyring, key_of
from bot.db.sealing.known import forget_keys, keep_first
from bot.errors import BrokenSeal

BATCH = 1_000
"""Rows that are read at once; those of them that need it are written in one transaction."""
FILES = 4
"""Likewise of tables that hold files, each of which takes several times its size of memory."""
MOST_ROUNDS = 5
"""After so many a bot that seals with another key is taken to be still running."""
Report = Callable[[int, int], None]
"""Rows done, and rows in all."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that cannot be opened although its key is here."""

    column: str
    row: int


@dataclass(slots=True)
class Survey:
    """How many texts are sealed with which key: (id of the key, table and column) → number. None is no key: they were
    written before texts were sealed."""

    counts: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    broken: list[Broken] = field(default_factory=list)

    @property
    def keys(self) -> set[str | None]:
        return {key for key, _ in self.counts}


@dataclass(frozen=True, slots=True)
class Rotated:
    """`count` values sealed again, `plain` of them for the first time; `left` is what is there now."""

    count: int
    plain: int
    left: Survey


async def survey(database: Database, workspace_id: int, report: Report) -> Survey:
    """Opens every text of a workspace whose key is here."""
    found = Survey()
    async for piece in _pieces(database, workspace_id, report):
        for value in piece.values():
            found.counts[value.key, value.of] += 1
            if not _is_sound(value, database.keyring):
                found.broken.append(Broken(value.of, value.row))
    return found


async def rotate(database: Database, workspace_id: int, report: Report) -> Rotated:
    """Until nothing is left that can be sealed again. Keys that nothing needs any more are forgotten then. KeyMissing
    without a key."""
    first = database.keyring.first
    await keep_first(database, workspace_id)
    count = plain = 0
    for _ in range(MOST_ROUNDS):
        found, tried = Survey(), 0
        async for piece in _pieces(database, workspace_id, report):
            exchanges = [each for value in piece.values() if (each := _exchange(value, database.keyring, found))]
            tried += len(exchanges)
            count += await _written(database, workspace_id, piece.table, exchanges)
            plain += sum(each.value.key is None for each in exchanges)
        if not tried:
            break
    needed = {key for key in found.keys if key} | {first}
    async with database.write() as session:
        await forget_keys(session, workspace_id, but=needed)
    return Rotated(count, plain, found)


@dataclass(frozen=True, slots=True)
class _Value:
    """What is stored in a sealed column of a row; `row` is its number, and `key` the id of the key it names."""

    column: Column[Any]
    row: int
    stored: str

    @property
    def of(self) -> str:
        return f"{self.column.table.name}.{self.column.name}"

    @property
    def key(self) -> str | None:
        return key_of(self.stored)


@dataclass(frozen=True, slots=True)
class _Exchange:
    value: _Value
    new: str


@dataclass(frozen=True, slots=True)
class _Piece:
    table: Table
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]

    def values(self) -> Iterator[_Value]:
        """Those that hold a text."""
        for number, *cells in self.rows:
            yield from (
                _Value(column, number, stored) for column, stored in zip(self.columns, cells, strict=True) if stored
            )


def _is_sound(value: _Value, keyring: Keyring) -> bool:
    """Nobody can tell without its key."""
    try:
        keyring.open_bytes(value.stored)
    except BrokenSeal:
        return False
    except KeyMissing:
        return True
    return True


def _exchange(value: _Value, keyring: Keyring, found: Survey) -> _Exchange | None:
    """None for what is to stay; everything is counted as it will be."""
    if value.key != keyring.first:
        try:
            new = keyring.seal_bytes(keyring.open_bytes(value.stored))
        except BrokenSeal:
            found.broken.append(Broken(value.of, value.row))
        except KeyMissing:
            pass
        else:
            found.counts[keyring.first, value.of] += 1
            return _Exchange(value, new)
    found.counts[value.key, value.of] += 1
    return None


async def _written(database: Database, workspace_id: int, table: Table, exchanges: Sequence[_Exchange]) -> int:
    """In one transaction; how many were still what had been read."""
    count = 0
    if exchanges:
        async with database.write() as session:
            connection = await session.connection()
            for column in {each.value.column for each in exchanges}:
                given = [
                    {"its_row": each.value.row, "its_text": each.value.stored, "new_text": each.new}
                    for each in exchanges
                    if each.value.column is column
                ]
                count += (await connection.execute(_exchanging(table, column, workspace_id), given)).rowcount
    return count


def _exchanging(table: Table, column: Column[Any], workspace_id: int) -> Any:
    is_still = type_coerce(column, Text) == bindparam("its_text", type_=Text())
    here = table.c.workspace_id == workspace_id, _number(table) == bindparam("its_row")
    return update(table).where(*here, is_still).values({column.name: bindparam("new_text", type_=Text())})


async def _pieces(database: Database, workspace_id: int, report: Report) -> AsyncIterator[_Piece]:
    """Every row of the workspace in tables with sealed columns, as it is stored."""
    tables = [(table, columns) for table in metadata.sorted_tables if (columns := _sealed_columns(table))]
    done, total = 0, sum([await _count(database, table, workspace_id) for table, _ in tables])
    for table, columns in tables:
        after = 0
        while rows := await _rows(database, table, columns, workspace_id, after):
            yield _Piece(table, columns, rows)
            after, done = rows[-1][0], done + len(rows)
            report(done, max(total, done))


def _sealed_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if isinstance(column.type, Sealed | SealedBytes)]


def _number(table: Table) -> Column[Any]:
    """What rows of a workspace are told apart by."""
    (number,) = (column for column in table.primary_key.columns if column.name != "workspace_id")
    return number


async def _count(database: Database, table: Table, workspace_id: int) -> int:
    async with database.read() as session:
        connection = await session.connection()
        counted = select(func.count()).select_from(table).where(table.c.workspace_id == workspace_id)
        return int((await connection.execute(counted)).scalar_one())


async def _rows(
    database: Database, table: Table, columns: Sequence[Column[Any]], workspace_id: int, after: int
) -> Sequence[Any]:
    number = _number(table)
    statement = (
        select(number, *(type_coerce(column, Text) for column in columns))
        .where(table.c.workspace_id == workspace_id, number > after)
        .order_by(number)
        .limit(FILES if any(isinstance(column.type, SealedBytes) for column in columns) else BATCH)
    )
    async with database.read() as session:
        return (await (await session.connection()).execute(statement)).all()

"""Rows that are one parameter arrive as they were given, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Text, case, literal, select

from bot.db.engine import Database
from bot.db.listed import as_ids, as_list, as_text, is_listed, rows_listed
from bot.db.prepared import Prepared
from bot.db.types import UtcDateTime

COLUMNS = {"id": BigInteger(), "name": Text(), "payload": JSON(), "at": UtcDateTime(), "is_late": Boolean()}
NOON = datetime(2026, 11, 18, 12, 0, 0, 120_000, tzinfo=UTC)


def _all(dialect: str) -> Any:
    listed = rows_listed(dialect, COLUMNS)
    is_noon = case((listed.c.at == literal(NOON, UtcDateTime()), 1), else_=0)
    return select(*(listed.c[name] for name in COLUMNS), is_noon).order_by(listed.c.id)


ALL = Prepared(_all)
IDS = Prepared(lambda dialect: select(is_listed(dialect, literal(7, BigInteger()))))


async def test_rows_arrive_with_their_types(database: Database) -> None:
    dialect = "sqlite" if database.is_sqlite else "postgresql"
    in_shanghai = NOON.astimezone(timezone(timedelta(hours=8)))
    rows = [
        {"id": 2**40, "name": '陈\'s "day" \\ 100 %', "payload": {"on": "今天", "n": [1, None]}, "is_late": True}
        | {"at": as_text(in_shanghai, dialect)},
        {
            "id": 2**40 + 1,
            "name": None,
            "payload": {},
            "is_late": False,
            "at": as_text(NOON.replace(year=2025), dialect),
        },
    ]
    async with database.read() as session:
        found = await ALL.rows(session, as_list(rows))
    assert [tuple(row) for row in found] == [
        (2**40, '陈\'s "day" \\ 100 %', {"on": "今天", "n": [1, None]}, NOON, True, 1),
        (2**40 + 1, None, {}, NOON.replace(year=2025), False, 0),
    ]


async def test_ids_may_be_more_than_a_database_takes_parameters(database: Database) -> None:
    async with database.read() as session:
        assert [bool(row[0]) for row in await IDS.rows(session, as_ids(range(100_000)))] == [True]
        assert [bool(row[0]) for row in await IDS.rows(session, as_ids(range(8, 9)))] == [False]
        assert [bool(row[0]) for row in await IDS.rows(session, as_ids([]))] == [False]

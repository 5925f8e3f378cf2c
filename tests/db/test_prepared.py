"""Prepared statements answer, fail and are undone like every other, on both databases."""

import asyncio
import contextlib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, PendingRollbackError
from sqlalchemy.schema import CreateTable

from bot.db.engine import Database
from bot.db.prepared import Prepared
from bot.db.sqlite import connection as driver
from bot.db.types import Exact, UtcDateTime

TOLD = Table(
    "told",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("value", Exact),
    Column("on", Date),
    Column("at", UtcDateTime),
    Column("groups", JSON),
    Column("is_new", Boolean),
    Column("words", Text),
)
COLUMNS = list(TOLD.c)
ROW: dict[str, Any] = {
    "id": 1,
    "value": Decimal("42.0000"),
    "on": date(2026, 11, 18),
    "at": datetime(2026, 11, 18, 9, tzinfo=UTC),
    "groups": ["traffic"],
    "is_new": True,
    "words": "a%(b)s :c ?",
}

ADD = Prepared(lambda _dialect: insert(TOLD).returning(TOLD.c.id))
READ = Prepared(lambda _dialect: select(*COLUMNS, literal("own %s")).where(TOLD.c.on == bindparam("day")))


@pytest.fixture
async def told(database: Database) -> Database:
    async with database.engine.begin() as connection:
        await connection.execute(text(str(CreateTable(TOLD).compile(dialect=database.engine.dialect))))
    return database


async def added(database: Database, **values: Any) -> None:
    async with database.write() as session:
        assert await ADD.rows(session, ROW | values) == [((ROW | values)["id"],)]


async def test_values_come_back_as_they_went_in(told: Database) -> None:
    await added(told)
    await added(told, id=2, value=None, groups=[], is_new=False)
    async with told.read() as session:
        first, second = await READ.rows(session, {"day": ROW["on"]})
    assert first == (*ROW.values(), "own %s")
    assert second == (2, None, ROW["on"], ROW["at"], [], False, ROW["words"], "own %s")


async def test_they_answer_like_sqlalchemy(told: Database) -> None:
    await added(told)
    async with told.read() as session:
        whole = (await (await session.connection()).execute(select(*COLUMNS))).all()
        assert [row[:-1] for row in await READ.rows(session, {"day": ROW["on"]})] == [tuple(row) for row in whole]


async def test_nothing_is_kept_without_a_commit(told: Database) -> None:
    session = told.session()
    await ADD.rows(session, ROW)
    await session.close()
    async with told.read() as session:
        assert await READ.rows(session, {"day": ROW["on"]}) == []


async def test_errors_are_sqlalchemys_and_tell_no_figures(told: Database) -> None:
    await added(told)
    async with told.session() as session:
        with pytest.raises(IntegrityError) as refused:
            await ADD.rows(session, ROW)
        assert "42" not in str(refused.value).partition("DETAIL")[0]
    await added(told, id=2)


@pytest.mark.parametrize("follows", ["nothing", "another prepared statement", "a statement of the session's"])
async def test_after_an_error_nothing_of_the_transaction_is_kept(told: Database, follows: str) -> None:
    async with told.session() as session:
        await ADD.rows(session, ROW | {"id": 5})
        with pytest.raises(IntegrityError):
            await ADD.rows(session, ROW | {"id": 5})
        if follows == "another prepared statement":
            with pytest.raises(DBAPIError):
                await ADD.rows(session, ROW | {"id": 6})
        elif follows != "nothing":
            with pytest.raises(DBAPIError):
                await (await session.connection()).execute(insert(TOLD), [ROW | {"id": 6}])
        with contextlib.suppress(DBAPIError, PendingRollbackError):
            await session.commit()
    async with told.session() as session:
        await ADD.rows(session, ROW | {"id": 7})
        await (await session.connection()).execute(insert(TOLD), [ROW | {"id": 8}])
        await session.commit()
    async with told.read() as session:
        assert sorted(row[0] for row in await READ.rows(session, {"day": ROW["on"]})) == [7, 8]


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (select(TOLD.c.id).where(TOLD.c.id.in_(bindparam("ids", expanding=True))), {"ids": [1]}),
        (select(TOLD.c.id).where(TOLD.c.id == bindparam("id"), TOLD.c.on == bindparam("day")), {"id": 1}),
        (insert(Table("with_default", MetaData(), Column("n", Integer), Column("k", Integer, default=7))), {"n": 1}),
    ],
)
async def test_what_cannot_be_prepared_is_refused(told: Database, statement: Any, values: dict[str, Any]) -> None:
    async with told.session() as session:
        with pytest.raises(ValueError, match="cannot be prepared"):
            await Prepared(lambda _dialect: statement).rows(session, values)


async def test_long_work_stays_in_the_thread(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    threaded: list[str] = []

    class Seen(driver.ThreadedCursor):
        def execute(self, sql: str, parameters: Any = (), /) -> driver.ThreadedCursor:
            threaded.append(sql)
            return super().execute(sql, parameters)

    monkeypatch.setattr(driver, "ThreadedCursor", Seen)
    one = Prepared(lambda _dialect: select(literal(1).label("one")))
    database = Database(sqlite_url)
    async with database.session() as session:
        assert await one.rows(session, {}) == [(1,)]
    assert threaded == []
    async with database.read() as session:
        assert await one.rows(session, {}) == [(1,)]
    assert len(threaded) == 1
    await database.close()


SLEEP = Prepared(lambda _dialect: select(func.pg_sleep(bindparam("seconds")), literal("late").label("late")))
ONE = Prepared(lambda _dialect: select(literal("in time").label("one")))


async def test_whoever_is_cancelled_leaves_no_answer_to_others(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with database.session() as session:
        waiting = asyncio.create_task(SLEEP.rows(session, {"seconds": 1.5}))
        await asyncio.wait({waiting}, timeout=0.1)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with database.session() as session:
        assert await ONE.rows(session, {}) == [("in time",)]
    await database.close()


async def test_a_lost_connection_is_an_error_once(postgres_url: str) -> None:
    database = Database(postgres_url)
    async with database.session() as session, database.session() as other:
        ((pid,),) = await Prepared(lambda _dialect: select(func.pg_backend_pid())).rows(session, {})
        await (await other.connection()).execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        with pytest.raises(DBAPIError):
            await ONE.rows(session, {})
    async with database.session() as session:
        assert await ONE.rows(session, {}) == [("in time",)]
    await database.close()

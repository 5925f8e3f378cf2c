"""SQLite in the event loop: as safe as in a thread, and never in anybody's way."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CursorResult, TextClause, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.engine import Database
from bot.db.sqlite import connection as driver
from tests.patience import PATIENCE_SECONDS

ADD = text("INSERT INTO told (value) VALUES (:value)")
ALL = text("SELECT value FROM told ORDER BY value")


@pytest.fixture
def elsewhere(path: Path) -> Iterator[sqlite3.Connection]:
    """What another process would hold."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    yield connection
    connection.close()


async def ask(session: AsyncSession, statement: TextClause, parameters: Any = None) -> CursorResult[Any]:
    return await (await session.connection()).execute(statement, parameters)


async def values(database: Database) -> list[int]:
    async with database.read() as session:
        return [row[0] for row in (await ask(session, ALL)).all()]


async def add(session: AsyncSession, value: int) -> None:
    await ask(session, ADD, {"value": value})


async def add_committed(database: Database, *added: int) -> None:
    async with database.write() as session:
        for value in added:
            await add(session, value)


async def test_a_commit_is_seen_by_others_and_a_rollback_by_nobody(told: Database) -> None:
    async with told.session() as session:
        await add(session, 1)
        assert await values(told) == []
        await session.commit()
    async with told.session() as session:
        await add(session, 2)
    assert await values(told) == [1]


async def test_an_error_in_the_middle_keeps_nothing(told: Database) -> None:
    await add_committed(told, 1)
    with pytest.raises(IntegrityError):
        await add_committed(told, 2, 1)
    assert await values(told) == [1]


async def test_a_reader_keeps_its_view_while_others_write(told: Database) -> None:
    async with told.read() as session:
        before = (await ask(session, ALL)).all()
        async with told.session() as other:
            await add(other, 1)
            await other.commit()
        assert (await ask(session, ALL)).all() == before


async def test_writers_of_one_process_queue(told: Database) -> None:
    async def one(value: int) -> None:
        async with told.session() as session:
            await add(session, value)
            await asyncio.sleep(0)
            await session.commit()

    await asyncio.gather(*(one(value) for value in range(50)))
    assert await values(told) == list(range(50))


@pytest.mark.parametrize("is_patient", [True, False], ids=["in a thread", "in the loop"])
async def test_rows_come_back_one_by_one_in_parts_and_at_once(told: Database, *, is_patient: bool) -> None:
    async with told.write() as session:
        await ask(session, ADD, [{"value": value} for value in range(30)])
    async with told.read() if is_patient else told.session() as session:
        result = await ask(session, ALL)
        assert result.fetchone() == (0,)
        assert result.fetchmany(2) == [(1,), (2,)]
        assert [row[0] for row in result.fetchall()] == list(range(3, 30))
        added = await ask(session, text("SELECT count(*) FROM told WHERE value > 20"))
        assert added.scalar_one() == 9


async def test_a_lock_elsewhere_is_waited_for_without_holding_up_the_loop(
    told: Database, elsewhere: sqlite3.Connection
) -> None:
    elsewhere.execute("BEGIN IMMEDIATE")
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0.001)

    counting = asyncio.create_task(count_turns())
    async with told.session() as session:
        adding = asyncio.create_task(add(session, 1))
        while True:
            if turns > 50:
                break
            await asyncio.sleep(0.001)
        assert not adding.done()
        elsewhere.execute("COMMIT")
        await adding
        await session.commit()
    counting.cancel()
    assert await values(told) == [1]


@pytest.mark.parametrize("is_patient", [True, False], ids=["in a thread", "in the loop"])
async def test_a_lock_that_lasts_is_an_error(
    told: Database, elsewhere: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, *, is_patient: bool
) -> None:
    monkeypatch.setattr(driver, "BUSY_TIMEOUT_MS", 30)
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        async with told.write() if is_patient else told.session() as session:
            await add(session, 1)
    elsewhere.execute("COMMIT")
    async with told.write() as session:
        await add(session, 2)
    assert await values(told) == [2]


async def test_who_gives_up_waiting_leaves_the_connection_usable(told: Database, elsewhere: sqlite3.Connection) -> None:
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05), told.session() as session:
            await add(session, 1)
    elsewhere.execute("COMMIT")
    async with told.session() as session:
        await add(session, 2)
        await session.commit()
    assert await values(told) == [2]


async def test_a_statement_that_takes_long_in_a_thread_leaves_the_loop_free_and_ends_before_the_next_begins(
    told: Database,
) -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow() -> int:
        entered.set()
        assert leave.wait(PATIENCE_SECONDS)
        return 7

    async def insert_slowly() -> None:
        async with told.write() as session:
            raw = await (await session.connection()).get_raw_connection()
            assert raw.driver_connection
            raw.driver_connection.create_function("slow", 0, slow)
            await ask(session, text("INSERT INTO told (value) SELECT slow()"))

    asking = asyncio.create_task(insert_slowly())
    assert await asyncio.to_thread(entered.wait, PATIENCE_SECONDS)
    asking.cancel()
    done, _ = await asyncio.wait({asking}, timeout=0.05)
    assert not done, "the connection must not be given to the next before its thread is done"
    leave.set()
    with pytest.raises(asyncio.CancelledError):
        await asking
    async with told.session() as session:
        await add(session, 1)
        await session.commit()
    assert await values(told) == [1]


async def test_a_commit_does_not_run_in_the_loop(told: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    async with told.session() as session:
        raw = await (await session.connection()).get_raw_connection()
        assert raw.driver_connection
        raw.driver_connection.set_trace_callback(
            lambda statement: threads.append(threading.current_thread().name) if statement == "COMMIT" else None
        )
        await ask(session, text("SELECT 1"))
        await session.commit()
        await add(session, 1)
        await session.commit()
    assert len(threads) == 2
    assert threads[0] == threading.main_thread().name, "nothing to write, nothing to wait for"
    assert threads[1].startswith("sqlite")


@pytest.mark.parametrize(("kind", "busy_timeout"), [("session", 0), ("write", 0), ("read", driver.BUSY_TIMEOUT_MS)])
async def test_pragmas(told: Database, kind: str, busy_timeout: int) -> None:
    async with getattr(told, kind)() as session:
        found = [
            (await ask(session, text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, busy_timeout]


async def test_closing_ends_the_threads_and_leaves_no_journal(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    async with database.write() as session:
        await add(session, 1)
    assert await values(database) == [1]
    own = [thread for thread in threading.enumerate() if thread.name.startswith("sqlite_")]
    assert own
    await database.close()
    for thread in own:
        await asyncio.to_thread(thread.join, PATIENCE_SECONDS)
    assert not path.with_name("told.db-wal").exists()


WRITER = """
import asyncio, sys
from sqlalchemy import CursorResult, TextClause, text
from bot.db.engine import Database

async def main(url, first, n):
    database = Database(url)
    for value in range(first, first + n):
        async with database.session() as session:
            await (await session.connection()).execute(
                text("INSERT INTO told (value) VALUES (:value)"), {"value": value}
            )
            await session.commit()
        print(value, flush=True)
    await database.close()

asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""


def writer(path: Path, first: int, n: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, f"sqlite:///{path}", str(first), str(n)], stdout=subprocess.PIPE, text=True
    )


async def test_two_processes_write_at_once(path: Path, told: Database) -> None:
    processes = [writer(path, 0, 100), writer(path, 100, 100)]
    for process in processes:
        _, code = await asyncio.gather(asyncio.to_thread(process.communicate), asyncio.to_thread(process.wait))
        assert code == 0
    assert await values(told) == list(range(200))


async def test_what_was_committed_survives_a_killed_process(path: Path, told: Database) -> None:
    process = writer(path, 0, 100_000)
    assert process.stdout
    seen = [int(process.stdout.readline()) for _ in range(50)]
    process.kill()
    seen += [int(line) for line in process.communicate()[0].split()]
    found = await values(told)
    # One more may have been committed before its line was printed.
    assert found[: len(seen)] == seen
    assert len(found) <= len(seen) + 1

"""What goes wrong in one transaction of the shared writer stays there, however it goes wrong."""

import asyncio
import sqlite3
import threading

import pytest
from sqlalchemy import bindparam, column, insert, table, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.db.engine import Database
from bot.db.prepared import Prepared
from tests.db.sqlite.shared import (
    ADD,
    ADD_OR_ROLL_EVERYTHING_BACK,
    ADD_ORPHAN,
    Disk,
    Outside,
    all_of,
    ask,
    physical_of,
    queued_behind,
    say,
)
from tests.patience import PATIENCE_SECONDS

ADD_TWO = text("INSERT INTO told VALUES (:value), (:value + 1) RETURNING value")
TOLD = table("told", column("value"))
ADD_QUICKLY = Prepared(lambda _dialect: insert(TOLD).values(value=bindparam("value")))


def deny_savepoints(action: int, *_about: object) -> int:
    return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_SAVEPOINT else sqlite3.SQLITE_OK


async def test_a_crowd_leaves_room_for_everybody_after_it(told: Database, seen: Outside) -> None:
    async def say_quickly(value: int) -> None:
        async with told.session() as session:
            await ADD_QUICKLY.rows(session, {"value": value})
            await session.commit()

    outcomes = await asyncio.wait_for(all_of(*(say_quickly(value) for value in range(200))), PATIENCE_SECONDS)
    assert set(outcomes) == {None}
    await asyncio.wait_for(say(told, 200), PATIENCE_SECONDS)
    assert seen.values() == list(range(201))


async def test_a_savepoint_holds_for_prepared_statements(told: Database, seen: Outside) -> None:
    async with told.session() as session:
        await ADD_QUICKLY.rows(session, {"value": 1})
        savepoint = await session.begin_nested()
        await ADD_QUICKLY.rows(session, {"value": 2})
        await savepoint.rollback()
        await session.commit()
    assert seen.values() == [1]


async def test_whoever_is_cancelled_twice_still_waits_for_the_thread(told: Database, seen: Outside) -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow() -> int:
        entered.set()
        assert leave.wait(5)
        return 7

    async def insert_slowly() -> None:
        async with told.write() as session:
            await ask(session, text("INSERT INTO told VALUES (slow()), (slow() + 1)"))

    (await physical_of(told)).create_function("slow", 0, slow)
    inserting = asyncio.create_task(insert_slowly())
    assert await asyncio.to_thread(entered.wait, PATIENCE_SECONDS)
    later = asyncio.create_task(say(told, 1))
    for _ in range(3):
        inserting.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert not inserting.done()
    leave.set()
    with pytest.raises(asyncio.CancelledError):
        await inserting
    await later
    assert seen.values() == [1]


async def test_after_sqlite_gave_a_transaction_up_nothing_more_is_written_in_it(told: Database, seen: Outside) -> None:
    await say(told, 1)
    async with told.session() as session:
        await ask(session, ADD, 2)
        with pytest.raises(IntegrityError):
            await ask(session, ADD_OR_ROLL_EVERYTHING_BACK, 1)
        with pytest.raises(OperationalError, match="rolled back"):
            await ask(session, ADD, 3)
    assert seen.values() == [1]


async def test_what_somebody_has_not_read_to_the_end_keeps_nobody_from_committing(
    told: Database, seen: Outside
) -> None:
    unread: list[object] = []

    async def leave_unread(value: int) -> None:
        async with told.session() as session:
            unread.append(await ask(session, ADD_TWO, value))
            if value == 10:
                raise KeyError("a bug")
            await session.commit()

    outcomes = await queued_behind(told, say(told, 1), say(told, 2), leave_unread(10), leave_unread(20), say(told, 3))
    assert [type(outcome) for outcome in outcomes if outcome] == [KeyError]
    assert seen.values() == [1, 2, 3, 20, 21]


async def test_a_rollback_that_fails_keeps_nothing_and_hinders_nobody_after_it(told: Database, seen: Outside) -> None:
    physical = await physical_of(told)

    async def give_up() -> None:
        async with told.session() as session:
            await ask(session, ADD, 50)
            physical.set_authorizer(deny_savepoints)
            await session.rollback()

    outcomes = await queued_behind(told, say(told, 1), say(told, 2), give_up())
    physical.set_authorizer(None)
    assert outcomes[0] is None
    assert isinstance(outcomes[1], OperationalError)
    assert isinstance(outcomes[2], DBAPIError)
    await asyncio.wait_for(say(told, 3), PATIENCE_SECONDS)
    assert seen.values() == [1, 3]


async def test_the_first_to_give_up_while_others_arrive_leaves_them_the_connection(
    told: Database, seen: Outside
) -> None:
    disk = Disk(await physical_of(told))
    first = asyncio.create_task(say(told, 1))
    await disk.is_busy()
    first.cancel()
    await asyncio.sleep(0)
    later = [asyncio.create_task(say(told, value)) for value in range(2, 10)]
    await asyncio.sleep(0)
    disk.let_go()
    outcomes = await asyncio.wait_for(all_of(*later), PATIENCE_SECONDS)
    assert outcomes == [None] * 8
    assert seen.values() == list(range(1, 10))


async def test_a_commit_that_fails_after_everybody_has_left_hinders_nobody_after_it(
    told: Database, seen: Outside
) -> None:
    disk = Disk(await physical_of(told))
    orphan = asyncio.create_task(say(told, 1, ADD_ORPHAN))
    await disk.is_busy()
    orphan.cancel()
    await asyncio.sleep(0)
    disk.let_go()
    await all_of(orphan)
    assert await asyncio.wait_for(all_of(say(told, 2), say(told, 3)), PATIENCE_SECONDS) == [None, None]
    assert seen.values() == [2, 3]


async def test_a_connection_whose_commit_failed_is_not_given_to_the_next(told: Database, seen: Outside) -> None:
    for value in range(3):
        async with told.session() as session:
            await ADD_QUICKLY.rows(session, {"value": value})
            await ask(session, ADD_ORPHAN, 99)
            with pytest.raises(DBAPIError):
                await session.commit()
        async with told.session() as session:
            await ADD_QUICKLY.rows(session, {"value": 10 + value})
            await ask(session, ADD, 20 + value)
            await session.commit()
    assert seen.values() == [10, 11, 12, 20, 21, 22]

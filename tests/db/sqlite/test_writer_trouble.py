"""What goes wrong in one transaction of the shared writer stays there, however it goes wrong."""

import asyncio
import threading

import pytest
from sqlalchemy import bindparam, column, insert, table, text

from bot.db.engine import Database
from bot.db.prepared import Prepared
from tests.db.sqlite.shared import Outside, all_of, ask, physical_of, say

TOLD = table("told", column("value"))
ADD_QUICKLY = Prepared(lambda _dialect: insert(TOLD).values(value=bindparam("value")))


async def test_a_crowd_leaves_room_for_everybody_after_it(told: Database, seen: Outside) -> None:
    async def say_quickly(value: int) -> None:
        async with told.session() as session:
            await ADD_QUICKLY.rows(session, {"value": value})
            await session.commit()

    outcomes = await asyncio.wait_for(all_of(*(say_quickly(value) for value in range(200))), 10)
    assert set(outcomes) == {None}
    await asyncio.wait_for(say(told, 200), 5)
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
    assert await asyncio.to_thread(entered.wait, 5)
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

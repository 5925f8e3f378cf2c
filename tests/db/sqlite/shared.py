"""What tests of the shared writer have in common: statements, people, a slow disk, and a look from outside."""

import asyncio
import sqlite3
import threading
from typing import Any

from sqlalchemy import CursorResult, text
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.db.engine import Database
from bot.db.sqlite.connection import Connection
from tests.patience import PATIENCE_SECONDS

ADD = text("INSERT INTO told (value) VALUES (:value)")
ADD_OR_ROLL_EVERYTHING_BACK = text("INSERT OR ROLLBACK INTO told (value) VALUES (:value)")
ADD_ORPHAN = text("INSERT INTO child (parent) VALUES (:value)")


class Outside:
    """What another process reads: only what is committed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def values(self) -> list[int]:
        return [row[0] for row in self._connection.execute("SELECT value FROM told ORDER BY value")]


async def ask(session: AsyncSession, statement: Any, value: int | None = None) -> CursorResult[Any]:
    return await (await session.connection()).execute(statement, {"value": value} if value is not None else {})


async def say(database: Database, value: int, statement: Any = ADD) -> None:
    async with database.session() as session:
        await ask(session, statement, value)
        await session.commit()


async def commits_of(database: Database) -> list[str]:
    """Filled with every COMMIT that the writing connection executes from now on."""
    found: list[str] = []
    (await physical_of(database)).set_trace_callback(lambda sql: found.append(sql) if sql == "COMMIT" else None)
    return found


class Disk:
    """Commits do not get through until it is let go."""

    def __init__(self, physical: Connection) -> None:
        self._entered, self._may_write = threading.Event(), threading.Event()
        physical.set_trace_callback(self._on_statement)

    async def is_busy(self) -> None:
        assert await asyncio.to_thread(self._entered.wait, PATIENCE_SECONDS)

    def let_go(self) -> None:
        self._may_write.set()

    def _on_statement(self, sql: str) -> None:
        if sql == "COMMIT":
            self._entered.set()
            assert self._may_write.wait(PATIENCE_SECONDS)


async def queued_behind(database: Database, first: Any, *others: Any) -> list[BaseException | None]:
    """What becomes of the first, whose commit is still on its way when the others come, and of those."""
    disk = Disk(await physical_of(database))
    running = [asyncio.create_task(first)]
    await disk.is_busy()
    running += [asyncio.create_task(each) for each in others]
    for _ in range(10):
        await asyncio.sleep(0)
    disk.let_go()
    return await all_of(*running)


async def physical_of(database: Database) -> Connection:
    async with database.session() as session:
        raw = await (await session.connection()).get_raw_connection()
        assert isinstance(raw.driver_connection, Connection)
        return raw.driver_connection


async def all_of(*working: Any) -> list[BaseException | None]:
    return list(await asyncio.gather(*working, return_exceptions=True))

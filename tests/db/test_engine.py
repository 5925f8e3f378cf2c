"""Transactions on both databases."""

import asyncio
from datetime import datetime
from time import monotonic

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import col, select

from bot.db.engine import Database
from bot.errors import ConfigurationError
from bot.features.people.models import Workspace
from bot.scheduling.models import Schedule
from bot.settings import Settings
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port

STANDING_STILL = (
    "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()"
)


async def names(database: Database) -> list[str]:
    async with database.read() as session:
        return list((await session.exec(select(Workspace.name).order_by(col(Workspace.name)))).all())


async def add(database: Database, name: str) -> None:
    async with database.write() as session:
        session.add(Workspace(slack_team=f"T{name}", name=name))


async def test_what_is_written_is_kept(database: Database) -> None:
    await add(database, "Growth")
    assert await names(database) == ["Growth"]


async def test_an_error_undoes_everything(database: Database) -> None:
    async def broken() -> None:
        async with database.write() as session:
            session.add(Workspace(slack_team="T1", name="Growth"))
            await session.flush()
            raise KeyError("a bug")

    with pytest.raises(KeyError):
        await broken()
    assert await names(database) == []


async def test_many_writers_queue_up(database: Database) -> None:
    await asyncio.gather(*(add(database, f"{number:02}") for number in range(40)))
    assert len(await names(database)) == 40


async def test_a_writer_that_is_cut_off_does_not_block_the_next(database: Database) -> None:
    started = asyncio.Event()

    async def endless() -> None:
        async with database.write() as session:
            session.add(Workspace(slack_team="T1", name="Growth"))
            await session.flush()
            started.set()
            await asyncio.Event().wait()

    writing = asyncio.create_task(endless())
    await started.wait()
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await add(database, "Brand")
    assert await names(database) == ["Brand"]


async def test_a_reader_sees_no_half_of_a_write(database: Database) -> None:
    async with database.write() as session:
        session.add(Workspace(slack_team="T1", name="Growth"))
        await session.flush()
        assert await names(database) == []
    assert await names(database) == ["Growth"]


async def test_sqlite_keeps_what_it_has_committed_through_a_power_cut(sqlite_url: str) -> None:
    database = Database(Settings(database_url=sqlite_url, _env_file=None).effective_database_url)
    async with database.engine.connect() as connection:
        modes = [
            (await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in ("journal_mode", "synchronous")
        ]
        foreign_keys = (await connection.execute(text("PRAGMA foreign_keys"))).scalar()
    await database.close()
    assert (*modes, foreign_keys) == ("wal", 2, 1)


async def test_an_unreachable_database_is_told_in_one_line_without_the_password() -> None:
    database = Database(f"postgresql+psycopg://evenhand:hunter2@127.0.0.1:{free_port()}/evenhand")
    with pytest.raises(ConfigurationError) as away:
        await database.ping()
    await database.close()
    assert "DATABASE_URL" in str(away.value)
    assert "evenhand:***@" in str(away.value)
    assert "hunter2" not in str(away.value)
    assert "\n" not in str(away.value)


async def test_an_error_names_no_values(database: Database) -> None:
    """What an error says is logged: in full where nobody expected it."""
    await add(database, "Growth")
    with pytest.raises(IntegrityError) as twice:
        await add(database, "Growth")
    with pytest.raises(StatementError) as unfit:
        async with database.write() as session:
            session.add(Schedule(next_fire_at=datetime(2026, 11, 18), zone="Atlantis"))  # noqa: DTZ001 - refused
    assert "Growth" not in str(twice.value).partition("DETAIL")[0]
    assert "Atlantis" not in str(unfit.value)


@pytest.mark.parametrize("url", ["postgresql+psycopg://bo:hid@den@db/x", "postgresql+psycopg://bo:hidden@db:port/x"])
def test_an_address_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL: cannot be read") as refused:
        Database(url)
    assert not any(part in str(refused.value) for part in ("hid", "den"))


async def test_what_stands_still_in_a_transaction_holds_nothing_for_ever(postgres_url: str) -> None:
    database = Database(Settings(database_url=postgres_url, _env_file=None).effective_database_url)
    async with database.write() as session:
        connection = await session.connection()
        assert (await connection.execute(text("SHOW idle_in_transaction_session_timeout"))).scalar() == "30s"
        await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))
        with psycopg.connect(postgres_url, autocommit=True) as other:
            deadline = monotonic() + PATIENCE_SECONDS
            while other.execute(STANDING_STILL).fetchone() != (0,):
                assert monotonic() < deadline
        with pytest.raises(DBAPIError):
            await connection.execute(text("SELECT 1"))
        await session.rollback()
    await database.close()

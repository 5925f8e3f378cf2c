"""What was deleted is gone from the files, and who cannot make it so is told."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from bot.db import compacting, scrubbing
from bot.db.engine import Database
from bot.db.scrubbing import scrub
from bot.errors import Refused
from bot.settings import Settings
from tests.db.scrubbed import scrubbed

SECRET = "BoWroteThisAboutChen"


async def written_and_deleted(database: Database) -> None:
    for statement in (
        f"INSERT INTO workspace (id, slack_team, name, url, slack_app) VALUES (1, 'T0ACME', '{SECRET}', '', '')",
        "UPDATE workspace SET name = 'Acme'",
    ):
        async with database.write() as session:
            await session.exec(text(statement))


async def test_nothing_is_left_on_either_database(database: Database) -> None:
    await written_and_deleted(database)
    if database.is_sqlite:
        assert SECRET.encode() in files(database)
    await scrubbed(database, ["workspace"])
    if database.is_sqlite:
        assert SECRET.encode() not in files(database)
    async with database.read() as session:
        assert (await session.exec(text("SELECT name FROM workspace"))).scalar_one() == "Acme"
    async with database.write() as session:  # and people go on writing
        await session.exec(text("UPDATE workspace SET name = 'Acme Ltd'"))


def files(database: Database) -> bytes:
    path = str(make_url(database.url).database)
    return b"".join(Path(path + suffix).read_bytes() for suffix in ("", "-wal") if Path(path + suffix).exists())


async def test_whoever_still_reads_what_was_deleted_is_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "WAIT_SECONDS", 0.05)
    async with database.read() as session:
        if not database.is_sqlite:
            await session.exec(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        await session.exec(text("SELECT count(*) FROM workspace"))
        await written_and_deleted(database)
        assert not await scrub(database, ["workspace"])
    await scrubbed(database, ["workspace"])


async def test_a_table_in_use_holds_nobody_up_behind_it(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrubbing, "LOCK_TIMEOUT", "50ms")
    database = Database(Settings(database_url=postgres_url, _env_file=None).effective_database_url)
    await written_and_deleted(database)
    async with database.write() as session:
        await session.exec(text("LOCK TABLE workspace IN SHARE MODE"))
        assert not await scrub(database, ["workspace"])
    await scrubbed(database, ["workspace"])
    await database.close()


async def test_a_writer_in_the_middle_is_waited_for(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "WAIT_SECONDS", 0.05)
    database = Database(Settings(database_url=sqlite_url, _env_file=None).effective_database_url)
    await written_and_deleted(database)
    other = sqlite3.connect(str(make_url(database.url).database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not await scrub(database, ["workspace"])
    other.close()
    await scrubbed(database, ["workspace"])
    await database.close()


async def test_a_role_that_may_not_is_refused_with_the_remedy(postgres_url: str) -> None:
    owner = Database(Settings(database_url=postgres_url, _env_file=None).effective_database_url)
    async with owner.write() as session:
        await session.exec(text("CREATE ROLE plain LOGIN PASSWORD 'plain'"))
    url = make_url(owner.url).set(username="plain", password="plain")
    plain = Database(url.render_as_string(hide_password=False))
    try:
        with pytest.raises(Refused, match=r"table workspace .*MAINTAIN"):
            await scrub(plain, ["workspace"])
    finally:
        await plain.close()
        async with owner.write() as session:
            await session.exec(text("DROP ROLE plain"))
        await owner.close()

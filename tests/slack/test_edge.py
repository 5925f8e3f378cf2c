"""What becomes of a request: kept and acknowledged, or refused in words and not kept."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from bot.db import engine
from bot.db.engine import STATEMENT_TIMEOUT_MS, Database
from bot.errors import Rejected
from bot.i18n.translator import translator
from bot.sandbox.people import PersonSpec
from bot.slack import deciding
from bot.slack.deciding import LONGEST_SECONDS
from bot.slack.forms import CommandForm
from bot.slack.outcomes import Nothing, Outcome
from bot.turn import Turn
from tests.office import BERLIN, BO, CHEN, GUS
from tests.slack.corner import Corner, corner, on_checkin

SLACK_WAITS = 3.0
"""Seconds, for an answer."""
DATABASE_AWAY = "The database cannot be reached right now"
TOO_LATE = "The database did not answer in time"


async def refuse(_turn: Turn, form: CommandForm) -> Outcome:
    raise Rejected("topic-unknown-nearest", typed=form.text, nearest="help")


async def break_down(_turn: Turn, _form: CommandForm) -> Outcome:
    raise KeyError("a bug")


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_what_is_acknowledged_has_been_kept(database_url: str, transport: str) -> None:
    async with corner(database_url, on_checkin(), transport=transport) as at:
        done = await at.person(BO).command("/checkin leads 42")
        assert done.ok
        assert done.message is None
        assert await at.kept() == ["leads 42"]
        assert len(at.commits) == 1


async def test_the_commit_comes_before_the_acknowledgement(database_url: str) -> None:
    async with corner(database_url, on_checkin()) as at:

        def note(_session: Session) -> None:
            at.told.append("commit")

        event.listen(Session, "after_commit", note)
        await at.person(BO).command("/checkin leads 42")
        event.remove(Session, "after_commit", note)
        assert at.told == ["commit", "ack"]


async def test_a_commit_that_fails_is_told_and_not_taken_for_success(sqlite_url: str) -> None:
    async def break_late(turn: Turn, form: CommandForm) -> Outcome:
        if form.text == "broken":
            await turn.session.exec(text("PRAGMA defer_foreign_keys = ON"))  # type: ignore[call-overload] # plain SQL
            await turn.session.exec(text("UPDATE delivery SET workspace_id = 99"))  # type: ignore[call-overload] # plain SQL
        return Nothing()

    async with corner(sqlite_url, on_checkin(break_late)) as at:
        assert DATABASE_AWAY in await answer(at, BO, "broken")
        assert await at.kept() == []
        assert not at.commits
        assert (await at.person(BO).command("/checkin leads 42")).message is None
        assert await at.kept() == ["leads 42"]


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_a_listener_that_breaks_down_leaves_nothing_but_a_reference(database_url: str, transport: str) -> None:
    async with corner(database_url, on_checkin(break_down), transport=transport) as at:
        with capture_logs() as logs:
            told = await answer(at, BO, "leads 42")
        assert await at.kept() == []
        assert not at.commits
    [line] = [each for each in logs if each["event"] == "listener failed"]
    assert line["log_level"] == "error"
    assert line["exc_info"]
    assert f"`{line['reference']}`" in told
    assert "a bug" not in told


async def test_a_refusal_quotes_what_was_typed_in_the_persons_language(database_url: str) -> None:
    async with corner(database_url, on_checkin(refuse)) as at:
        typed = "<!channel> *`x`* & more"
        bo, chen = await answer(at, BO, typed), await answer(at, CHEN, typed)
        assert await at.kept() == []
    for told in (bo, chen):
        assert "&lt;!channel&gt; ∗'x'* &amp; more" in told
        assert "<!" not in told
    assert bo.startswith("There is no topic")
    assert "没有" in chen


async def test_a_refusal_is_seen_by_nobody_else(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin(refuse)) as at:
        done = await at.person(BO).command("/checkin secret", "#growth")
        assert done.message
        assert done.message.is_ephemeral
        assert not at.person(CHEN).messages("#growth")


async def test_a_very_long_refusal_is_cut_to_what_slack_takes(sqlite_url: str) -> None:
    async def refuse_all(_turn: Turn, _form: CommandForm) -> Outcome:
        raise Rejected("topic-unknown", typed="x", known=[f"topic{number}" for number in range(2_000)])

    async with corner(sqlite_url, on_checkin(refuse_all)) as at:
        assert "…" in await answer(at, BO, "x")


@pytest.mark.parametrize("user", [GUS, "U0GONE", "U0NEW"])
async def test_strangers_are_refused_politely_and_write_nothing(database_url: str, user: str) -> None:
    async with corner(database_url, on_checkin()) as at:
        gone = PersonSpec(id="U0GONE", name="gone", real_name="Gone", email="g@example.com", tz=BERLIN)
        new = PersonSpec(id="U0NEW", name="new", real_name="New", email="n@example.com", tz=BERLIN)
        for spec in (gone, new):
            at.sandbox.workspace.people[spec.id] = spec
        told = await answer(at, user, "leads 42")
        assert "not on Evenhand’s list of members" in told
        assert "/perf admin" in told
        assert await at.kept() == []


async def test_a_deactivated_member_is_a_stranger(database_url: str) -> None:
    async with corner(database_url, on_checkin()) as at:
        async with at.database.write() as session:
            await session.exec(text("UPDATE member SET is_active = false WHERE slack_user = 'U0BO'"))  # type: ignore[call-overload] # plain SQL
        assert "not on Evenhand’s list" in await answer(at, BO, "leads 42")
        assert await at.kept() == []


async def test_another_workspaces_people_are_strangers(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        async with at.database.write() as session:
            await session.exec(text("UPDATE workspace SET slack_team = 'T0OTHER'"))  # type: ignore[call-overload] # plain SQL
        assert "not on Evenhand’s list" in await answer(at, BO, "leads 42")
        assert await at.kept() == []


async def test_strangers_are_spoken_to_in_the_default_language(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin(), language="zh-CN") as at:
        assert await answer(at, GUS, "leads 42") == translator("zh-CN")("edge-not-a-member")


async def test_commands_nobody_listens_to_are_acknowledged(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        assert (await at.person(BO).command("/scorecard")).ok


async def test_a_postgresql_that_goes_away_is_told_and_forgiven(postgres_url: str) -> None:
    name = make_url(postgres_url).database
    server = Database(postgres_url.replace(f"/{name}", "/postgres").replace("postgresql://", "postgresql+psycopg://"))
    async with corner(postgres_url, on_checkin()) as at:
        assert (await at.person(BO).command("/checkin before")).ok
        await _run(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        await _run(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        with capture_logs() as logs:
            assert DATABASE_AWAY in await answer(at, BO, "away")
        assert "database away" in [each["event"] for each in logs]
        await _run(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert (await at.person(BO).command("/checkin after")).message is None
        assert await at.kept() == ["before", "after"]
    await server.close()


def test_slack_hears_in_time_whatever_the_database_does() -> None:
    assert STATEMENT_TIMEOUT_MS / 1_000 < LONGEST_SECONDS < SLACK_WAITS - 0.5


async def test_a_locked_table_is_told(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "STATEMENT_TIMEOUT_MS", 300)
    async with corner(postgres_url, on_checkin()) as at, at.database.session() as locking:
        await locking.exec(text("LOCK TABLE delivery"))  # type: ignore[call-overload] # plain SQL
        assert DATABASE_AWAY in await answer(at, BO, "leads 42")
        await locking.rollback()
        assert await at.kept() == []


async def test_an_exhausted_pool_is_told(postgres_url: str) -> None:
    async with corner(postgres_url, on_checkin()) as at:
        held = [await at.database.engine.connect() for _ in range(20)]
        with impatient():
            assert TOO_LATE in await answer(at, BO, "leads 42")
        for connection in held:
            await connection.close()
        assert (await at.person(BO).command("/checkin leads 43")).message is None
        assert await at.kept() == ["leads 43"]


async def test_an_sqlite_file_locked_by_another_process_is_told(sqlite_url: str) -> None:
    async with corner(sqlite_url, on_checkin()) as at:
        other = sqlite3.connect(str(make_url(sqlite_url).database), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with impatient():
            told = await asyncio.gather(*(answer(at, BO, f"leads {number}") for number in range(3)))
        assert all(TOO_LATE in each for each in told)
        other.execute("ROLLBACK")
        other.close()
        assert (await at.person(BO).command("/checkin after")).message is None
        assert await at.kept() == ["after"]


async def answer(at: Corner, user: str, line: str) -> str:
    done = await at.person(user).command(f"/checkin {line}")
    assert done.ok, done.error
    assert done.message
    return done.message.text


@contextmanager
def impatient() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deciding, "LONGEST_SECONDS", 0.3)
        yield


async def _run(server: Database, statement: str) -> Any:
    async with server.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        return await autocommit.execute(text(statement))

"""Whether the process is alive, and whether it is ready."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url, text
from structlog.testing import capture_logs

from bot.clock import Clock, SystemClock
from bot.db.engine import Database
from bot.delivery.promises import Promise, promise
from bot.features.people.service import ensure_workspace
from bot.web import health as asking
from bot.web.application import build_web
from bot.web.health import LONGEST_SECONDS, Health, Punctual
from bot.web.server import served_locally
from tests.databases import is_postgres
from tests.loopback import loopback
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port

IN_TIME = 3.0
"""Seconds within which whoever asks wants an answer."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    is_on_time: bool


def health(database: Database, *, ticks: Punctual | None = None, clock: Clock | None = None) -> Health:
    return Health(database=database, workspace_id=1, clock=clock or SystemClock(), ticks=ticks)


async def asked(of: Health, path: str) -> httpx.Response:
    async with served_locally(build_web(bolt=None, health=of)) as url, loopback() as client:
        return await client.get(url + path, timeout=PATIENCE_SECONDS)


@contextmanager
def impatient() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "LONGEST_SECONDS", 0.3)
        yield


def test_whoever_asks_hears_in_time_whatever_the_database_does() -> None:
    assert LONGEST_SECONDS < IN_TIME - 0.5


async def test_it_is_ready_with_a_database(database: Database) -> None:
    answer = await asked(health(database), "/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "checks": {"database": "ok"}, "oldest_due_seconds": 0}
    assert (await asked(health(database), "/healthz")).json() == {"status": "alive"}


async def test_a_process_that_is_to_stop_sends_people_elsewhere(database: Database) -> None:
    leaving = health(database)
    leaving.leave()
    answer = await asked(leaving, "/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "stopping"})
    answer = await asked(leaving, "/readyz")
    assert (answer.status_code, answer.json()["checks"]) == (503, {"database": "ok", "process": "stopping"})


async def test_a_process_that_plans_has_to_be_on_time(database: Database) -> None:
    answer = await asked(health(database, ticks=Scheduler(True)), "/readyz")
    assert (answer.status_code, answer.json()["checks"]) == (200, {"database": "ok", "scheduler": "ok"})
    answer = await asked(health(database, ticks=Scheduler(False)), "/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    assert answer.json()["checks"] == {"database": "ok", "scheduler": "late"}
    assert (await asked(health(database, ticks=Scheduler(False)), "/healthz")).status_code == 200


async def test_what_waits_is_told_and_keeps_nobody_from_being_ready(database: Database) -> None:
    now = SystemClock().now()
    async with database.write() as session:
        workspace_id = (await ensure_workspace(session, "T0GROWTH", "Growth Inc.")).key
        waiting = Promise(workspace_id, "prompt:bo", "test", "U0BO", now - timedelta(hours=3))
        await promise(session, [waiting], now=now)
    answer = await asked(Health(database=database, workspace_id=workspace_id, clock=SystemClock()), "/readyz")
    assert answer.status_code == 200
    assert 3 * 3600 <= answer.json()["oldest_due_seconds"] < 3 * 3600 + 60
    assert "bo" not in answer.text.lower()


def is_away(answer: httpx.Response) -> bool:
    """Said in words that name no address and nobody's password."""
    expected = {"status": "not ready", "checks": {"database": "away"}, "oldest_due_seconds": None}
    return (answer.status_code, answer.json()) == (503, expected)


async def test_it_is_alive_but_not_ready_while_nothing_listens_there() -> None:
    away = Database(f"postgresql+psycopg://evenhand:hunter2@127.0.0.1:{free_port()}/evenhand")
    with capture_logs() as logs:
        answer = await asked(health(away), "/readyz")
    assert is_away(answer)
    assert {each["event"] for each in logs} == {"the database is away", "not ready"}
    assert "hunter2" not in str(logs)
    assert (await asked(health(away), "/healthz")).status_code == 200
    await away.close()


async def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    async with silent_server() as port:
        away = Database(f"postgresql+psycopg://evenhand:hunter2@127.0.0.1:{port}/evenhand")
        with impatient():
            assert is_away(await asked(health(away), "/readyz"))
        await away.close()


async def test_a_file_that_is_no_database_is_as_good_as_away(tmp_path: Path) -> None:
    (tmp_path / "evenhand.db").write_text("Minutes of the meeting. " * 500)
    away = Database(f"sqlite+aiosqlite:///{tmp_path / 'evenhand.db'}")
    assert is_away(await asked(health(away), "/readyz"))
    await away.close()


async def test_a_database_without_our_tables_is_not_ready(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "evenhand.db").close()
    empty = Database(f"sqlite+aiosqlite:///{tmp_path / 'evenhand.db'}")
    assert is_away(await asked(health(empty), "/readyz"))
    await empty.close()


async def test_it_is_ready_again_once_the_database_is_back(postgres_url: str) -> None:
    name = make_url(postgres_url).database
    with_driver = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    server, ours = Database(with_driver.replace(f"/{name}", "/postgres")), Database(with_driver)
    of = health(ours)
    assert (await asked(of, "/readyz")).status_code == 200
    await run(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await run(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    assert is_away(await asked(of, "/readyz"))
    await run(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert (await asked(of, "/readyz")).status_code == 200
    await ours.close()
    await server.close()


async def test_when_everybody_waits_for_a_connection_so_does_nobody_who_asks(database: Database) -> None:
    readers = 20 if is_postgres(database.url) else 4
    async with asyncio.TaskGroup() as holding:
        release = asyncio.Event()
        held = [asyncio.Event() for _ in range(readers)]
        for each in held:
            holding.create_task(hold(database, each, release))
        await asyncio.gather(*(each.wait() for each in held))
        of = health(database)
        with impatient():
            assert is_away(await asked(of, "/readyz"))
        release.set()
    assert (await asked(of, "/readyz")).status_code == 200


async def test_however_many_ask_at_once_one_asks_the_database(database: Database) -> None:
    of, asking = health(database), CountingDatabase(database)
    of._database = asking  # type: ignore[assignment] # it counts readers and passes them on
    found = await asyncio.gather(*(of.checks() for _ in range(50)))
    assert all(each.is_ready for each in found)
    assert asking.readers == 1


async def test_in_socket_mode_nobody_can_post_events(database: Database) -> None:
    web = build_web(bolt=None, health=health(database))
    async with served_locally(web) as url, loopback() as client:
        assert (await client.post(url + "/slack/events", content="x")).status_code == 404


@pytest.mark.parametrize("path", ["/readyz", "/healthz"])
async def test_nobody_can_write_to_them(database: Database, path: str) -> None:
    web = build_web(bolt=None, health=health(database))
    async with served_locally(web) as url, loopback() as client:
        assert (await client.post(url + path)).status_code == 405


class CountingDatabase:
    def __init__(self, database: Database) -> None:
        self._database = database
        self.readers = 0

    def read(self) -> object:
        self.readers += 1
        return self._database.read()


async def hold(database: Database, held: asyncio.Event, release: asyncio.Event) -> None:
    async with database.read() as session:
        await session.exec(text("SELECT 1"))  # type: ignore[call-overload] # plain SQL
        held.set()
        await release.wait()


async def run(server: Database, statement: str) -> None:
    async with server.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text(statement))


@asynccontextmanager
async def silent_server() -> AsyncIterator[int]:
    """Takes connections and never says a word, as a server that is stopped does; yields its port."""
    taken: list[asyncio.StreamWriter] = []

    async def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(writer)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for writer in taken:
        writer.close()

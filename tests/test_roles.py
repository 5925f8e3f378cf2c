"""The work split over processes on one PostgreSQL: one answers Slack, one plans, one sends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import select

from bot.app import running
from bot.clock import SystemClock
from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.delivery.homes import remember_home
from bot.delivery.models import HOME, Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.people.rules.prompts import PROMPT
from bot.features.schemes import service as schemes
from bot.sandbox.server import Sandbox
from bot.scheduling.models import Schedule
from bot.settings import Settings
from bot.web.application import EVENTS_PATH
from tests.keys import KEYRING
from tests.loopback import loopback
from tests.office import BO, CHEN, MEMBERS_CSV, office
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port
from tests.test_run import environment, refused, started, until, until_ready, workspace

LONG_AGO = datetime(2026, 11, 2, tzinfo=UTC)


@asynccontextmanager
async def process_of(role: str, folder: Path, sandbox: Sandbox, url: str) -> AsyncIterator[int]:
    """Yields its port. It looks for what is due once a minute: whatever happens sooner has been called for."""
    port = free_port()
    env = environment(folder, sandbox, PORT=str(port), DATABASE_URL=url, EVENHAND_TICK_SECONDS="60")
    process = await started(folder, env | {"EVENHAND_WORKING_DAYS": "1-7"}, "--role", role)
    try:
        await until_ready(process, port)
        yield port
        process.terminate()
        _, err = await process.communicate()
        assert process.returncode == 0, err.decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def seat(database: Database, now: datetime) -> None:
    async with database.write() as session:
        workspace_id = await people.only_workspace(session)
        rows, unread = people.read_member_rows(MEMBERS_CSV)
        await people.import_rows(session, workspace_id, rows, unread, now.date())
        wishes = [schemes.Wish(1, name, "promotion", ("traffic",)) for name in ("Growth", "Brand")]
        await schemes.assign_teams(session, workspace_id, wishes, now=now)


async def test_together_they_do_the_whole_work(tmp_path: Path, postgres_url: str) -> None:
    settings = Settings(database_url=postgres_url, _env_file=None)
    database = Database(settings.effective_database_url, KEYRING, info=with_settings(settings))
    async with workspace() as sandbox, AsyncExitStack() as processes:
        scheduler = await processes.enter_async_context(process_of("scheduler", tmp_path, sandbox, postgres_url))
        await until(lambda: any(call.method == "users.list" for call in sandbox.call_log))
        web = await processes.enter_async_context(process_of("web", tmp_path, sandbox, postgres_url))
        sandbox.connect_http(f"http://127.0.0.1:{web}{EVENTS_PATH}")
        await until_found(database, Member.id)
        await seat(database, SystemClock().now())
        await check_in(sandbox, BO)
        assert set(await found(database, Delivery.state)) == {"due"}, "it is promised, and those two do not send"
        assert sandbox.person(BO).messages() == []
        worker = await processes.enter_async_context(process_of("worker", tmp_path, sandbox, postgres_url))
        await until(lambda: len(sandbox.person(BO).messages()) == 1)
        await check_in(sandbox, CHEN)
        await until(lambda: len(sandbox.person(CHEN).messages()) == 1)
        assert await statuses(EVENTS_PATH, web, worker, scheduler) == [401, 404, 404]
        assert await statuses("/healthz", web, worker, scheduler) == [200, 200, 200]
    await database.close()


@pytest.mark.parametrize("role", ["web", "worker", "scheduler"])
async def test_only_the_scheduler_plans_and_only_the_worker_sends(postgres_url: str, role: str) -> None:
    async with office(postgres_url, role=role, tick_seconds=0.05) as at:
        await seat(at.parts.database, at.clock.now())
        assert await at.parts.upkeep.keep_schedules()
        now = at.clock.now()
        async with at.parts.database.write() as session:
            await session.exec(update(Schedule).values(next_fire_at=LONG_AGO))
            await remember_home(session, at.parts.workspace_id, BO)
            card = Promise(at.parts.workspace_id, "home", "home.refresh", BO, now, operation=HOME)
            await promise(session, [card], now=now)
        async with running(at.parts):
            assert (await at.person(BO).command("/perf help")).ok == (role == "web")
            if role == "worker":
                await until(lambda: any(call.method == "views.publish" for call in at.sandbox.call_log))
            if role == "scheduler":
                await until_found(at.parts.database, Delivery.id, Delivery.kind == PROMPT)
        has_planned = set(await found(at.parts.database, Schedule.next_fire_at)) != {LONG_AGO}
        assert has_planned == (role == "scheduler")
        states = await found(at.parts.database, Delivery.state, Delivery.unique_key == "home")
        assert states == ["sent" if role == "worker" else "due"]


async def test_sqlite_has_one_process(tmp_path: Path) -> None:
    line = await refused(tmp_path, environment(tmp_path), "--role", "worker")
    assert "needs PostgreSQL" in line
    assert "'worker'" in line


async def check_in(sandbox: Sandbox, user: str) -> None:
    person = sandbox.person(user)
    assert (await person.command("/checkin")).ok
    blocks = person.view.content["blocks"]
    fields = [each["block_id"] for each in blocks if each["type"] == "input" and "figure:" in each["block_id"]]
    assert (await person.submit(values=dict.fromkeys(fields, "3"))).ok


async def found(database: Database, column: Any, *only: Any) -> list[Any]:
    async with database.read() as session:
        return list((await session.exec(select(column).where(*only))).all())


async def until_found(database: Database, column: Any, *only: Any) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if await found(database, column, *only):
                return
            await asyncio.sleep(0.05)


async def statuses(path: str, *ports: int) -> list[int]:
    async with loopback() as client:
        method = "POST" if path == EVENTS_PATH else "GET"
        return [(await client.request(method, f"http://127.0.0.1:{port}{path}")).status_code for port in ports]

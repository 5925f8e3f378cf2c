"""Ticks: with nothing due, with a whole firm due, and what a check-in waits meanwhile."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col, func, select
from structlog.testing import capture_logs

from bot.clock import Clock, MovableClock, SystemClock
from bot.db.engine import Database
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.models import Delivery
from bot.delivery.sender import Sender
from bot.features.people import service as people
from bot.features.people.models import Member, Membership, Team
from bot.features.people.rules.prompts import NUDGE, PROMPT
from bot.features.prompts.jobs import HANDLERS
from bot.scheduling.models import DAILY, Schedule
from bot.scheduling.ticks import Ticks
from bot.settings import Settings
from bot.slack.client import SlackClient
from tests.benchmarks.chat import day, seat, workspace
from tests.benchmarks.firm import NOW, insert_rows
from tests.benchmarks.load import Load, fire, signed_command
from tests.benchmarks.processes import evenhand, until
from tests.databases import PostgresTemplates, SqliteTemplates

IDLE, MEMBERS, MANY = 300, 10_000, 50_000
BARS = {"idle": 0.001, "SQLite": 1.0, "PostgreSQL, no fsync": 1.5}
CHECKINS, CONNECTIONS = 400, 4
NUDGED_AFTER = 90
Fresh = Callable[[], AbstractContextManager[str]]


def run() -> None:
    """One line for each figure, beside its bar."""
    with ExitStack() as stack:
        stack.enter_context(capture_logs())
        path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eh")))
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        stack.callback(postgres.server.cleanup)
        sqlite = SqliteTemplates(path)
        for name, fresh in (("SQLite", sqlite.fresh), ("PostgreSQL, no fsync", postgres.fresh)):
            asyncio.run(_measure(name, fresh))
        with sqlite.fresh() as url:
            asyncio.run(_beside_checkins(url))


async def _measure(name: str, fresh: Fresh) -> None:
    with fresh() as url:
        took = await _planned(url, MEMBERS)
        await _idle(name, url)
    with fresh() as url:
        longer = await _planned(url, MANY)
    growth = f"x{longer / took:.1f} for x{MANY // MEMBERS}"
    print(f"{MEMBERS:,} due planned, {name:<22} {took:6.2f} s   (bar {BARS[name]:g} s) {growth}")


async def _planned(url: str, members: int) -> float:
    """Seconds of ticks until everybody's prompt is promised and their schedules have moved on."""
    async with _opened(url) as database:
        async with database.write() as session:
            workspace_id = (await people.ensure_workspace(session, "T0BENCH", "Bench")).key
        await _employ(database, workspace_id, range(1, members + 1), NOW)
        ticks = _ticks(database, workspace_id, MovableClock(NOW))
        started = time.perf_counter()
        await ticks.tick()
        took = time.perf_counter() - started
        async with database.read() as session:
            assert (await session.exec(select(func.count(col(Delivery.id))))).one() == members
            assert (await session.exec(select(func.min(Schedule.next_fire_at)))).one() > NOW
    return took


async def _idle(name: str, url: str) -> None:
    async with _opened(url) as database:
        async with database.write() as session:
            workspace_id = await people.only_workspace(session)
        clock = MovableClock(NOW - timedelta(hours=1))
        dispatcher = Dispatcher(
            database=database,
            clock=clock,
            sender=Sender(SlackClient(token="xoxb-1", base_url="http://127.0.0.1:9/")),
            renderers={},
            workspace_id=workspace_id,
        )
        for what, work in (("tick", _ticks(database, workspace_id, clock).tick), ("sweep", dispatcher.drain)):
            await work()
            started, busy = time.perf_counter(), time.process_time()
            for _ in range(IDLE):
                await work()
            took, busy = (time.perf_counter() - started) / IDLE, (time.process_time() - busy) / IDLE
            bar = f"(bar {BARS['idle'] * 1_000:g} ms)" if what == "tick" else ""
            print(
                f"{what} with nothing due, {name:<20} {took * 1_000:6.2f} ms, CPU {busy * 1_000:.2f} ms {bar}".rstrip()
            )


async def _beside_checkins(url: str) -> None:
    """Check-ins of a running process, alone and while it plans; sending is as slow as can be."""
    sandbox, users = workspace()
    slow = {"EVENHAND_TICK_SECONDS": "0.1", "EVENHAND_MESSAGES_PER_MINUTE": "1", "EVENHAND_WORKING_DAYS": "1-7"}
    async with sandbox.serve(), evenhand(sandbox, url, **slow) as (port, _), _opened(url) as database:
        await seat(url, users)
        async with database.write() as session:
            workspace_id = await people.only_workspace(session)
            first = (await session.exec(select(func.max(Member.id)))).one() or 0
        tomorrow = SystemClock().now() + timedelta(days=1)
        await _employ(database, workspace_id, range(first + 1, first + 1 + MEMBERS), tomorrow)
        loads: list[Load] = []
        for round_ in range(3):
            requests = [
                signed_command(
                    sandbox.signing_secret,
                    team=sandbox.identity.team_id,
                    user=user,
                    command="/checkin",
                    text=f"leads 42 {day(round_)}",
                )
                for user in users[:CHECKINS]
            ]
            planning = asyncio.create_task(_plan(database, first)) if round_ == 2 else None
            loads.append(await fire(port, requests, connections=CONNECTIONS))
            took = await planning if planning else 0.0
    alone, beside = loads[1:]
    figures = [f"median {each.median_ms:.1f} ms, 99 % {each.p99_ms:.1f} ms" for each in (beside, alone)]
    print(
        f"check-in while {MEMBERS:,} are planned, SQLite: {figures[0]} (planned in {took:.1f} s); alone: {figures[1]}"
    )


async def _plan(database: Database, after: int) -> float:
    """Let everybody's time come; seconds until the process has planned them all."""
    started = time.perf_counter()
    newcomers = (col(Schedule.subject_id) > after, Schedule.kind == PROMPT)
    async with database.write() as session:
        past = SystemClock().now() - timedelta(minutes=1)
        changed = await session.exec(update(Schedule).where(*newcomers).values(next_fire_at=past))
        assert changed.rowcount == MEMBERS

    async def is_planned() -> bool:
        now = SystemClock().now()
        async with database.read() as session:
            due = select(func.count(col(Schedule.id))).where(*newcomers, Schedule.next_fire_at <= now)
            return (await session.exec(due)).one() == 0

    await until(is_planned, pause=0.02)
    return time.perf_counter() - started


def _ticks(database: Database, workspace_id: int, clock: Clock) -> Ticks:
    return Ticks(
        database=database,
        clock=clock,
        handlers=HANDLERS,
        wake=lambda: None,
        workspace_id=workspace_id,
        seconds=5,
    )


async def _employ(database: Database, workspace_id: int, ids: range, asked_at: datetime) -> None:
    """Members in a team, their daily prompts, and the nudges after these, which keep them as the upkeep wants them."""
    ours, zone, minute = {"workspace_id": workspace_id}, "UTC", asked_at.hour * 60 + asked_at.minute
    alike = {"zone": zone, "locale": "en-US", "is_active": True, "is_slack_admin": False} | ours
    alike["prompt_minute"] = minute
    daily = {"recurrence": DAILY, "zone": zone, "working_days": "1-7", "day": 1} | ours
    prompt = daily | {"kind": PROMPT, "minute": minute, "next_fire_at": asked_at}
    nudged = {"minute": min(minute + NUDGED_AFTER, 24 * 60 - 1), "next_fire_at": asked_at + timedelta(days=1)}
    schedules = [each | {"subject_id": k} for k in ids for each in (prompt, daily | {"kind": NUDGE} | nudged)]
    async with database.write() as session:
        team = Team(workspace_id=workspace_id, name="Newcomers")
        session.add(team)
        await session.flush()
        seat_ = {"team_id": team.key, "first_on": asked_at.date()} | ours
        await insert_rows(session, Member, [alike | {"id": k, "slack_user": f"N{k}", "name": f"N {k}"} for k in ids])
        await insert_rows(session, Membership, [seat_ | {"member_id": k} for k in ids])
        await insert_rows(session, Schedule, schedules)


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(Settings(database_url=url, _env_file=None).effective_database_url)
    yield database
    await database.close()


if __name__ == "__main__":
    run()

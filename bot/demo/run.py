"""`evenhand demo`: the real bot and a local workspace in one process, on a clock that can be moved."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.app import Parts, assembled, running, web_of
from bot.clock import MovableClock, SystemClock
from bot.db.sealing.keyring import new_key
from bot.delivery.repository import next_due_at
from bot.demo.seed import seed
from bot.demo.team import CHANNELS, PEOPLE, WORKSPACE, ZONE
from bot.logs import configure_logs
from bot.sandbox.server import Sandbox
from bot.scheduling.recurrence import is_working_day
from bot.scheduling.repository import earliest
from bot.settings import Settings
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from bot.web.application import EVENTS_PATH
from bot.web.server import local_socket, local_url, served_locally

START_OF_STORY = time(9, 30)
"""In Berlin: before the prompts of the afternoon in Shanghai, and of the evening in Berlin."""
WORKING_DAYS = "1-5"


async def run_demo(*, port: int, transport: str) -> None:
    """Serve until Ctrl-C. Everything lives in a temporary folder and is gone afterwards."""
    console = Console(stderr=True)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with demo_office(port=port, transport=transport) as url:
        console.print(
            f"\n  [bold]Evenhand · 持平[/bold]  {url}\n\n  Act as anybody of the team, move the clock. Ctrl-C ends.\n"
        )
        await stopped.wait()


@asynccontextmanager
async def demo_office(*, port: int, transport: str) -> AsyncIterator[str]:
    """The seeded workspace, served; yields the page's address."""
    clock = MovableClock(story_start(SystemClock().now()))
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="evenhand-demo-"))
        due: list[Parts] = []
        sandbox = Sandbox(
            people=PEOPLE,
            channels=CHANNELS,
            manifest=manifest(CommandNames("", {}), request_url=None),
            clock=clock,
            next_due=lambda: next_moment(due[0]),
            team_name=WORKSPACE,
            zone=ZONE,
        )
        url = await stack.enter_async_context(sandbox.serve(port=port))
        listening = stack.enter_context(contextlib.closing(local_socket()))
        settings = demo_settings(sandbox, Path(folder), transport, public_url=local_url(listening))
        configure_logs(settings)
        parts = await stack.enter_async_context(assembled(settings, clock))
        due.append(parts)
        await parts.upkeep.sync_members()
        await seed(parts, clock)
        await stack.enter_async_context(running(parts))
        # For people outside in either case: they answer in a browser.
        bots_url = await stack.enter_async_context(served_locally(web_of(parts), listening))
        if transport == "http":
            sandbox.connect_http(bots_url + EVENTS_PATH)
        yield url


def demo_settings(sandbox: Sandbox, folder: Path, transport: str, *, public_url: str = "") -> Settings:
    """What an operator would put into the environment for this workspace; months are closed on the first at nine."""
    return Settings.model_validate(
        {
            "database_url": f"sqlite:///{folder / 'demo.db'}",
            "data_dir": folder,
            "slack_bot_token": sandbox.bot_token,
            "slack_signing_secret": sandbox.signing_secret,
            "slack_app_token": sandbox.app_token if transport == "socket" else None,
            "slack_api_url": f"{sandbox.base_url}/api/",
            "public_url": public_url,
            "encryption_keys": new_key(),
            "time_zone": ZONE,
            "close_day": 1,
            "close_hour": 9,
            "tick_seconds": 0.5,
            "slack_limits": False,
            "log_level": "WARNING",
        }
    )


def story_start(now: datetime) -> datetime:
    """Half past nine on the last working day but one of the present month: figures behind it, the close ahead."""
    month = now.astimezone(ZoneInfo(ZONE)).date().replace(day=1)
    next_month = (month + timedelta(days=32)).replace(day=1)
    days = (next_month - timedelta(days=back) for back in range(1, 10))
    day = [each for each in days if is_working_day(each, WORKING_DAYS)][1]
    return datetime.combine(day, START_OF_STORY, tzinfo=ZoneInfo(ZONE))


async def next_moment(parts: Parts) -> datetime | None:
    """When the bot will act by itself next."""
    async with parts.database.read() as session:
        moments = [await look(session, parts.workspace_id) for look in (earliest, next_due_at)]
    return min((moment for moment in moments if moment), default=None)

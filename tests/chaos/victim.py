"""`evenhand` as a process that can be killed, in front of a workspace that lives on in the test."""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
from sqlalchemy import update
from sqlmodel import col, func, select

from bot.clock import SystemClock
from bot.db.engine import Database
from bot.delivery.models import DUE, SENDING, Delivery
from bot.sandbox.people import ChannelSpec, PersonSpec
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from bot.web.application import EVENTS_PATH
from tests.keys import KEY
from tests.loopback import loopback
from tests.ports import free_port

PATIENCE_S = 120.0
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["__main__", "bot.app", "bot.cli.work", "bot.cli.reports", "tests.chaos.victim"])


def nothing() -> None:
    """Spoils nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace, the environment in which `evenhand` finds it and its database, and our own look into the latter."""

    sandbox: Sandbox
    environment: dict[str, str]
    database: Database
    folder: Path
    is_patient: bool = True

    def evenhand(self, *arguments: str, before: Callable[[], object] = nothing, **variables: str) -> BaseProcess:
        """A process of its own, forked from one that has imported everything: starting takes tenths of a second.

        `before` may spoil something in that process alone; `variables` differ from the environment of the others.
        """
        environment = self.environment | variables
        log = str(self.folder / environment["LOG"])
        ready = (before, be_patient) if self.is_patient else (before,)
        process = FORKS.Process(target=run_command, args=(arguments, environment, log, ready), daemon=True)
        process.start()
        return process

    def log(self, name: str = "stderr.txt") -> str:
        """What processes wrote so far."""
        return (self.folder / name).read_text()

    async def finish(self, *arguments: str) -> None:
        """Run a command to its end."""
        assert await ended(self.evenhand(*arguments)) == 0, self.log()

    async def serve(self, *, before: Callable[[], object] = nothing, **variables: str) -> BaseProcess:
        """`evenhand run`, ready for requests."""
        process = self.evenhand("run", before=before, **variables)
        environment = self.environment | variables

        async def is_ready() -> bool:
            assert process.is_alive(), self.log(environment["LOG"])
            return await readiness(environment["PORT"]) == 200

        await until(is_ready)
        return process

    async def forget_leases(self) -> None:
        """As if the minute had passed after which somebody else may take over what a dead process was sending."""
        async with self.database.write() as session:
            past = SystemClock().now() - timedelta(minutes=1)
            await session.exec(update(Delivery).where(col(Delivery.state) == SENDING).values(lease_until=past))

    async def everything_is_sent(self) -> bool:
        async with self.database.read() as session:
            waiting = select(func.count()).where(col(Delivery.state).in_((DUE, SENDING)))
            return (await session.exec(waiting)).one() == 0


async def readiness(port: str) -> int | None:
    """The status of /readyz; None while nobody listens."""
    try:
        async with loopback() as client:
            return (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code
    except httpx.TransportError:
        return None


def be_patient() -> None:
    """How quick this machine is, is no story's business."""
    from bot.slack import deciding

    deciding.LONGEST_SECONDS = PATIENCE_S


def run_command(
    arguments: Sequence[str], environment: dict[str, str], log: str, before: Sequence[Callable[[], object]]
) -> None:
    """What the `evenhand` script does, in the forked process."""
    from bot.cli import main

    os.environ.update(environment)
    with open(log, "ab") as file, open(os.devnull, "wb") as nothing:
        os.dup2(file.fileno(), 2)
        os.dup2(nothing.fileno(), 1)
    sys.argv = ["evenhand", *arguments]
    for each in before:
        each()
    main()


async def ended(process: BaseProcess) -> int | None:
    """The exit code; the number of the signal, negative, for a process that was killed."""
    await asyncio.to_thread(process.join, PATIENCE_S)
    return process.exitcode


async def kill(process: BaseProcess) -> None:
    """No chance to clean up anything."""
    process.kill()
    assert await ended(process) == -signal.SIGKILL


async def until(holds: Callable[[], Awaitable[bool]], pause: float = 0.02, patience: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + patience
    while not await holds():
        assert time.monotonic() < deadline, f"waited {patience} s for {holds.__qualname__}"
        await asyncio.sleep(pause)


@asynccontextmanager
async def place(
    url: str,
    folder: Path,
    people: Sequence[PersonSpec],
    channels: Sequence[ChannelSpec],
    *,
    scopes: Sequence[str] = (),
    ack_seconds: float = PATIENCE_S,
    is_patient: bool = True,
    **variables: str,
) -> AsyncIterator[Place]:
    """`scopes` are rights beyond those that Evenhand asks for, `variables` of every process that is started here. Where
    it is patient, nobody hears that an answer takes too long.
    """
    described = manifest(CommandNames("", {}), request_url=None)
    described["oauth_config"]["scopes"]["bot"] += scopes
    sandbox = Sandbox(
        people=people,
        channels=channels,
        manifest=described,
        clock=SystemClock(),
        zone="Europe/Berlin",
        ack_seconds=ack_seconds,
    )
    async with sandbox.serve() as base_url:
        port = free_port()
        environment = {
            "DATABASE_URL": url,
            "SLACK_BOT_TOKEN": sandbox.bot_token,
            "SLACK_SIGNING_SECRET": sandbox.signing_secret,
            "EVENHAND_ENCRYPTION_KEYS": KEY,
            "SLACK_API_URL": f"{base_url}/api/",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "EVENHAND_TIME_ZONE": "Europe/Berlin",
            "EVENHAND_WORKING_DAYS": "1-7",
            "EVENHAND_TICK_SECONDS": "0.1",
            "EVENHAND_LOG_LEVEL": "WARNING",
            "EVENHAND_SLACK_LIMITS": "off",
            "EVENHAND_REQUESTS_PER_MINUTE": "0",
            "LOG": "stderr.txt",
            **variables,
        }
        sandbox.connect_http(f"http://127.0.0.1:{port}{EVENTS_PATH}")
        database = Database(Settings.model_validate({"database_url": url}).effective_database_url)
        try:
            yield Place(sandbox, environment, database, folder, is_patient)
        finally:
            await database.close()

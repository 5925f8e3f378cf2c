"""Three processes that send from one PostgreSQL, beside one; and what an idle `evenhand run` needs."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import uvloop
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.db.engine import Database
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.limits import NO_LIMITS
from bot.delivery.sender import Sender
from bot.features.people.service import ensure_workspace
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.slack.client import SlackClient
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from tests.benchmarks.delivery import note, promised, stub_slack
from tests.benchmarks.processes import cpu_seconds, evenhand, resident_mb
from tests.databases import PostgresTemplates, SqliteTemplates
from tests.office import CHANNELS, PEOPLE

SENDS, REPLICAS, FASTER = 3_000, 3, 2.0
SLACKS_ANSWER = 0.05
"""Seconds; Slack itself takes 50 to 200 ms."""
SETTLING, IDLE = 5, 20
CPU_BAR, MEMORY_BAR = 2.0, 120


def run() -> None:
    """One line for each figure, beside its bar."""
    with ExitStack() as stack:
        stack.enter_context(capture_logs())
        path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eh")))
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        stack.callback(postgres.server.cleanup)
        for delay in (0.0, SLACKS_ANSWER):
            with postgres.fresh() as url:
                asyncio.run(_compare(url, delay))
        for name, fresh in (("SQLite", SqliteTemplates(path).fresh), ("PostgreSQL", postgres.fresh)):
            with fresh() as url:
                asyncio.run(_idle(name, url))


async def _compare(url: str, delay: float) -> None:
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(stub_slack(delay))
        database = Database(Settings(database_url=url, _env_file=None).effective_database_url)
        stack.push_async_callback(database.close)
        async with database.write() as session:
            workspace_id = (await ensure_workspace(session, "T0BENCH", "Bench")).key
        rates = {}
        for replicas in (1, REPLICAS):
            await promised(database, workspace_id, f"by {replicas}", SENDS)
            rates[replicas], busy = await _sent_by(replicas, url, port, workspace_id)
            after = f"after {delay * 1_000:.0f} ms" if delay else "at once"
            print(
                f"{replicas} sending, answers {after:<12} {rates[replicas]:7.0f}/s, CPU {busy * 1_000:.2f} ms a message"
            )
    print(f"  {REPLICAS} processes send x{rates[REPLICAS] / rates[1]:.1f} what one does  (bar x{FASTER:g})")


async def _sent_by(replicas: int, url: str, port: int, workspace_id: int) -> tuple[float, float]:
    """Messages a second, and seconds of CPU of all senders for one of them."""
    arguments = ("-m", "tests.benchmarks.replicas", url, str(port), str(workspace_id))
    pipes = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
    senders = [await asyncio.create_subprocess_exec(sys.executable, *arguments, **pipes) for _ in range(replicas)]
    for each in senders:
        assert each.stdout
        assert await each.stdout.readline() == b"ready\n"
    started = time.perf_counter()
    outputs = [output for output, _ in await asyncio.gather(*(each.communicate(b"go\n") for each in senders))]
    took = time.perf_counter() - started
    counts, busy = zip(
        *((int(count), float(cpu)) for count, cpu in (output.split() for output in outputs)), strict=True
    )
    assert sum(counts) == SENDS, counts
    return SENDS / took, sum(busy) / SENDS


async def _send(url: str, port: int, workspace_id: int) -> None:
    """What one of the processes does: all that it gets hold of, from the word go."""
    database = Database(Settings(database_url=url, _env_file=None).effective_database_url)
    client = SlackClient(token="xoxb-1", base_url=f"http://127.0.0.1:{port}/api/")
    await client.start()
    await database.ping()
    dispatcher = Dispatcher(
        database=database,
        clock=SystemClock(),
        sender=Sender(client),
        renderers={"bench.note": note},
        workspace_id=workspace_id,
        limits=NO_LIMITS,
    )
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    sent, busy = 0, time.process_time()
    with capture_logs():
        while taken := await dispatcher.step():
            sent += taken
        await dispatcher.settle()
    print(sent, time.process_time() - busy)
    await client.close()
    await database.close()


async def _idle(name: str, url: str) -> None:
    described = manifest(CommandNames("", {}), request_url=None)
    sandbox = Sandbox(people=PEOPLE, channels=CHANNELS, manifest=described, clock=SystemClock())
    async with sandbox.serve(), evenhand(sandbox, url) as (_, pid):
        await asyncio.sleep(SETTLING)
        before = cpu_seconds(pid)
        await asyncio.sleep(IDLE)
        share = (cpu_seconds(pid) - before) / IDLE * 100
        print(
            f"idle replica, {name:<12} CPU {share:.1f} % (bar {CPU_BAR:g} %)   "
            f"memory {resident_mb(pid):.0f} MB (bar {MEMORY_BAR} MB)"
        )


def _main(arguments: Sequence[str]) -> None:
    if arguments:
        uvloop.run(_send(arguments[0], int(arguments[1]), int(arguments[2])))
    else:
        run()


if __name__ == "__main__":
    _main(sys.argv[1:])

"""`/perf help` and a durable `/checkin leads 42`, each against a bare Bolt app on the same server, in turns."""

import statistics
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.clock import SystemClock
from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.features.people import service as people
from bot.features.schemes import service as schemes
from bot.sandbox import PersonSpec, Sandbox
from bot.settings import Settings
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from tests.benchmarks.bare import SECRET
from tests.benchmarks.load import Load, fire, signed_command
from tests.benchmarks.processes import cpu_seconds, evenhand, process, until, until_ready
from tests.ports import free_port

REQUESTS = 1_500
ROUNDS = 3
BAR = 0.6


async def run() -> None:
    """Prints requests a second of both and their ratio, and that of the processor's time that a request takes: where
    others use the machine, or the disk is slow, it says more."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sandbox, users = workspace()
        await stack.enter_async_context(sandbox.serve())
        bare, bare_pid = await stack.enter_async_context(_bare(folder))
        ours, our_pid = await stack.enter_async_context(_ours(sandbox, folder, users))
        secret = sandbox.signing_secret
        team = sandbox.identity.team_id
        for name, command, texts in (
            ("/perf help", "/perf", ["help"] * ROUNDS),
            ("/checkin leads 42", "/checkin", [f"leads 42 {day(round_)}" for round_ in range(ROUNDS)]),
        ):
            results: dict[str, list[Load]] = {"bare": [], "ours": []}
            busy: dict[str, list[float]] = {"bare": [], "ours": []}
            for text in texts:
                for which, port, pid, key in (("bare", bare, bare_pid, SECRET), ("ours", ours, our_pid, secret)):
                    requests = [signed_command(key, team=team, user=user, command=command, text=text) for user in users]
                    before = cpu_seconds(pid)
                    results[which].append(await fire(port, requests))
                    busy[which].append(cpu_seconds(pid) - before)
            _report(name, results, busy)


def _report(name: str, results: Mapping[str, list[Load]], busy: Mapping[str, list[float]]) -> None:
    rates = {which: statistics.median(load.per_second for load in loads) for which, loads in results.items()}
    latency = {which: statistics.median(load.median_ms for load in loads) for which, loads in results.items()}
    ratio = rates["ours"] / rates["bare"]
    of_processor = statistics.median(busy["bare"]) / statistics.median(busy["ours"])
    print(
        f"{name:<22} {rates['ours']:7.0f}/s (median {latency['ours']:.1f} ms)   "
        f"bare Bolt {rates['bare']:7.0f}/s ({latency['bare']:.1f} ms)   ratio {ratio:.2f}  (bar {BAR}; "
        f"processor {of_processor:.2f})"
    )


def day(round_: int) -> str:
    today = SystemClock().now().date()
    return str(today.replace(day=1) if round_ == 0 else today.fromordinal(today.toordinal() - round_ - 31))


def workspace() -> tuple[Sandbox, list[str]]:
    users = [f"U{number:05d}" for number in range(REQUESTS)]
    specs = [PersonSpec(id=user, name=user.lower(), real_name=user, email=f"{user}@x.example") for user in users]
    described = manifest(CommandNames("", {}), request_url=None)
    return Sandbox(people=specs, manifest=described, clock=SystemClock()), users


@asynccontextmanager
async def _bare(folder: Path) -> AsyncIterator[tuple[int, int]]:
    """Its port and its process id."""
    port = free_port()
    async with process("-m", "tests.benchmarks.bare", str(port), str(folder / "bare.db"), env={}) as pid:
        await until_ready(port)
        yield port, pid


@asynccontextmanager
async def _ours(sandbox: Sandbox, folder: Path, users: list[str]) -> AsyncIterator[tuple[int, int]]:
    url = f"sqlite:///{folder / 'evenhand.db'}"
    async with evenhand(sandbox, url) as (port, pid):
        await seat(url, users)
        yield port, pid


async def seat(url: str, users: list[str]) -> None:
    """Everybody in one team that works by the traffic metrics, once the members are there."""
    settings = Settings.model_validate({"database_url": url})
    database = Database(settings.effective_database_url, info=with_settings(settings))
    now = SystemClock().now()
    rows = [people.MemberRow(line, user, "Growth") for line, user in enumerate(users, start=2)]

    async def seated() -> bool:
        async with database.write() as session:
            workspace_id = await people.only_workspace(session)
            report = await people.import_members(session, workspace_id, rows, now.date())
            if report.problems:
                return False
            team = (await people.teams(session, workspace_id))[0]
            await schemes.assign(session, workspace_id, team.key, "promotion", ["traffic"], now=now)
            return True

    await until(seated)
    await database.close()

"""`evenhand run` as an operator meets it: a process with an exit code, and one line when it cannot start."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import httpx
import pytest

from bot.clock import SystemClock
from bot.db.sealing.keyring import id_of
from bot.sandbox.messages import Message
from bot.sandbox.server import Sandbox
from bot.slack.commands import CommandNames
from bot.slack.manifest import manifest
from bot.web.application import EVENTS_PATH
from tests.keys import KEY, OTHER_KEY
from tests.loopback import loopback
from tests.office import BO, CHANNELS, PEOPLE
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port

EVENHAND = (sys.executable, "-m", "bot.cli")
ROOT = Path(__file__).parents[1]


@asynccontextmanager
async def workspace(names: CommandNames | None = None) -> AsyncIterator[Sandbox]:
    described = manifest(names or CommandNames("", {}), request_url=None)
    sandbox = Sandbox(
        people=PEOPLE, channels=CHANNELS, manifest=described, clock=SystemClock(), ack_seconds=PATIENCE_SECONDS
    )
    async with sandbox.serve():
        yield sandbox


def environment(folder: Path, sandbox: Sandbox | None = None, **variables: str) -> dict[str, str]:
    """Only what is set here, and what a process needs to run at all."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    slack = {
        "SLACK_BOT_TOKEN": sandbox.bot_token if sandbox else "xoxb-1",
        "SLACK_SIGNING_SECRET": sandbox.signing_secret if sandbox else "0" * 32,
        "EVENHAND_ENCRYPTION_KEYS": KEY,
        "SLACK_API_URL": f"{sandbox.base_url}/api/" if sandbox else "http://127.0.0.1:9/api/",
    }
    own = {
        "EVENHAND_STOP_NOTICE_SECONDS": "0",
        "EVENHAND_DATA_DIR": str(folder / "data"),
        "HOST": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    given = kept | slack | own | variables
    return {name: value for name, value in given.items() if value}


async def started(folder: Path, env: dict[str, str], *options: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *EVENHAND, "run", *options, cwd=folder, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )


async def refused(folder: Path, env: dict[str, str], *options: str) -> str:
    """What a process that does not start says; it must be one line on stderr and exit code 1."""
    process = await started(folder, env, *options)
    async with asyncio.timeout(PATIENCE_SECONDS):
        out, err = await process.communicate()
    lines = err.decode().strip().splitlines()
    assert process.returncode == 1, err.decode()
    assert len(lines) == 1, err.decode()
    assert not out
    return lines[0]


async def until(happened: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while not happened():
        assert monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def until_ready(process: asyncio.subprocess.Process, port: int) -> None:
    async with loopback() as client, asyncio.timeout(PATIENCE_SECONDS):
        while True:
            assert process.returncode is None, (await process.communicate())[1].decode()
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.02)


@asynccontextmanager
async def serving(
    folder: Path, sandbox: Sandbox, *, transport: str, **variables: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A ready process; killed at the end if it still runs."""
    port = int(variables.pop("PORT", "0")) or free_port()
    app_token = sandbox.app_token if transport == "socket" else ""
    env = environment(folder, sandbox, PORT=str(port), SLACK_APP_TOKEN=app_token, **variables)
    process = await started(folder, env)
    try:
        await until_ready(process, port)
        if transport == "http":
            sandbox.connect_http(f"http://127.0.0.1:{port}{EVENTS_PATH}")
        else:
            await until(lambda: sandbox.open_sockets > 0)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_it_serves_until_it_is_told_to_stop(tmp_path: Path, database_url: str, transport: str) -> None:
    async with (
        workspace() as sandbox,
        serving(tmp_path, sandbox, transport=transport, DATABASE_URL=database_url) as process,
    ):
        await until(lambda: any(call.method == "users.list" for call in sandbox.call_log))
        assert (await helped(sandbox, "/perf help")).text == "Evenhand: what you can do"
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        assert sandbox.bot_token not in err.decode()
        assert "Traceback" not in err.decode()


async def test_whoever_watches_sees_it_tick(tmp_path: Path, database_url: str) -> None:
    port, token = free_port(), "a-long-token-for-prometheus"
    watched = {"PORT": str(port), "EVENHAND_METRICS_TOKEN": token, "EVENHAND_TICK_SECONDS": "0.1"}
    async with (
        workspace() as sandbox,
        serving(tmp_path, sandbox, transport="http", DATABASE_URL=database_url, **watched) as process,
        loopback(base_url=f"http://127.0.0.1:{port}") as client,
        asyncio.timeout(PATIENCE_SECONDS),
    ):
        assert (await client.get("/readyz")).json()["checks"] == {"database": "ok", "scheduler": "ok"}
        assert (await client.get("/metrics")).status_code == 401
        while "evenhand_tick_seconds_count 0.0" in (shown := await client.get("/metrics", headers=bearer(token))).text:
            assert shown.status_code == 200
        assert "evenhand_database_up 1.0" in shown.text
        assert 'evenhand_slack_calls_total{method="auth.test",result="ok"} 1.0' in shown.text
        process.send_signal(signal.SIGTERM)
        _, err = await process.communicate()
        assert token not in err.decode()


async def helped(sandbox: Sandbox, line: str) -> Message:
    """What Bo is told, who asks again when it takes too long."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            done = await sandbox.person(BO).command(line)
            assert done.message
            if "did not answer in time" not in done.message.text:
                return done.message


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


async def test_it_gives_notice_before_it_ends(tmp_path: Path, sqlite_url: str) -> None:
    port = free_port()
    notice = {"EVENHAND_STOP_NOTICE_SECONDS": "10", "DATABASE_URL": sqlite_url, "PORT": str(port)}
    async with (
        workspace() as sandbox,
        serving(tmp_path, sandbox, transport="http", **notice) as process,
        loopback() as client,
    ):
        await until(lambda: any(call.method == "users.list" for call in sandbox.call_log))
        health = f"http://127.0.0.1:{port}/healthz"
        assert (await client.get(health)).status_code == 200
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                if (await client.get(health)).status_code == 503:
                    break
                await asyncio.sleep(0.01)
        assert (await sandbox.person(BO).command("/perf help")).ok, "whoever comes meanwhile is answered"
        process.send_signal(signal.SIGTERM)
        await process.communicate()
        assert process.returncode == 0


async def test_control_c_ends_it_quietly(tmp_path: Path, sqlite_url: str) -> None:
    async with workspace() as sandbox, serving(tmp_path, sandbox, transport="http", DATABASE_URL=sqlite_url) as process:
        process.send_signal(signal.SIGINT)
        _, err = await process.communicate()
        assert process.returncode in (0, 130)
        assert "Traceback" not in err.decode()


async def test_renamed_commands_work_and_are_shown_in_the_help(tmp_path: Path, sqlite_url: str) -> None:
    names = CommandNames("eh-", {"checkin": "/log"})
    renamed = {"EVENHAND_COMMAND_PREFIX": "eh-", "EVENHAND_COMMANDS": '{"checkin": "/log"}', "DATABASE_URL": sqlite_url}
    async with workspace(names) as sandbox, serving(tmp_path, sandbox, transport="http", **renamed):
        await until(lambda: any(call.method == "users.list" for call in sandbox.call_log))
        shown = str((await helped(sandbox, "/eh-perf help")).blocks)
        assert "`/log`" in shown
        assert "`/eh-scorecard`" in shown
        assert "/checkin" not in shown
        assert "`/scorecard" not in shown
        assert (await sandbox.person(BO).command("/log help")).ok


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_an_unreachable_database_is_one_line(tmp_path: Path, host: str) -> None:
    url = f"postgresql://evenhand:hunter2@{host}:{free_port()}/evenhand"
    line = await refused(tmp_path, environment(tmp_path, DATABASE_URL=url))
    assert "DATABASE_URL" in line
    assert "Connection refused" in line
    assert "hunter2" not in line


@pytest.mark.parametrize(
    "url", ["sqlite:////proc/nowhere/evenhand.db", "mysql://evenhand:hunter2@db/evenhand", "hunter2"]
)
async def test_a_database_that_cannot_be_is_one_line(tmp_path: Path, url: str) -> None:
    line = await refused(tmp_path, environment(tmp_path, DATABASE_URL=url))
    assert "DATABASE_URL" in line
    assert "hunter2" not in line


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
async def test_a_missing_token_is_named_with_where_to_get_it(tmp_path: Path, missing: str) -> None:
    line = await refused(tmp_path, environment(tmp_path, **{missing: ""}))
    assert missing in line
    assert "of your Slack app" in line


async def test_without_a_key_for_what_people_write_nothing_starts(tmp_path: Path) -> None:
    line = await refused(tmp_path, environment(tmp_path, EVENHAND_ENCRYPTION_KEYS=""))
    assert "EVENHAND_ENCRYPTION_KEYS is not set: `evenhand keys new`" in line


async def test_the_wrong_key_is_named_by_its_id_and_not_shown(tmp_path: Path) -> None:
    async with workspace() as sandbox:
        known = environment(tmp_path, sandbox)
        process = await started(tmp_path, known | {"PORT": str(free_port())})
        await until(lambda: any(call.method == "users.list" for call in sandbox.call_log))
        process.send_signal(signal.SIGTERM)
        await process.communicate()
        line = await refused(tmp_path, known | {"EVENHAND_ENCRYPTION_KEYS": OTHER_KEY})
        assert f"sealed with the key {id_of(KEY)}, and it has {id_of(OTHER_KEY)}" in line
        assert KEY not in line
        assert OTHER_KEY not in line


async def test_a_wrong_token_is_named_and_not_shown(tmp_path: Path) -> None:
    async with workspace() as sandbox:
        line = await refused(tmp_path, environment(tmp_path, sandbox, SLACK_BOT_TOKEN="xoxb-wrong"))
        assert "SLACK_BOT_TOKEN: Slack answers invalid_auth" in line
        assert "xoxb-wrong" not in line


async def test_a_wrong_app_token_is_named_and_not_shown(tmp_path: Path) -> None:
    async with workspace() as sandbox:
        line = await refused(tmp_path, environment(tmp_path, sandbox, SLACK_APP_TOKEN="xapp-wrong"))
        assert "SLACK_APP_TOKEN: Slack answers invalid_auth" in line
        assert "xapp-wrong" not in line


async def test_a_revoked_token_is_named(tmp_path: Path) -> None:
    async with workspace() as sandbox:
        sandbox.revoke_tokens()
        line = await refused(tmp_path, environment(tmp_path, sandbox))
        assert "SLACK_BOT_TOKEN: Slack answers account_inactive" in line


async def test_it_can_be_stopped_while_it_waits_for_slack(tmp_path: Path) -> None:
    process = await started(tmp_path, environment(tmp_path))
    assert process.stderr
    async with asyncio.timeout(PATIENCE_SECONDS):
        while b"Slack cannot be reached" not in await process.stderr.readline():
            assert not process.stderr.at_eof()
    process.send_signal(signal.SIGTERM)
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    assert b"Traceback" not in err

"""`evenhand run` as a process of its own, and what /proc knows about one."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.sandbox import Sandbox
from tests.keys import KEY
from tests.ports import free_port


@asynccontextmanager
async def evenhand(sandbox: Sandbox, url: str, **more: str) -> AsyncIterator[tuple[int, int]]:
    """Ready for requests; its port and its process id."""
    port = free_port()
    env = {
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
        "EVENHAND_ENCRYPTION_KEYS": KEY,
        "SLACK_API_URL": sandbox.base_url + "/api/",
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "EVENHAND_LOG_LEVEL": "WARNING",
    }
    async with process("-m", "bot.cli", "run", env=env | more) as pid:
        await until_ready(port)
        yield port, pid


@asynccontextmanager
async def process(*arguments: str, env: Mapping[str, str]) -> AsyncIterator[int]:
    """Python with these arguments; yields its id."""
    started = await asyncio.create_subprocess_exec(sys.executable, *arguments, env={**os.environ, **env})
    try:
        yield started.pid
    finally:
        started.terminate()
        await started.wait()


async def until_ready(port: int) -> None:
    async def ready() -> bool:
        try:
            async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/readyz") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    await until(ready)


async def until(holds: Callable[[], Awaitable[bool]], pause: float = 0.05) -> None:
    async with asyncio.timeout(60):
        while True:
            if await holds():
                return
            await asyncio.sleep(pause)


def cpu_seconds(pid: int) -> float:
    """Of user and system, all threads together."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Shared libraries included."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) / 1_024

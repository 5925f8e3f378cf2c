"""How a process that answers requests comes to its end."""

import asyncio
import os
import signal

import pytest
from starlette.applications import Starlette

from bot.web.server import http_server
from tests.patience import PATIENCE_SECONDS
from tests.ports import free_port

LONG = 10 * PATIENCE_SECONDS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_second_time_is_meant_at_once(number: signal.Signals) -> None:
    told = asyncio.Event()
    server = http_server(Starlette(), host="127.0.0.1", port=free_port(), leave=told.set, notice_seconds=LONG)
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if server.started:
                break
            await asyncio.sleep(0.01)
        os.kill(os.getpid(), number)
        await told.wait()
        assert not server.should_exit, "whoever comes meanwhile is answered"
        os.kill(os.getpid(), number)
        await serving

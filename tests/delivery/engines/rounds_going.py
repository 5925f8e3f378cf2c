"""Engines at work in a test, ended whatever happens."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.app import Engine
from tests.patience import PATIENCE_SECONDS


@asynccontextmanager
async def going(engine: Engine) -> AsyncIterator[Engine]:
    running = asyncio.create_task(engine.run())
    try:
        yield engine
    finally:
        engine.stop()
        await asyncio.wait_for(running, PATIENCE_SECONDS)


async def until(holds: Callable[[], bool]) -> float:
    """How many seconds it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < PATIENCE_SECONDS
        await asyncio.sleep(0.01)
    return time.monotonic() - began

"""What stands before several replicas: each connection goes to the next one that takes it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count

from bot.web.application import EVENTS_PATH


@asynccontextmanager
async def balanced(ports: Sequence[str]) -> AsyncIterator[str]:
    """Yields the Request URL."""
    numbers = count()

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        start = next(numbers)
        for number in range(start, start + len(ports)):
            try:
                return await asyncio.open_connection("127.0.0.1", int(ports[number % len(ports)]))
            except ConnectionRefusedError:
                continue
        raise ConnectionRefusedError

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await connect()
        except ConnectionRefusedError:
            writer.close()
            return
        await asyncio.gather(pipe(reader, far_writer), pipe(far_reader, writer))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{EVENTS_PATH}"


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until one side hangs up."""
    try:
        while some := await reader.read(65_536):
            writer.write(some)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()

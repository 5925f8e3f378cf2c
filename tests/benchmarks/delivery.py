"""The dispatcher against a Slack that answers at once, the same calls in a bare loop, and what deliveries weigh."""

import asyncio
import contextlib
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import cast

import psycopg
import uvloop
from sqlalchemy import update
from sqlmodel import col
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.db.engine import Database
from bot.delivery.dispatcher import AT_ONCE, Dispatcher
from bot.delivery.limits import NO_LIMITS, Limits
from bot.delivery.models import DUE, SENT, Delivery
from bot.delivery.promises import Occasion, Promise, Shown, promise
from bot.delivery.sender import METADATA_EVENT, Sender
from bot.features.people.service import ensure_workspace
from bot.settings import Settings
from bot.slack.client import SlackClient
from bot.slack.messages import Message
from tests.databases import PostgresTemplates, SqliteTemplates
from tests.ports import free_port

SENDS, ROUNDS, STORED = 500, 3, 100_000
BAR = 150
TEXT = "Your figures for today, please."
SENT_ROW = {
    "state": SENT,
    "attempts": 1,
    "is_ambiguous": True,
    "channel": "D0123456789",
    "ts": "1763629200.000100",
    "sent_at": Delivery.due_at,
}
GENEROUS = Limits(messages_per_minute=60_000)


def run() -> None:
    """Prints sends a second on both databases, with and without slots, and bytes of 100,000 finished deliveries."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eh")))
        stack.enter_context(capture_logs())
        uvloop.run(_all(_databases(folder, stack)))


async def _all(urls: list[tuple[str, str]]) -> None:
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(stub_slack())
        client = SlackClient(token="xoxb-1", base_url=f"http://127.0.0.1:{port}/api/")
        await client.start()
        stack.push_async_callback(client.close)
        for name, url in urls:
            database = Database(Settings.model_validate({"database_url": url}).effective_database_url)
            await _compare(name, database, client)
            await _weigh(name, database, url)
            await database.close()


def _databases(folder: Path, stack: ExitStack) -> list[tuple[str, str]]:
    sqlite, postgres = folder / "sqlite", folder / "pg"
    for each in (sqlite, postgres):
        each.mkdir()
    folder.chmod(0o755)
    templates = PostgresTemplates(postgres)
    stack.callback(templates.server.cleanup)
    return [
        ("SQLite", stack.enter_context(SqliteTemplates(sqlite).fresh())),
        ("PostgreSQL, no fsync", stack.enter_context(templates.fresh())),
    ]


async def _compare(name: str, database: Database, client: SlackClient) -> None:
    async with database.write() as session:
        workspace_id = (await ensure_workspace(session, "T0BENCH", "Bench")).key
    rates: dict[str, list[float]] = {"bare": [], "ours": [], "slots": []}
    for number in range(ROUNDS):
        rates["bare"].append(await _bare(client))
        rates["ours"].append(await _ours(database, client, workspace_id, NO_LIMITS, f"free {number}"))
        rates["slots"].append(await _ours(database, client, workspace_id, GENEROUS, f"slots {number}"))
    bare, ours, slots = (statistics.median(rates[which]) for which in ("bare", "ours", "slots"))
    print(
        f"sends, {name:<22} {ours:7.0f}/s   bare loop of the same calls {bare:6.0f}/s   "
        f"ratio {ours / bare:.2f}  (bar {BAR}/s; with rate slots {slots:.0f}/s)"
    )


async def _bare(client: SlackClient) -> float:
    """The calls alone, as many at a time as the dispatcher makes."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        metadata = {"event_type": METADATA_EVENT, "event_payload": {"key": f"{number}"}}
        async with places:
            await client.call(
                "chat.postMessage",
                channel=f"U{number:05d}",
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
                **Message(TEXT).payload(),
            )

    started = time.perf_counter()
    await asyncio.gather(*map(one, range(SENDS)))
    return SENDS / (time.perf_counter() - started)


async def _ours(database: Database, client: SlackClient, workspace_id: int, limits: Limits, prefix: str) -> float:
    """As promised rows; people get one each, so that no channel has to wait."""
    await promised(database, workspace_id, prefix, SENDS)
    dispatcher = Dispatcher(
        database=database,
        clock=SystemClock(),
        sender=Sender(client),
        renderers={"bench.note": note},
        workspace_id=workspace_id,
        limits=limits,
    )
    sent, started = 0, time.perf_counter()
    while sent < SENDS:
        taken = await dispatcher.drain()
        sent += taken
        assert taken, "every row is due"
    return SENDS / (time.perf_counter() - started)


async def promised(database: Database, workspace_id: int, prefix: str, count: int) -> None:
    now = SystemClock().now()
    rows = [
        Promise(
            workspace_id, f"{prefix}:{n}:2026-11-20", "bench.note", f"U{prefix[-1]}{n:05d}", now, {"day": "2026-11-20"}
        )
        for n in range(count)
    ]
    async with database.write() as session:
        await promise(session, rows, now=now)


async def _weigh(name: str, database: Database, url: str) -> None:
    """Rows as they are when they have been sent, packed as a database packs them in time."""
    before = await asyncio.to_thread(_size, database, url)
    async with database.write() as session:
        workspace_id = (await ensure_workspace(session, "T0WEIGHT", "Weight")).key
    for start in range(0, STORED, 10_000):
        await promised(database, workspace_id, f"prompt:{start}", 10_000)
        async with database.write() as session:
            is_new = (col(Delivery.workspace_id) == workspace_id, col(Delivery.state) == DUE)
            await session.exec(update(Delivery).where(*is_new).values(SENT_ROW))
    grown = await asyncio.to_thread(_size, database, url) - before
    each = grown / STORED
    print(f"storage, {name:<20} {grown / 2**20:7.1f} MB for {STORED:,} deliveries sent ({each:.0f} bytes each)")


def _size(database: Database, url: str) -> int:
    if database.is_sqlite:
        path = url.partition("///")[2]
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return os.path.getsize(path)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM FULL delivery")
        (size,) = connection.execute("SELECT pg_total_relation_size('delivery')").fetchone() or (0,)
        return int(size)


class _Stub(asyncio.Protocol):
    """Answers whatever comes with the same line of JSON, at once or after `delay` seconds."""

    ANSWER = json.dumps({"ok": True, "channel": "D0123456789", "ts": "1763629200.000100"}).encode()
    REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(ANSWER), ANSWER)

    def __init__(self, delay: float) -> None:
        self._delay = delay

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._read = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, end, body = self._read.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
        if end and len(body) >= length:
            self._read = body[length:]
            if self._delay:
                asyncio.get_running_loop().call_later(self._delay, self._transport.write, self.REPLY)
            else:
                self._transport.write(self.REPLY)


@asynccontextmanager
async def stub_slack(delay: float = 0.0) -> AsyncIterator[int]:
    """In a process of its own that answers after `delay` seconds; yields its port."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.delivery", str(port), str(delay)
    )
    try:
        await _until_there(port)
        yield port
    finally:
        process.terminate()
        await process.wait()


async def _until_there(port: int) -> None:
    """Another process begins to listen; nothing tells when."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("the stub did not start")


async def _serve(port: int, delay: float) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Stub(delay), "127.0.0.1", port)
    await server.serve_forever()


async def note(_session: object, _occasion: Occasion) -> Shown | None:
    return Message(TEXT)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        uvloop.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
    else:
        run()

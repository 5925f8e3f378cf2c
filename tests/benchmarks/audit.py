"""The audit log: what an entry costs whoever makes it, how long writers wait for each other, and a walk along a long
chain."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.audit.actions import Action, Subject
from bot.audit.chain import record
from bot.audit.entries import Entry
from bot.audit.verifying import verify
from bot.db.engine import Database
from bot.features.people.service import ensure_workspace
from bot.settings import Settings
from bot.slack.seen.claims import claim
from bot.slack.seen.keys import Key
from tests.databases import PostgresTemplates, SqliteTemplates

ENTRIES, AT_ONCE = 100_000, 5_000
ONE_BY_ONE = 2_000
WRITERS, EACH = 16, 40
Write = Callable[[AsyncSession, int], Awaitable[None]]
BARS = {"entry": 0.0003, "verify": 5.0}


def run() -> None:
    """One line for each figure, beside its bar."""
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        path = Path(folder)
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        try:
            for kind, fresh in (("SQLite", SqliteTemplates(path).fresh), ("PostgreSQL", postgres.fresh)):
                with fresh() as url:
                    asyncio.run(_measure(kind, url))
        finally:
            postgres.server.cleanup()


async def _measure(kind: str, url: str) -> None:
    database = Database(Settings(database_url=url, _env_file=None).effective_database_url)  # type: ignore[call-arg]  # pydantic's own
    async with database.write() as session:
        workspace_id = (await ensure_workspace(session, "T0ACME", "Acme")).key
    await _one_by_one(kind, database, workspace_id)
    await _writers(kind, database, workspace_id)
    await _long(kind, database, workspace_id)
    await database.close()


async def _one_by_one(kind: str, database: Database, workspace_id: int) -> None:
    """Within one transaction, so that the disk is not what is measured."""
    async with database.session() as session:
        await record(session, _entry(workspace_id, 0))
        started, began = time.perf_counter(), time.process_time()
        for number in range(ONE_BY_ONE):
            await record(session, _entry(workspace_id, number))
        if not database.is_sqlite:
            await session.commit()
        took, cpu = time.perf_counter() - started, time.process_time() - began
        await session.commit()
    bar = f"(bar {BARS['entry'] * 1_000:g} ms)" if database.is_sqlite else "at its commit"
    shown = f"{took / ONE_BY_ONE * 1_000:8.3f} ms   {bar} {cpu / ONE_BY_ONE * 1_000:.3f} ms of CPU time"
    print(f"{'an entry, ' + kind:<44} {shown}")


async def _writers(kind: str, database: Database, workspace_id: int) -> None:
    """Managers who open cards at the same time, each a transaction with one entry; beside the same with a row that
    nobody else wants."""

    async def entry(session: AsyncSession, number: int) -> None:
        await record(session, _entry(workspace_id, number))

    async def row(session: AsyncSession, number: int) -> None:
        assert await claim(session, workspace_id, [Key(f"bench:{number}", 60)])

    async def write(what: Write, first: int, times: list[float]) -> None:
        for number in range(first, first + EACH):
            started = time.perf_counter()
            async with database.brief() as session:
                await what(session, number)
            times.append(time.perf_counter() - started)

    for name, what in (("an entry", entry), ("a row of their own", row)):
        times: list[float] = []
        started = time.perf_counter()
        await asyncio.gather(*(write(what, EACH * writer, times) for writer in range(WRITERS)))
        rate = WRITERS * EACH / (time.perf_counter() - started)
        told = f"{WRITERS} write {name} at once, {kind}"
        print(f"{told:<44} {_at(times, 0.5):8.2f} ms   p99 {_at(times, 0.99):.1f} ms, {rate:.0f} a second")


def _at(times: Sequence[float], share: float) -> float:
    return sorted(times)[int(share * (len(times) - 1))] * 1_000


async def _long(kind: str, database: Database, workspace_id: int) -> None:
    started = time.perf_counter()
    for start in range(0, ENTRIES, AT_ONCE):
        async with database.write() as session:
            await record(session, *(_entry(workspace_id, start + number) for number in range(AT_ONCE)))
    print(f"{f'{ENTRIES:,} entries written, {kind}':<44} {time.perf_counter() - started:8.2f} s")
    started, began = time.perf_counter(), time.process_time()
    async with database.read() as session:
        verified = await verify(session, workspace_id)
    took, cpu = time.perf_counter() - started, time.process_time() - began
    assert verified.findings == ()
    assert verified.entries > ENTRIES
    bar = f"(bar {BARS['verify']:g} s)"
    print(f"{f'{verified.entries:,} entries verified, {kind}':<44} {took:8.2f} s    {bar} {cpu:.2f} s of CPU time")


def _entry(workspace_id: int, number: int) -> Entry:
    details = {"period": "2026-10", "revision": 1, "shown": "card"}
    return Entry(workspace_id, Action.CARD_READ, 1 + number % 97, Subject.MEMBER, number % 1_009, details, after=number)


if __name__ == "__main__":
    run()

"""A month of a large firm on PostgreSQL, from roll-ups to promised messages: made ahead and let out, by the clock, by
the processor's time of the process that does it, and its memory, which is a fresh one for each size."""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from sqlalchemy import update
from sqlmodel import func, select

from bot.app import spare_the_collector
from bot.db.configured import with_settings
from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.features.schemes.models import Assignment, SchemeVersion
from bot.features.scorecards import service
from bot.features.scorecards.models import Card
from bot.settings import Settings
from scoring.scheme import Scheme
from tests.benchmarks.firm import NOW, hire, tell_october, twenty_metrics
from tests.databases import PostgresTemplates

SIZES = (1_000, 10_000, 30_000)
MONTH, METRICS = "2026-10", 20
BARS = {"seconds": 30, "memory": 500}
BARRED = 10_000
WORKSPACE = 1
CLOSE_ALONE = "from tests.benchmarks.closing import alone; alone({url!r})"


def run() -> None:
    """One line for each size, beside the bar of the middle one."""
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        path = Path(folder)
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        try:
            first: dict[str, float] | None = None
            for members in SIZES:
                with postgres.fresh() as url:
                    asyncio.run(settle(url, members))
                    told = _alone(url)
                first = first or told
                _line(members, told, first)
        finally:
            postgres.server.cleanup()


def _line(members: int, told: dict[str, float], first: dict[str, float]) -> None:
    whole = told["made"] + told["released"]
    bar = f"(bar {BARS['seconds']} s, {BARS['memory']} MB)" if members == BARRED else ""
    growth = f"x{told['cpu'] / first['cpu']:.1f} for x{members // SIZES[0]}"
    parts = f"made {told['made']:.1f} s, out {told['released']:.1f} s, CPU {told['cpu']:.1f} s, {told['mb']:.0f} MB"
    print(
        f"{f'close {members:,} x {METRICS}, PostgreSQL':<44} {whole:8.2f} s   {bar} {parts}, {growth} by CPU",
        flush=True,
    )


def _alone(url: str) -> dict[str, float]:
    """In a process of its own, so that what was told before does not count."""
    done = subprocess.run(
        [sys.executable, "-c", CLOSE_ALONE.format(url=url)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def alone(url: str) -> None:
    """What `_alone` measures, where garbage is collected as in a bot that serves. Memory not by getrusage, whose
    maximum a process inherits from the one that started it."""
    spare_the_collector()
    told = asyncio.run(_closed(url))
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    print(json.dumps({**told, "mb": int(status["VmHWM"].split()[0]) / 1_024}))


async def _closed(url: str) -> dict[str, float]:
    settings = settings_of(url)
    database = Database(settings.effective_database_url, info=with_settings(settings))
    clock, processor = time.perf_counter(), time.process_time()
    async with database.write() as session:
        await service.want_cards(session, WORKSPACE, MONTH, now=NOW)
    await go_on(database, settings)
    made = time.perf_counter() - clock
    async with database.write() as session:
        await service.want_release(session, WORKSPACE, MONTH, now=NOW)
    await go_on(database, settings)
    took = {"made": made, "released": time.perf_counter() - clock - made, "cpu": time.process_time() - processor}
    async with database.read() as session:
        cards = (await session.exec(select(func.count()).select_from(Card))).one()
        promised = (await session.exec(select(func.count()).where(Delivery.kind == service.CARD))).one()
    assert cards == promised > 0
    await database.close()
    return took


async def go_on(database: Database, settings: Settings) -> None:
    """Step by step, until nothing is left to do."""
    again: datetime | None = NOW
    while again == NOW:
        async with database.write() as session:
            again = await service.step(session, WORKSPACE, now=NOW, settings=settings)


async def settle(url: str, members: int) -> None:
    """A firm that works by twenty metrics and has told everything."""
    settings = settings_of(url)
    database = Database(settings.effective_database_url, info=with_settings(settings))
    assert await hire(database, members) == WORKSPACE
    await tell_october(database, WORKSPACE, members)
    scheme = twenty_metrics()
    assert len(scheme.metrics) == METRICS
    await _put(database, scheme)
    await database.close()


async def _put(database: Database, scheme: Scheme) -> None:
    content = json.dumps(scheme.model_dump(mode="json", by_alias=True))
    async with database.write() as session:
        row = SchemeVersion(
            workspace_id=WORKSPACE,
            scheme_id=scheme.id,
            version=scheme.version + 1,
            hash=scheme.version_hash,
            content=content,
            created_at=NOW,
        )
        session.add(row)
        await session.flush()
        groups = [each.id for each in scheme.dimensions]
        await session.exec(update(Assignment).values(scheme_version_id=row.key, groups=groups))


def settings_of(url: str) -> Settings:
    return Settings(database_url=url, time_zone="Europe/Berlin", _env_file=None)  # type: ignore[call-arg]  # pydantic's own

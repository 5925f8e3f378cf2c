"""What has to stay quick in a large firm: closing a month, scoring, imports; and the command."""

import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

from bot.db.engine import Database
from bot.features.metrics import service as metrics
from bot.features.metrics.service import SheetRow
from bot.features.scorecards import service as scorecards
from bot.settings import Settings
from scoring.evidence import Evidence, RollUp
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import compute
from tests.benchmarks.firm import NOW, OCTOBER, TEAM_SIZE, hire, tell_october, twenty_metrics
from tests.databases import PostgresTemplates, SqliteTemplates, opened

MEMBERS = 10_000
ENTRIES = 100_000
Fresh: TypeAlias = Mapping[str, Callable[[], AbstractContextManager[str]]]


def run() -> None:
    """One line for each figure, beside its bar. Migrations start a loop of their own, so they come before ours."""
    with _databases() as fresh:
        asyncio.run(_measure(fresh))


async def _measure(fresh: Fresh) -> None:
    await _help()
    _scoring()
    for kind, database in fresh.items():
        with database() as url:
            await _close(kind, url)
    with fresh["SQLite"]() as small, fresh["SQLite"]() as large:
        await _import(small, large)


def _line(name: str, took: float, bar: float | None = None, more: str = "") -> None:
    unit, factor = ("ms", 1_000) if (bar or took) < 0.1 else ("s", 1)
    limit = f"(bar {bar * factor:g} {unit})" if bar else ""
    print(f"{name:<44} {took * factor:8.2f} {unit:<3} {limit} {more}".rstrip())


async def _help() -> None:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "--help", stdout=asyncio.subprocess.DEVNULL
        )
        assert await process.wait() == 0
        times.append(time.perf_counter() - started)
    _line("evenhand --help", min(times), 0.3)


def _scoring() -> None:
    scheme = twenty_metrics()
    assert len(scheme.metrics) == 20
    times = {members: _scored(scheme, members) for members in (MEMBERS // 10, MEMBERS)}
    _line(f"scoring {MEMBERS:,} x 20 in memory", times[MEMBERS], 0.5, _growth(times))


def _scored(scheme: Scheme, members: int) -> float:
    rows = [
        RollUp(member, figure.id, OCTOBER, 20, 1_000.0 + member % 97, 50.0, 90.0)
        for member in range(members)
        for figure in scheme.figures
    ]
    evidence = Evidence.from_rows(rows)
    started = time.perf_counter()
    cards = compute(scheme, evidence, Period.parse("2026-10"))
    took = time.perf_counter() - started
    assert len(cards.score) == members
    return took


def _growth(times: dict[int, float]) -> str:
    small, large = sorted(times)
    return f"x{times[large] / times[small]:.1f} for x{large // small}"


async def _close(kind: str, url: str) -> None:
    async with _opened(url) as database:
        workspace_id = await hire(database, MEMBERS)
        await tell_october(database, workspace_id, MEMBERS)
        settings = Settings(database_url=url, time_zone="Europe/Berlin", _env_file=None)
        started = time.perf_counter()
        async with database.write() as session:
            closed = await scorecards.close_month(session, workspace_id, "2026-10", now=NOW, settings=settings)
        took = time.perf_counter() - started
        assert closed.is_new
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024
        _line(f"close {MEMBERS:,} members x 11 metrics, {kind}", took, more=f"peak {peak} MB so far in this process")


async def _import(small: str, large: str) -> None:
    times = {ENTRIES // 10: await _imported(small, ENTRIES // 10), ENTRIES: await _imported(large, ENTRIES)}
    _line(f"import {ENTRIES:,} entries, SQLite", times[ENTRIES], more=_growth(times))


async def _imported(url: str, entries: int) -> float:
    members = max(entries // 100, TEAM_SIZE)
    first = date(2026, 8, 1)
    rows = [
        SheetRow(line, str(first + timedelta(days=line % 100)), f"U{line // 100 % members + 1:06d}", "leads", "42")
        for line in range(entries)
    ]
    async with _opened(url) as database:
        workspace_id = await hire(database, members)
        started = time.perf_counter()
        async with database.write() as session:
            done = await metrics.import_entries(session, workspace_id, rows, entered_by=None, now=NOW, today=NOW.date())
        took = time.perf_counter() - started
    assert not done.bad, done.bad[:1]
    assert done.added == entries, done
    return took


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = opened(url)
    yield database
    await database.close()


@contextmanager
def _databases() -> Iterator[Fresh]:
    with tempfile.TemporaryDirectory(prefix="eh") as folder:
        path = Path(folder)
        path.chmod(0o755)
        postgres = PostgresTemplates(path)
        try:
            yield {"SQLite": SqliteTemplates(path).fresh, "PostgreSQL": postgres.fresh}
        finally:
            postgres.server.cleanup()

"""Whether what is due is planned in time, and how that is told to whoever watches."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import MovableClock
from bot.db.engine import Database
from bot.features.people.service import ensure_workspace
from bot.instruments import Instruments
from bot.scheduling.models import DAILY
from bot.scheduling.recurrence import Recurrence
from bot.scheduling.service import Fired, Handler, keep
from bot.scheduling.ticks import Ticks
from tests.ports import free_port

FIVE_PM = Recurrence(DAILY, 17 * 60, "Europe/Berlin")
WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
WEDNESDAY_EVENING = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


async def plan(_session: AsyncSession, _fired: list[Fired], _now: datetime) -> None:
    """Nothing to promise."""


async def break_down(_session: AsyncSession, _fired: list[Fired], _now: datetime) -> None:
    raise KeyError("a bug")


async def lose_the_database(_session: AsyncSession, _fired: list[Fired], _now: datetime) -> None:
    raise ConnectionError("gone")


class StopWatch:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def ticks(
    database: Database,
    handlers: dict[str, Handler],
    *,
    instruments: Instruments | None = None,
    elapsed: Callable[[], float] | None = None,
) -> Ticks:
    return Ticks(
        database=database,
        clock=MovableClock(WEDNESDAY_EVENING),
        handlers=handlers,
        wake=lambda: None,
        workspace_id=1,
        seconds=5,
        instruments=instruments,
        elapsed=elapsed or StopWatch(),
    )


async def scheduled(database: Database, **people: int) -> None:
    """So many members with a schedule of each kind, all due in the evening."""
    async with database.write() as session:
        workspace_id = (await ensure_workspace(session, "T0GROWTH", "Growth Inc.")).key
        for kind, count in people.items():
            wanted = dict.fromkeys(range(1, count + 1), FIVE_PM)
            await keep(session, workspace_id=workspace_id, kind=kind, wanted=wanted, now=WEDNESDAY)


async def test_what_has_been_planned_is_counted_by_kind_and_once(database: Database) -> None:
    await scheduled(database, prompt=7, digest=2, broken=3)
    instruments = Instruments()
    ticking = ticks(database, {"prompt": plan, "digest": plan, "broken": break_down}, instruments=instruments)
    await ticking.tick()
    await ticking.tick()
    planned = {kind: of(instruments, "evenhand_planned_total", kind=kind) for kind in ("prompt", "digest", "broken")}
    assert planned == {"prompt": 7, "digest": 2, "broken": None}
    assert of(instruments, "evenhand_tick_seconds_count") == 2


async def test_what_is_undone_has_not_been_planned(database: Database) -> None:
    await scheduled(database, a_prompt=7, z_lost=1)
    instruments = Instruments()
    await ticks(database, {"a_prompt": plan, "z_lost": lose_the_database}, instruments=instruments).tick()
    assert of(instruments, "evenhand_planned_total", kind="a_prompt") is None
    assert of(instruments, "evenhand_last_tick_timestamp_seconds") == 0
    await ticks(database, {"a_prompt": plan, "z_lost": plan}, instruments=instruments).tick()
    assert of(instruments, "evenhand_planned_total", kind="a_prompt") == 7


@pytest.mark.parametrize(("seconds", "is_on_time"), [(0, True), (15, True), (45, True), (46, False), (3600, False)])
async def test_three_intervals_and_half_a_minute_may_pass(database: Database, seconds: int, is_on_time: bool) -> None:
    watch = StopWatch()
    ticking = ticks(database, {}, elapsed=watch)
    assert ticking.is_on_time, "it has just started"
    watch.seconds += 1000
    await ticking.tick()
    watch.seconds += seconds
    assert ticking.is_on_time is is_on_time


async def test_being_stopped_at_work_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    away = Database(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing")
    ticking, began, ended = ticks(away, {}), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    ticking.every(0.01, work)
    ticking.start()
    await began.wait()
    ticking.stop()
    await ended.wait()
    await asyncio.sleep(0)  # what follows a job has its turn
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
    await away.close()


async def test_a_tick_that_does_not_go_through_is_no_tick() -> None:
    watch, away = StopWatch(), Database(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/nothing")
    ticking = ticks(away, {}, elapsed=watch)
    watch.seconds += 46
    await ticking.tick()
    assert not ticking.is_on_time
    await away.close()


def of(instruments: Instruments, name: str, **labels: str) -> float | None:
    return instruments.registry.get_sample_value(name, labels)

"""Two processes with 1,000 people due at once, and hosts with wrong clocks: everybody is planned for once, in time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock, MovableClock, SystemClock
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.delivery.models import Delivery
from bot.delivery.promises import Promise, promise
from bot.features.people.service import ensure_workspace
from bot.scheduling.models import DAILY, Schedule
from bot.scheduling.service import Fired
from bot.scheduling.ticks import Ticks
from bot.settings import Settings

PEOPLE = 1_000
SOON = timedelta(minutes=5)


class Wrong(SystemClock):
    """A host's clock that is so much fast, or slow."""

    def __init__(self, minutes: int) -> None:
        self._off = timedelta(minutes=minutes)

    def now(self) -> datetime:
        return super().now() + self._off


async def plan(session: AsyncSession, fired: list[Fired], now: datetime) -> None:
    """Its key does not hide that an occurrence was planned twice."""
    wanted = [
        Promise(each.workspace_id, f"{each.subject_id}:{each.scheduled_at:%d %H:%M}", "test", "U", now)
        for each in fired
    ]
    assert await promise(session, wanted, now=now) == len(fired)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(Settings(database_url=url, _env_file=None).effective_database_url)
    try:
        yield database
    finally:
        await database.close()


async def seated(database: Database, *, due_at: datetime) -> int:
    """Everybody's next occurrence at that moment; returns the workspace."""
    async with database.write() as session:
        workspace_id = (await ensure_workspace(session, "T0GROWTH", "Growth Inc.")).key
        session.add_all(
            Schedule(
                workspace_id=workspace_id,
                kind="test",
                subject_id=number,
                recurrence=DAILY,
                minute=(due_at.hour * 60 + due_at.minute),
                zone="UTC",
                next_fire_at=due_at,
            )
            for number in range(1, PEOPLE + 1)
        )
    return workspace_id


def ticks(database: Database, workspace_id: int, clock: Clock) -> Ticks:
    return Ticks(
        database=database,
        clock=clock,
        handlers={"test": plan},
        wake=lambda: None,
        workspace_id=workspace_id,
        seconds=5,
    )


async def planned(database: Database) -> list[str]:
    async with database.read() as session:
        return sorted((await session.exec(select(Delivery.unique_key))).all())


def occurrences(due_at: datetime) -> list[str]:
    return sorted(f"{number}:{due_at:%d %H:%M}" for number in range(1, PEOPLE + 1))


@pytest.mark.parametrize("minutes", [0, 10, -10])
async def test_two_ticks_at_once_plan_a_thousand_people_once(postgres_url: str, minutes: int) -> None:
    due_at = datetime.now(UTC).replace(second=0, microsecond=0)
    async with opened(postgres_url) as one, opened(postgres_url) as other:
        workspace_id = await seated(one, due_at=due_at)
        both = ticks(one, workspace_id, SystemClock()), ticks(other, workspace_id, Wrong(minutes))
        await asyncio.gather(*(each.tick() for each in (*both, *both)))
        assert await planned(one) == occurrences(due_at)


@pytest.mark.parametrize(("minutes", "due_in"), [(10, SOON), (-10, -SOON)])
async def test_a_wrong_clock_hurries_nothing_and_holds_nothing_up(
    postgres_url: str, minutes: int, due_in: timedelta
) -> None:
    due_at = (datetime.now(UTC) + due_in).replace(second=0, microsecond=0)
    async with opened(postgres_url) as database:
        workspace_id = await seated(database, due_at=due_at)
        await ticks(database, workspace_id, Wrong(minutes)).tick()
        assert await planned(database) == ([] if minutes > 0 else occurrences(due_at))
        await ticks(database, workspace_id, SystemClock()).tick()
        assert await planned(database) == ([] if minutes > 0 else occurrences(due_at))


async def test_what_time_it_is(database: Database) -> None:
    clock = MovableClock(datetime(2030, 1, 1, tzinfo=UTC))
    async with database.read() as session:
        assert datetime(2030, 1, 1, tzinfo=UTC) <= await DueClock(clock).now(session) < datetime(2030, 1, 2, tzinfo=UTC)
        right = await DueClock(SystemClock()).now(session)
        assert right.tzinfo is not None
        assert abs(right - datetime.now(UTC)) < timedelta(minutes=1)
        off = await DueClock(Wrong(10)).now(session) - datetime.now(UTC)
        assert abs(off) < timedelta(minutes=1), "whatever the host believes"

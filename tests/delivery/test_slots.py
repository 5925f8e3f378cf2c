"""Slots that all processes take from the same rows."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from bot.clock import MovableClock, SystemClock
from bot.db import pruning
from bot.db.due_clock import DueClock
from bot.db.engine import Database
from bot.db.times import database_time, now_us
from bot.delivery import slots
from bot.delivery.limits import SECOND_US, Bucket
from bot.delivery.models import RateBucket
from bot.features.people.service import ensure_workspace
from tests.databases import opened

HOUR = Bucket("hour", 3600 * SECOND_US, burst=3)
DAY = Bucket("day", 86_400 * SECOND_US)


@pytest.fixture
async def workspace_id(database: Database) -> int:
    async with database.write() as session:
        return (await ensure_workspace(session, "T1", "Growth Inc.")).key


async def taken(database: Database, workspace_id: int, *buckets: Bucket) -> bool:
    async with database.session() as session:
        if await slots.take(session, workspace_id, sorted(buckets, key=lambda each: each.name)):
            await session.commit()
            return True
    return False


async def free(database: Database, workspace_id: int, name: str) -> int:
    async with database.read() as session:
        return (await slots.rooms(session, workspace_id, [name]))[name].free


async def test_a_burst_and_then_the_rate(database: Database, workspace_id: int) -> None:
    assert [await taken(database, workspace_id, HOUR) for _ in range(5)] == [True, True, True, False, False]
    async with database.read() as session:
        left = (await slots.rooms(session, workspace_id, ["hour", "unknown"]))["hour"]
    assert left.free == 0
    assert 3590 * SECOND_US < left.wait_us <= 3600 * SECOND_US


async def test_of_all_the_buckets_or_of_none(database: Database, workspace_id: int) -> None:
    assert await taken(database, workspace_id, HOUR, DAY)
    assert not await taken(database, workspace_id, HOUR, DAY)
    assert await free(database, workspace_id, "hour") == 2


async def test_from_many_processes_at_once_as_many_as_there_are(
    database: Database, workspace_id: int, database_url: str
) -> None:
    other = opened(database_url)
    minute = Bucket("minute", 60 * SECOND_US, burst=7)
    week = Bucket("week", 7 * 86_400 * SECOND_US, burst=9)
    asks = (taken(each, workspace_id, minute, week) for _ in range(12) for each in (database, other))
    assert sum(await asyncio.gather(*asks)) == 7
    assert await free(database, workspace_id, "week") == 2
    await other.close()


async def test_a_new_setting_counts_at_once(database: Database, workspace_id: int) -> None:
    assert await taken(database, workspace_id, DAY)
    assert not await taken(database, workspace_id, DAY)
    assert await taken(database, workspace_id, Bucket("day", 3600 * SECOND_US, burst=30))
    assert 0 < await free(database, workspace_id, "day") < 30


async def test_another_workspace_has_slots_of_its_own(database: Database, workspace_id: int) -> None:
    async with database.write() as session:
        other = (await ensure_workspace(session, "T2", "Other")).key
    assert await taken(database, workspace_id, DAY)
    assert await taken(database, other, DAY)


async def test_of_two_429s_the_longer_counts(database: Database, workspace_id: int) -> None:
    for seconds in (5.0, 90.0, 30.0):
        async with database.write() as session:
            await slots.block(session, workspace_id, "chat.update", seconds=seconds)
    async with database.read() as session:
        left = (await slots.rooms(session, workspace_id, ["chat.update"]))["chat.update"]
    assert left.free == 0
    assert 85 * SECOND_US < left.wait_us <= 90 * SECOND_US


async def test_what_nobody_has_used_for_a_day_is_forgotten(database: Database, workspace_id: int) -> None:
    assert await taken(database, workspace_id, HOUR, DAY)
    async with database.write() as session:
        old = (await session.exec(select(RateBucket).where(RateBucket.name == "hour"))).one()
        old.full_at_us -= 2 * 86_400 * SECOND_US
        session.add(old)
    assert await pruning.prune(database, RateBucket, slots.idle(workspace_id)) == 1
    async with database.read() as session:
        assert [row.name for row in (await session.exec(select(RateBucket))).all()] == ["day"]


async def test_the_databases_clock_has_fractions_of_a_second(database: Database) -> None:
    moments = []
    for after in (timedelta(), timedelta(minutes=-10, seconds=0.25)):
        async with database.read() as session:
            [(moment, micros)] = (await session.exec(select(database_time(after), now_us()))).all()
        assert moment.tzinfo
        assert abs(moment - after - datetime.now(UTC)) < timedelta(seconds=2)
        assert abs(micros / SECOND_US - datetime.now(UTC).timestamp()) < 2
        moments.append(moment - after)
    assert timedelta() <= moments[1] - moments[0] < timedelta(seconds=2)
    assert any(moment.microsecond for moment in moments)


async def test_only_a_clock_that_can_be_moved_takes_its_place(database: Database) -> None:
    class Fast(SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(minutes=10)

    far = datetime(2031, 1, 1, tzinfo=UTC)
    async with database.read() as session:
        by_database, by_product = (
            await session.exec(select(DueClock(Fast()).at(), DueClock(MovableClock(far)).at()))
        ).one()
    assert abs(by_database - datetime.now(UTC)) < timedelta(minutes=1)
    assert abs(by_product - far) < timedelta(minutes=1)

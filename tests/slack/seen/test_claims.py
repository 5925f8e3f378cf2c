"""A key is claimed once, until it expires by the database's clock."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from sqlmodel import col, select

from bot.db import pruning
from bot.db.engine import Database
from bot.features.people.service import ensure_workspace
from bot.slack.seen.claims import claim, expired
from bot.slack.seen.keys import Key
from bot.slack.seen.models import SeenRequest
from tests.databases import is_postgres
from tests.patience import PATIENCE_SECONDS

EVENT, TRIGGER, PRESS = Key("event:1", 3600), Key("trigger:1", 3600), Key("press:1", 2)
HOUR = timedelta(hours=1)


@pytest.fixture
async def workspace_id(database: Database) -> int:
    return await workspace(database, "T0")


async def workspace(database: Database, team: str) -> int:
    async with database.write() as session:
        return (await ensure_workspace(session, team, team)).key


async def claimed(database: Database, workspace_id: int, *keys: Key) -> bool:
    async with database.brief() as session:
        return await claim(session, workspace_id, keys)


async def age(database: Database, by: timedelta, names: Sequence[str] = ()) -> None:
    """As if the rows had been written so much earlier."""
    async with database.write() as session:
        for row in (await session.exec(select(SeenRequest))).all():
            if not names or row.unique_key in names:
                row.expires_at -= by
                session.add(row)


async def rows(database: Database) -> list[SeenRequest]:
    async with database.read() as session:
        return list((await session.exec(select(SeenRequest).order_by(col(SeenRequest.unique_key)))).all())


async def test_the_second_claim_is_refused(database: Database, workspace_id: int) -> None:
    assert await claimed(database, workspace_id, EVENT)
    assert not await claimed(database, workspace_id, EVENT)
    assert not await claimed(database, workspace_id, TRIGGER, EVENT), "one of them is enough"
    (event, _) = await rows(database)
    assert abs(event.expires_at - datetime.now(UTC) - HOUR) < timedelta(minutes=1)


async def test_nothing_to_know_a_request_by_is_no_copy(database: Database, workspace_id: int) -> None:
    assert await claimed(database, workspace_id)
    assert await claimed(database, workspace_id)
    assert await rows(database) == []


async def test_another_workspaces_requests_are_its_own(database: Database, workspace_id: int) -> None:
    other = await workspace(database, "T0OTHER")
    assert await claimed(database, workspace_id, EVENT)
    assert await claimed(database, other, EVENT)


async def test_a_key_that_has_expired_is_claimed_anew_for_its_whole_time(database: Database, workspace_id: int) -> None:
    assert await claimed(database, workspace_id, TRIGGER, PRESS)
    await age(database, timedelta(seconds=1))
    assert not await claimed(database, workspace_id, PRESS)
    await age(database, timedelta(seconds=1.1))
    assert await claimed(database, workspace_id, PRESS)
    assert not await claimed(database, workspace_id, PRESS)


async def test_what_is_rolled_back_leaves_no_key(database: Database, workspace_id: int) -> None:
    async with database.session() as session:
        assert await claim(session, workspace_id, [EVENT])
        await session.rollback()
    assert await rows(database) == []
    assert await claimed(database, workspace_id, EVENT)


@pytest.mark.parametrize("is_kept", [True, False])
async def test_who_comes_meanwhile_waits_for_the_first_one(
    database: Database, workspace_id: int, is_kept: bool
) -> None:
    async with database.session() as session:
        assert await claim(session, workspace_id, [EVENT])
        second = asyncio.create_task(claimed(database, workspace_id, EVENT))
        await reaches_the_database(database, second)
        await (session.commit() if is_kept else session.rollback())
    assert await second is not is_kept


async def reaches_the_database(database: Database, task: "asyncio.Task[bool]") -> None:
    """Until PostgreSQL says that somebody waits for a lock; on SQLite, until it waits for its turn."""
    deadline = monotonic() + PATIENCE_SECONDS
    while is_postgres(database.url) and not await is_waiting(database):
        assert monotonic() < deadline
        await asyncio.sleep(0.01)
    for _ in range(10):
        await asyncio.sleep(0)
    assert not task.done()


async def is_waiting(database: Database) -> bool:
    async with database.engine.connect() as connection:
        found = await connection.exec_driver_sql(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO seen_request%%'"
        )
        return found.first() is not None


async def test_only_one_of_many_at_once_has_it(database: Database, workspace_id: int) -> None:
    won = await asyncio.gather(*(claimed(database, workspace_id, TRIGGER, PRESS) for _ in range(8)))
    assert sorted(won) == [False] * 7 + [True]


async def test_only_what_has_expired_is_pruned(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruning, "BATCH", 2)
    monkeypatch.setattr(pruning, "BETWEEN_SECONDS", 0)
    other = await workspace(database, "T0OTHER")
    old = [Key(f"event:old{number}", 3600) for number in range(5)]
    assert await claimed(database, workspace_id, *old)
    assert await claimed(database, other, old[0])
    await age(database, HOUR)
    assert await claimed(database, workspace_id, EVENT)
    assert await pruning.prune(database, SeenRequest, expired(workspace_id)) == 5
    assert [(row.workspace_id, row.unique_key) for row in await rows(database)] == [
        (workspace_id, "event:1"),
        (other, "event:old0"),
    ]
    assert await pruning.prune(database, SeenRequest, expired(workspace_id)) == 0

"""What whoever watches is told about the deliveries that are still open."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from bot.clock import SystemClock
from bot.db.due_clock import DueClock
from bot.delivery.backlog import Backlog, _earliest_due, _open_states, backlog
from bot.features.people.service import ensure_workspace
from tests.delivery.post import PostOffice, post_office


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


async def seen(post: PostOffice) -> Backlog:
    async with post.database.read() as session:
        return await backlog(session, post.workspace_id, clock=DueClock(post.clock))


async def test_with_nothing_promised_nothing_waits(post: PostOffice) -> None:
    assert await seen(post) == Backlog({"due": 0, "sending": 0, "unsure": 0, "dead": 0}, 0.0)


async def test_what_is_due_later_is_counted_and_does_not_wait(post: PostOffice) -> None:
    await post.promise("tomorrow", after=timedelta(days=1))
    assert await seen(post) == Backlog({"due": 1, "sending": 0, "unsure": 0, "dead": 0}, 0.0)


async def test_the_one_that_fell_due_first_tells_for_how_long(post: PostOffice) -> None:
    await post.promise("first")
    post.clock.move_to(post.clock.now() + timedelta(minutes=7))
    await post.promise("second")
    await post.promise("tomorrow", after=timedelta(days=1))
    post.clock.move_to(post.clock.now() + timedelta(minutes=5))
    found = await seen(post)
    assert found.states["due"] == 3
    assert 720 <= found.oldest_due_seconds < 740


async def test_every_open_state_counts_and_no_finished_one(post: PostOffice) -> None:
    for number, state in enumerate(["sending", "unsure", "unsure", "dead", "sent", "dropped"]):
        await post.promise(f"{number}")
        await post.change(f"{number}", state=state)
    post.clock.move_to(post.clock.now() + timedelta(hours=1))
    assert await seen(post) == Backlog({"due": 0, "sending": 1, "unsure": 2, "dead": 1}, 0.0)


async def test_another_workspaces_deliveries_are_not_ours(post: PostOffice) -> None:
    async with post.database.write() as session:
        other = (await ensure_workspace(session, "T0OTHER", "Other")).key
    await post.promise("a", workspace_id=other)
    post.clock.move_to(post.clock.now() + timedelta(hours=1))
    assert await seen(post) == Backlog({"due": 0, "sending": 0, "unsure": 0, "dead": 0}, 0.0)


async def test_by_the_databases_clock_whatever_the_host_believes(post: PostOffice) -> None:
    """Promised for a moment that has long passed by every real clock."""
    post.clock.move_to(SystemClock().now() - timedelta(hours=1))
    await post.promise("a")
    async with post.database.read() as session:
        found = await backlog(session, post.workspace_id, clock=DueClock(SystemClock()))
    assert 3600 <= found.oldest_due_seconds < 3660


@pytest.mark.parametrize("statement", [_open_states(1), _earliest_due(1, DueClock(SystemClock()))])
async def test_nobody_reads_the_whole_table_for_it(sqlite_url: str, statement: object) -> None:
    async with post_office(sqlite_url) as post, post.database.read() as session:
        sql = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))  # type: ignore[attr-defined] # both are selects
        plan = [str(row) for row in (await session.exec(text(f"EXPLAIN QUERY PLAN {sql}"))).all()]  # type: ignore[call-overload] # plain SQL
    assert all("COVERING INDEX ix_delivery_workspace_id_state_due_at" in each for each in plan), plan

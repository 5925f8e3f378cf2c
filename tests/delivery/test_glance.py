"""A glance tells whether there is anything to send, and takes nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.db.due_clock import DueClock
from bot.delivery import repository
from bot.features.people.service import ensure_workspace
from tests.delivery.post import PostOffice, post_office


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


async def is_anything_to_do(post: PostOffice, workspace_id: int | None = None) -> bool:
    async with post.database.glance() as connection:
        return await repository.is_anything_to_do(
            connection, workspace_id=workspace_id or post.workspace_id, clock=DueClock(post.clock)
        )


async def test_what_is_due_is_seen_and_stays(post: PostOffice) -> None:
    assert not await is_anything_to_do(post)
    await post.promise("later", after=timedelta(hours=1))
    assert not await is_anything_to_do(post)
    post.clock.move_to(post.clock.now() + timedelta(hours=1))
    assert await is_anything_to_do(post)
    assert (await post.row("later")).state == "due"
    await post.drain()
    assert not await is_anything_to_do(post)
    assert post.seen() == ["hello"]


async def test_by_the_databases_clock_where_none_can_be_moved(post: PostOffice) -> None:
    clock = DueClock(SystemClock())
    for after, is_due in ((timedelta(hours=1), False), (timedelta(), True)):
        await post.promise(f"in {after}")
        await post.change(f"in {after}", due_at=SystemClock().now() + after)
        async with post.database.glance() as connection:
            found = await repository.is_anything_to_do(connection, workspace_id=post.workspace_id, clock=clock)
        assert found is is_due


async def test_what_a_dead_process_has_left_is_seen(post: PostOffice) -> None:
    await post.promise("a")
    await post.change("a", state="sending", token="alive", lease_until=SystemClock().now() + timedelta(minutes=1))
    assert not await is_anything_to_do(post), "somebody is sending it"
    await post.abandon("a")
    assert await is_anything_to_do(post)


async def test_another_workspaces_promises_are_not_ours(post: PostOffice) -> None:
    async with post.database.write() as session:
        other = (await ensure_workspace(session, "T0OTHER", "Other")).key
    await post.promise("a", workspace_id=other)
    assert not await is_anything_to_do(post)
    assert await is_anything_to_do(post, other)


async def test_nobody_who_writes_is_waited_for(post: PostOffice) -> None:
    await post.promise("a")
    async with post.database.write() as session:
        await repository.free_abandoned(session, post.workspace_id)
        assert await is_anything_to_do(post)

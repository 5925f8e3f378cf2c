"""What was finished long ago goes; what needs a person stays."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.db import pruning
from bot.delivery.models import STATES, Delivery
from bot.delivery.pruning import Pruning
from bot.features.people.service import ensure_workspace
from tests.delivery.post import PostOffice, post_office


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


def of(post: PostOffice) -> Pruning:
    return Pruning(database=post.database, clock=post.clock, workspace_id=post.workspace_id, days=90)


async def keys(post: PostOffice) -> set[str]:
    async with post.database.read() as session:
        return set((await session.exec(select(Delivery.unique_key))).all())


async def test_only_finished_and_old_rows_go(post: PostOffice) -> None:
    for state in STATES:
        await post.promise(f"old {state}")
        await post.change(f"old {state}", state=state)
    post.clock.move_to(post.clock.now() + timedelta(days=91))
    await post.promise("new sent")
    await post.change("new sent", state="sent")
    assert await of(post).prune() == 2
    assert await keys(post) == {"old due", "old sending", "old unsure", "old dead", "new sent"}
    assert await of(post).prune() == 0


async def test_another_workspaces_rows_are_its_own(post: PostOffice) -> None:
    async with post.database.write() as session:
        other = (await ensure_workspace(session, "T0OTHER", "Other")).key
    await post.promise("theirs", workspace_id=other)
    await post.change("theirs", state="sent")
    post.clock.move_to(post.clock.now() + timedelta(days=365))
    assert await of(post).prune() == 0


async def test_many_go_in_batches(post: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "BATCH", 4)
    monkeypatch.setattr(pruning, "BETWEEN_SECONDS", 0)
    for number in range(10):
        await post.promise(f"{number}", "")
    await post.drain()
    post.clock.move_to(post.clock.now() + timedelta(days=91))
    assert await of(post).prune() == 10
    assert await keys(post) == set()


async def test_a_database_that_is_away_is_tried_again(post: PostOffice) -> None:
    class Away:
        def write(self) -> None:
            raise OSError("away")

    away = Pruning(database=Away(), clock=post.clock, workspace_id=post.workspace_id, days=90)  # type: ignore[arg-type] # a stand-in
    assert await away.prune() == 0

"""A Home is published to who has ever opened it, and once for many changes."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from slack_sdk.models.blocks import SectionBlock
from slack_sdk.models.views import View

from bot.db.due_clock import DueClock
from bot.delivery.homes import replaced, tour_step
from bot.delivery.models import HOME
from bot.delivery.personal import forget_recipient
from bot.delivery.promises import Occasion, Shown
from bot.delivery.repository import claim_due_skipping_locked
from bot.delivery.rules import LEASE
from tests.delivery.post import PostOffice, post_office
from tests.office import BO, CHEN, DEE

KIND = "test.home"


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        running.renderers[KIND] = home
        await running.open_home(BO, BO, CHEN)
        yield running


async def home(_session: object, occasion: Occasion) -> Shown | None:
    return View(type="home", blocks=[SectionBlock(text=occasion.payload["text"])])


async def change(post: PostOffice, *keys: str, to: str = BO, after: timedelta = timedelta()) -> int:
    return sum([await post.promise(key, key, to=to, kind=KIND, operation=HOME, after=after) for key in keys])


def published(post: PostOffice) -> int:
    return sum(call.method == "views.publish" for call in post.sandbox.call_log)


async def states(post: PostOffice, *keys: str) -> list[str]:
    return [(await post.row(key)).state for key in keys]


async def test_who_has_never_opened_home_is_promised_none(post: PostOffice) -> None:
    assert await change(post, "dee", to=DEE) == 0
    assert await change(post, "bo") == 1
    async with post.database.write() as session:
        await forget_recipient(session, post.workspace_id, BO)
        assert await tour_step(session, post.workspace_id, BO) is None
    assert await change(post, "bo again") == 0, "who was erased"


async def test_many_changes_in_a_row_are_published_once(post: PostOffice) -> None:
    await change(post, "one", "two", "three")
    await change(post, "chen", to=CHEN)
    await change(post, "later", after=timedelta(hours=1))
    await post.drain()
    assert await states(post, "one", "two", "three", "chen", "later") == ["dropped", "dropped", "sent", "sent", "due"]
    assert published(post) == 2
    await change(post, "four")
    await post.drain()
    assert await states(post, "four", "later") == ["sent", "due"], "what is not due yet shows nothing of today"


async def test_one_that_nobody_has_claimed_stands_for_what_was_claimed_before_it(post: PostOffice) -> None:
    await change(post, *"abc")
    clock, gone = DueClock(post.clock), []
    for token in "123":
        async with post.database.write() as session:
            claimed = await claim_due_skipping_locked(
                session, workspace_id=post.workspace_id, clock=clock, lease=LEASE, token=token, limit=1
            )
            gone.append(len(await replaced(session, claimed, clock=clock)))
    assert gone == [1, 1, 0], "the last is never lost"

"""What a message turned out to be about is kept with its promise before it is sent; and a promise can be taken back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.promises import Occasion, withdraw
from bot.slack.messages import Message
from tests.delivery.post import KIND, PostOffice, post_office


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        running.renderers[KIND] = about_two
        yield running


async def about_two(_session: object, occasion: Occasion) -> Message:
    return Message(occasion.payload["text"], noted={"parts": ["figures", "ratings"]})


async def test_it_is_noted_once_it_is_sent_and_not_before(post: PostOffice) -> None:
    await post.promise("a")
    assert (await post.row("a")).payload == {"text": "hello"}
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.payload) == ("sent", {"text": "hello", "parts": ["figures", "ratings"]})
    assert post.seen() == ["hello"]


async def test_after_an_answer_that_got_lost_it_is_noted_all_the_same(post: PostOffice) -> None:
    """What Slack has is what was noted, whatever would be shown now."""
    post.sandbox.faults.add("drop_answer", method="chat.postMessage")
    await post.promise("a")
    await post.drain()
    assert (await post.row("a")).payload["parts"] == ["figures", "ratings"]

    async def nothing(*_: Any) -> None:
        return None

    post.renderers[KIND] = nothing
    post.clock.move_to((await post.row("a")).due_at)
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.payload["parts"]) == ("sent", ["figures", "ratings"])
    assert post.seen() == ["hello"], "once"


async def test_somebody_who_has_lost_the_row_notes_nothing(post: PostOffice) -> None:
    await post.promise("a")

    async def taken_over(_session: object, _occasion: Occasion) -> Message:
        await post.change("a", token="another's")
        return Message("hello", noted={"parts": ["mine"]})

    post.renderers[KIND] = taken_over
    await post.dispatcher().drain()
    assert (await post.row("a")).payload == {"text": "hello"}
    assert post.seen() == []


async def test_only_what_nobody_has_begun_to_send_is_taken_back(post: PostOffice) -> None:
    for key in ("sent", "waiting", "kept"):
        await post.promise(key)
        if key == "sent":
            await post.drain()
    async with post.database.write() as session:
        await withdraw(session, post.workspace_id, ["sent", "waiting", "unknown"])
    assert (await post.row("sent")).state == "sent"
    assert await post.promise("waiting", "anew") == 1, "and can be promised anew"
    assert await post.promise("kept") == 0
    await post.drain()
    assert sorted(post.seen()) == ["anew", "hello", "hello"]


async def test_what_slack_may_have_already_is_not_taken_back(post: PostOffice) -> None:
    """Its answer got lost: whoever takes it back now would leave a message in Slack of which nobody knows."""
    post.sandbox.faults.add("drop_answer", method="chat.postMessage")
    await post.promise("a")
    await post.drain()
    async with post.database.write() as session:
        await withdraw(session, post.workspace_id, ["a"])
    post.clock.move_to((await post.row("a")).due_at)
    await post.drain()
    assert (await post.row("a")).state == "sent"
    assert post.seen() == ["hello"], "once"


async def test_an_update_shows_nothing_from_before_the_message_was_sent(post: PostOffice) -> None:
    """It is rendered at the moment at which another process gets the message through."""
    await post.promise("a")
    await post.drain()
    await post.change("a", state="sending", token="another's", lease_until=datetime.now(UTC) + timedelta(hours=1))

    async def as_of(_session: object, _occasion: Occasion) -> Message:
        state = (await post.row("a")).state
        await post.change("a", state="sent")
        return Message(f"as of {state}")

    post.renderers["late"] = as_of
    await post.promise("b", kind="late", operation="update", updates="a")
    await post.drain()
    assert post.seen() == ["hello"]
    await post.change("a", state="sent")
    post.clock.move_to((await post.row("b")).due_at)
    await post.drain()
    assert post.seen() == ["as of sent"]

"""What once means for an ephemeral message and for a file, and an answer that the database cannot take at once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery import dispatcher, repository
from bot.delivery.models import EPHEMERAL, FILE, REPLY
from bot.delivery.promises import Occasion, Shown
from bot.slack.files import Upload
from tests.delivery.post import PostOffice, post_office
from tests.office import BO, CHEN, GROWTH_CHANNEL

PICTURE = b"not really a picture"


async def show_file(_session: object, occasion: Occasion) -> Shown | None:
    return Upload("october.png", PICTURE, "October", alt_text="Leads rose", comment=occasion.payload["text"])


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url, "files:write") as running:
        running.renderers["test.file"] = show_file
        yield running


def files(post: PostOffice, user: str = BO) -> list[dict[str, Any]]:
    return [file for message in post.messages(user) for file in message.files]


async def again(post: PostOffice, key: str) -> None:
    post.clock.move_to((await post.row(key)).due_at)
    await post.drain()


async def test_an_ephemeral_message_is_for_one_readers_eyes(post: PostOffice) -> None:
    await post.promise("a", to=GROWTH_CHANNEL, operation=EPHEMERAL, only_for=BO)
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.channel) == ("sent", GROWTH_CHANNEL)
    assert [each.text for each in post.sandbox.person(BO).messages("#growth")] == ["hello"]
    assert post.sandbox.person(CHEN).messages("#growth") == []


@pytest.mark.parametrize("fault", ["server_error", "drop_answer"])
async def test_an_ephemeral_message_in_doubt_is_not_repeated(post: PostOffice, fault: str) -> None:
    post.sandbox.faults.add(fault, method="chat.postEphemeral")
    await post.promise("a", to=GROWTH_CHANNEL, operation=EPHEMERAL, only_for=BO)
    await post.drain()
    await again(post, "a")
    row = await post.row("a")
    assert (row.state, row.last_error) == ("dropped", "it may have been shown already")
    assert len(post.sandbox.call_log.of("chat.postEphemeral")) == 1
    assert not post.sandbox.call_log.of("conversations.history")


async def test_an_ephemeral_message_that_was_surely_not_shown_is_tried_again(post: PostOffice) -> None:
    post.sandbox.faults.add("rate_limit", method="chat.postEphemeral", seconds=1)
    await post.promise("a", to=GROWTH_CHANNEL, operation=EPHEMERAL, only_for=BO)
    await post.drain()
    await post.let_pass(timedelta(seconds=2))
    await again(post, "a")
    assert (await post.row("a")).state == "sent"


async def test_a_file_arrives_with_its_comment(post: PostOffice) -> None:
    await post.promise("a", "Your October", kind="test.file", operation=FILE)
    await post.drain()
    assert post.seen() == ["Your October"]
    [file] = files(post)
    assert (file["name"], file["title"], file["alt_txt"]) == ("october.png", "October", "Leads rose")
    row = await post.row("a")
    assert (row.state, row.file_id) == ("sent", file["id"])


async def test_a_shared_file_in_doubt_is_found_again(post: PostOffice) -> None:
    post.sandbox.faults.add("drop_answer", method="files.completeUploadExternal")
    await post.promise("a", "Your October", kind="test.file", operation=FILE)
    await post.drain()
    assert ((await post.row("a")).state, (await post.row("a")).is_ambiguous) == ("due", True)
    await again(post, "a")
    assert (await post.row("a")).state == "sent"
    assert len(files(post)) == 1


@pytest.mark.parametrize(
    ("fault", "method"),
    [
        ("server_error", "files.completeUploadExternal"),
        ("drop_answer", "files.getUploadURLExternal"),
        ("server_error", "files.getUploadURLExternal"),
    ],
)
async def test_a_file_that_was_not_shared_is_uploaded_again(post: PostOffice, fault: str, method: str) -> None:
    post.sandbox.faults.add(fault, method=method)
    await post.promise("a", "Your October", kind="test.file", operation=FILE)
    await post.drain()
    await again(post, "a")
    assert (await post.row("a")).state == "sent"
    assert len(files(post)) == 1


async def test_a_file_for_a_channel_in_doubt_is_for_a_person_to_decide(post: PostOffice) -> None:
    post.sandbox.conversation(GROWTH_CHANNEL).members.add(post.sandbox.identity.bot_user)
    post.sandbox.faults.add("drop_answer", method="files.completeUploadExternal")
    await post.promise("a", "Your October", to=GROWTH_CHANNEL, kind="test.file", operation=FILE)
    await post.drain()
    await again(post, "a")
    assert (await post.row("a")).state == "unsure"


async def test_without_the_right_to_upload_a_file_waits_for_it(database_url: str) -> None:
    async with post_office(database_url, without="files:write") as post:
        post.renderers["test.file"] = show_file
        await post.promise("a", "Your October", kind="test.file", operation=FILE)
        await post.drain()
        row = await post.row("a")
        assert (row.state, row.last_error, row.is_ambiguous) == ("due", "missing_scope", False)


async def test_what_slack_has_answered_outlives_a_short_outage_of_the_database(
    post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    outages, finish = [1, 2], repository.finish

    async def shaky(*arguments: Any) -> bool:
        if outages:
            outages.pop()
            raise OperationalError("UPDATE", {}, OSError("the server has gone away"))
        return await finish(*arguments)

    monkeypatch.setattr(repository, "finish", shaky)
    monkeypatch.setattr(dispatcher, "DATABASE_PAUSE_SECONDS", 0)
    await post.promise("a", to=GROWTH_CHANNEL)
    await post.drain()
    assert not outages
    assert (await post.row("a")).state == "sent", "otherwise nobody could tell, in a channel"


async def test_a_reply_waits_for_its_message_and_goes_into_its_thread_once(post: PostOffice) -> None:
    await post.promise("details", "more", to=GROWTH_CHANNEL, operation=REPLY, updates="news")
    await post.promise("news", to=GROWTH_CHANNEL, after=timedelta(minutes=1))
    await post.drain()
    assert (await post.row("details")).state == "due"
    await again(post, "news")
    await again(post, "details")
    news, details = [each for each in post.sandbox.person(BO).messages("#growth") if each.text in ("hello", "more")]
    assert (details.text, details.thread_ts, news.thread_ts) == ("more", news.ts, None)
    assert await post.promise("details", "more", to=GROWTH_CHANNEL, operation=REPLY, updates="news") == 0


async def test_a_reply_to_what_never_came_does_not_come_either(post: PostOffice) -> None:
    await post.promise("news", "", to=GROWTH_CHANNEL)
    await post.drain()
    await post.promise("details", "more", to=GROWTH_CHANNEL, operation=REPLY, updates="news")
    await post.drain()
    assert [(await post.row(key)).state for key in ("news", "details")] == ["dropped", "dropped"]


@pytest.mark.parametrize(("where", "state"), [(BO, "sent"), (GROWTH_CHANNEL, "unsure")])
async def test_a_reply_in_doubt_is_looked_for_in_its_thread(post: PostOffice, where: str, state: str) -> None:
    await post.promise("news", to=where)
    await post.drain()
    post.sandbox.faults.add("drop_answer", method="chat.postMessage")
    await post.promise("details", "more", to=where, operation=REPLY, updates="news")
    await post.drain()
    await again(post, "details")
    row = await post.row("details")
    assert (row.state, bool(row.ts)) == (state, state == "sent")
    assert len(post.sandbox.call_log.of("chat.postMessage")) == 2
    assert post.sandbox.call_log.of("conversations.replies")

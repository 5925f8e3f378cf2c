"""A file is brought from Slack: once, however often it is tried, and to nobody but Slack is the token shown."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.limits import Limits
from bot.delivery.models import FETCH
from bot.delivery.promises import Fetch, Occasion
from bot.errors import TransportError
from bot.slack.client import SlackClient
from tests.delivery.post import PostOffice, post_office
from tests.office import BO, CHEN

CONTENT = b"a report of 23 bytes .."


@dataclass
class Shelf:
    """What was brought; the text of a promise names the file."""

    post: PostOffice
    kept: list[bytes | None] = field(default_factory=list)

    async def show(self, _session: object, occasion: Occasion) -> Fetch:
        async def keep(_session: AsyncSession, content: bytes | None) -> None:
            self.kept.append(content)

        return Fetch(occasion.payload["text"], BO, 1_000, keep)

    async def bring(self, file_id: str, key: str = "a") -> tuple[str, str | None]:
        await self.post.promise(key, file_id, kind="test.fetch", operation=FETCH)
        await self.post.drain()
        row = await self.post.row(key)
        return row.state, row.last_error

    def upload(self, content: bytes = CONTENT, user: str = BO) -> str:
        return str(self.post.sandbox.person(user).upload("report.txt", content)["id"])


@pytest.fixture
async def shelf(sqlite_url: str) -> AsyncIterator[Shelf]:
    async with post_office(sqlite_url) as post:
        shelf = Shelf(post)
        post.renderers["test.fetch"] = shelf.show
        yield shelf


async def test_a_file_is_brought(shelf: Shelf) -> None:
    assert await shelf.bring(shelf.upload()) == ("sent", None)
    assert shelf.kept == [CONTENT]


async def test_of_a_large_one_so_much_that_one_sees_that_it_is_large(shelf: Shelf) -> None:
    await shelf.bring(shelf.upload(b"x" * 1_001))
    assert shelf.kept == [b"x" * 1_000]


@pytest.mark.parametrize("file_id", ["F0NOTHING", "somebody else's"])
async def test_what_is_not_there_or_not_theirs_is_none(shelf: Shelf, file_id: str) -> None:
    wanted = shelf.upload(user=CHEN) if file_id == "somebody else's" else file_id
    assert await shelf.bring(wanted) == ("sent", None)
    assert shelf.kept == [None]


@pytest.mark.parametrize(
    ("fault", "method"),
    [
        ("server_error", "files.info"),
        ("drop_answer", "files.info"),
        ("rate_limit", "files.info"),
        ("server_error", "download"),
    ],
)
async def test_after_trouble_it_is_tried_again(shelf: Shelf, fault: str, method: str) -> None:
    shelf.post.sandbox.faults.add(fault, method=method)
    state, _ = await shelf.bring(shelf.upload())
    assert (state, shelf.kept) == ("due", [])
    shelf.post.clock.move_to((await shelf.post.row("a")).due_at)
    await shelf.post.let_pass(timedelta(seconds=2))
    await shelf.post.drain()
    assert ((await shelf.post.row("a")).state, shelf.kept) == ("sent", [CONTENT])


async def test_whoever_died_over_it_has_it_brought_again(shelf: Shelf) -> None:
    await shelf.post.promise("a", shelf.upload(), kind="test.fetch", operation=FETCH)
    await shelf.post.abandon("a")
    await shelf.post.change("a", is_ambiguous=True)
    await shelf.post.drain()
    assert ((await shelf.post.row("a")).state, shelf.kept) == ("sent", [CONTENT])
    assert not shelf.post.sandbox.call_log.of("conversations.history"), "there is nothing to look for"


async def test_they_come_one_at_a_time(shelf: Shelf) -> None:
    for number in range(3):
        await shelf.post.promise(f"{number}", shelf.upload(), kind="test.fetch", operation=FETCH)
    dispatcher = shelf.post.dispatcher(limits=Limits())
    await dispatcher.drain()
    assert len(shelf.kept) < 3
    while len(shelf.kept) < 3:
        shelf.post.clock.move_to(shelf.post.clock.now() + timedelta(seconds=2))
        await dispatcher.drain()
    assert shelf.kept == [CONTENT] * 3


async def test_without_the_right_to_read_files_it_waits_for_it(sqlite_url: str) -> None:
    async with post_office(sqlite_url, without="files:read") as post:
        shelf = Shelf(post)
        post.renderers["test.fetch"] = shelf.show
        assert await shelf.bring(shelf.upload()) == ("due", "missing_scope")
        assert shelf.kept == []


async def test_a_page_to_sign_in_is_no_file(shelf: Shelf) -> None:
    file = shelf.post.sandbox.person(BO).upload("report.txt", b"x")
    stranger = SlackClient(token="xoxb-other", base_url=shelf.post.sandbox.base_url + "/api/")
    await stranger.start()
    with pytest.raises(TransportError, match="another file") as refused:
        await stranger.download(file["url_private_download"], size=1)
    await stranger.close()
    assert not refused.value.permanent


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/files/F1/report.txt",
        "https://slack.com.evil.example/report.txt",
        "https://evilslack.com/report.txt",
        "http://files.slack.com/report.txt",
        "file:///etc/passwd",
        "",
    ],
)
async def test_nobody_but_slack_is_shown_the_token(shelf: Shelf, url: str) -> None:
    with pytest.raises(TransportError, match="not_an_address_of_slack") as refused:
        await shelf.post.client.download(url, size=1)
    assert refused.value.permanent

"""A picture comes to Slack once, before the message that shows it; where it cannot, its words stand in its place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.charts.figures import Bar, Bars, Picture
from bot.delivery import pictures, uploaded
from bot.delivery.limits import Limits
from bot.delivery.models import HOME, PICTURE, UPDATE, UploadedPicture
from bot.delivery.personal import forget_recipient
from bot.delivery.promises import Ahead, Occasion, Promise, Shown
from bot.delivery.sender import Sender
from bot.delivery.uploaded import OldPictures, forget_pictures, pictures_about
from bot.errors import TransportError
from bot.slack.files import Upload
from bot.slack.messages import Message
from bot.slack.pictures import PictureBlock
from bot.slack.pieces import section
from tests.delivery.post import PostOffice, post_office
from tests.office import BO, CHEN

WORDS = "Leads 41 of 42"
RESERVE, COMPLETE, DELETE = "files.getUploadURLExternal", "files.completeUploadExternal", "files.delete"


def block(value: float, *, about: str = BO, slot: str = "") -> PictureBlock:
    return PictureBlock(Picture("en", [Bars("October", [Bar("Leads", value, "41")])]), WORDS, about=about, slot=slot)


async def show(_session: object, occasion: Occasion) -> Shown | None:
    value = float(occasion.payload["text"])
    return Message("Your October", [section("Your October"), block(value, about=occasion.recipient)])


async def show_home(_session: object, occasion: Occasion) -> Shown | None:
    blocks: list[Block] = [block(float(occasion.payload["text"]), slot=f"home:{occasion.recipient}")]
    return View(type="home", blocks=blocks)


async def show_ahead(_session: object, occasion: Occasion) -> Shown | None:
    return Ahead([block(float(occasion.payload["text"]), about=occasion.recipient)])


async def finish_home(_session: object, occasion: Occasion) -> Shown | None:
    value = str(occasion.payload["text"])
    key, user = f"home-{value}", occasion.recipient
    then = Promise(occasion.workspace_id, key, "test.home", user, occasion.now, {"text": value}, operation=HOME)
    return Ahead([block(float(value), about=user, slot=f"home:{user}")], [then])


@asynccontextmanager
async def showing(database_url: str, without: str | None = None) -> AsyncIterator[PostOffice]:
    async with post_office(database_url, without=without) as running:
        running.renderers |= {"test.card": show, "test.home": show_home, "test.strip": finish_home}
        yield running


@pytest.fixture
async def post(sqlite_url: str) -> AsyncIterator[PostOffice]:
    async with showing(sqlite_url) as running:
        yield running


@pytest.fixture
async def on_both(database_url: str) -> AsyncIterator[PostOffice]:
    async with showing(database_url) as running:
        yield running


async def send(post: PostOffice, key: str, value: float = 41, **how: Any) -> None:
    await post.promise(key, str(value), kind="test.card", **how)
    await post.drain()


async def again(post: PostOffice, key: str) -> None:
    post.clock.move_to((await post.row(key)).due_at)
    await post.drain()


def last_block(post: PostOffice, user: str = BO) -> dict[str, Any]:
    return dict(post.messages(user)[-1].blocks[-1])


def calls(post: PostOffice, method: str) -> int:
    return len(post.sandbox.call_log.of(method))


async def rows(post: PostOffice) -> list[UploadedPicture]:
    async with post.database.read() as session:
        return list((await session.exec(select(UploadedPicture))).all())


async def test_a_message_shows_its_picture_with_the_figures_in_words(post: PostOffice) -> None:
    await send(post, "a")
    shown = last_block(post)
    [row] = await rows(post)
    assert (shown["type"], shown["alt_text"], shown["slack_file"]) == ("image", WORDS, {"id": row.file_id})
    file = post.sandbox.core.files.find(row.file_id)
    assert file
    assert file.content
    assert file.content.startswith(b"\x89PNG")
    assert not post.messages()[-1].files, "it is nowhere but in its message"


async def test_the_same_picture_is_uploaded_once_and_another_persons_is_another_file(on_both: PostOffice) -> None:
    post = on_both
    await send(post, "a")
    await send(post, "b")
    assert calls(post, RESERVE) == 1
    await post.promise("c", "41", kind="test.card", operation=UPDATE, updates="a")
    await post.drain()
    assert calls(post, "chat.update") == calls(post, RESERVE) == 1
    await send(post, "d", to=CHEN)
    assert len({each.file_id for each in await rows(post)}) == 2
    assert {each.about for each in await rows(post)} == {BO, CHEN}


async def test_whoever_is_forgotten_while_their_picture_is_on_its_way_leaves_none(
    on_both: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, upload = on_both, Sender.upload_unshared

    async def forgotten_meanwhile(sender: Sender, content: Upload) -> str:
        file_id = await upload(sender, content)
        async with post.database.write() as session:
            await forget_recipient(session, post.workspace_id, BO)
            await forget_pictures(session, post.workspace_id, BO, now=post.clock.now())
        return file_id

    monkeypatch.setattr(Sender, "upload_unshared", forgotten_meanwhile)
    await send(post, "a")
    await post.drain()
    assert (await rows(post), post.seen()) == ([], [])
    assert calls(post, RESERVE) == calls(post, DELETE) == 1


@pytest.mark.parametrize("method", [RESERVE, COMPLETE])
async def test_a_hiccup_of_slack_delays_the_message_and_repeats_nothing(post: PostOffice, method: str) -> None:
    post.sandbox.faults.add("drop_answer", method=method)
    await send(post, "a")
    row = await post.row("a")
    assert (row.state, row.is_ambiguous) == ("due", False), "an upload in doubt is no message in doubt"
    assert post.seen() == []
    await again(post, "a")
    assert last_block(post)["type"] == "image"
    assert len(await rows(post)) == calls(post, "chat.postMessage") == 1


async def test_a_message_does_not_wait_long_for_its_picture(post: PostOffice) -> None:
    post.sandbox.faults.add("server_error", method=RESERVE, times=20)
    await send(post, "a")
    for _ in range(pictures.ATTEMPTS - 1):
        await again(post, "a")
    assert (await post.row("a")).state == "sent"
    assert last_block(post)["elements"][0]["text"] == WORDS


async def test_without_the_right_or_when_it_cannot_be_drawn_its_words_stand_in_its_place(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with showing(sqlite_url, without="files:write") as post:
        await send(post, "a")
        assert (await post.row("a")).state == "sent"
        assert last_block(post)["elements"][0]["text"] == WORDS

        def fail(_picture: Picture) -> bytes:
            raise ValueError("too large")

        monkeypatch.setattr(pictures, "png", fail)
        await send(post, "b", 42)
        assert last_block(post)["elements"][0]["text"] == WORDS
        assert calls(post, RESERVE) == 1, "nothing to upload"


async def test_switched_off_nothing_is_drawn(post: PostOffice) -> None:
    await post.promise("a", "41", kind="test.card")
    dispatcher = post.dispatcher(has_pictures=False)
    while await dispatcher.drain():
        pass
    assert last_block(post)["type"] == "context"
    assert calls(post, RESERVE) == 0


async def test_brought_ahead_it_only_has_to_be_shown(post: PostOffice) -> None:
    """Without patience: what is early may wait for its slot as long as it takes."""
    post.renderers["test.ahead"] = show_ahead
    limits = Limits(messages_per_minute=0, per_minute={RESERVE: 1})
    now = 0.0
    dispatcher = post.dispatcher(limits=limits, elapsed=lambda: now)
    for key in ("41", "42"):
        await post.promise(key, key, kind="test.ahead", operation=PICTURE)
    for _ in range(2):
        while await dispatcher.drain():
            pass
        now += 2 * pictures.PATIENCE_SECONDS
        post.clock.move_to(post.clock.now() + timedelta(minutes=2))
    assert sorted([(await post.row("41")).state, (await post.row("42")).state]) == ["due", "sent"]
    await post.let_pass(timedelta(minutes=2))
    post.clock.move_to(post.clock.now() + timedelta(minutes=2))
    await post.drain()
    assert [calls(post, each) for each in (RESERVE, COMPLETE, "chat.postMessage")] == [2, 2, 0]
    await send(post, "a")
    assert (last_block(post)["type"], calls(post, RESERVE)) == ("image", 2)


async def test_a_file_that_is_gone_is_brought_anew(post: PostOffice) -> None:
    await send(post, "a")
    [gone] = await rows(post)
    post.sandbox.core.files.forget(gone.file_id)
    await send(post, "b")
    for _ in range(2):
        assert (await post.row("b")).state == "due"
        await again(post, "b")
    [new] = await rows(post)
    assert new.file_id != gone.file_id
    assert last_block(post)["slack_file"] == {"id": new.file_id}
    post.clock.move_to(post.clock.now() + timedelta(minutes=11))
    await post.drain()
    assert calls(post, DELETE) == 1, "perhaps it was there: nothing about anybody is lost track of"


async def test_who_dies_after_the_upload_leaves_it_for_the_next(post: PostOffice) -> None:
    """Between the upload and the message: `kill -9` leaves the row of the picture and nothing of the message."""
    post.sandbox.faults.add("server_error", method="chat.postMessage")
    await post.promise("a", "41", kind="test.card")
    await post.drain()
    await post.abandon("a")
    await again(post, "a")
    assert last_block(post)["type"] == "image"
    assert calls(post, RESERVE) == 1


async def test_home_keeps_the_latest_picture_only(on_both: PostOffice) -> None:
    post = on_both
    await post.open_home(BO)
    for value in ("41", "42"):
        await post.promise(f"strip-{value}", value, kind="test.strip", operation=PICTURE)
        for _ in range(2):
            await post.drain()
    [latest] = await rows(post)
    assert calls(post, "views.publish") == 2
    assert calls(post, DELETE) == 0, "what is shown is not taken away before it has been replaced"
    post.clock.move_to(post.clock.now() + timedelta(minutes=11))
    await post.drain()
    assert calls(post, DELETE) == 1
    assert post.sandbox.core.files.find(latest.file_id)


async def test_a_home_that_is_refreshed_uploads_nothing(post: PostOffice) -> None:
    """A month that comes out refreshes the Homes of everybody who has ever opened theirs."""
    await post.open_home(BO)
    await post.promise("home", "41", kind="test.home", operation=HOME)
    await post.drain()
    assert (calls(post, "views.publish"), calls(post, RESERVE)) == (1, 0)


async def test_what_was_replaced_while_it_was_kept_is_brought_again(
    post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process has kept the same picture, and one of the same slot after it."""
    await send(post, "a")
    [kept] = await rows(post)

    async def gone(*_about: object) -> dict[str, str]:
        return {}

    monkeypatch.setattr(uploaded, "file_ids", gone)
    async with post.database.write() as session:
        with pytest.raises(TransportError):
            await uploaded.keep(session, UploadedPicture(**kept.model_dump(exclude={"id", "file_id"}), file_id="F2"))


async def test_who_is_forgotten_is_so_at_slack_too(on_both: PostOffice) -> None:
    post = on_both
    await send(post, "a")
    await send(post, "b", to=CHEN)
    [bo] = [each for each in await rows(post) if each.about == BO]
    async with post.database.write() as session:
        [told] = await pictures_about(session, post.workspace_id, BO)
        await forget_pictures(session, post.workspace_id, BO, now=post.clock.now())
    assert told["file_id"] == bo.file_id
    post.sandbox.faults.add("drop_answer", method=DELETE)
    await post.drain()
    await again(post, f"discard:{bo.file_id}")
    assert (await post.row(f"discard:{bo.file_id}")).state == "sent", "a file that is gone is gone"
    assert post.sandbox.core.files.find(bo.file_id) is None
    assert [each.about for each in await rows(post)] == [CHEN]


async def test_pictures_of_old_cards_go(on_both: PostOffice) -> None:
    post = on_both
    await send(post, "a")
    [old] = await rows(post)
    today = post.clock.now().date()
    async with post.database.write() as session:
        assert await _gone(session, OldPictures(post.workspace_id, today)) == (0, 0)
        assert await _gone(session, OldPictures(post.workspace_id, today + timedelta(days=1))) == (1, 1)
    await again(post, f"discard:{old.file_id}")
    assert (await rows(post), calls(post, DELETE)) == ([], 1)


async def _gone(session: AsyncSession, old: OldPictures) -> tuple[int, int]:
    return await old.count(session), await old.batch(session)


async def test_uploads_keep_to_slacks_limits_and_a_message_waits_two_minutes_at_most(
    post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, draw, now = list[Picture](), pictures.png, 0.0

    def png(picture: Picture) -> bytes:
        drawn.append(picture)
        return draw(picture)

    monkeypatch.setattr(pictures, "png", png)
    limits = Limits(messages_per_minute=0, per_minute={RESERVE: 1})
    dispatcher = post.dispatcher(limits=limits, elapsed=lambda: now)
    for key, value in (("a", "41"), ("b", "42")):
        await post.promise(key, value, kind="test.card", to=BO if key == "a" else CHEN)
    while await dispatcher.drain():
        pass
    assert sorted([(await post.row("a")).state, (await post.row("b")).state]) == ["due", "sent"]
    now = pictures.PATIENCE_SECONDS + 1.0
    post.clock.move_to(post.clock.now() + timedelta(minutes=2))
    while await dispatcher.drain():
        pass
    assert {(await post.row(each)).state for each in "ab"} == {"sent"}
    assert {last_block(post, BO)["type"], last_block(post, CHEN)["type"]} == {"image", "context"}
    assert calls(post, RESERVE) == len(drawn) == 1, "nothing is drawn before there is a slot for it"

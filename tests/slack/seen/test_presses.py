"""A double click is one click; whoever presses again later means it."""

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.messages import Message
from tests.office import ANA, BO, GROWTH_CHANNEL
from tests.slack.corner import Corner
from tests.slack.seen.again import buttons, desk_at, later, refusal
from tests.slack.wire import Wire


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


async def posted(at: Corner) -> Message:
    await at.client.call("chat.postMessage", channel=GROWTH_CHANNEL, text="a", blocks=buttons())
    return at.person(BO).messages("#growth")[-1]


async def test_a_double_click_is_done_once(database_url: str) -> None:
    async with desk_at(database_url) as (_, at):
        message, bo = await posted(at), at.person(BO)
        both = await asyncio.gather(bo.click(message, "test.go"), bo.click(message, "test.go"))
        assert all(done.ok for done in both)
        assert await at.kept() == ["1 test.go 1"]


async def test_a_double_click_opens_one_window(database_url: str) -> None:
    async with desk_at(database_url) as (_, at):
        message, bo = await posted(at), at.person(BO)
        assert (await bo.click(message, "test.open")).ok
        assert (await bo.click(message, "test.open")).ok
        assert len(at.sandbox.call_log.of("views.open")) == 1
        assert len(bo.views) == 1


async def test_who_presses_again_after_three_seconds_means_it(database_url: str) -> None:
    async with desk_at(database_url) as (_, at):
        message, bo = await posted(at), at.person(BO)
        await bo.click(message, "test.go")
        await later(at.database, timedelta(seconds=3))
        await bo.click(message, "test.go")
        await bo.click(message, "test.go")
        assert await at.kept() == ["1 test.go 1", "2 test.go 1"]


async def test_two_people_press_the_same_button(database_url: str) -> None:
    async with desk_at(database_url) as (_, at):
        message = await posted(at)
        await asyncio.gather(*(at.person(user).click(message, "test.go") for user in (BO, ANA)))
        assert len(await at.kept()) == 2


async def test_the_same_button_of_another_message_or_after_a_change_is_another(sqlite_url: str) -> None:
    async with desk_at(sqlite_url) as (_, at):
        first, second, bo = await posted(at), await posted(at), at.person(BO)
        for message in (first, second):
            await bo.click(message, "test.go")
        await at.client.call("chat.update", channel=GROWTH_CHANNEL, ts=first.ts, text="b", blocks=buttons())
        await bo.click(first, "test.go")
        assert len(await at.kept()) == 3


async def test_every_choice_from_a_menu_counts_even_the_first_one_again(sqlite_url: str) -> None:
    async with desk_at(sqlite_url) as (_, at):
        message, bo = await posted(at), at.person(BO)
        for value in ("a", "b", "a"):
            await bo.click(message, "test.pick", value=value)
        assert await at.kept() == ["1 test.pick a", "2 test.pick b", "3 test.pick a"]


async def test_a_menu_entry_that_comes_twice_on_the_way_counts_once(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await at.person(BO).click(await posted(at), "test.pick", value="a")
        await later(at.database, timedelta(minutes=50))
        assert (await wire.again()).failure is None
        assert await at.kept() == ["1 test.pick a"]


async def test_a_refused_press_may_be_tried_again_at_once(sqlite_url: str) -> None:
    async with desk_at(sqlite_url) as (desk, at):
        message, bo = await posted(at), at.person(BO)
        desk.troubles.append(refusal())
        await bo.click(message, "test.go")
        assert "There is no topic" in bo.messages("#growth")[-1].text
        await bo.click(message, "test.go")
        assert await at.kept() == ["2 test.go 1"]


async def test_a_press_without_ids_is_taken_for_what_it_is(sqlite_url: str, wire: Wire) -> None:
    async with desk_at(sqlite_url) as (_, at):
        await at.person(BO).click(await posted(at), "test.go")
        for _ in range(2):
            assert (await wire.again(trigger_id=None, container=None)).failure is None
        assert len(await at.kept()) == 3


async def test_a_shortcut_that_comes_twice_opens_one_window(sqlite_url: str, wire: Wire) -> None:
    async with desk_at(sqlite_url) as (_, at):
        assert (await at.person(BO).shortcut("metrics.checkin_shortcut")).ok
        assert (await wire.again()).failure is None
        assert len(at.sandbox.call_log.of("views.open")) == 1
        assert await at.kept() == ["1 open"]

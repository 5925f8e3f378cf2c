"""A command that comes twice on the way is carried out once, and whoever sent it is told."""

import asyncio
from datetime import timedelta

import pytest

from bot.i18n.translator import translator
from tests.office import BO, CHEN
from tests.slack.seen.again import desk_at, later, refusal, seen
from tests.slack.wire import Wire


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


@pytest.mark.parametrize(("user", "language"), [(BO, "en"), (CHEN, "zh-CN")])
async def test_the_copy_changes_nothing_and_says_so(database_url: str, wire: Wire, user: str, language: str) -> None:
    async with desk_at(database_url) as (_, at):
        assert (await at.person(user).command("/checkin leads 42")).message is None
        copy = await wire.again()
        assert copy.body["text"] == translator(language)("edge-repeated")
        assert await at.kept() == ["1 leads 42"]
        assert len(at.commits) == 1


async def test_copies_at_the_same_moment_count_once(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await at.person(BO).command("/checkin leads 42")
        acks = await asyncio.gather(*(wire.again(trigger_id="1.2.three", text="leads 43") for _ in range(5)))
        assert sorted(bool(ack.body) for ack in acks) == [False] + [True] * 4
        assert len(await at.kept()) == 2


async def test_what_is_typed_again_is_another_command(database_url: str) -> None:
    async with desk_at(database_url) as (_, at):
        for _ in range(2):
            assert (await at.person(BO).command("/checkin leads 42")).message is None
        assert await at.kept() == ["1 leads 42", "2 leads 42"]


async def test_help_asks_the_database_nothing_and_writes_nothing(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (desk, at):
        for ack in (await at.person(BO).command("/perf help"), await at.person(BO).command("/perf help")):
            assert ack.message
        assert (await wire.again()).body["text"] == "help"
        assert await seen(at.database) == []
        assert desk.count == 3


async def test_a_refused_command_leaves_no_key(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (desk, at):
        desk.troubles.append(refusal())
        assert (await at.person(BO).command("/checkin leads 42")).message
        assert await seen(at.database) == []
        assert (await wire.again()).body == {}
        assert await at.kept() == ["2 leads 42"]


async def test_a_copy_that_would_be_refused_because_the_first_was_done_is_told_kindly(
    database_url: str, wire: Wire
) -> None:
    async with desk_at(database_url) as (desk, at):
        await at.person(BO).command("/checkin leads 42")
        desk.troubles.append(refusal())
        assert (await wire.again()).body["text"] == translator("en")("edge-repeated")
        assert await at.kept() == ["1 leads 42"]


async def test_a_command_is_remembered_for_an_hour(sqlite_url: str, wire: Wire) -> None:
    async with desk_at(sqlite_url) as (_, at):
        await at.person(BO).command("/checkin leads 42")
        await later(at.database, timedelta(minutes=59))
        await wire.again()
        assert len(await at.kept()) == 1
        await later(at.database, timedelta(minutes=2))
        await wire.again()
        assert len(await at.kept()) == 2


async def test_a_socket_that_connects_again_brings_a_command_twice(sqlite_url: str, wire: Wire) -> None:
    async with desk_at(sqlite_url, transport="socket") as (_, at):
        await at.person(BO).command("/checkin leads 42")
        assert (await wire.again()).body["text"] == translator("en")("edge-repeated")
        assert await at.kept() == ["1 leads 42"]

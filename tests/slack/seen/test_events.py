"""Slack sends an event until it is acknowledged, sometimes although it was."""

import asyncio
from datetime import timedelta

import pytest

from tests.office import BO
from tests.slack.seen.again import desk_at, later, refusal, seen
from tests.slack.wire import Wire


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


async def test_an_event_that_comes_again_is_acknowledged_and_nothing_else(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await at.person(BO).open_home()
        for number in (1, 2, 3):
            assert (await wire.again(retry_num=number)).failure is None
        assert await at.kept() == ["1 app_home_opened"]
        assert len(at.sandbox.call_log.of("views.publish")) == 1
        await at.person(BO).open_home()
        assert await at.kept() == ["1 app_home_opened", "2 app_home_opened"], "the next one is another event"


async def test_news_about_people_who_are_no_members_yet_count_once_too(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await at.person(BO).open_home()
        event = {"type": "team_join", "user": {"id": "U0NEW", "name": "new"}}
        answers = await asyncio.gather(*(wire.again(event=event, event_id="Ev0NEW") for _ in range(4)))
        assert all(answer.failure is None for answer in answers)
        assert [each.split()[1] for each in await at.kept()] == ["app_home_opened", "team_join"]


async def test_copies_at_the_same_moment_count_once(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await at.person(BO).open_home()
        await asyncio.gather(*(wire.again(event_id="Ev0SAME", retry_num=number) for number in range(6)))
        assert len(await at.kept()) == 2


async def test_a_retry_after_a_day_is_known_and_one_after_two_is_not(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (_, at):
        await at.person(BO).open_home()
        await later(at.database, timedelta(hours=24))
        await wire.again(retry_num=3)
        assert len(await at.kept()) == 1
        await later(at.database, timedelta(hours=2))
        await wire.again(retry_num=3)
        assert len(await at.kept()) == 2


async def test_an_event_that_the_database_kept_from_being_done_is_wanted_again(database_url: str, wire: Wire) -> None:
    async with desk_at(database_url) as (desk, at):
        await at.person(BO).open_home()
        desk.troubles.append(OSError("away"))
        assert (await wire.again(event_id="Ev0AWAY")).failure, "so that Slack sends it again"
        assert len(await at.kept()) == 1
        assert (await wire.again(event_id="Ev0AWAY", retry_num=1)).failure is None
        assert (await wire.again(event_id="Ev0AWAY", retry_num=2)).failure is None
        assert await at.kept() == ["1 app_home_opened", "3 app_home_opened"]


@pytest.mark.parametrize("trouble", [refusal(), KeyError("a bug")])
async def test_an_event_that_was_rolled_back_leaves_no_key(sqlite_url: str, wire: Wire, trouble: Exception) -> None:
    async with desk_at(sqlite_url) as (desk, at):
        desk.troubles.append(trouble)
        await at.person(BO).open_home()
        assert await seen(at.database) == []
        await wire.again(retry_num=1)
        assert await at.kept() == ["2 app_home_opened"]


async def test_events_without_an_id_are_all_taken(sqlite_url: str, wire: Wire) -> None:
    async with desk_at(sqlite_url) as (_, at):
        await at.person(BO).open_home()
        for _ in range(2):
            await wire.again(event_id=None)
        assert len(await at.kept()) == 3


async def test_a_strangers_event_is_refused_as_before(sqlite_url: str, wire: Wire) -> None:
    async with desk_at(sqlite_url) as (_, at):
        await at.person(BO).open_home()
        stranger = {"type": "app_home_opened", "user": "U0NOBODY", "tab": "home"}
        assert (await wire.again(event=stranger, event_id="Ev0NOBODY")).failure is None
        assert await seen(at.database) == ["event"]
        assert len(await at.kept()) == 1

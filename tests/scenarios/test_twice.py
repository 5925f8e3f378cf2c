"""What happens to people when a request of theirs reaches Evenhand twice, be it one process or two replicas."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.app import assembled, web_of
from bot.features.metrics.models import Entry
from bot.features.people import service as people
from bot.features.people.models import Member
from bot.features.schemes.service import assign
from bot.sandbox.http_push import HttpPush
from bot.sandbox.messages import Message
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.office import ANA, BO, CHEN, MEMBERS_CSV, WEDNESDAY, Office, office
from tests.patience import PATIENCE_SECONDS
from tests.scenarios.audited import words
from tests.slack.seen.again import later
from tests.slack.wire import Wire

BO_ASKED = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
THREE_SECONDS = timedelta(seconds=3)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


@pytest.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with growth(database_url) as opened:
        yield opened


@asynccontextmanager
async def growth(database_url: str) -> AsyncIterator[Office]:
    """Everybody in their teams, at work."""
    async with office(database_url) as opened:
        workspace_id = opened.parts.workspace_id
        async with opened.parts.database.write() as session:
            rows, unread = people.read_member_rows(MEMBERS_CSV)
            await people.import_rows(session, workspace_id, rows, unread, WEDNESDAY.date())
            for team in await people.teams(session, workspace_id):
                await assign(session, workspace_id, team.key, "promotion", now=WEDNESDAY)
        assert await opened.parts.upkeep.keep_schedules()
        yield opened


async def prompt_of(at: Office, user: str) -> Message:
    await at.move_to(BO_ASKED)
    return next(each for each in at.person(user).messages() if "figures" in each.text)


def member(at: Office, user: str) -> tuple[Any, Any]:
    return Member.workspace_id == at.parts.workspace_id, Member.slack_user == user


async def entries(at: Office, user: str) -> list[tuple[str, float, int]]:
    """Figure, value and revision of everything the member has told."""
    known = select(Entry).join(Member, col(Member.id) == Entry.member_id)
    found = known.where(*member(at, user)).order_by(col(Entry.id))
    async with at.parts.database.read() as session:
        return [(each.figure, float(each.value), each.revision) for each in (await session.exec(found)).all()]


def opened_windows(at: Office) -> int:
    return len(at.sandbox.call_log.of("views.open"))


async def test_a_double_click_under_a_prompt_opens_one_form_and_a_later_press_another(at: Office) -> None:
    prompt, bo = await prompt_of(at, BO), at.person(BO)
    await asyncio.gather(*(bo.click(prompt, "metrics.open_checkin") for _ in range(2)))
    assert opened_windows(at) == 1
    await later(at.parts.database, THREE_SECONDS)
    await bo.click(prompt, "metrics.open_checkin")
    assert opened_windows(at) == 2


async def test_a_prompt_that_is_put_off_twice_on_the_way_comes_back_once(at: Office, wire: Wire) -> None:
    prompt, bo = await prompt_of(at, BO), at.person(BO)
    assert (await bo.click(prompt, "prompts.put_off", value="hour|2026-11-18")).ok
    answers = len(bo.messages())
    await asyncio.gather(*(wire.again() for _ in range(3)))
    assert len(bo.messages()) == answers, "told once"
    await at.move_to(BO_ASKED + timedelta(minutes=61))
    asked = [each for each in bo.messages() if "Wednesday’s figures" in words(each.blocks) and not each.is_ephemeral]
    assert len(asked) == 2


async def test_every_button_of_home_opens_one_window_for_a_double_click(at: Office) -> None:
    ana = at.person(ANA)
    home = await ana.open_home()
    assert home
    pressed = [
        element["action_id"]
        for block in home.blocks
        for element in [*block.get("elements", []), block.get("accessory") or {}]
        if element.get("type") == "button"
        and not element.get("url")
        and not element["action_id"].startswith("home.tour")
    ]
    assert {"metrics.open_checkin", "home.open_admin"} <= set(pressed)
    for count, action_id in enumerate(pressed, start=1):
        await asyncio.gather(*(ana.click(home, action_id) for _ in range(2)))
        assert opened_windows(at) == count, action_id


async def test_a_check_in_whose_answer_was_lost_is_kept_once_and_says_so(at: Office, wire: Wire) -> None:
    bo = at.person(BO)
    await bo.command("/checkin")
    values = figures(bo.view, "58")
    wire.loses_answers = True
    assert not (await bo.submit(values=values)).ok
    kept = await entries(at, BO)
    assert kept
    wire.loses_answers = False
    assert (await bo.submit(values=values)).ok
    assert "arrived after all" in str(bo.view.blocks)
    assert await entries(at, BO) == kept
    await at.settle()
    assert len([each for each in bo.messages() if not each.is_ephemeral]) <= 1, "one confirmation at most"


def figures(view: Any, value: str) -> dict[str, str]:
    """The first figure of a check-in."""
    field = next(block["block_id"] for block in view.blocks if block["block_id"].startswith("figure:"))
    return {field: value}


async def test_a_refused_check_in_is_taken_once_it_is_right(at: Office) -> None:
    bo = at.person(BO)
    await bo.command("/checkin")
    assert (await bo.submit(values=figures(bo.view, "many"))).errors
    assert (await bo.submit(values=figures(bo.view, "many"))).errors
    assert (await bo.submit(values=figures(bo.view, "58"))).ok
    assert [value for _, value, _ in await entries(at, BO)] == [58.0]


async def test_a_command_that_arrives_twice_is_one_entry_and_a_kind_word(at: Office, wire: Wire) -> None:
    assert "58" in str((await at.person(CHEN).command("/checkin mql 58")).message)
    assert "两次" in (await wire.again()).body["text"]
    assert len(await entries(at, CHEN)) == 1
    await at.person(CHEN).command("/perf away 2026-11-23..2026-11-25")
    assert "两次" in (await wire.again()).body["text"], "not that these days are taken"


async def test_a_new_colleague_of_whom_slack_tells_three_times(at: Office, wire: Wire) -> None:
    await at.person(BO).open_home()
    user = {"id": "U0NEW", "name": "nia", "real_name": "Nia", "tz": "Europe/Berlin", "profile": {}}
    joined = {"type": "team_join", "user": user}
    await asyncio.gather(*(wire.again(event=joined, event_id="Ev0NEW", retry_num=number) for number in range(3)))
    async with at.parts.database.read() as session:
        assert len((await session.exec(select(Member).where(*member(at, "U0NEW")))).all()) == 1


async def test_an_earlier_state_that_slack_repeats_late_does_not_come_back(at: Office, wire: Wire) -> None:
    """Two changes of an account; the retry of the first arrives after the second."""
    await at.person(BO).open_home()

    async def renamed(name: str, event_id: str) -> None:
        user = {"id": BO, "name": "bo", "real_name": name, "tz": "Europe/Berlin", "profile": {}}
        await wire.again(event={"type": "user_change", "user": user}, event_id=event_id)

    for name, event_id in (("Bo Berg", "Ev1"), ("Bo Lindgren-Berg", "Ev2"), ("Bo Berg", "Ev1")):
        await renamed(name, event_id)
    async with at.parts.database.read() as session:
        (name,) = (await session.exec(select(Member.name).where(*member(at, BO)))).all()
    assert name == "Bo Lindgren-Berg"


@asynccontextmanager
async def second_replica(at: Office) -> AsyncIterator[HttpPush]:
    """Another process's parts on the same database, and the way to them."""
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(assembled(at.parts.settings, at.clock))
        url = await stack.enter_async_context(served_locally(web_of(parts)))
        push = HttpPush(url + EVENTS_PATH, signing_secret=at.sandbox.signing_secret, ack_seconds=PATIENCE_SECONDS)
        stack.push_async_callback(push.close)
        yield push


async def test_a_balancer_sends_every_request_to_both_replicas(postgres_url: str, wire: Wire) -> None:
    async with growth(postgres_url) as at, second_replica(at) as other:
        bo = at.person(BO)
        home = await bo.open_home()
        assert home
        wire.also_to = other
        for number in range(1, 6):
            await bo.command(f"/checkin mql {number} 2026-11-0{number}")
            told = ["reached me twice" in str(answer.body) for answer in wire.answers]
            assert sorted(told) == [False, True]
        assert len(await entries(at, BO)) == 5
        assert (await bo.click(home, "metrics.open_checkin")).ok
        assert [answer.body for answer in wire.answers] == [{}, {}]
        assert opened_windows(at) == 1
        await bo.submit(values=figures(bo.view, "58"))
        assert sorted(str(answer.body["response_action"]) for answer in wire.answers) == ["clear", "update"]
        assert len(await entries(at, BO)) == 6


async def test_the_two_presses_of_a_double_click_reach_different_replicas(postgres_url: str, wire: Wire) -> None:
    async with growth(postgres_url) as at, second_replica(at) as other:
        bo = at.person(BO)
        home = await bo.open_home()
        assert home
        wire.turns_with = other
        for count in range(1, 4):
            await asyncio.gather(*(bo.click(home, "metrics.open_checkin") for _ in range(2)))
            assert opened_windows(at) == count
            await later(at.parts.database, THREE_SECONDS)

"""Two processes of one workspace on one PostgreSQL, as behind a balancer or with a socket each: nobody can tell."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from sqlmodel import select

from bot.app import Parts, assembled, running, web_of
from bot.features.metrics.models import Entry
from bot.sandbox.person import Person
from bot.web.application import EVENTS_PATH
from bot.web.server import served_locally
from tests.office import BO, CHEN, FINN, Office, office
from tests.test_app import seat
from tests.test_run import until


@asynccontextmanager
async def another(at: Office) -> AsyncIterator[Parts]:
    """One more process for the same workspace."""
    async with assembled(at.parts.settings, at.clock) as parts:
        yield parts


def fields(person: Person) -> list[str]:
    blocks = person.view.content["blocks"]
    return [each["block_id"] for each in blocks if each["type"] == "input" and "figure:" in each["block_id"]]


async def check_in(person: Person, value: str = "3") -> None:
    assert (await person.command("/checkin")).ok
    assert (await person.submit(values=dict.fromkeys(fields(person), value))).ok


async def entries(at: Office) -> int:
    async with at.parts.database.read() as session:
        return len((await session.exec(select(Entry.id).where(Entry.workspace_id == at.parts.workspace_id))).all())


async def test_a_form_opened_at_one_is_saved_at_the_other(postgres_url: str) -> None:
    async with office(postgres_url) as at, another(at) as second, AsyncExitStack() as served:
        await seat(at)
        urls = [await served.enter_async_context(served_locally(web_of(parts))) for parts in (at.parts, second)]
        chen = at.person(CHEN)
        at.sandbox.connect_http(urls[0] + EVENTS_PATH)
        assert (await chen.command("/checkin")).ok
        at.sandbox.connect_http(urls[1] + EVENTS_PATH)
        done = await chen.submit(values=dict.fromkeys(fields(chen), "7"))
        assert done.ok
        assert done.response_action == "clear"
        await at.settle()
        assert [message.text[:3] for message in chen.messages()] == ["✓ 已"]
        at.sandbox.connect_http(urls[0] + EVENTS_PATH)
        again = await chen.command("/checkin leads 7")
        assert again.message
        assert again.message.text.startswith("此前已记录"), "the one knows what the other noted"


async def test_each_has_a_socket_and_slack_uses_both(postgres_url: str) -> None:
    async with office(postgres_url, transport="socket") as at, another(at) as second:
        await seat(at)
        async with running(second):
            await until(lambda: at.sandbox.open_sockets == 2)
            for user in (BO, CHEN, FINN):
                await check_in(at.person(user))
            await until(lambda: all(len(at.person(user).messages()) == 1 for user in (BO, CHEN, FINN)))
        await until(lambda: at.sandbox.open_sockets == 1)
        assert (await at.person(BO).command("/perf help")).ok, "one is enough"
    assert at.sandbox.open_sockets == 0


async def test_sockets_that_slack_renews_come_back(postgres_url: str) -> None:
    # What is sent down a socket that is just being given up is never answered: Slack does not wait long either.
    async with office(postgres_url, transport="socket", ack_seconds=10) as at, another(at) as second:
        await seat(at)
        async with running(second):
            await until(lambda: at.sandbox.open_sockets == 2)
            await at.sandbox.disconnect_sockets()
            await until(lambda: at.sandbox.open_sockets == 2)
            while not (await at.person(BO).command("/perf help")).ok:
                await until(lambda: at.sandbox.open_sockets == 2)
            await check_in(at.person(BO))
            assert await entries(at) == len(("uv", "leads", "mql", "cost"))


@pytest.mark.parametrize("kind", ["http", "socket"])
async def test_both_go_on_sending_and_nobody_gets_a_prompt_twice(postgres_url: str, kind: str) -> None:
    async with office(postgres_url, transport=kind, tick_seconds=0.05) as at, another(at) as second:
        await seat(at)
        async with running(at.parts), running(second):
            at.clock.move_to(at.clock.now().replace(hour=16))
            people = (BO, FINN)
            await until(lambda: all(at.person(user).messages() for user in people))
        assert [len(at.person(user).messages()) for user in people] == [1, 1]

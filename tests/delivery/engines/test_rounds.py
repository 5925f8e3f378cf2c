"""One process sends: when it is woken, when time has passed, and no more once it is to stop."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery.dispatcher import AT_ONCE, Dispatcher
from bot.delivery.engines.rounds import Rounds
from bot.delivery.limits import Limits
from tests.delivery.engines.rounds_going import going, until
from tests.delivery.post import PostOffice, opened, post_office
from tests.office import BO

AN_HOUR = 3600.0


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


async def test_whoever_promises_wakes_it(post: PostOffice) -> None:
    async with going(Rounds(post.dispatcher(), AN_HOUR)) as engine:
        await post.promise("a")
        engine.wake()
        await until(lambda: post.seen() == ["hello"])


async def test_what_nobody_spoke_of_is_found_by_its_sweep(post: PostOffice) -> None:
    async with going(Rounds(post.dispatcher(), 0.05)):
        await post.promise("a")
        await until(lambda: post.seen() == ["hello"])


async def test_what_waits_for_a_slot_is_not_left_until_the_sweep(post: PostOffice) -> None:
    async with going(Rounds(post.dispatcher(limits=Limits()), AN_HOUR)) as engine:
        await post.promise("a", "first")
        await post.promise("b", "second")
        engine.wake()
        await until(lambda: len(post.seen()) == 1)
        await post.change("b" if post.seen() == ["first"] else "a", due_at=post.clock.now())
        await until(lambda: sorted(post.seen()) == ["first", "second"])


async def test_a_round_that_is_asked_for_is_over_when_it_returns(post: PostOffice) -> None:
    rounds = Rounds(post.dispatcher(), AN_HOUR)
    async with going(rounds):
        await post.promise("a")
        await asyncio.gather(*(rounds.go_round() for _ in range(5)))
        assert post.seen() == ["hello"]


async def test_a_database_that_is_away_ends_a_round_but_not_the_rounds(
    post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_self: Dispatcher) -> int:
        raise OperationalError("SELECT 1", None, ConnectionRefusedError())

    rounds = Rounds(post.dispatcher(), 0.05)
    await post.promise("a")
    with monkeypatch.context() as outage:
        outage.setattr(Dispatcher, "drain", away)
        async with going(rounds):
            await rounds.go_round()
            assert post.seen() == []
            outage.undo()
            await until(lambda: post.seen() == ["hello"])


async def test_nobody_who_asked_waits_for_rounds_that_have_ended(post: PostOffice) -> None:
    rounds = Rounds(post.dispatcher(), AN_HOUR)
    async with going(rounds):
        asking = asyncio.create_task(rounds.go_round())
        await asyncio.sleep(0)
        rounds.stop()
        await asyncio.wait_for(asking, 5)
    await asyncio.wait_for(rounds.go_round(), 5)


async def test_at_the_end_what_has_only_been_taken_is_given_back(post: PostOffice) -> None:
    for number in range(AT_ONCE + 12):
        await post.promise(f"n{number}")
    post.sandbox.faults.add("slow", method="chat.postMessage", seconds=0.3, times=AT_ONCE)
    rounds = Rounds(post.dispatcher(), AN_HOUR)
    async with going(rounds) as engine:
        engine.wake()
        await until(lambda: any(call.method == "chat.postMessage" for call in post.sandbox.call_log))
    rows = [await post.row(f"n{number}") for number in range(AT_ONCE + 12)]
    assert {row.state for row in rows} == {"sent", "due"}
    left = [row for row in rows if row.state == "due"]
    assert len(left) >= 12
    assert {(row.attempts, row.is_ambiguous, row.token) for row in left} == {(0, False, None)}
    assert len(post.seen(BO)) == len(rows) - len(left)
    await post.drain()
    assert len(post.seen(BO)) == len(rows)


async def test_another_process_sends_what_was_given_back(post: PostOffice, database_url: str) -> None:
    dispatcher = post.dispatcher()
    dispatcher.stop()
    await post.promise("a")
    await dispatcher.drain()
    assert post.seen() == []
    other = opened(database_url)
    assert await post.dispatcher(other).drain() == 1
    await other.close()
    assert post.seen() == ["hello"]

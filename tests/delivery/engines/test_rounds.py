"""One process sends: when it is woken, when time has passed, and no more once it is to stop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery.dispatcher import AT_ONCE, Dispatcher
from bot.delivery.engines.rounds import Rounds
from bot.delivery.limits import Limits
from bot.delivery.models import Delivery
from bot.delivery.sender import Place, Sender
from tests.databases import opened
from tests.delivery.engines.rounds_going import going, until
from tests.delivery.post import PostOffice, post_office
from tests.patience import PATIENCE_SECONDS

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
        outage.setattr(Dispatcher, "step", away)
        async with going(rounds):
            await rounds.go_round()
            assert post.seen() == []
            outage.undo()
            await until(lambda: post.seen() == ["hello"])


async def test_a_round_that_breaks_down_is_not_the_last(post: PostOffice) -> None:
    """Slack answers with something that nobody has thought of."""

    class Puzzled(Sender):
        async def find_posted(self, delivery: Delivery, *, thread: Place | None = None) -> Place | None:
            has_asked.set()
            raise KeyError("messages")

    has_asked = asyncio.Event()
    await post.promise("a", "perhaps")
    await post.change("a", is_ambiguous=True)
    async with going(Rounds(post.dispatcher(sender=Puzzled(post.client)), 0.05)):
        await asyncio.wait_for(has_asked.wait(), PATIENCE_SECONDS)
        await post.promise("b", "certainly")
        await until(lambda: post.seen() == ["certainly"])


async def test_at_the_end_nobody_is_cut_off_because_another_ones_round_was(post: PostOffice) -> None:
    class Slow(Sender):
        async def find_posted(self, delivery: Delivery, *, thread: Place | None = None) -> Place | None:
            rounds.stop()
            raise OperationalError("SELECT 1", None, ConnectionRefusedError())

        async def send(self, *arguments: Any, **options: Any) -> Place:
            for _ in range(100):
                await asyncio.sleep(0.005)
            return await super().send(*arguments, **options)

    rounds = Rounds(post.dispatcher(sender=Slow(post.client)), AN_HOUR)
    for number in range(AT_ONCE - 1):
        await post.promise(f"n{number}")
    await post.promise("a")
    await post.change("a", is_ambiguous=True)
    rounds.wake()
    await asyncio.wait_for(rounds.run(), PATIENCE_SECONDS)
    rows = [await post.row(f"n{number}") for number in range(AT_ONCE - 1)]
    assert {row.state for row in rows} <= {"sent", "due"}
    assert len(post.seen()) == sum(row.state == "sent" for row in rows) > 0


async def test_nobody_who_asked_waits_for_rounds_that_have_ended(post: PostOffice) -> None:
    rounds = Rounds(post.dispatcher(), AN_HOUR)
    async with going(rounds):
        asking = asyncio.create_task(rounds.go_round())
        await asyncio.sleep(0)
        rounds.stop()
        await asyncio.wait_for(asking, PATIENCE_SECONDS)
    await asyncio.wait_for(rounds.go_round(), PATIENCE_SECONDS)


class StoppedByItsFirst(Sender):
    """The end comes while the first messages are on their way."""

    stop: Callable[[], None]

    async def send(self, *arguments: Any, **options: Any) -> Place:
        self.stop()
        return await super().send(*arguments, **options)


async def test_at_the_end_what_has_only_been_taken_is_given_back(post: PostOffice) -> None:
    keys = [f"n{number}" for number in range(AT_ONCE + 12)]
    for key in keys:
        await post.promise(key)
    sender = StoppedByItsFirst(post.client)
    rounds = Rounds(post.dispatcher(sender=sender), AN_HOUR)
    sender.stop = rounds.stop
    rounds.wake()
    await asyncio.wait_for(rounds.run(), PATIENCE_SECONDS)
    rows = [await post.row(key) for key in keys]
    left = [row for row in rows if row.state == "due"]
    assert len(left) == 12
    assert {(row.attempts, row.is_ambiguous, row.token) for row in left} == {(0, False, None)}
    assert len(post.seen()) == AT_ONCE
    await post.drain()
    assert len(post.seen()) == len(keys)


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

"""Slack's limits and the lease, as the dispatcher keeps them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.models.blocks import DividerBlock, SectionBlock
from slack_sdk.models.views import View
from sqlmodel import select

from bot.clock import SystemClock
from bot.delivery.engines.rounds import Rounds
from bot.delivery.lease import TooLate
from bot.delivery.limits import METHODS, SECOND_US, Bucket, Limits, channel_bucket
from bot.delivery.models import HOME, POST, UPDATE, Delivery, RateBucket
from bot.delivery.promises import Occasion, Promise, Shown, promise
from bot.delivery.sender import Place, Sender
from bot.slack.client import guarded
from bot.slack.messages import Message
from tests.databases import opened
from tests.delivery.engines.rounds_going import going, until
from tests.delivery.post import KIND, PostOffice, post_office, show_text
from tests.office import BO, CHEN, DEE, EVE, GROWTH_CHANNEL
from tests.patience import PATIENCE_SECONDS

STEP, LONG = timedelta(seconds=1.1), timedelta(hours=1)


class Slowly(Limits):
    """Few posts at once, and no further one for an hour, however long that takes here."""

    def of_call(self, *methods: str) -> list[Bucket]:
        step = LONG // timedelta(microseconds=1)
        return [
            replace(each, step_us=step) if each.name == METHODS[POST] else each for each in super().of_call(*methods)
        ]


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


async def test_one_message_a_second_to_each_and_nobody_waits_for_another(post: PostOffice) -> None:
    for number in range(4):
        await post.promise(f"bo {number}", f"{number}")
    await post.promise("chen", "for Chen", to=CHEN)
    dispatcher, start = post.dispatcher(limits=Limits()), post.clock.now()
    assert await dispatcher.drain() == 5
    assert await dispatcher.drain() == 0
    assert (post.seen(), post.seen(CHEN)) == (["0"], ["for Chen"])
    rows = [await post.row(f"bo {number}") for number in range(1, 4)]
    assert [(row.state, row.attempts, row.is_ambiguous, row.token) for row in rows] == [("due", 0, False, None)] * 3
    waits = [row.due_at - start for row in rows]
    assert all(place * STEP <= wait < place * STEP + timedelta(minutes=5) for place, wait in enumerate(waits, 1))
    for place, row in enumerate(rows, 1):
        await post.let_pass(-LONG, only_for=channel_bucket(BO))
        post.clock.move_to(row.due_at)
        await dispatcher.drain()
        assert len(post.seen()) == place, "the clock of due times does not move Slack's"
        await post.let_pass(LONG + STEP, only_for=channel_bucket(BO))
        await dispatcher.drain()
    assert post.seen() == ["0", "1", "2", "3"]
    assert (await post.row("bo 3")).attempts == 1


async def test_the_next_message_waits_for_the_answer_to_the_one_before(post: PostOffice, database_url: str) -> None:
    other, seen, answered = opened(database_url), [], []

    class Slow(Sender):
        async def send(self, delivery: Delivery, shown: Shown, **options: Any) -> Place:
            await post.let_pass(3 * STEP)
            await post.dispatcher(other, limits=Limits()).drain()
            seen.append(post.seen())
            place = await super().send(delivery, shown, **options)
            answered.append(round(datetime.now(UTC).timestamp() * SECOND_US))
            return place

    await post.promise("first", "first")
    await post.promise("second", "second", after=timedelta(microseconds=1))
    post.clock.move_to(post.clock.now() + timedelta(minutes=1))
    await post.dispatcher(limits=Limits(), sender=Slow(post.client)).drain()
    await other.close()
    assert seen == [[]], "however long it is on its way"
    async with post.database.read() as session:
        channel = (await session.exec(select(RateBucket).where(RateBucket.name == f"channel:{BO}"))).one()
    assert channel.full_at_us > answered[0] + SECOND_US, "and a second more"
    await post.let_pass(STEP)
    post.clock.move_to(post.clock.now() + timedelta(minutes=1))
    await post.dispatcher(limits=Limits()).drain()
    assert post.seen() == ["first", "second"]


async def test_the_next_message_comes_as_soon_as_it_may(post: PostOffice) -> None:
    """A sweep would come too late."""
    for number in range(3):
        await post.promise(f"bo {number}", f"{number}")
    async with going(Rounds(post.dispatcher(limits=Limits()), 600)) as engine:
        engine.wake()
        await until(lambda: len(post.seen()) == 3)
    assert post.seen() == ["0", "1", "2"]


async def test_a_channel_whose_sender_died_is_free_again_when_nothing_can_be_on_its_way(post: PostOffice) -> None:
    class Dead(Sender):
        async def send(self, delivery: Delivery, shown: Shown, **options: Any) -> Place:
            raise asyncio.CancelledError

    await post.promise("first", "first")
    with pytest.raises(asyncio.CancelledError):
        await post.dispatcher(limits=Limits(), sender=Dead(post.client)).drain()
    await post.promise("second", "second")
    for passed, there in ((timedelta(0), []), (timedelta(seconds=16), ["second"])):
        await post.let_pass(passed)
        await post.dispatcher(limits=Limits()).drain()
        assert post.seen() == there


async def test_a_channel_that_has_just_had_a_message_is_passed_over(post: PostOffice) -> None:
    dispatcher = post.dispatcher(limits=Limits())
    await post.promise("first", "first")
    await dispatcher.drain()
    await post.let_pass(-LONG, only_for=channel_bucket(BO))
    for number in range(60):
        await post.promise(f"bo {number}")
    await post.promise("chen", "for Chen", to=CHEN)
    assert await dispatcher.drain() == 1, "of more than a batch for Bo none is even looked at"
    assert post.seen(CHEN) == ["for Chen"]
    assert (await post.row("bo 0")).state == "due"


async def test_the_workspaces_limit_holds_whatever_is_due(post: PostOffice) -> None:
    for user in (BO, CHEN, DEE, EVE):
        await post.promise(f"to {user}", to=user)
    dispatcher = post.dispatcher(limits=Slowly(messages_per_minute=120))
    assert [await dispatcher.drain() for _ in range(3)] == [4, 0, 0]
    states = [(await post.row(f"to {user}")).state for user in (BO, CHEN, DEE, EVE)]
    assert (states.count("sent"), states.count("due")) == (2, 2)
    await post.let_pass(LONG)
    post.clock.move_to(post.clock.now() + 4 * LONG)
    assert await dispatcher.drain() == 1, "no more is claimed than may be sent"
    await post.let_pass(2 * LONG)
    await dispatcher.drain()
    await dispatcher.drain()
    assert [post.seen(user) for user in (BO, CHEN, DEE, EVE)] == [["hello"]] * 4


async def test_two_dispatchers_share_the_limit(post: PostOffice, database_url: str) -> None:
    other, limits = opened(database_url), Slowly(messages_per_minute=180)
    for user in (BO, CHEN, DEE, EVE):
        await post.promise(f"to {user}", to=user)
    first, second = post.dispatcher(limits=limits), post.dispatcher(other, limits=limits)
    await asyncio.gather(first.drain(), second.drain())
    await asyncio.gather(first.drain(), second.drain())
    await other.close()
    assert sum(len(post.seen(user)) for user in (BO, CHEN, DEE, EVE)) == 3


async def test_what_goes_another_way_does_not_wait_for_the_posts(post: PostOffice) -> None:
    async def home(_session: object, _occasion: Occasion) -> Shown | None:
        return View(type="home", blocks=[DividerBlock()])

    post.renderers["test.home"] = home
    limits = Limits(messages_per_minute=1)
    await post.promise("a", "before")
    await post.dispatcher(limits=limits).drain()
    await post.open_home(BO)
    await post.promise("chen", to=CHEN)
    await post.promise("home", kind="test.home", operation=HOME)
    await post.promise("b", "after", operation=UPDATE, updates="a")
    await post.dispatcher(limits=limits).drain()
    assert (await post.row("home")).state == "sent"
    assert post.seen() == ["after"]
    assert ((await post.row("chen")).state, (await post.row("chen")).attempts) == ("due", 0)


async def test_a_429_stops_the_method_in_every_process_and_no_other_method(post: PostOffice, database_url: str) -> None:
    other = opened(database_url)
    await post.promise("a", "before")
    await post.drain()
    post.sandbox.faults.add("rate_limit", method="chat.postMessage", seconds=30)
    await post.promise("chen", to=CHEN)
    await post.drain()
    calls = len(post.sandbox.call_log.of("chat.postMessage"))
    await post.promise("dee", to=DEE)
    await post.promise("b", "after", operation=UPDATE, updates="a")
    for database in (post.database, other):
        for limits in (Limits(), Limits(is_on=False)):
            await post.dispatcher(database, limits=limits).drain()
    await other.close()
    assert post.seen() == ["after"]
    assert len(post.sandbox.call_log.of("chat.postMessage")) == calls
    assert (await post.row("dee")).attempts == 0
    await post.let_pass(timedelta(seconds=31))
    post.clock.move_to(post.clock.now() + timedelta(seconds=31))
    await post.drain()
    assert post.seen(CHEN) == post.seen(DEE) == ["hello"]


async def test_a_429_while_looking_is_waited_for_without_losing_the_doubt(post: PostOffice) -> None:
    post.sandbox.faults.add("drop_answer", method="chat.postMessage")
    post.sandbox.faults.add("rate_limit", method="conversations.history", seconds=20)
    await post.promise("a")
    await post.drain()
    for _ in range(2):
        post.clock.move_to((await post.row("a")).due_at)
        await post.drain()
    row = await post.row("a")
    assert (row.state, row.is_ambiguous) == ("due", True)
    assert len(post.sandbox.call_log.of("conversations.history")) == 1
    await post.let_pass(timedelta(seconds=21))
    post.clock.move_to(row.due_at + timedelta(seconds=21))
    await post.drain()
    assert (await post.row("a")).state == "sent"
    assert post.seen() == ["hello"]


class Watch:
    """A clock that only goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Stopped(Sender):
    """Its process is stopped for `seconds` at the worst moment: everything is ready, nothing is written."""

    def __init__(self, post: PostOffice, watch: Watch, seconds: float) -> None:
        super().__init__(post.client)
        self._watch = watch
        self._seconds = seconds

    async def send(self, delivery: Delivery, shown: Shown, **options: Any) -> Place:
        self._watch.now += self._seconds
        return await super().send(delivery, shown, **options)


@pytest.mark.parametrize(("seconds", "limits"), [(90, Limits(is_on=False)), (50, Limits(is_on=False)), (4, Limits())])
async def test_a_sender_that_was_stopped_before_the_post_does_not_post(
    post: PostOffice, seconds: float, limits: Limits
) -> None:
    watch = Watch()
    await post.promise("a", to=GROWTH_CHANNEL)
    calls = len(post.sandbox.call_log.of("chat.postMessage"))
    dispatcher = post.dispatcher(limits=limits, elapsed=watch, sender=Stopped(post, watch, seconds))
    await dispatcher.drain()
    assert len(post.sandbox.call_log.of("chat.postMessage")) == calls
    row = await post.row("a")
    assert (row.state, row.is_ambiguous, row.attempts) == ("due", False, 0), "nothing is in doubt, nothing was tried"
    await post.let_pass(timedelta(seconds=2))
    post.clock.move_to(post.clock.now() + timedelta(seconds=2))
    await post.drain()
    assert (await post.row("a")).state == "sent"


async def test_a_sender_that_was_stopped_shortly_goes_on(post: PostOffice) -> None:
    watch = Watch()
    await post.promise("a")
    await post.dispatcher(elapsed=watch, sender=Stopped(post, watch, 30)).drain()
    assert post.seen() == ["hello"]


@pytest.mark.parametrize(("lease_s", "stopped_s", "posts"), [(20, 4, True), (20, 6, False), (90, 60, True)])
async def test_a_lease_as_long_as_the_setting_says(
    post: PostOffice, lease_s: int, stopped_s: float, posts: bool
) -> None:
    watch, held = Watch(), []

    class Noted(Stopped):
        async def send(self, delivery: Delivery, shown: Shown, **options: Any) -> Place:
            held.append((await post.row("a")).lease_until - datetime.now(UTC))
            return await super().send(delivery, shown, **options)

    await post.promise("a")
    lease = timedelta(seconds=lease_s)
    await post.dispatcher(lease=lease, elapsed=watch, sender=Noted(post, watch, stopped_s)).drain()
    assert lease - timedelta(seconds=10) < held[0] <= lease
    assert post.seen() == (["hello"] if posts else []), "ten seconds for the answer and five more must be left"


async def test_whoever_took_over_a_stopped_senders_row_keeps_it(post: PostOffice) -> None:
    watch = Watch()

    class Overtaken(Stopped):
        async def send(self, delivery: Delivery, shown: Shown, **options: Any) -> Place:
            await post.change("a", lease_until=datetime.now(UTC) - timedelta(seconds=1))
            await post.drain()
            return await super().send(delivery, shown, **options)

    await post.promise("a")
    await post.dispatcher(elapsed=watch, sender=Overtaken(post, watch, 90)).drain()
    assert post.seen() == ["hello"]
    assert (await post.row("a")).state == "sent"


async def test_the_last_moment_to_refrain_is_after_the_connection(post: PostOffice) -> None:
    def refuse() -> None:
        raise TooLate

    with pytest.raises(TooLate), guarded(refuse):
        await post.client.call("chat.postMessage", channel=BO, text="hello")
    assert post.seen() == []
    await post.client.call("chat.postMessage", channel=BO, text="hello")
    assert post.seen() == ["hello"]


class Ahead(SystemClock):
    """A host whose clock is ten minutes fast."""

    def now(self) -> datetime:
        return super().now() + timedelta(minutes=10)


async def test_a_host_with_a_wrong_clock_neither_hurries_nor_delays_anything(post: PostOffice) -> None:
    wrong, right = Ahead().now(), SystemClock().now()
    soon = right + timedelta(minutes=5)
    async with post.database.write() as session:
        at_once = Promise(post.workspace_id, "at once", KIND, BO, wrong, {"text": "at once"})
        assert await promise(session, [at_once], now=wrong) == 1
        assert await promise(session, [replace(at_once, key="soon", due_at=soon)], now=right) == 1
    await post.dispatcher(clock=Ahead()).drain()
    assert post.seen() == ["at once"]
    assert (await post.row("at once")).created_at < right + timedelta(minutes=1), "from where the history is read"
    assert (await post.row("soon")).due_at == soon
    assert abs((await post.row("at once")).due_at - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("operation", [UPDATE, HOME])
async def test_what_is_newer_is_not_overtaken(post: PostOffice, database_url: str, operation: str) -> None:
    async def show(_session: object, occasion: Occasion) -> Shown | None:
        text = occasion.payload["text"]
        return View(type="home", blocks=[SectionBlock(text=text)]) if operation == HOME else Message(text)

    post.renderers[KIND] = show
    updates = None
    if operation == UPDATE:
        post.renderers["test.original"] = show_text
        await post.promise("original", "first", kind="test.original")
        await post.drain()
        updates = "original"
    other, on_the_way, arrives = opened(database_url), asyncio.Event(), asyncio.Event()

    class Slow(Sender):
        async def send(self, delivery: Delivery, shown: Shown, **options: Any) -> Place:
            on_the_way.set()
            await arrives.wait()
            return await super().send(delivery, shown, **options)

    await post.open_home(BO)
    await post.promise("older", "older", operation=operation, updates=updates)
    on_its_way = asyncio.create_task(post.dispatcher(limits=Limits(), sender=Slow(post.client)).drain())
    await asyncio.wait_for(on_the_way.wait(), PATIENCE_SECONDS)
    assert (await post.row("older")).is_ambiguous
    await post.promise("newer", "newer", operation=operation, updates=updates)
    await post.dispatcher(other, limits=Limits()).drain()
    assert (await post.row("newer")).state == "due", "it waits for the answer to the other"
    arrives.set()
    await on_its_way
    post.clock.move_to(post.clock.now() + timedelta(seconds=2))
    await post.dispatcher(other, limits=Limits()).drain()
    await other.close()
    assert (await post.row("newer")).state == "sent"
    shown = str(post.sandbox.person(BO).home.blocks) if operation == HOME else post.seen()[0]
    assert "newer" in shown

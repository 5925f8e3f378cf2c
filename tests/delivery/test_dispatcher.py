"""One message, once: whatever Slack, the network or a process does in between."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.db.due_clock import DueClock
from bot.delivery import repository, rules
from bot.delivery.dispatcher import AT_ONCE
from bot.delivery.models import UPDATE, Delivery
from bot.delivery.promises import Occasion, Promise, Shown, promise
from bot.delivery.rules import LEASE, Outcome
from bot.delivery.sender import Place, Sender
from bot.errors import Rejected
from bot.features.people.service import ensure_workspace
from bot.slack.messages import Message
from tests.databases import opened
from tests.delivery.post import KIND, PostOffice, post_office
from tests.office import BO, CHEN, GROWTH_CHANNEL


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


async def test_a_promise_is_sent_once(post: PostOffice) -> None:
    assert await post.promise("a") == 1
    assert await post.promise("a", "another text") == 0
    await post.drain()
    await post.drain()
    assert post.seen() == ["hello"]
    row = await post.row("a")
    assert (row.state, row.attempts, row.token, row.lease_until) == ("sent", 1, None, None)
    assert row.ts == post.messages()[0].ts
    assert await post.promise("a") == 0
    await post.drain()
    assert len(post.seen()) == 1


async def test_promised_at_once_from_many_places_it_is_one_promise(post: PostOffice) -> None:
    assert sum(await asyncio.gather(*(post.promise("a") for _ in range(8)))) == 1
    await post.drain()
    assert post.seen() == ["hello"]


async def test_a_promise_is_undone_with_its_transaction(post: PostOffice) -> None:
    async def promised_in_vain() -> None:
        async with post.database.write() as session:
            note = Promise(post.workspace_id, "a", KIND, BO, post.clock.now(), {"text": "hello"})
            assert await promise(session, [note, note], now=post.clock.now()) == 1
            raise KeyError("a bug")

    with pytest.raises(KeyError):
        await promised_in_vain()
    await post.drain()
    assert post.seen() == []


async def test_nothing_is_sent_before_it_is_due(post: PostOffice) -> None:
    await post.promise("a", after=timedelta(hours=1))
    await post.drain()
    assert post.seen() == []
    post.clock.move_to(post.clock.now() + timedelta(hours=1))
    await post.drain()
    assert post.seen() == ["hello"]


async def test_slack_says_how_long_to_wait(post: PostOffice) -> None:
    post.sandbox.faults.add("rate_limit", method="chat.postMessage", seconds=120)
    await post.promise("a")
    asked = post.clock.now()
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.last_error, row.is_ambiguous) == ("due", "ratelimited", False)
    assert timedelta(seconds=119) < row.due_at - asked < timedelta(minutes=9)
    post.clock.move_to(asked + timedelta(seconds=100))
    await post.drain()
    assert post.seen() == []
    post.clock.move_to(row.due_at)
    await post.drain()
    assert post.seen() == [], "a clock that is moved does not move Slack's"
    await post.let_pass(timedelta(seconds=121))
    await post.drain()
    assert post.seen() == ["hello"]
    assert not post.sandbox.call_log.of("conversations.history")


@pytest.mark.parametrize("fault", ["server_error", "drop_answer"])
async def test_after_a_lost_answer_it_looks_before_it_sends_again(post: PostOffice, fault: str) -> None:
    post.sandbox.faults.add(fault, method="chat.postMessage")
    await post.promise("a")
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.is_ambiguous) == ("due", True)
    post.clock.move_to(row.due_at)
    await post.drain()
    assert post.seen() == ["hello"]
    row = await post.row("a")
    assert (row.state, row.ts) == ("sent", post.messages()[0].ts)
    assert post.sandbox.call_log.of("conversations.history")


async def test_the_pauses_grow_while_slack_is_broken(post: PostOffice) -> None:
    post.sandbox.faults.add("server_error", times=None)
    await post.promise("a")
    pauses = []
    for _ in range(4):
        at = post.clock.now()
        await post.drain()
        row = await post.row("a")
        pauses.append(round((row.due_at - at).total_seconds()))
        post.clock.move_to(row.due_at)
    assert pauses == [2, 4, 8, 16]


async def test_slack_is_down_for_hours_and_everything_arrives_once(post: PostOffice) -> None:
    post.sandbox.faults.add("server_error", times=None)
    for number in range(5):
        await post.promise(f"bo {number}")
        await post.promise(f"chen {number}", to=CHEN)
    for _ in range(6):
        await post.drain()
        post.clock.move_to(post.clock.now() + timedelta(hours=1))
    post.sandbox.faults.clear()
    await post.drain()
    assert len(post.seen(BO)) == len(post.seen(CHEN)) == 5
    await post.drain()
    assert len(post.seen(BO)) == 5


@pytest.mark.parametrize("had_posted", [True, False])
async def test_a_process_that_died_while_sending_is_taken_over(post: PostOffice, had_posted: bool) -> None:
    await post.promise("a")
    if had_posted:
        await post.drain()
    await post.abandon("a")
    await post.drain()
    assert post.seen() == ["hello"]
    assert (await post.row("a")).state == "sent"


async def test_a_lease_that_holds_is_respected(post: PostOffice) -> None:
    await post.promise("a")
    await post.abandon("a")
    await post.change("a", lease_until=datetime.now(UTC) + timedelta(seconds=30))
    await post.drain()
    assert post.seen() == []


async def test_a_channel_post_in_doubt_is_parked_not_sent_twice(post: PostOffice) -> None:
    post.sandbox.faults.add("drop_answer", method="chat.postMessage")
    await post.promise("a", to=GROWTH_CHANNEL)
    await post.drain()
    post.clock.move_to((await post.row("a")).due_at)
    await post.drain()
    row = await post.row("a")
    assert row.state == "unsure"
    assert "missing_scope" in (row.last_error or "")
    post.clock.move_to(post.clock.now() + timedelta(days=1))
    await post.drain()
    assert [message.text for message in post.sandbox.person(BO).messages("#growth")] == ["hello"]


@pytest.mark.parametrize(("had_begun", "state"), [(False, "sent"), (True, "unsure")])
async def test_a_channel_post_is_only_in_doubt_when_its_sender_died_while_sending(
    post: PostOffice, had_begun: bool, state: str
) -> None:
    await post.promise("a", to=GROWTH_CHANNEL)
    async with post.database.write() as session:
        [taken] = await repository.claim_due_skipping_locked(
            session,
            workspace_id=post.workspace_id,
            clock=DueClock(post.clock),
            lease=LEASE,
            token="dead",
            limit=5,
        )
        assert not had_begun or await repository.fence(session, taken, lease=LEASE, method="chat.postMessage")
    await post.change("a", lease_until=datetime.now(UTC) - timedelta(seconds=1))
    with capture_logs() as logs:
        await post.drain()
    assert (await post.row("a")).state == state
    assert [line["log_level"] for line in logs if line["event"] == "delivery"] == ["warning" if had_begun else "info"]


async def test_what_slack_refuses_for_good_is_dead_with_its_word(post: PostOffice) -> None:
    await post.promise("a", to="C0NOWHERE")
    await post.promise("b")
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.last_error) == ("dead", "channel_not_found")
    assert post.seen() == ["hello"]


async def test_an_occasion_that_has_passed_is_dropped(post: PostOffice) -> None:
    await post.promise("a", "")
    await post.drain()
    assert (await post.row("a")).state == "dropped"
    assert post.seen() == []


async def test_a_reader_who_is_gone_is_no_reason_to_stop(post: PostOffice) -> None:
    async def refuse(_session: object, _occasion: Occasion) -> Message | None:
        raise Rejected("edge-not-a-member")

    post.renderers["test.refused"] = refuse
    await post.promise("a", kind="test.refused")
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.last_error) == ("dropped", "edge-not-a-member")


async def test_a_renderer_that_breaks_down_holds_nobody_up(post: PostOffice) -> None:
    await post.promise("a", kind="test.bug")
    await post.promise("b")
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.last_error) == ("dead", "not rendered: KeyError")
    assert post.seen() == ["hello"]


async def test_an_update_takes_the_place_of_what_was_posted(post: PostOffice) -> None:
    await post.promise("a", "before")
    await post.drain()
    await post.promise("b", "after", operation=UPDATE, updates="a")
    await post.drain()
    assert post.seen() == ["after"]
    assert (await post.row("b")).ts == (await post.row("a")).ts


@pytest.mark.parametrize("original", [None, ""])
async def test_an_update_of_what_was_never_sent_is_dropped(post: PostOffice, original: str | None) -> None:
    if original is not None:
        await post.promise("a", original)
        await post.drain()
    await post.promise("b", "after", operation=UPDATE, updates="a")
    await post.drain()
    assert (await post.row("b")).state == "dropped"
    assert post.seen() == []


async def test_an_update_waits_for_an_original_that_is_still_being_sent(post: PostOffice) -> None:
    post.sandbox.faults.add("drop_answer", method="chat.postMessage")
    await post.promise("a", "before")
    await post.drain()
    await post.promise("b", "after", operation=UPDATE, updates="a")
    await post.dispatcher().drain()
    assert (await post.row("b")).state == "due"
    post.clock.move_to(post.clock.now() + timedelta(minutes=1))
    await post.drain()
    post.clock.move_to(post.clock.now() + timedelta(minutes=1))
    await post.drain()
    assert post.seen() == ["after"]


async def test_an_old_senders_end_does_not_overwrite_the_new_ones(post: PostOffice) -> None:
    await post.promise("a")
    clock = DueClock(post.clock)
    claim = partial(repository.claim_due_skipping_locked, workspace_id=post.workspace_id, clock=clock, limit=5)
    async with post.database.write() as session:
        [old] = await claim(session, lease=timedelta(seconds=-1), token="old")
    async with post.database.write() as session:
        assert await repository.free_abandoned(session, post.workspace_id) == 1
        [new] = await claim(session, lease=LEASE, token="new")
    assert not new.is_ambiguous, "the old one had not begun to send"
    async with post.database.write() as session:
        assert not await repository.fence(session, old, lease=LEASE, method="chat.postMessage")
        assert not await repository.finish(session, old, Outcome(state="dead"), clock)
        assert await repository.finish(session, new, rules.sent("D1", "1.0"), clock)
        assert not await repository.finish(session, new, Outcome(state="dead"), clock)
    assert (await post.row("a")).state == "sent"


async def test_a_sender_that_was_overtaken_while_rendering_does_not_send(post: PostOffice) -> None:
    async def slow(_session: object, occasion: Occasion) -> Message | None:
        others = opened(post.database.url)
        post_elsewhere = PostOffice(post.sandbox, others, post.client, post.clock, post.workspace_id)
        await post_elsewhere.change("a", token="somebody else's")
        await others.close()
        return Message(occasion.payload["text"])

    post.renderers["test.slow"] = slow
    await post.promise("a", kind="test.slow")
    await post.drain()
    row = await post.row("a")
    assert (row.state, row.token) == ("sending", "somebody else's")
    assert post.seen() == []


async def test_two_dispatchers_share_the_work_and_send_each_once(database_url: str) -> None:
    async with post_office(database_url) as post:
        other = opened(database_url)
        keys = [f"note {number}" for number in range(60)]
        for key in keys:
            await post.promise(key, key)
        first, second = post.dispatcher(), post.dispatcher(other)
        taken = await asyncio.gather(*(each.drain() for each in (first, second, first, second)))
        assert sum(taken) == 60
        assert sorted(post.seen()) == sorted(keys)
        await other.close()


async def test_who_stops_finishes_what_is_on_its_way_and_gives_the_rest_back(post: PostOffice) -> None:
    class Last(Sender):
        async def send(self, delivery: Delivery, shown: Shown, **options: Any) -> Place:
            dispatcher.stop()
            return await super().send(delivery, shown, **options)

    dispatcher = post.dispatcher(sender=Last(post.client))
    keys = [f"note {number:02}" for number in range(2 * AT_ONCE)]
    for key in keys:
        await post.promise(key, key)
    await post.change(keys[-1], is_ambiguous=True)
    assert await dispatcher.drain() == len(keys)
    rows = [await post.row(key) for key in keys]
    assert [row.state for row in rows if row.unique_key in post.seen()] == ["sent"] * len(post.seen())
    back = [row for row in rows if row.unique_key not in post.seen()]
    assert len(back) >= AT_ONCE
    assert {(row.state, row.attempts, row.token) for row in back} == {("due", 0, None)}
    assert rows[-1].is_ambiguous, "what was in doubt stays in doubt"
    await post.drain()
    assert sorted(post.seen()) == keys


async def test_what_is_shown_goes_by_the_databases_clock(post: PostOffice) -> None:
    class Ahead(SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(minutes=10)

    seen: list[datetime] = []

    async def look(_session: object, occasion: Occasion) -> Message:
        seen.append(occasion.now)
        return Message("hello")

    post.renderers[KIND] = look
    post.clock.move_to(datetime.now(UTC))
    await post.promise("a", after=timedelta(seconds=-1))
    assert await post.dispatcher(clock=Ahead()).drain() == 1
    assert abs(seen[0] - datetime.now(UTC)) < timedelta(minutes=1)


async def test_two_workspaces_use_the_same_keys_apart(post: PostOffice) -> None:
    async with post.database.write() as session:
        other = (await ensure_workspace(session, "T0OTHER", "Other")).key
    assert await post.promise("a", "ours") == 1
    assert await post.promise("a", "theirs", workspace_id=other, after=timedelta(hours=1)) == 1
    async with post.database.read() as session:
        assert (await repository.original(session, other, "a")).is_waiting
    await post.drain()
    async with post.database.read() as session:
        ours, theirs = [await repository.original(session, each, "a") for each in (post.workspace_id, other)]
    assert ours.place
    assert not ours.is_waiting
    assert theirs == repository.Original(is_waiting=True, place=None)
    post.clock.move_to(post.clock.now() + timedelta(hours=2))
    await post.drain()
    assert post.seen() == ["ours"]
    async with post.database.read() as session:
        theirs = await repository.original(session, other, "a")
    assert theirs.is_waiting, "only the bot of that workspace may send it"

"""Every line about a delivery can be found by its key, and none tells what it says."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import pytest
import structlog
from structlog.contextvars import merge_contextvars
from structlog.testing import LogCapture

from bot.instruments import Instruments
from bot.slack.messages import Message
from tests.delivery.post import PostOffice, post_office
from tests.office import BO, CHEN, GROWTH_CHANNEL

SECRET = "4711 leads, since Chen was ill"


class NamedCapture(LogCapture):
    """As `LogCapture`, with the name of the module that logged."""

    def __call__(self, logger: Any, method_name: str, event_dict: Any) -> Any:
        event_dict["logger"] = getattr(logger, "name", "")
        return super().__call__(logger, method_name, event_dict)


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """What is logged, as `configure_logs` puts it together."""
    capture = NamedCapture()
    before = structlog.get_config()
    structlog.configure(
        processors=[merge_contextvars, capture],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    yield capture.entries  # type: ignore[misc] # they are mutable mappings
    structlog.configure(**before)


@pytest.fixture
async def post(database_url: str) -> AsyncIterator[PostOffice]:
    async with post_office(database_url) as running:
        yield running


def about_work(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of the modules that carry a delivery out."""
    return [each for each in lines if each["logger"].startswith(("bot.delivery.", "bot.slack.client"))]


async def until_sent(post: PostOffice, key: str) -> None:
    while (await post.row(key)).state == "due":
        await post.drain()
        post.clock.move_to(post.clock.now() + timedelta(minutes=1))


async def test_each_line_of_a_delivery_carries_its_key(post: PostOffice, lines: list[dict[str, Any]]) -> None:
    post.sandbox.faults.add("server_error", method="chat.postMessage")
    await post.promise("note:late", SECRET)
    await until_sent(post, "note:late")
    assert {each["delivery"] for each in about_work(lines)} == {"note:late"}
    states = [each["state"] for each in lines if each["event"] == "delivery"]
    assert states == ["due", "sent"]
    [failed] = [each for each in lines if each["logger"] == "bot.slack.client"]
    assert (failed["event"], failed["method"]) == ("Slack did not take a call", "chat.postMessage")


async def test_at_the_same_time_each_has_its_own(post: PostOffice, lines: list[dict[str, Any]]) -> None:
    post.sandbox.faults.add("drop_answer", method="chat.postMessage")
    await post.promise("note:shared", SECRET, to=GROWTH_CHANNEL)
    await until_sent(post, "note:shared")
    await post.promise("note:gone", SECRET, to="U0NOBODY")
    await post.promise("note:bug", SECRET, kind="test.bug")
    await post.promise("note:passed", "")
    for number in range(5):
        await post.promise(f"note:bo {number}", SECRET, to=BO if number % 2 else CHEN)
    await post.drain()
    ends = {each["delivery"]: each["state"] for each in lines if each["event"] == "delivery"}
    assert ends == {
        "note:shared": "unsure",
        "note:gone": "dead",
        "note:bug": "dead",
        "note:passed": "dropped",
        **{f"note:bo {number}": "sent" for number in range(5)},
    }
    assert all(each["delivery"] in ends for each in about_work(lines))
    broken = {each["delivery"] for each in lines if each["event"] == "delivery cannot be rendered"}
    assert broken == {"note:bug"}
    assert "delivery" not in structlog.contextvars.get_contextvars(), "nothing is left for whoever comes next"


async def test_no_line_tells_what_it_says_or_who_we_are(post: PostOffice, lines: list[dict[str, Any]]) -> None:
    for fault in ("server_error", "rate_limit", "drop_answer"):
        post.sandbox.faults.add(fault, method="chat.postMessage")
    for number in range(4):
        await post.promise(f"note:{number}", SECRET)
    await post.promise("note:gone", SECRET, to="U0NOBODY")
    for _ in range(3):
        await post.drain()
    assert lines
    for each in lines:
        assert SECRET not in str(each)
        assert "4711" not in str(each)
        assert post.sandbox.bot_token not in str(each)


async def test_what_became_of_each_attempt_is_counted(post: PostOffice) -> None:
    instruments = Instruments()

    def ended(outcome: str, operation: str = "post") -> float | None:
        labels = {"operation": operation, "outcome": outcome}
        return instruments.registry.get_sample_value("evenhand_sends_total", labels)

    dispatcher = post.dispatcher(instruments=instruments)
    post.sandbox.faults.add("server_error", method="chat.postMessage")
    await post.promise("a")
    await dispatcher.drain()
    assert (ended("retried"), ended("sent")) == (1, None)
    post.clock.move_to((await post.row("a")).due_at)
    await dispatcher.drain()
    assert (ended("retried"), ended("sent")) == (1, 1)
    await post.promise("gone", to="U0NOBODY")
    await post.promise("passed", "")
    await dispatcher.drain()
    assert (ended("dead"), ended("dropped")) == (1, 1)


async def test_a_delivery_that_somebody_else_has_taken_over_is_theirs(post: PostOffice) -> None:
    instruments = Instruments()

    async def outlast_the_lease(_session: object, _occasion: object) -> Message:
        await post.change("a", token="another")
        return Message(SECRET)

    post.renderers["test.slow"] = outlast_the_lease
    await post.promise("a", kind="test.slow")
    await post.dispatcher(instruments=instruments).drain()
    labels = {"operation": "post", "outcome": "taken_over"}
    assert instruments.registry.get_sample_value("evenhand_sends_total", labels) == 1
    assert post.seen() == []

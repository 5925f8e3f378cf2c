"""A process counts its own work: cheaply, and apart from every other."""

import pytest

from bot.errors import TransportError
from bot.instruments import Instruments


def test_two_processes_in_one_count_apart() -> None:
    one, other = Instruments(), Instruments()
    one.attempted(operation="post", outcome="sent")
    labels = {"operation": "post", "outcome": "sent"}
    assert one.registry.get_sample_value("evenhand_sends_total", labels) == 1
    assert other.registry.get_sample_value("evenhand_sends_total", labels) is None


@pytest.mark.parametrize(
    ("error", "result", "limited"),
    [
        (None, "ok", None),
        (TransportError("ratelimited", retry_after=30, method="chat.update"), "rate_limited", 1),
        (TransportError("no answer: TimeoutError", ambiguous=True), "answer_lost", None),
        (TransportError("channel_not_found", permanent=True), "refused", None),
        (TransportError("cannot connect: host"), "failed", None),
    ],
)
def test_a_call_is_counted_by_what_became_of_it(
    error: TransportError | None, result: str, limited: float | None
) -> None:
    instruments = Instruments()
    instruments.called("chat.update", error)
    [counted] = [each for each in instruments.registry.collect() if each.name == "evenhand_slack_calls"]
    assert [(each.labels, each.value) for each in counted.samples] == [({"method": "chat.update", "result": result}, 1)]
    found = instruments.registry.get_sample_value("evenhand_slack_rate_limited_total", {"method": "chat.update"})
    assert found == limited


def test_an_answer_of_three_seconds_is_not_lost_in_the_last_bucket() -> None:
    instruments = Instruments()
    for seconds in (0.004, 0.9, 2.4, 2.9):
        instruments.listened(kind="command", result="ok", seconds=seconds)

    def up_to(bound: str) -> float | None:
        labels = {"kind": "command", "result": "ok", "le": bound}
        return instruments.registry.get_sample_value("evenhand_listener_seconds_bucket", labels)

    assert [up_to(bound) for bound in ("0.005", "1.0", "2.5", "3.0", "+Inf")] == [1, 2, 3, 4, 4]

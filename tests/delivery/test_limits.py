"""What Slack takes how often: which buckets a call takes from, and what a bucket has left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.limits import NO_LIMITS, SECOND_US, Bucket, Limits, room, staggered
from bot.delivery.models import HOME, POST, UPDATE
from bot.errors import ConfigurationError

NOW = 1_800_000_000 * SECOND_US


def names(buckets: list[Bucket]) -> list[str]:
    return [each.name for each in buckets]


def test_a_post_takes_from_the_token_the_workspace_and_the_channel() -> None:
    assert names(Limits().of_send(POST, "U0BO")) == ["channel:U0BO", "chat.postMessage", "token"]
    assert names(Limits().of_send(HOME, "U0BO")) == ["home:U0BO", "token", "views.publish"]
    one, other = (names(Limits().of_send(UPDATE, "U0BO", key)) for key in ("prompt:1:2026-11-20", 200 * "a long key"))
    assert one[0] == other[0] == "chat.update"
    assert one[1].startswith("message:")
    assert one[1] != other[1]
    assert len(other[1]) <= 80, "as long as a bucket's name may be"
    assert names(Limits().of_call("conversations.history")) == ["conversations.history", "token"]


def test_without_a_limit_for_the_workspace_the_others_hold() -> None:
    assert names(Limits(messages_per_minute=0).of_send(POST, "U0BO")) == ["channel:U0BO"]
    assert names(Limits(messages_per_minute=0).of_send(HOME, "U0BO")) == ["home:U0BO", "views.publish"]
    assert NO_LIMITS.of_send(POST, "U0BO") == []


def test_the_setting_is_the_workspaces_rate() -> None:
    by_name = {each.name: each for each in Limits(messages_per_minute=120).of_send(POST, "U0BO")}
    assert by_name["chat.postMessage"] == Bucket("chat.postMessage", SECOND_US // 2, burst=2)
    assert by_name["channel:U0BO"].step_us > SECOND_US
    assert by_name["channel:U0BO"].burst_us == 0
    assert by_name["token"] == Bucket("token", SECOND_US // 20, burst=20)
    assert Bucket("token", SECOND_US // 100, burst=100) in Limits(messages_per_minute=3000).of_send(HOME, "U0BO")


def test_slack_grants_an_app_more_or_less_of_a_method() -> None:
    limits = Limits(per_minute={"conversations.history": 600, "views.publish": 6})
    assert Bucket("conversations.history", SECOND_US // 10, burst=60) in limits.of_call("conversations.history")
    assert Bucket("views.publish", 10 * SECOND_US, burst=1) in limits.of_send(HOME, "U0BO")
    assert limits.of_send(UPDATE, "U0BO") == Limits().of_send(UPDATE, "U0BO")


@pytest.mark.parametrize(
    ("method", "number", "told"),
    [
        ("conversation.history", 600, "is not one of chat.postEphemeral, chat.update, conversations.history"),
        ("chat.postMessage", 600, "goes by EVENHAND_MESSAGES_PER_MINUTE"),
        ("conversations.history", 0, "has 0 a minute"),
        ("conversations.history", -1, "has -1 a minute"),
    ],
)
def test_a_grant_that_cannot_be_is_named(method: str, number: int, told: str) -> None:
    with pytest.raises(ConfigurationError) as wrong:
        Limits(per_minute={method: number})
    assert str(wrong.value).startswith(f"EVENHAND_METHOD_LIMITS: '{method}' {told}")


@pytest.mark.parametrize(
    ("full_in_s", "free", "wait_s"), [(-100, 5, 0), (0, 5, 0), (1, 4, 0), (4, 1, 0), (4.5, 0, 0.5), (9, 0, 5)]
)
def test_what_is_left_of_five_at_one_a_second(full_in_s: float, free: int, wait_s: float) -> None:
    at = NOW + round(full_in_s * SECOND_US)
    left = room(full_at_us=at, step_us=SECOND_US, burst_us=4 * SECOND_US, blocked_until_us=0, now_us=NOW)
    assert (left.free, left.wait_us) == (free, round(wait_s * SECOND_US))


def test_slacks_word_counts_more_than_our_own_sums() -> None:
    left = room(full_at_us=0, step_us=0, burst_us=0, blocked_until_us=NOW + 30 * SECOND_US, now_us=NOW)
    assert (left.free, left.wait_us) == (0, 30 * SECOND_US)
    assert room(full_at_us=0, step_us=0, burst_us=0, blocked_until_us=NOW, now_us=NOW).free > 1_000


@given(
    step_us=st.integers(1, 10**6),
    burst=st.integers(1, 50),
    gaps=st.lists(st.integers(0, 3 * 10**6), min_size=1, max_size=200),
)
def test_in_any_stretch_of_time_there_are_as_many_calls_as_the_rate_and_the_burst_allow(
    step_us: int, burst: int, gaps: list[int]
) -> None:
    bucket, full_at, now, granted = Bucket("any", step_us, burst), 0, NOW, []
    for gap in gaps:
        now += gap
        state = {"full_at_us": full_at, "step_us": step_us, "burst_us": bucket.burst_us, "blocked_until_us": 0}
        left = room(**state, now_us=now)
        assert (left.free == 0) is (left.wait_us > 0)
        if left.free:
            granted.append(now)
            full_at = max(full_at, now) + step_us
            assert room(**state | {"full_at_us": full_at}, now_us=now).free == left.free - 1
        else:
            assert room(**state, now_us=now + left.wait_us).free == 1, "the wait is as long as it must be"
    for first, start in enumerate(granted):
        for count, end in enumerate(granted[first:], start=1):
            assert count <= burst + (end - start) // step_us


def test_posts_to_one_place_come_one_after_the_other() -> None:
    assert staggered(["a", "b", "a", "a", "c", "b"]) == [0, 0, 1, 2, 0, 1]

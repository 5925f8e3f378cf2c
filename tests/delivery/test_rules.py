"""What becomes of an attempt that failed."""

from datetime import timedelta

import pytest

from bot.delivery.models import DEAD, DUE
from bot.delivery.rules import LONGEST_PAUSE, Outcome, after_failure, pause_after
from bot.errors import TransportError


def test_the_pause_doubles_up_to_ten_minutes() -> None:
    assert [pause_after(tries, None).seconds for tries in (1, 2, 3, 4)] == [2, 4, 8, 16]
    assert pause_after(500, None) == LONGEST_PAUSE


def test_slack_decides_how_long_to_wait_after_a_429() -> None:
    changes = after_failure(TransportError("ratelimited", retry_after=37), attempts=9, was_ambiguous=False)
    assert changes.wait == timedelta(seconds=37)
    assert changes.state == DUE


def test_a_channel_that_is_gone_is_final() -> None:
    gone = TransportError("channel_not_found", permanent=True)
    changes = after_failure(gone, attempts=1, was_ambiguous=False)
    assert changes == Outcome(state=DEAD, is_ambiguous=False, error="channel_not_found")


@pytest.mark.parametrize("code", ["token_revoked", "invalid_auth", "account_inactive", "missing_scope"])
def test_a_token_that_no_longer_works_loses_no_message(code: str) -> None:
    changes = after_failure(TransportError(code, permanent=True), attempts=1, was_ambiguous=False)
    assert changes.state == DUE
    assert changes.error == code


@pytest.mark.parametrize(
    ("was", "now_is", "expected"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_a_lost_answer_is_not_forgotten(was: bool, now_is: bool, expected: bool) -> None:
    changes = after_failure(TransportError("x", ambiguous=now_is), attempts=1, was_ambiguous=was)
    assert changes.is_ambiguous is expected

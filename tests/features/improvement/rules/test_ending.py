"""Days on which the end of a plan asks something of people; Saturdays and Sundays are off here."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.improvement.rules.days import working_days
from bot.features.improvement.rules.ending import (
    PATIENCE,
    RIGHT_OF_APPEAL,
    appeal_until,
    asked_since,
    months_after,
    opens_on,
    question_day,
    words_until,
)

DAYS = st.dates(date(2026, 1, 1), date(2036, 1, 1))
FRIDAY = date(2027, 2, 26)


def is_off(on: date) -> bool:
    return on.isoweekday() > 5


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ("2027-02-19", None),
        ("2027-02-20", "2027-02-20"),
        ("2027-02-26", "2027-02-20"),
        ("2027-02-27", "2027-02-27"),
        ("2027-03-05", "2027-02-27"),
        ("2027-03-06", "2027-03-06"),
    ],
)
def test_hr_is_asked_when_the_last_week_begins_and_every_week_until_there_is_a_decision(
    today: str, asked: str | None
) -> None:
    assert question_day(FRIDAY, date.fromisoformat(today)) == (date.fromisoformat(asked) if asked else None)


@given(ends_on=DAYS, later=st.integers(0, 400))
def test_a_question_is_never_older_than_a_week_nor_before_the_last_one(ends_on: date, later: int) -> None:
    today = opens_on(ends_on) + timedelta(days=later)
    asked = question_day(ends_on, today)
    assert asked is not None
    assert opens_on(ends_on) <= asked <= today < asked + timedelta(days=7)


@given(on=DAYS)
def test_words_and_an_appeal_have_full_working_days(on: date) -> None:
    for last, days in ((words_until(on, is_off), PATIENCE), (appeal_until(on, is_off), RIGHT_OF_APPEAL)):
        assert working_days(on + timedelta(days=1), last + timedelta(days=1), is_off) == days
        assert not is_off(last)


def test_the_day_of_the_decision_does_not_count() -> None:
    assert appeal_until(FRIDAY, is_off) == date(2027, 3, 12)


@pytest.mark.parametrize(
    ("on", "months", "after"),
    [
        ("2027-03-12", 1, "2027-04-12"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2027-12-05", 1, "2028-01-05"),
        ("2026-11-15", 3, "2027-02-15"),
    ],
)
def test_months_afterwards(on: str, months: int, after: str) -> None:
    assert months_after(date.fromisoformat(on), months) == date.fromisoformat(after)


@given(on=DAYS)
def test_three_months_are_later_than_one(on: date) -> None:
    assert on < months_after(on, 1) < months_after(on, 3) <= on + timedelta(days=92)


@pytest.mark.parametrize(
    ("moves", "place"),
    [
        ([], None),
        (["start"], None),
        (["start", "ask"], 1),
        (["ask", "pause", "resume"], 0),
        (["ask", "extend"], None),
        (["ask", "fail", "appeal", "grant_time"], None),
        (["ask", "extend", "ask", "hand_over"], 2),
        (["ask", "change", "acknowledge"], None),
    ],
)
def test_words_about_the_plan_as_it_is_now(moves: list[str], place: int | None) -> None:
    """With more time or other terms both are asked again."""
    assert asked_since(moves) == place

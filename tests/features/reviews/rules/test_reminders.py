from datetime import date, timedelta

import pytest

from bot.features.reviews.rules.reminders import days_to_ask, minutes_for

FRIDAY = date(2026, 12, 25)


def days(n: int) -> list[date]:
    return [FRIDAY + timedelta(days=each) for each in range(n)]


@pytest.mark.parametrize("n", range(5))
def test_whoever_has_few_days_is_asked_on_each(n: int) -> None:
    assert days_to_ask(days(n)) == set(days(n))


@pytest.mark.parametrize("n", [5, 6, 22, 60])
def test_nobody_is_asked_more_than_four_times(n: int) -> None:
    asked = sorted(days_to_ask(days(n)))
    assert len(asked) == 4
    assert asked[0] == FRIDAY
    assert asked[-2:] == days(n)[-2:]


def test_three_colleagues_take_about_four_minutes() -> None:
    assert minutes_for(3, 3) == 4
    assert minutes_for(1, 5) == 4
    assert minutes_for(0, 0) == 1

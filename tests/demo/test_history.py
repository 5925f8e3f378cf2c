"""The sample team's figures, whenever the story begins."""

from collections import Counter
from datetime import date, timedelta

import pytest

from bot.demo.history import LAST_YEAR, first_day, months_closed, rows
from bot.demo.team import BRAND, CHINA, CONVERSION, GROWTH
from scoring.periods import month_before

MONTHS = [date(2026 + index // 12, index % 12 + 1, 27) for index in range(10, 22)]


@pytest.mark.parametrize("today", MONTHS)
def test_one_of_the_closed_months_ends_a_quarter(today: date) -> None:
    closed = months_closed(today)
    assert [month.month % 3 for month in closed].count(0) == 1
    assert closed == [month_before(today, back) for back in range(len(closed), 0, -1)]
    assert 2 <= len(closed) <= 3
    assert first_day(today).month % 3 == 1


@pytest.mark.parametrize("today", [date(2026, 11, 27), date(2028, 2, 28)])
def test_everybody_tells_until_yesterday_and_the_same_again(today: date) -> None:
    told = list(rows(today=today))
    assert told == list(rows(today=today))
    assert told != list(rows(today=today, seed=8))
    assert {user for _, user, _, _ in told} == {*GROWTH, *CONVERSION, *BRAND, *CHINA}
    assert len({(day, user, figure) for day, user, figure, _ in told}) == len(told)
    ago = today.replace(year=today.year - 1) + timedelta(days=31)
    assert max(day for day, *_ in told) < today
    assert max(day for day, _, figure, _ in told if day < ago and figure in dict(LAST_YEAR.values())) < ago


def test_a_month_is_compared_with_as_many_days() -> None:
    """Brand tells once a week: five Mondays against four would look like growth."""
    told = Counter(
        (f"{day:%Y-%m}", user) for day, user, figure, _ in rows(today=date(2026, 12, 30)) if "brand" in figure
    )
    for user in BRAND:
        for month in ("09", "10", "11"):
            assert told[f"2026-{month}", user] == told[f"2025-{month}", user] > 3

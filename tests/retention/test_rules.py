"""From which day on something is kept: never less than whole months, and gone on the next day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.retention.rules import oldest_day_of_absences, oldest_kept, oldest_month, oldest_month_of_figures

DAYS = some.dates(date(2000, 1, 1), date(2090, 12, 31))
MONTHS = some.integers(1, 600)


@pytest.mark.parametrize(
    ("today", "months", "kept_since"),
    [
        ("2026-11-18", 12, "2025-11-18"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2028-03-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2029-02-28", 12, "2028-02-28"),
        ("2029-03-01", 12, "2028-03-01"),
        ("2026-01-31", 2, "2025-11-30"),
        ("2026-01-01", 24, "2024-01-01"),
    ],
)
def test_months_are_those_of_the_calendar(today: str, months: int, kept_since: str) -> None:
    assert oldest_kept(date.fromisoformat(today), months) == date.fromisoformat(kept_since)


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@given(DAYS, MONTHS)
def test_nothing_goes_early_and_everything_within_a_few_days(day: date, months: int) -> None:
    until = later(day, months)
    assert oldest_kept(until, months) <= day, "on the day itself it is still there"
    assert oldest_kept(until + timedelta(days=4), months) > day, "a month's end may take it up to three days further"


@given(DAYS, MONTHS)
def test_what_is_gone_does_not_come_to_be_kept_again(day: date, months: int) -> None:
    assert oldest_kept(day + timedelta(days=1), months) >= oldest_kept(day, months)


@given(DAYS, MONTHS)
def test_a_month_goes_as_a_whole_and_never_early(day: date, months: int) -> None:
    first = oldest_month(day, months)
    assert first.day == 1
    assert first <= oldest_kept(day, months)


@pytest.mark.parametrize(
    ("last_closed", "kept_since"),
    [
        (None, None),
        ("2026-10-01", "2023-11-01"),
        ("2025-10-01", "2023-11-01"),
        ("2025-09-01", "2023-10-01"),
        ("2020-01-01", "2018-02-01"),
    ],
)
def test_months_still_to_be_closed_keep_what_they_look_back_at(last_closed: str | None, kept_since: str | None) -> None:
    closed = date.fromisoformat(last_closed) if last_closed else None
    found = oldest_month_of_figures(date(2026, 11, 18), 36, closed)
    assert found == (date.fromisoformat(kept_since) if kept_since else None)


@pytest.mark.parametrize(
    ("months", "closed", "first"),
    [
        (24, date(2026, 9, 1), date(2024, 11, 18)),
        (3, date(2026, 9, 1), date(2026, 1, 1)),
        (3, date(2025, 12, 1), date(2026, 1, 1)),
        (3, date(2025, 11, 1), date(2025, 1, 1)),
        (3, None, date(2026, 1, 1)),
    ],
)
def test_days_away_stay_for_the_year_of_what_is_to_be_closed(months: int, closed: date | None, first: date) -> None:
    assert oldest_day_of_absences(date(2026, 11, 18), months, closed) == first

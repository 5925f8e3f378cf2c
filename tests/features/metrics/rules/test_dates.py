"""How people write days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Rejected
from bot.features.metrics.rules.dates import leading_day, not_to_come, read_day

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-17", date(2026, 11, 17)),
        ("2026/11/17", date(2026, 11, 17)),
        ("2026年11月17日", date(2026, 11, 17)),
        ("11-17", date(2026, 11, 17)),
        ("11月17日", date(2026, 11, 17)),
        ("12-28", date(2025, 12, 28)),
        ("02-29", date(2024, 2, 29)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 17)),
        ("今天", TODAY),
        ("昨天", date(2026, 11, 17)),
        ("前天", date(2026, 11, 16)),
        ("tomorrow", date(2026, 11, 19)),
        ("trade", None),
        ("3.5", None),
        ("2026", None),
        ("12", None),
    ],
)
def test_reads_what_people_type(typed: str, day: date | None) -> None:
    assert read_day(typed, today=TODAY) == day


@pytest.mark.parametrize("words", [["20", "Oct"], ["Oct", "20"], ["20", "October"], ["20", "oct", "fair"]])
def test_a_day_and_a_month_in_words(words: list[str]) -> None:
    assert leading_day(words, today=TODAY) == (date(2026, 10, 20), 2)


def test_other_words_are_left_for_the_note() -> None:
    assert leading_day(["3", "fairs"], today=TODAY) == (None, 0)
    assert leading_day([], today=TODAY) == (None, 0)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2026-13-01", "no-such-day"),
        ("02-30", "no-such-day"),
        ("11/10", "day-unclear"),
        ("17.11.", "day-unclear"),
        ("17.11.2026", "day-unclear"),
        ("17-11-2026", "day-unclear"),
    ],
)
def test_what_looks_like_a_day_is_never_taken_for_a_note(typed: str, key: str) -> None:
    with pytest.raises(Rejected, match=f"metrics-error-{key}"):
        leading_day([typed], today=TODAY)


def test_days_to_come() -> None:
    assert not_to_come(TODAY, today=TODAY) == TODAY
    with pytest.raises(Rejected, match="metrics-error-future"):
        not_to_come(TODAY + timedelta(days=1), today=TODAY)


@given(st.dates(min_value=date(2000, 1, 1)), st.text(alphabet="0123456789-/.年月日 ", max_size=12))
def test_any_word_is_a_day_a_note_or_refused(today: date, typed: str) -> None:
    try:
        found = read_day(typed, today=today)
    except Rejected:
        return
    assert found is None or isinstance(found, date)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import PeriodInvalid, ScoringError
from scoring.periods import Cadence, Period, month_before

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "cadence", "first", "last"),
    [
        ("2026-10", Cadence.MONTH, date(2026, 10, 1), date(2026, 10, 31)),
        ("2028-02", Cadence.MONTH, date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q4", Cadence.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", Cadence.HALF, date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", Cadence.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("9999-12", Cadence.MONTH, date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_text_forms_round_trip(text: str, cadence: Cadence, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.cadence, period.start, period.end, str(period)) == (cadence, first, last, text)
    assert first in period
    assert last in period


def test_case_and_spaces_do_not_matter() -> None:
    assert str(Period.parse(" 2026-q4 ")) == "2026-Q4"


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "26-10", "2026-1", "0000", "２０２６"]
)
def test_a_bad_text_is_named_in_the_error(text: str) -> None:
    with pytest.raises(PeriodInvalid, match="write 2026-10, 2026-Q4, 2026-H2 or 2026") as caught:
        Period.parse(text)
    assert repr(text) in str(caught.value)
    assert isinstance(caught.value, ScoringError)


def test_a_quarter_cannot_start_in_february() -> None:
    with pytest.raises(PeriodInvalid, match="2026-02-01"):
        Period(Cadence.QUARTER, date(2026, 2, 1))


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("2026-10", "month"),
        ("2026-09", "month quarter"),
        ("2026-06", "month quarter half"),
        ("2026-12", "month quarter half year"),
        ("2026-Q1", "month quarter"),
        ("2026-Q4", "month quarter half year"),
    ],
)
def test_which_cadences_end_with_a_period(text: str, ending: str) -> None:
    assert [c.value for c in Cadence if Period.parse(text).ends_with(c)] == ending.split()


def test_enclosing_goes_up_only() -> None:
    november = Period.parse("2026-11")
    assert [str(november.enclosing(c)) for c in Cadence] == ["2026-11", "2026-Q4", "2026-H2", "2026"]
    with pytest.raises(PeriodInvalid, match="no month encloses 2026-Q4"):
        Period.parse("2026-Q4").enclosing(Cadence.MONTH)


def test_previous_crosses_years_in_both_directions() -> None:
    assert str(Period.parse("2026-Q1").previous()) == "2025-Q4"
    assert str(Period.parse("2026-01").previous(13)) == "2024-12"
    assert str(Period.parse("2026-H2").previous(-1)) == "2027-H1"


def test_the_calendar_has_an_end() -> None:
    with pytest.raises(PeriodInvalid, match="outside the calendar"):
        month_before(date(1, 1, 1), 1)


@given(DAYS, st.sampled_from(Cadence), st.integers(-40, 40))
def test_a_day_is_in_its_period_and_periods_tile_the_calendar(day: date, cadence: Cadence, n: int) -> None:
    period = Period.containing(day, cadence)
    assert day in period
    assert Period.parse(str(period)) == period
    assert len(period.months) == cadence.months
    assert (period.previous(-1).start - period.end).days == 1
    assert period.previous(n).previous(-n) == period

"""Quarters, halves and years as people write them, and the months they end with."""

from datetime import date

import pytest

from bot.features.scorecards.rules.requests import CardRequest, read_request
from bot.features.scorecards.rules.spans import ending_with, is_month, last_month, span_named
from scoring.periods import Cadence, Period

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2026-Q3", "2026-Q3"),
        ("2026q3", "2026-Q3"),
        ("q3", "2026-Q3"),
        ("Q 3 2025", "2025-Q3"),
        ("third quarter", "2026-Q3"),
        ("3rd quarter 2025", "2025-Q3"),
        ("fifth quarter", None),
        ("q4", "2026-Q4"),
        ("q5", None),
        ("三季度", "2026-Q3"),
        ("第三季度", "2026-Q3"),
        ("2025年第四季度", "2025-Q4"),
        ("3季度", "2026-Q3"),
        ("五季度", None),
        ("quarter", "2026-Q3"),
        ("上季度", "2026-Q3"),
        ("h1", "2026-H1"),
        ("2026-H2", "2026-H2"),
        ("second half 2025", "2025-H2"),
        ("third half", None),
        ("上半年", "2026-H1"),
        ("2025年下半年", "2025-H2"),
        ("half", "2026-H1"),
        ("半年", "2026-H1"),
        ("2026", "2026"),
        ("2025年", "2025"),
        ("2025年度", "2025"),
        ("year", "2025"),
        ("全年", "2025"),
        ("0000", None),
        ("0000-q1", None),
        ("2026-10", None),
        ("quarters", None),
        ("", None),
    ],
)
def test_spans(typed: str, period: str | None) -> None:
    assert span_named(typed, TODAY) == period


def test_a_part_of_the_year_that_has_not_begun_is_last_years() -> None:
    early = date(2027, 2, 3)
    assert [span_named(typed, early) for typed in ("q1", "q2", "下半年", "year")] == [
        "2027-Q1",
        "2026-Q2",
        "2026-H2",
        "2026",
    ]


@pytest.mark.parametrize(
    ("typed", "request_"),
    [
        ("2026-q3", CardRequest(period="2026-Q3")),
        ("@Bo Lindgren third quarter 2026", CardRequest(subject="@Bo Lindgren", period="2026-Q3")),
        ("<@U0BO> 三季度", CardRequest(subject="<@U0BO>", period="2026-Q3")),
        ("@bo 2026", CardRequest(subject="@bo", period="2026")),
    ],
)
def test_requests(typed: str, request_: CardRequest) -> None:
    assert read_request(typed, TODAY) == request_


@pytest.mark.parametrize(
    ("month", "periods"),
    [("2026-08", []), ("2026-09", ["2026-Q3"]), ("2026-06", ["2026-Q2", "2026-H1"]), ("2026-12", ["2026-Q4", "2026"])],
)
def test_what_ends_with_a_month(month: str, periods: list[str]) -> None:
    """By a scheme without half-year cards in December."""
    cadences = list(Cadence) if month != "2026-12" else [Cadence.YEAR, Cadence.MONTH, Cadence.QUARTER]
    found = ending_with(Period.parse(month), cadences)
    assert [str(each) for each in found] == periods
    assert {str(last_month(each)) for each in found} <= {month}


def test_only_months_are_months() -> None:
    assert [is_month(each) for each in ("2026-10", "2026-Q3", "2026-H2", "2026")] == [True, False, False, False]

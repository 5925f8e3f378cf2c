from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

import numpy as np
import pytest

from scoring.errors import EvidenceInvalid, UnknownName
from scoring.scorecard import Evidence, Rating, RollUp, Series
from tests.scoring.build import entered, evidence, month

GOOD = RollUp("Bo", "leads", month("2026-10"), 3, 120.0, 28.0, 50.0)


def test_rows_become_columns() -> None:
    built = evidence(GOOD, entered("Ana", "leads", "2026-11", 7))
    assert built.members == ("Ana", "Bo")
    assert built.months == (month("2026-10"), month("2026-11"))
    leads = built.series["leads"]
    assert leads.n.tolist() == [[0, 1], [3, 0]]
    assert (leads.total[1, 0], leads.last[1, 0], leads.peak[1, 0]) == (120, 28, 50)
    assert np.isnan(leads.total[0, 0])


def test_members_keep_the_order_they_are_given_in() -> None:
    built = evidence(GOOD, members=["Dee", "Bo"])
    assert built.members == ("Dee", "Bo")
    assert built.series["leads"].n.tolist() == [[0], [3]]


def test_a_row_without_entries_is_nothing() -> None:
    built = evidence(GOOD._replace(n=0, total=math.nan, last=math.nan, peak=math.nan))
    assert (built.members, built.months, dict(built.series)) == ((), (), {})


@pytest.mark.parametrize("name", ["total", "last", "peak"])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none_are_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(EvidenceInvalid, match=r"member='Bo', figure='leads'.*not finite"):
        evidence(GOOD._replace(**{name: value}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n": -1}, "negative or not whole"),
        ({"month": date(2026, 10, 2)}, "first day"),
        ({"month": datetime(2026, 10, 1)}, "first day"),  # noqa: DTZ001 - the point is that a datetime is refused
    ],
)
def test_other_bad_rows_are_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(EvidenceInvalid, match=message):
        evidence(GOOD._replace(**change))


def test_two_rows_for_one_month_are_refused() -> None:
    with pytest.raises(EvidenceInvalid, match=r"total=1\.0.*second row for this month"):
        evidence(GOOD, entered("Ana", "leads", "2026-10", 5), entered("Bo", "leads", "2026-10", 1))


def test_a_row_about_somebody_else_is_refused() -> None:
    with pytest.raises(UnknownName, match="unknown member 'Bo'"):
        evidence(GOOD, members=["Ana"])


def test_months_without_evidence_are_empty() -> None:
    block = evidence(GOOD).over("leads", [month("2026-09"), month("2026-10"), month("2026-11")])
    assert block.n.tolist() == [[0, 3, 0]]
    assert evidence(GOOD).over("golf", [month("2026-10")]).n.tolist() == [[0]]


def test_columns_built_by_hand_are_checked() -> None:
    months = (month("2026-10"), month("2026-11"))
    with pytest.raises(EvidenceInvalid, match="listed twice"):
        Evidence(("Bo", "Bo"), months, {})
    with pytest.raises(EvidenceInvalid, match="rising"):
        Evidence(("Bo",), months[::-1], {})
    with pytest.raises(EvidenceInvalid, match=r"'leads' has shape \(2, 2\), expected \(1, 2\)"):
        Evidence(("Bo",), months, {"leads": Series.empty(2, 2)})


@pytest.mark.parametrize(("n", "total"), [(1, math.nan), (1, math.inf), (1, 1e301), (-1, 0), (math.nan, 0)])
def test_arrays_that_would_spoil_a_card_are_refused(n: float, total: float) -> None:
    one = np.array([[1.0]])
    with pytest.raises(EvidenceInvalid, match="figure 'leads' has an n"):
        Evidence(("Bo",), (month("2026-10"),), {"leads": Series(n * one, total * one, one, one)})


@pytest.mark.parametrize("total", [1e301, -math.inf, None, "many"])
def test_rows_that_would_overflow_or_are_no_numbers_are_refused(total: Any) -> None:
    with pytest.raises(EvidenceInvalid):
        Evidence.from_rows([RollUp("Bo", "leads", month("2026-10"), 1, total, 1, 1)])
    with pytest.raises(EvidenceInvalid):
        Evidence.from_rows([], ratings=[Rating("care", "Bo", "Dee", month("2026-10"), total)])


def test_half_an_entry_and_months_of_several_kinds_are_refused() -> None:
    with pytest.raises(EvidenceInvalid, match="not whole"):
        Evidence.from_rows([RollUp("Bo", "leads", month("2026-10"), 0.5, 1, 1, 1)])  # type: ignore[arg-type]  # on purpose
    whens: list[Any] = [month("2026-10"), None]
    with pytest.raises(EvidenceInvalid, match="first day"):
        Evidence.from_rows([RollUp("Bo", "leads", when, 1, 1, 1, 1) for when in whens])

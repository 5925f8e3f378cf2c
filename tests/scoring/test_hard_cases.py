"""Months that are no ordinary ones, each worked out by hand: a score is never invented, and never lost either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from scoring.errors import InputInvalid
from scoring.explain import Receipt, explain, recompute
from scoring.periods import Period
from scoring.rows import Corrected, RollUp
from scoring.scheme import Scheme
from scoring.scorecard import Evidence, compute
from tests.scoring import build

OCTOBER = date(2026, 10, 1)
NAME = "👩🏽‍🚀 Sofía-Ximena de la Concepción y Muñoz-Castañeda 陈琳 (Gr…"
"""60 characters, and some of them take several."""
RULES = build.scheme(
    [build.figure("leads"), build.figure("cost"), build.figure("sales", unit="JPY")],
    build.dimension(
        "work",
        build.metric("leads", "leads", weight=40, target=100),
        build.metric("cpl", "cost / leads", weight=20, target=50, direction="lower", cadence="quarter"),
        build.metric("sales", "sales", weight=30, target=1_000_000, unit="JPY"),
    ),
    build.dimension("people", build.rated("care", weight=10)),
)
MANY = build.scheme(
    [build.figure("leads")],
    build.dimension("work", *(build.metric(f"m{k}", "leads", weight=3, target=100) for k in range(40))),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One month of one person. `points` by metric; `said` is what peers' ratings came to."""

    score: float | None
    coverage: float
    points: dict[str, float | str]
    told: dict[str, float] = field(default_factory=dict)
    said: float | None = None
    days: dict[date, tuple[int, int]] = field(default_factory=dict)
    period: str = "2026-10"
    rules: Scheme = RULES
    notes: frozenset[str] = frozenset()


def rows(told: dict[str, float]) -> Iterable[RollUp]:
    return [build.entered(NAME, figure, "2026-10", value) for figure, value in told.items()]


def receipt_of(case: Case) -> Receipt:
    said = [Corrected("care", NAME, OCTOBER, 4, case.said, 0.2, 3.5, 1)] if case.said else []
    evidence = Evidence.from_rows(rows(case.told), members=[NAME], corrected=said)
    days: dict[date, Any] = {month: [each] for month, each in case.days.items()}
    return explain(compute(case.rules, evidence, Period.parse(case.period), present_days=days).of(NAME))


CASES = {
    # Nothing of a weight of 80 (cost per lead is not due in October).
    "no entries at all": Case(
        None, 0, {"leads": "no_data", "care": "no_data"}, notes=frozenset({"nothing_scored", "incomplete"})
    ),
    # Peers give 25 · (4.2 − 1) = 80; 10 of 80 are covered: shown, without a band.
    "all metrics missing but peers": Case(
        80, 12.5, {"leads": "no_data", "sales": "no_data", "care": 80}, said=4.2, notes=frozenset({"incomplete"})
    ),
    # 9 of 22 working days: 45 leads against 100 · 9/22 = 40.9 are 110 %; 360,000 against 409,090.9 are 88 %, worth
    # 40 + 1.5 · 28 = 82. (40 · 110 + 30 · 82) / 70 = 6860/70 = 98; 70 of 80 covered.
    "joined on the 20th": Case(
        98,
        87.5,
        {"leads": 110, "sales": 82},
        told={"leads": 45, "sales": 360_000},
        days={OCTOBER: (9, 22)},
        notes=frozenset({"target_scaled"}),
    ),
    # 2 of 22: 10 leads against 9.09 are 110 %. Sales are missing: 40 of 80.
    "there until the 2nd": Case(
        110, 50, {"leads": 110, "sales": "no_data"}, told={"leads": 10}, days={OCTOBER: (2, 22)}
    ),
    # What grows with time is not due; that peers have rated nobody is no gap of theirs either.
    "away all month": Case(None, 0, {"leads": "absent", "sales": "absent", "care": "absent"}, days={OCTOBER: (0, 22)}),
    # Numbers that came all the same count for nothing: there was no day to reach them on.
    "away all month, with figures": Case(None, 0, {"leads": "absent"}, told={"leads": 45}, days={OCTOBER: (0, 22)}),
    # 0 % and −2 % are worth 0 points; peers 50: (40 · 0 + 30 · 0 + 10 · 50) / 80 = 6.25.
    "zero and negative": Case(
        6.25, 100, {"leads": 0, "sales": 0, "care": 50}, told={"leads": 0, "sales": -20_000}, said=3
    ),
    # 1,234,567 yen have no decimals: 123 % and so the curve's end. (40 · 100 + 30 · 120) / 70 = 760/7.
    "a currency without decimals": Case(
        760 / 7, 87.5, {"leads": 100, "sales": 120}, told={"leads": 100, "sales": 1_234_567}
    ),
    # Forty times 3 of 120, each 90 % and so 85 points.
    "forty metrics": Case(85, 100, {"m0": 85, "m39": 85}, told={"leads": 90}, rules=MANY),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_month(case: Case) -> None:
    receipt = receipt_of(case)
    found = {line.metric: line.reason if line.points is None else line.points for line in receipt.metrics}
    assert {metric: found[metric] for metric in case.points} == pytest.approx(case.points)
    assert receipt.score == pytest.approx(case.score)
    assert receipt.coverage == pytest.approx(case.coverage)
    assert receipt.is_complete is (receipt.coverage >= 60)
    assert (receipt.band is not None, receipt.is_below_line is not None) == (receipt.is_complete,) * 2
    assert case.notes <= {*receipt.notes}
    assert sum(line.share for line in receipt.metrics) == pytest.approx(0 if case.score is None else 100)
    assert recompute(receipt) == pytest.approx(case.score)
    assert (receipt.member, Receipt.from_json(receipt.as_json())) == (NAME, receipt)


def test_a_quarter_that_began_before_somebody_joined() -> None:
    """On the December card of one who joined on 20 October, October counts with its 9 of 22 days and November is whole;
    the months of the year before that are not expected. 300 leads against 100 · (9/22 + 2) = 240.9 are 124.5 %."""
    quarterly = build.one_metric("leads", [build.figure("leads")], target=300, cadence="quarter")
    told = [build.entered(NAME, "leads", when, 100) for when in ("2026-10", "2026-11", "2026-12")]
    days: dict[date, Any] = {OCTOBER: [(9, 22)]}
    card = compute(quarterly, Evidence.from_rows(told), Period.parse("2026-12"), present_days=days).card(0)
    assert card.metrics[0].target == pytest.approx(100 * (9 / 22 + 2))
    assert [(each.there, each.whole) for each in card.days] == [(9, 22)]


def test_a_month_away_of_a_quarter_is_no_gap() -> None:
    """Away in October: 200 leads against 200, and two of two months are covered."""
    quarterly = build.one_metric("leads", [build.figure("leads")], target=300, cadence="quarter")
    told = [build.entered(NAME, "leads", when, 100) for when in ("2026-11", "2026-12")]
    days: dict[date, Any] = {OCTOBER: [(0, 22)]}
    card = compute(quarterly, Evidence.from_rows(told), Period.parse("2026-12"), present_days=days).card(0)
    line = card.metrics[0]
    assert (line.points, line.months_used, line.months_expected) == (100, 2, 2)
    assert line.target == pytest.approx(200)
    assert card.coverage == 100


@pytest.mark.parametrize(
    "days",
    [
        {OCTOBER: [(9, 8)]},
        {OCTOBER: [(-1, 8)]},
        {OCTOBER: [9, 22]},
        {date(2026, 10, 2): [(9, 22)]},
        {OCTOBER: [(0.5, 2)]},
    ],
)
def test_days_that_cannot_be_are_refused(days: dict[date, Any]) -> None:
    with pytest.raises(InputInvalid, match="present_days"):
        compute(RULES, Evidence.from_rows([], members=[NAME]), Period.parse("2026-10"), present_days=days)


def test_days_and_shares_cannot_both_be_given() -> None:
    with pytest.raises(InputInvalid, match="not both"):
        compute(
            RULES,
            Evidence.from_rows([], members=[NAME]),
            Period.parse("2026-10"),
            present_days={OCTOBER: [(9, 22)]},
            present_share=1,
        )

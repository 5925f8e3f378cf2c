"""The value that reaches a band, against the engine: with it the card is in the band, with one step less it is not."""

from decimal import Decimal

import pytest
from babel.numbers import get_currency_precision, list_currencies
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.explain import explain
from scoring.periods import Period
from scoring.receipt import Receipt
from scoring.scheme import Scheme
from scoring.scorecard import Evidence, RollUp, compute
from scoring.what_if import Way, next_band, step_of, takes_whole, tried, ways_to
from tests.scoring import build

OCTOBER = Period.parse("2026-10")
FIGURES = ("leads", "cost", "range", "rate")
METRICS = (
    build.metric("leads", "leads", weight=40, target=50),
    build.metric("cost", "cost", weight=30, target=80, direction="lower", unit="CNY"),
    build.metric("rate", "rate", weight=20, target=96, unit="percent"),
    build.metric("range", "range", weight=10, direction="within", low=10, high=20),
)
SCHEME: Scheme = build.with_team(build.scheme([build.figure(name) for name in FIGURES], build.dimension("d", *METRICS)))
TOP = SCHEME.bands[0]


def card(told: dict[str, float], *, team: float = 100, special: float = 0) -> Receipt:
    rows = [RollUp(1, name, OCTOBER.start, 1, value, value, value) for name, value in told.items()]
    evidence = Evidence.from_rows(rows, members=[1])
    return explain(compute(SCHEME, evidence, OCTOBER, team_attainment=team, special=special).card(0))


def floor_of(receipt: Receipt) -> float:
    assert receipt.shown_score
    return float(receipt.shown_score)


VALUES = st.fixed_dictionaries(
    {
        "leads": st.integers(-5, 80).map(float),
        "cost": st.decimals(0, 300, places=2).map(float),
        "rate": st.decimals(0, 120, places=1).map(float),
        "range": st.integers(0, 40).map(float),
    }
)


@given(VALUES, st.sampled_from([80, 95, 100, 120]), st.sampled_from([0.0, 2.5]))
def test_the_value_reaches_the_band_and_one_step_less_does_not(
    told: dict[str, float], team: float, special: float
) -> None:
    receipt = card(told, team=team, special=special)
    band = next_band(SCHEME, receipt)
    assume(band is not None)
    assert band
    assert floor_of(receipt) < band.min
    for way in ways_to(SCHEME, receipt, band):
        less = way.value - way.step if way.value > Decimal(repr(way.before)) else way.value + way.step
        there = card({**told, way.metric: float(way.value)}, team=team, special=special)
        short = card({**told, way.metric: float(less)}, team=team, special=special)
        assert floor_of(there) >= band.min > floor_of(short)


@given(VALUES, st.sets(st.sampled_from(FIGURES)), VALUES)
def test_what_is_tried_is_what_the_engine_says(
    told: dict[str, float], missing: set[str], other: dict[str, float]
) -> None:
    known = {name: value for name, value in told.items() if name not in missing}
    changed = {name: value for name, value in other.items() if name in missing or value > 20}
    found, expected = tried(SCHEME, card(known), changed), card({**known, **changed})
    assert found.score == pytest.approx(expected.score)
    assert (str(found.shown) if found.shown is not None else None) == expected.shown_score
    assert found.coverage == pytest.approx(expected.coverage)
    assert (found.band.id if found.band else None, found.is_complete) == (expected.band, expected.is_complete)


def test_by_hand() -> None:
    """Points 70 × 40 % + 100 × 60 % = 88. An S is shown from 89.95: leads need 74.875 points, which is an attainment of
    83.25 %, 41.625 of 50 leads: 42. Cost needs 106.5 points and as much attainment: 80 / 106.5 % = 75.117, so 75.11."""
    receipt = card({"leads": 40, "cost": 80, "rate": 96, "range": 15})
    assert receipt.shown_score == "88.0"
    ways = {way.metric: way for way in ways_to(SCHEME, receipt, TOP)}
    assert (ways["leads"].before, ways["leads"].value) == (40, 42)
    assert ways["cost"].value == Decimal("75.11")
    assert "range" not in ways, "inside its range nothing is better"


def test_out_of_reach_by_one_metric_alone_and_nothing_above_the_highest() -> None:
    low = card({"leads": 0, "cost": 300, "rate": 0, "range": 40})
    assert ways_to(SCHEME, low, TOP) == []
    best = card({"leads": 80, "cost": 20, "rate": 120, "range": 15})
    assert next_band(SCHEME, best) is None
    assert next_band(SCHEME, card({"range": 15})) is None, "an incomplete card has no band"


def test_the_nearest_comes_first() -> None:
    receipt = card({"leads": 40, "cost": 80, "rate": 96, "range": 15})
    changes = [way.change for way in ways_to(SCHEME, receipt, TOP)]
    assert changes == sorted(changes)
    assert all(isinstance(way, Way) for way in ways_to(SCHEME, receipt, TOP))


def test_money_moves_by_what_is_shown_of_it() -> None:
    """Where messages show no cents, nobody is told to save some; and so it is with amounts from 1,000 on."""
    (line,) = [each for each in card({"cost": 80}).metrics if each.metric == "cost"]
    for currency in list_currencies():
        yen = line.model_copy(update={"unit": currency})
        assert step_of(SCHEME, yen) == Decimal("0.01" if get_currency_precision(currency) else 1), currency
        assert step_of(SCHEME, yen.model_copy(update={"value": -1_000.0})) == 1


def test_a_cost_in_yen_by_hand() -> None:
    """75.117 would do: 75 of whole ones."""
    receipt = card({"leads": 40, "cost": 80, "rate": 96, "range": 15})
    yen = [each.model_copy(update={"unit": "JPY"} if each.unit == "CNY" else {}) for each in receipt.metrics]
    ways = ways_to(SCHEME, receipt.model_copy(update={"metrics": tuple(yen)}), TOP)
    assert {way.metric: way.value for way in ways}["cost"] == 75


@pytest.mark.parametrize(
    ("formula", "unit", "whole"),
    [
        ("leads", "count", True),
        ("leads - lag(leads, 1) + days", "count", True),
        ("2 * leads", "count", False),
        ("leads / days", "count", False),
        ("leads + shared", "count", False),
        ("mean", "count", False),
        ("leads", "percent", False),
        ("cost", "CNY", False),
        ("cost / leads", "JPY", True),
    ],
)
def test_shares_are_only_tried_of_what_has_any(formula: str, unit: str, *, whole: bool) -> None:
    figures = [
        build.figure("leads", whole=True),
        build.figure("days", aggregate="count"),
        build.figure("mean", whole=True, aggregate="mean"),
        build.figure("shared"),
        build.figure("cost", unit="CNY"),
    ]
    rules = build.scheme(figures, build.dimension("d", build.metric("m", formula, unit=unit)))
    assert takes_whole(rules, rules.metric("m")) is whole

"""What holds for every scheme and all figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.explain import explain, recompute
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import Evidence, RollUp, compute
from tests.scoring.build import dimension, entered, figure, metric, scheme, with_team

NAMES = ("a", "b", "c")
FORMULAS = {"sum": "a", "ratio": "100 * a / b", "growth": "100 * (c - lag(c, 1)) / lag(c, 1)", "both": "a - b + c"}
PERIODS = st.sampled_from(["2026-10", "2026-12", "2026-Q4", "2026-H2", "2026"]).map(Period.parse)
WHEN = [f"2026-{n:02d}" for n in range(7, 13)]

weights = st.lists(st.floats(1, 60), min_size=4, max_size=4)
row = st.builds(
    entered,
    st.sampled_from(["Ana", "Bo", "Chen"]),
    st.sampled_from(NAMES),
    st.sampled_from(WHEN),
    st.floats(0, 1e6).map(lambda value: round(value, 2)),
)
rows = st.lists(row, max_size=40, unique_by=lambda r: r[:3])


@st.composite
def schemes(draw: st.DrawFn, directions: tuple[str, ...] = ("higher", "lower")) -> Scheme:
    chosen = draw(weights)
    built = [
        metric(
            name,
            text,
            weight=weight,
            target=draw(st.floats(0.5, 1e5)),
            direction=draw(st.sampled_from(directions)),
            cadence=draw(st.sampled_from(["month", "quarter"])),
        )
        for (name, text), weight in zip(FORMULAS.items(), chosen, strict=True)
    ]
    return scheme([figure(n) for n in NAMES], dimension("one", *built[:2]), dimension("two", *built[2:]))


@given(schemes(), rows, PERIODS, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rules: Scheme, given: list[RollUp], period: Period, dice: object) -> None:
    shuffled = list(given)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert list(compute(rules, Evidence.from_rows(shuffled), period)) == list(
        compute(rules, Evidence.from_rows(given), period)
    )


@given(schemes(("higher",)), rows, PERIODS, st.sampled_from(WHEN), st.floats(0, 1e6), st.floats(0, 1e6))
def test_more_of_a_good_thing_never_lowers_the_score(
    rules: Scheme, given: list[RollUp], period: Period, when: str, value: float, more: float
) -> None:
    others = [
        r for r in given if not (r.member == "Bo" and r.figure == "a" and r.month == entered("Bo", "a", when, 1).month)
    ]
    low = compute(rules, Evidence.from_rows([*others, entered("Bo", "a", when, value)]), period).of("Bo")
    high = compute(rules, Evidence.from_rows([*others, entered("Bo", "a", when, value + more)]), period).of("Bo")
    assert (low.score is None) == (high.score is None)
    assert low.score is None or high.score is None or high.score >= low.score - 1e-9


@given(schemes(), rows, PERIODS, st.floats(0.1, 10))
def test_scaling_all_weights_changes_nothing(rules: Scheme, given: list[RollUp], period: Period, scale: float) -> None:
    plain = rules.model_dump(mode="json", by_alias=True)
    for group in plain["dimensions"]:
        for item in group["metrics"]:
            item["weight"] *= scale
    evidence = Evidence.from_rows(given)
    one, other = compute(rules, evidence, period), compute(Scheme.model_validate(plain), evidence, period)
    np.testing.assert_allclose(other.score, one.score, rtol=0, atol=1e-9)
    np.testing.assert_allclose(other.coverage, one.coverage, rtol=0, atol=1e-9)
    np.testing.assert_allclose(other.share, one.share, rtol=0, atol=1e-9)


@given(schemes(), rows, PERIODS)
def test_a_missing_metric_never_counts_as_zero(rules: Scheme, given: list[RollUp], period: Period) -> None:
    for card in compute(rules, Evidence.from_rows(given), period):
        scored = [line for line in card.metrics if line.points is not None]
        assert (card.own_score is None) == (not scored)
        if card.own_score is not None:
            worth = [line.points for line in scored if line.points is not None]
            assert min(worth) - 1e-9 <= card.own_score <= max(worth) + 1e-9
            assert sum(line.share for line in scored) == pytest.approx(100)


@given(schemes(), rows, PERIODS, st.none() | st.floats(-50, 300), st.floats(0, 5))
def test_the_receipt_recomputes_the_score(
    rules: Scheme, given: list[RollUp], period: Period, attained: float | None, special: float
) -> None:
    evidence = Evidence.from_rows(given)
    computed = compute(with_team(rules), evidence, period, team_attainment=attained, special=special)
    for card in computed:
        again = recompute(explain(card))
        assert again == (None if card.score is None else pytest.approx(card.score, abs=1e-9))


@given(schemes(), rows, PERIODS)
def test_results_stay_in_their_ranges(rules: Scheme, given: list[RollUp], period: Period) -> None:
    computed = compute(rules, Evidence.from_rows(given), period)
    scored = ~np.isnan(computed.score)
    assert ((computed.score[scored] >= 0) & (computed.score[scored] <= 120)).all()
    assert ((computed.coverage >= 0) & (computed.coverage <= 100 + 1e-9)).all()
    assert ((computed.band >= 0) == computed.is_complete).all()
    assert (np.isnan(computed.points) == (computed.reasons != 0)).all()

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from scoring.errors import InputInvalid, UnknownName
from scoring.periods import Period
from scoring.scheme import Band, Scheme, load
from scoring.scorecard import Card, Evidence, compute
from tests.scoring.build import (
    cards,
    dimension,
    entered,
    evidence,
    figure,
    metric,
    month,
    one_metric,
    only,
    scheme,
    with_team,
)

OCTOBER, DECEMBER = Period.parse("2026-10"), Period.parse("2026-12")
Q4 = Period.parse("2026-Q4")


def three_metrics(*weights: float) -> Scheme:
    """Results, process and output of a month, each with a target of 10."""
    names = ("a", "b", "c")
    built = [metric(f"m_{n}", n, weight=w, target=10) for n, w in zip(names, weights, strict=True)]
    return scheme([figure(n) for n in names], dimension("first", built[0], built[1]), dimension("second", built[2]))


class TestWorkedExample:
    """Weights 30/20/50, points 100/80/none: weights 60/40 over the first two, score 92, coverage 50 %, no band."""

    def card(self) -> Card:
        # attainment 100 -> 100 points; the curve gives 80 points at 60 + 40 · (80 − 40) / 60 = 86.6667 %
        reached = 10 * (60 + 40 * 40 / 60) / 100
        rows = [entered("Bo", "a", "2026-10", 10.0), entered("Bo", "b", "2026-10", reached)]
        return cards(three_metrics(30, 20, 50), *rows).of("Bo")

    def test_points_and_shares(self) -> None:
        lines = self.card().metrics
        assert [line.points for line in lines] == [100, pytest.approx(80, abs=1e-9), None]
        assert [line.share for line in lines] == [60, 40, 0]
        assert [line.weight for line in lines] == [30, 20, 50]
        assert [line.reason.code for line in lines] == ["scored", "scored", "no_data"]

    def test_score_without_a_band(self) -> None:
        card = self.card()
        assert card.score == pytest.approx(92, abs=1e-9)
        assert card.coverage == 50
        assert (card.is_complete, card.band, card.is_below_line) == (False, None, None)

    def test_the_dimension_without_figures_has_no_score(self) -> None:
        first, second = self.card().dimensions
        assert (first.score, first.share) == (pytest.approx(92, abs=1e-9), 100)
        assert (second.score, second.share) == (None, 0)


class TestKindsOfMetrics:
    def test_sum(self) -> None:
        # 42 + 50 + 28 = 120 leads of 150: 80 % -> 40 + 60 · 20 / 40 = 70 points
        rules = one_metric("leads", [figure("leads")], target=150)
        line = only(cards(rules, entered("Bo", "leads", "2026-10", 42, 50, 28)))
        assert (line.value, line.target, line.attainment, line.points) == (
            120,
            150,
            pytest.approx(80),
            pytest.approx(70),
        )

    def test_ratio_is_a_ratio_of_sums(self) -> None:
        # (10 + 30) / (100 + 900) = 4 %; the mean of the daily ratios would be 6.67 %
        rules = one_metric("100 * leads / uv", [figure("leads"), figure("uv")], target=5)
        rows = [entered("Bo", "leads", "2026-10", 10, 30), entered("Bo", "uv", "2026-10", 100, 900)]
        line = only(cards(rules, *rows))
        assert (line.value, line.attainment) == (4, pytest.approx(80))

    def test_growth_on_the_year_before(self) -> None:
        # 100 · (1150 − 1000) / 1000 = 15 % against a target of 10 %: 150 %, points end at 120
        rules = one_metric("100 * (uv - lag(uv, 12)) / lag(uv, 12)", [figure("uv")], target=10)
        rows = [entered("Bo", "uv", "2026-10", 1150), entered("Bo", "uv", "2025-10", 1000)]
        line = only(cards(rules, *rows))
        assert (line.value, line.attainment, line.points) == (15, 150, 120)

    def test_growth_without_last_year_says_so(self) -> None:
        rules = one_metric("100 * (uv - lag(uv, 12)) / lag(uv, 12)", [figure("uv")], target=10)
        assert only(cards(rules, entered("Bo", "uv", "2026-10", 1150))).reason.code == "no_history"

    def test_lower_is_better(self) -> None:
        # 12,000 / 50 = 240 per lead against 300: 100 · 300 / 240 = 125 %, capped at the curve's 120
        rules = one_metric("cost / mql", [figure("cost"), figure("mql")], target=300, direction="lower")
        good = only(cards(rules, entered("Bo", "cost", "2026-10", 12000), entered("Bo", "mql", "2026-10", 50)))
        assert (good.value, good.attainment, good.points) == (240, 120, 120)
        # 15,000 / 40 = 375: 80 % -> 70 points
        bad = only(cards(rules, entered("Bo", "cost", "2026-10", 15000), entered("Bo", "mql", "2026-10", 40)))
        assert (bad.value, bad.attainment, bad.points) == (375, 80, pytest.approx(70))

    def test_a_division_by_zero_is_no_score(self) -> None:
        rules = one_metric("cost / mql", [figure("cost"), figure("mql")], target=300, direction="lower")
        computed = cards(rules, entered("Bo", "cost", "2026-10", 12000), entered("Bo", "mql", "2026-10", 0))
        assert only(computed).reason.code == "division_by_zero"
        assert computed.card(0).score is None

    def test_within_a_range(self) -> None:
        # range 20 to 30, width 10: 33 is 3 outside, 70 % -> 40 + 60 · 10 / 40 = 55 points
        rules = one_metric("load", [figure("load")], direction="within", low=20, high=30)
        line = only(cards(rules, entered("Bo", "load", "2026-10", 33)))
        assert (line.attainment, line.points, line.target) == (pytest.approx(70), pytest.approx(55), None)

    def test_a_range_of_what_adds_up_grows_with_the_window_and_shrinks_with_leave(self) -> None:
        # 20 to 30 a month; three months of which one was half leave are 50 to 75: 80 is 5 of 25 outside, 80 %
        rules = one_metric("load", [figure("load")], direction="within", low=20, high=30)
        rows = [entered("Bo", "load", f"2026-{month}", 80 / 3) for month in (10, 11, 12)]
        line = only(cards(rules, *rows, period=Q4, present_share={month("2026-11"): [0.5]}))
        assert (line.target_factor, line.attainment) == (2.5, pytest.approx(80))

    @pytest.mark.parametrize(
        ("aggregate", "expected"), [("sum", 18), ("mean", 6), ("last", 4), ("max", 9), ("count", 3)]
    )
    def test_aggregates_over_a_quarter(self, aggregate: str, expected: float) -> None:
        rules = one_metric("x", [figure("x", aggregate=aggregate)], cadence="quarter", target=1)
        rows = [entered("Bo", "x", "2026-12", 9, 4), entered("Bo", "x", "2026-10", 5)]
        assert only(cards(rules, *rows, period=Q4)).value == expected


class TestTargets:
    @pytest.mark.parametrize(
        ("default", "own", "reason"),
        [(None, math.nan, "no_target"), (100, 0, "zero_target"), (100, -5, "negative_target"), (None, 80, "scored")],
    )
    def test_a_target_that_cannot_be_met_is_no_score(self, default: float | None, own: float, reason: str) -> None:
        rules = one_metric("leads", [figure("leads")], target=default)
        line = only(cards(rules, entered("Bo", "leads", "2026-10", 80), targets={"m": [own]}))
        assert line.reason.code == reason
        assert (line.points is not None) == (reason == "scored")

    @pytest.mark.parametrize(
        ("targets", "message"),
        [
            ({"m": [1.0, 2.0]}, "one for each of 1 members"),
            ({"m": [math.inf]}, "at most 1e\\+15"),
            ({"m": [-1e300]}, "at most 1e\\+15"),
            ({"m": ["many"]}, "cannot be read as numbers"),
        ],
    )
    def test_bad_arrays_are_refused(self, targets: Mapping[str, npt.ArrayLike], message: str) -> None:
        rules = one_metric("leads", [figure("leads")], target=1)
        with pytest.raises(InputInvalid, match=message):
            cards(rules, entered("Bo", "leads", "2026-10", 1), targets=targets)

    @pytest.mark.parametrize("key", [date(2026, 10, 15), datetime(2026, 10, 1, tzinfo=UTC), "2026-10"])
    def test_leave_of_what_is_no_month_is_refused_and_not_passed_over(self, key: Any) -> None:
        rules = one_metric("leads", [figure("leads")], target=1)
        with pytest.raises(InputInvalid, match="give the date of a month's first day"):
            cards(rules, entered("Bo", "leads", "2026-10", 1), present_share={key: [0.5]})

    def test_unknown_metric_and_ranges_are_refused(self) -> None:
        row = entered("Bo", "leads", "2026-10", 1)
        with pytest.raises(UnknownName, match="unknown metric 'sales'; known are: m"):
            cards(one_metric("leads", [figure("leads")]), row, targets={"sales": [1]})
        rules = one_metric("leads", [figure("leads")], direction="within", low=1, high=2)
        with pytest.raises(InputInvalid, match="scored within a range"):
            cards(rules, row, targets={"m": [1]})


def test_a_score_under_every_band_has_none_and_bands_may_stand_in_any_order() -> None:
    rows = [entered("Bo", "leads", "2026-10", 100), entered("Chen", "leads", "2026-10", 10)]
    top = [{"id": "S", "min": 90, "coefficient": 1.5}]
    for bands in (top, [{"id": "A", "min": 80, "coefficient": 1}, *top]):
        computed = cards(
            one_metric("leads", [figure("leads")], target=100).model_copy(
                update={"bands": tuple(Band.model_validate(band) for band in bands)}
            ),
            *rows,
        )
        found = [card.band and card.band.id for card in computed]
        assert found == ["S", None]


class TestFromOwnScoreToBand:
    RULES = with_team(one_metric("leads", [figure("leads")], target=100))

    @pytest.mark.parametrize(
        ("leads", "given", "score"),
        [(100, {"team_attainment": 90}, 90), (100, {"special": 5}, 105), (120, {"team_attainment": 120}, 120)],
    )
    def test_team_attainment_special_points_and_cap(self, leads: float, given: dict[str, float], score: float) -> None:
        assert cards(self.RULES, entered("Bo", "leads", "2026-10", leads), **given).card(0).score == pytest.approx(
            score
        )

    @pytest.mark.parametrize(
        "given",
        [
            {"special": 5.1},
            {"special": -1},
            {"special": math.nan},
            {"team_attainment": math.inf},
            {"present_share": [1.1]},
        ],
    )
    def test_values_outside_their_range_are_refused(self, given: dict[str, Any]) -> None:
        with pytest.raises(InputInvalid, match=next(iter(given))):
            cards(self.RULES, entered("Bo", "leads", "2026-10", 100), **given)

    @pytest.mark.parametrize(
        ("score", "band", "is_below"),
        [
            (120, "S", False),
            (90, "S", False),
            (89.95, "S", False),
            (89.94, "A", False),
            (59.95, "C", False),
            (59, "D", True),
            (0, "D", True),
        ],
    )
    def test_bands_and_line_follow_the_score_that_is_shown(self, score: float, band: str, is_below: bool) -> None:
        rules = one_metric("x", [figure("x")], target=100, curve={"points": [[0, 0], [120, 120]]})
        card = cards(rules, entered("Bo", "x", "2026-10", score)).card(0)
        assert card.band is not None
        assert (card.band.id, card.is_below_line) == (band, is_below)


class TestEmpty:
    def test_a_member_without_figures(self) -> None:
        card = compute(three_metrics(30, 20, 50), evidence(members=["Chen"]), OCTOBER).of("Chen")
        assert (card.score, card.own_score, card.coverage, card.band, card.is_complete) == (None, None, 0, None, False)

    def test_nobody(self) -> None:
        computed = compute(three_metrics(30, 20, 50), evidence(), OCTOBER)
        assert len(computed) == 0
        assert list(computed) == []

    def test_rows_and_members_that_are_not_there(self) -> None:
        computed = compute(three_metrics(30, 20, 50), evidence(members=["Bo"]), OCTOBER)
        with pytest.raises(IndexError, match="row -1 of 1"):
            computed.card(-1)
        with pytest.raises(UnknownName, match="unknown member 'Dee'"):
            computed.of("Dee")

    def test_figures_of_other_schemes_are_left_alone(self) -> None:
        rules = one_metric("leads", [figure("leads")], target=100)
        rows = [entered("Bo", "leads", "2026-10", 100), entered("Bo", "golf", "2026-10", 7)]
        assert cards(rules, *rows).card(0).score == 100


def test_promotion_traffic_group_for_a_december() -> None:
    # UV 100 · (11000 − 10000) / 10000 = 10 % -> 100 points; leads 100 · 330 / 11000 = 3 % -> 100;
    # MQL 120 of 100 -> 120; CPL of the quarter 36000 / 120 = 300 -> 100.
    # Weights 15 20 25 15 of 75: (1500 + 2000 + 3000 + 1500) / 75 = 106.67
    rows = [
        entered("Bo", name, "2026-12", n) for name, n in (("uv", 11000), ("leads", 330), ("mql", 120), ("cost", 36000))
    ]
    rows.append(entered("Bo", "uv", "2025-12", 10000))
    shares = {month("2026-10"): [0.0], month("2026-11"): [0.0]}  # Bo joined on 1 December
    computed = compute(load("promotion").restricted_to(["traffic"]), evidence(*rows), DECEMBER, present_share=shares)
    card = computed.card(0)
    assert [line.points for line in card.metrics] == pytest.approx([100, 100, 120, 100])
    assert card.score == pytest.approx(8000 / 75)
    assert (card.coverage, card.band and card.band.id) == (100, "S")


def test_one_member_alone_scores_as_among_others() -> None:
    rules, rng = three_metrics(30, 20, 50), np.random.default_rng(7)
    names = [f"m{n}" for n in range(50)]
    rows = [entered(who, n, "2026-10", float(rng.uniform(1, 15))) for who in names for n in ("a", "b", "c")]
    together = compute(rules, Evidence.from_rows(rows), OCTOBER)
    for who in names:
        alone = compute(rules, Evidence.from_rows([row for row in rows if row.member == who]), OCTOBER)
        assert alone.of(who) == together.of(who)

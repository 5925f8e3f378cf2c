from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from scoring.errors import InputInvalid, UnknownName
from scoring.explain import explain
from scoring.periods import Period
from scoring.scheme import Scheme, load
from scoring.scorecard import Card, Cards, Evidence, MetricResult, RollUp, compute
from tests.scoring.build import dimension, entered, evidence, figure, metric, month, one_metric, scheme

OCTOBER, NOVEMBER, DECEMBER = (Period.parse(f"2026-{n}") for n in (10, 11, 12))
Q4 = Period.parse("2026-Q4")


def cards(rules: Scheme, *rows: RollUp, period: Period = OCTOBER, **given: Any) -> Cards:
    return compute(rules, evidence(*rows), period, **given)


def only(computed: Cards) -> MetricResult:
    (result,) = computed.card(0).metrics
    return result


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

    @pytest.mark.parametrize(
        ("aggregate", "expected"), [("sum", 18), ("mean", 6), ("last", 4), ("max", 9), ("count", 3)]
    )
    def test_aggregates_over_a_quarter(self, aggregate: str, expected: float) -> None:
        rules = one_metric("x", [figure("x", aggregate=aggregate)], cadence="quarter", target=1)
        rows = [entered("Bo", "x", "2026-12", 9, 4), entered("Bo", "x", "2026-10", 5)]
        assert only(cards(rules, *rows, period=Q4)).value == expected


class TestCadence:
    def rules(self) -> Scheme:
        return scheme(
            [figure("mql"), figure("orders"), figure("clv", entered="year", aggregate="mean")],
            dimension(
                "all",
                metric("mql_count", "mql", weight=50, target=100),
                metric("order_count", "orders", weight=30, target=30, cadence="quarter"),
                metric("clv_mean", "clv", weight=20, target=1000, cadence="year"),
            ),
        )

    def rows(self) -> list[RollUp]:
        months = ("2026-10", "2026-11", "2026-12")
        figures = [(name, when, float(n)) for name, n in (("mql", 100), ("orders", 10)) for when in months]
        return [entered("Bo", name, when, n) for name, when, n in figures]

    def test_longer_metrics_are_in_progress_with_their_value_so_far(self) -> None:
        computed = cards(self.rules(), *self.rows(), period=NOVEMBER)
        monthly, quarterly, yearly = computed.card(0).metrics
        assert (monthly.reason.code, monthly.value) == ("scored", 100)
        assert (quarterly.reason.code, quarterly.value, quarterly.target) == ("in_progress", 20, 30)
        assert (quarterly.points, quarterly.share, yearly.reason.code) == (None, 0, "in_progress")
        assert computed.card(0).coverage == 100

    def test_the_last_month_of_a_quarter_scores_the_whole_quarter(self) -> None:
        card = cards(self.rules(), *self.rows(), period=DECEMBER).card(0)
        monthly, quarterly, yearly = card.metrics
        assert (monthly.value, quarterly.value, quarterly.points) == (100, 30, 100)
        assert yearly.reason.code == "no_data"
        assert card.coverage == 80

    def test_a_quarter_card_holds_monthly_sums_to_three_targets(self) -> None:
        monthly, quarterly, yearly = cards(self.rules(), *self.rows(), period=Q4).card(0).metrics
        assert (monthly.value, monthly.target_factor, monthly.target, monthly.points) == (300, 3, 300, 100)
        assert (quarterly.target, yearly.reason.code) == (30, "no_data")

    def test_own_targets_are_for_one_period_of_the_metric_too(self) -> None:
        monthly = cards(self.rules(), *self.rows(), period=Q4, targets={"mql_count": [120]}).card(0).metrics[0]
        assert (monthly.stated_target, monthly.is_own_target, monthly.target) == (120, True, 360)

    def test_a_card_the_scheme_does_not_issue_is_refused(self) -> None:
        rules = scheme([figure("mql")], dimension("all", metric("m", "mql", target=1)), cadences=["month"])
        with pytest.raises(InputInvalid, match="issues no card for 2026-Q4; its cards are: month"):
            cards(rules, entered("Bo", "mql", "2026-10", 1), period=Q4)

    def test_lag_counts_periods_of_the_metric_also_on_a_longer_card(self) -> None:
        rules = one_metric("100 * (uv - lag(uv, 12)) / lag(uv, 12)", [figure("uv")], target=10)
        rows = [entered("Bo", "uv", f"{y}-{m}", float(n)) for y, n in ((2025, 100), (2026, 110)) for m in (10, 11, 12)]
        assert only(cards(rules, *rows, period=Q4)).value == pytest.approx(10)


class TestMonthsWithoutFigures:
    def test_a_ratio_uses_only_months_that_have_both_sides(self) -> None:
        # October 300 / 10 and December 500 / 10: 800 / 20 = 40; November's 9,000 has no leads to stand against
        rules = one_metric(
            "cost / mql", [figure("cost"), figure("mql")], target=40, direction="lower", cadence="quarter"
        )
        spent = {"2026-10": 300.0, "2026-11": 9000.0, "2026-12": 500.0}
        rows = [entered("Bo", "cost", when, n) for when, n in spent.items()]
        rows += [entered("Bo", "mql", when, 10) for when in ("2026-10", "2026-12")]
        computed = cards(rules, *rows, period=Q4)
        line = only(computed)
        assert (line.value, line.points) == (40, 100)
        assert (line.months_used, line.months_expected, line.missing_months) == (2, 3, (month("2026-11"),))
        assert computed.card(0).coverage == pytest.approx(200 / 3)

    def test_a_missing_month_is_no_zero_in_a_sum(self) -> None:
        rules = one_metric("leads", [figure("leads")], target=100)
        rows = [entered("Bo", "leads", when, 100) for when in ("2026-10", "2026-11")]
        computed = cards(rules, *rows, period=Q4)
        assert (only(computed).target, only(computed).points) == (200, 100)
        assert computed.card(0).is_complete

    def test_one_good_month_does_not_make_a_complete_quarter(self) -> None:
        card = cards(
            one_metric("leads", [figure("leads")], target=100), entered("Bo", "leads", "2026-10", 150), period=Q4
        )
        assert (card.card(0).is_complete, card.card(0).band) == (False, None)
        assert card.card(0).coverage == pytest.approx(100 / 3)

    def test_a_figure_entered_once_a_quarter_is_not_missing_in_other_months(self) -> None:
        users = figure("users", aggregate="last", entered="quarter")
        rules = one_metric("100 * users / lag(users, 1)", [users], target=80, cadence="quarter")
        rows = [entered("Bo", "users", "2026-12", 90), entered("Bo", "users", "2026-09", 100)]
        card = cards(rules, *rows, period=DECEMBER).card(0)
        assert (card.metrics[0].value, card.coverage, card.metrics[0].missing_months) == (90, 100, ())

    def test_survey_figures_are_matched_among_themselves(self) -> None:
        # 100 · (30 − 10) / 50 = 40; the second survey's responses are not in yet and leave its promoters out
        survey = [figure(name, entered="half") for name in ("promoters", "detractors", "responses")]
        rules = one_metric("100 * (promoters - detractors) / responses", survey, target=40, cadence="half")
        first = [entered("Bo", n, "2026-08", v) for n, v in (("promoters", 30), ("detractors", 10), ("responses", 50))]
        computed = cards(rules, *first, entered("Bo", "promoters", "2026-12", 70), period=DECEMBER)
        assert (only(computed).value, computed.card(0).coverage) == (40, 100)

    def test_a_mean_counts_entries_not_months(self) -> None:
        # (1 + 1 + 1 + 5) / 4 = 2; the mean of the monthly means would be 3
        rules = one_metric("x", [figure("x", aggregate="mean")], cadence="quarter", target=2)
        rows = [entered("Bo", "x", "2026-10", 1, 1, 1), entered("Bo", "x", "2026-12", 5)]
        assert only(cards(rules, *rows, period=Q4)).value == 2

    def test_figures_after_the_card_do_not_count(self) -> None:
        rules = one_metric("leads", [figure("leads")], target=100, cadence="quarter")
        rows = [entered("Bo", "leads", when, 100) for when in ("2026-10", "2026-12")]
        assert only(cards(rules, *rows, period=NOVEMBER)).value == 100


class TestPresence:
    RULES = one_metric("leads", [figure("leads")], target=100)

    def test_half_a_month_is_held_to_half_the_target(self) -> None:
        line = only(cards(self.RULES, entered("Bo", "leads", "2026-10", 50), present_share=[0.5]))
        assert (line.target_factor, line.target, line.attainment) == (0.5, 50, 100)

    def test_one_share_for_all_holds_in_every_month(self) -> None:
        rows = [entered("Bo", "leads", when, 50) for when in ("2026-10", "2026-11", "2026-12")]
        assert only(cards(self.RULES, *rows, period=Q4, present_share=0.5)).target == 150

    def test_ratios_are_not_prorated(self) -> None:
        rules = one_metric("100 * leads / uv", [figure("leads"), figure("uv")], target=5)
        rows = [entered("Bo", "leads", "2026-10", 5), entered("Bo", "uv", "2026-10", 100)]
        assert only(cards(rules, *rows, present_share=[0.5])).target == 5

    def test_a_month_of_leave_is_neither_missing_nor_counted_twice(self) -> None:
        rows = [entered("Bo", "leads", when, 100) for when in ("2026-10", "2026-12")]
        card = cards(self.RULES, *rows, period=Q4, present_share={month("2026-11"): [0.0]}).card(0)
        assert (card.metrics[0].target, card.metrics[0].points, card.coverage) == (200, 100, 100)
        assert (card.metrics[0].months_used, card.metrics[0].months_expected) == (2, 2)

    def test_somebody_away_all_month_has_no_score_and_no_gap(self) -> None:
        computed = compute(self.RULES, evidence(members=["Chen"]), OCTOBER, present_share=[0.0])
        assert only(computed).reason.code == "absent"
        assert (computed.card(0).score, computed.card(0).band) == (None, None)

    def test_what_was_not_expected_is_not_due(self) -> None:
        # On leave all October: no target for the sum of leads, but the rate came from a system and counts in full.
        built = [metric("lead_count", "leads", weight=60, target=100), metric("rate", "level", weight=40, target=5)]
        rules = scheme([figure("leads"), figure("level", aggregate="last")], dimension("all", *built))
        card = cards(rules, entered("Bo", "level", "2026-10", 5), present_share=0).card(0)
        assert [line.reason.code for line in card.metrics] == ["absent", "scored"]
        assert (card.coverage, card.score, explain(card).due_weight) == (100, 100, 40)


class TestCoverage:
    @pytest.mark.parametrize(("weight", "is_complete"), [(60, True), (59.95, True), (59.94, False)])
    def test_sixty_percent_as_shown_is_complete(self, weight: float, is_complete: bool) -> None:
        built = [metric("m_a", "a", weight=weight, target=10), metric("m_b", "b", weight=100 - weight, target=10)]
        rules = scheme([figure("a"), figure("b")], dimension("all", *built))
        card = cards(rules, entered("Bo", "a", "2026-10", 10)).card(0)
        assert (card.is_complete, card.band is not None) == (is_complete, is_complete)

    def test_a_card_on_which_nothing_is_due(self) -> None:
        rules = one_metric("leads", [figure("leads")], target=100, cadence="quarter")
        card = cards(rules, entered("Bo", "leads", "2026-10", 50)).card(0)
        assert (card.score, card.coverage, card.is_complete) == (None, 0, False)


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
        [({"m": [1.0, 2.0]}, "one for each of 1 members"), ({"m": [math.inf]}, "must be finite")],
    )
    def test_bad_arrays_are_refused(self, targets: Mapping[str, npt.ArrayLike], message: str) -> None:
        rules = one_metric("leads", [figure("leads")], target=1)
        with pytest.raises(InputInvalid, match=message):
            cards(rules, entered("Bo", "leads", "2026-10", 1), targets=targets)

    def test_unknown_metric_and_ranges_are_refused(self) -> None:
        row = entered("Bo", "leads", "2026-10", 1)
        with pytest.raises(UnknownName, match="unknown metric 'sales'; known are: m"):
            cards(one_metric("leads", [figure("leads")]), row, targets={"sales": [1]})
        rules = one_metric("leads", [figure("leads")], direction="within", low=1, high=2)
        with pytest.raises(InputInvalid, match="scored within a range"):
            cards(rules, row, targets={"m": [1]})


class TestFromOwnScoreToBand:
    RULES = one_metric("leads", [figure("leads")], target=100)

    @pytest.mark.parametrize(
        ("leads", "given", "score"),
        [(100, {"team_coefficient": 0.9}, 90), (100, {"special": 5}, 105), (120, {"team_coefficient": 1.2}, 120)],
    )
    def test_team_coefficient_special_points_and_cap(self, leads: float, given: dict[str, float], score: float) -> None:
        assert cards(self.RULES, entered("Bo", "leads", "2026-10", leads), **given).card(0).score == pytest.approx(
            score
        )

    @pytest.mark.parametrize(
        "given",
        [{"special": 5.1}, {"special": -1}, {"special": math.nan}, {"team_coefficient": 0}, {"present_share": [1.1]}],
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

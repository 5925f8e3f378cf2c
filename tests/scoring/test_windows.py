"""Which months count on which card, and what they are held to."""

from __future__ import annotations

import pytest

from scoring.errors import InputInvalid
from scoring.explain import explain
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import RollUp, compute
from tests.scoring.build import cards, dimension, entered, evidence, figure, metric, month, one_metric, only, scheme

OCTOBER, NOVEMBER, DECEMBER = (Period.parse(f"2026-{n}") for n in (10, 11, 12))
Q4, YEAR = Period.parse("2026-Q4"), Period.parse("2026")


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

    def test_a_quarter_without_an_entry_of_what_adds_up_is_missing_and_not_nothing(self) -> None:
        # four certificates a year; two in two quarters meet the two that these quarters ask for, half is covered
        earned = figure("certificates", entered="quarter")
        rules = one_metric("certificates", [earned], target=4, cadence="year")
        card = cards(
            rules, *(entered("Bo", "certificates", when, 1) for when in ("2026-02", "2026-09")), period=YEAR
        ).card(0)
        line = card.metrics[0]
        assert (line.value, line.target, line.attainment) == (2, 2, 100)
        assert (card.coverage, line.months_used, line.months_expected) == (50, 6, 12)
        whole = cards(
            rules, *(entered("Bo", "certificates", f"2026-{n:02}", 1) for n in (3, 6, 9, 12)), period=YEAR
        ).card(0)
        assert (whole.metrics[0].target, whole.coverage, whole.metrics[0].missing_months) == (4, 100, ())

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

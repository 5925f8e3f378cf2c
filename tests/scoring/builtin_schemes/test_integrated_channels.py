"""Bo looks after several channels, assessed by the scheme `integrated_channels`."""

from __future__ import annotations

import pytest

from scoring.cards import Card
from scoring.periods import Cadence
from scoring.reasons import Reason
from scoring.scheme import Direction, Scheme, Source, load
from tests.scoring import builtin

LEVELS = {
    "brand_searches": 20_000,
    "interactions": 3_500,
    "reach": 100_000,
    "visits": 8_000,
    "page_views": 20_000,
    "attributed_conversions": 90.5,
    "marketing_cost": 60_000,
    "new_customers": 70,
    "repeat_customers": 250,
    "customers": 1_000,
    "promoters": 180,
    "detractors": 40,
    "responses": 400,
    "marketing_revenue": 165_000,
    "deliverables": 20,
    "delivered_on_time": 17,
    "searches_with_ads": 760,
    "searches_without_ads": 700,
}


@pytest.fixture(scope="module")
def rules() -> Scheme:
    return load("integrated_channels")


def year_end(rules: Scheme, period: str) -> Card:
    return builtin.card(rules, period, builtin.rows(rules, LEVELS), builtin.ratings(rules))


class TestWrittenGuide:
    """What the guide to measuring integrated marketing says is in the data of `integrated_channels`."""

    def test_six_dimensions_with_two_metrics_each(self, rules: Scheme) -> None:
        expected = {"brand": 15, "engagement": 15, "conversion": 25, "loyalty": 15, "efficiency": 20, "synergy": 10}
        assert builtin.weights(rules) == expected
        assert {len(dimension.metrics) for dimension in rules.dimensions} == {2}

    def test_five_attribution_models_to_choose_from(self, rules: Scheme) -> None:
        assert rules.attribution == ("first", "last", "linear", "time_decay", "position")

    def test_attributed_figures_say_that_they_are(self, rules: Scheme) -> None:
        for name in ("attributed_conversions", "marketing_revenue"):
            assert "attribution model" in rules.figure(name).definition.en
            assert "归因模型" in rules.figure(name).definition.zh_cn
        assert rules.figure("attributed_conversions").refusal(12.4) is None  # linear and others split conversions

    def test_measures_named_in_the_guide(self, rules: Scheme) -> None:
        formulas = {metric.id: metric.formula for metric in rules.metrics if not metric.is_rated}
        assert formulas["brand_search_growth"] == "100 * (brand_searches / lag(brand_searches, 12) - 1)"
        assert formulas["cac"] == "marketing_cost / new_customers"
        assert formulas["repeat_rate"] == "100 * repeat_customers / customers"
        assert formulas["channel_lift"] == "100 * (searches_with_ads / searches_without_ads - 1)"
        assert rules.metric("cac").direction is Direction.LOWER

    def test_who_rates_what(self, rules: Scheme) -> None:
        assert builtin.sources(rules) == {"content_consistency": Source.AUDIT, "project_satisfaction": Source.PEER}

    def test_no_target_is_taken_for_the_guides_own(self, rules: Scheme) -> None:
        builtin.check_targets(rules, stated={})

    def test_goals_followed_without_weight(self, rules: Scheme) -> None:
        assert {aim.id for aim in rules.aims} == {
            "positive_mentions",
            "recall_change",
            "sourced_sales",
            "retention",
            "cost_to_revenue",
            "sales_sla",
            "shared_data",
        }

    def test_rewards_and_plans_are_starting_values(self, rules: Scheme) -> None:
        assert [reward.kind for reward in rules.rewards] == ["band_bonus", "training"]
        assert [plan.kind for plan in rules.plans] == ["coaching"]
        assert {rule.origin for rule in (*rules.rewards, *rules.plans)} == {"default"}


class TestBalance:
    def test_short_and_long_horizon_are_six_to_four(self, rules: Scheme) -> None:
        assert builtin.weight_of(rules, horizon="short") == 60
        assert builtin.weight_of(rules, horizon="long") == 40

    def test_lint_has_nothing_to_say(self, rules: Scheme) -> None:
        assert builtin.warnings(rules) == []

    def test_words(self, rules: Scheme) -> None:
        builtin.check_words(rules)
        builtin.check_anchors(rules)
        builtin.check_names_people_type(rules)


class TestCards:
    @pytest.mark.parametrize("period", ["2026-12", "2026-Q4", "2026-H2", "2026"])
    def test_everything_is_scored_at_the_end_of_the_year(self, rules: Scheme, period: str) -> None:
        assert Cadence.YEAR in rules.cadences
        found = year_end(rules, period)
        assert {result.reason for result in found.metrics} == {Reason.SCORED}
        assert found.coverage == pytest.approx(100)
        assert found.is_complete
        assert found.band is not None

    def test_a_month_in_between_looks_at_the_monthly_metrics(self, rules: Scheme) -> None:
        found = year_end(rules, "2026-08")
        scored = {result.metric.id for result in found.metrics if result.reason is Reason.SCORED}
        monthly = {"brand_search_growth", "participation_rate", "visit_depth", "attributed_result", "on_time_rate"}
        assert scored == monthly
        assert found.is_complete

    def test_values_by_hand(self, rules: Scheme) -> None:
        found = {result.metric.id: result.value for result in year_end(rules, "2026-Q4").metrics}
        by_hand = {
            "brand_search_growth": 10,
            "participation_rate": 3.5,
            "visit_depth": 2.5,
            "attributed_result": 3 * 1.1 * 90.5,
            "cac": 60_000 / 70,
            "repeat_rate": 25,
            "nps": 35,
            "marketing_roi": 175,
            "on_time_rate": 85,
            "channel_lift": 100 * 60 / 700,
        }
        assert {name: found[name] for name in by_hand} == pytest.approx(by_hand)

    def test_each_figure_moves_its_metrics_the_right_way(self, rules: Scheme) -> None:
        assert builtin.moved(rules, LEVELS, "2026-12") == {
            "brand_searches": {"brand_search_growth": 1},
            "interactions": {"participation_rate": 1},
            "reach": {"participation_rate": -1},
            "visits": {"visit_depth": -1},
            "page_views": {"visit_depth": 1},
            "attributed_conversions": {"attributed_result": 1},
            "marketing_cost": {"cac": -1, "marketing_roi": -1},
            "new_customers": {"cac": 1},
            "repeat_customers": {"repeat_rate": 1},
            "customers": {"repeat_rate": -1},
            "promoters": {"nps": 1},
            "detractors": {"nps": -1},
            "responses": {"nps": -1},
            "marketing_revenue": {"marketing_roi": 1},
            "deliverables": {"on_time_rate": -1},
            "delivered_on_time": {"on_time_rate": 1},
            "searches_with_ads": {"channel_lift": 1},
            "searches_without_ads": {"channel_lift": -1},
        }

    def test_better_ratings_give_more_points(self, rules: Scheme) -> None:
        builtin.check_ratings_count(rules, "2026-12", builtin.rows(rules, LEVELS))

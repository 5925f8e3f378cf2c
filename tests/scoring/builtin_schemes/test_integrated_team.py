"""Bo works in an integrated marketing team, assessed by the scheme `integrated_team`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scoring.cards import Card
from scoring.periods import Cadence
from scoring.reasons import Reason
from scoring.scheme import Direction, Scheme, Source, load
from tests.scoring import builtin

LEVELS = {
    "campaign_revenue": 130_000,
    "campaign_cost": 50_000,
    "good_leads": 80,
    "aware": 240,
    "favourable": 190,
    "brand_answers": 500,
    "ticket_hours": 700,
    "tickets": 40,
    "iterations": 10,
    "iterations_improved": 4,
    "proposals": 5,
    "adopted": 1,
    "agile_projects": 4,
    "agile_successes": 2,
    "promoters": 180,
    "detractors": 40,
    "responses": 400,
}


@pytest.fixture(scope="module")
def rules() -> Scheme:
    return load("integrated_team")


def year_end(rules: Scheme, period: str) -> Card:
    return builtin.card(rules, period, builtin.rows(rules, LEVELS), builtin.ratings(rules))


class TestWrittenRules:
    """What the assessment rules of the integrated team say is in the data of `integrated_team`."""

    def test_five_dimensions(self, rules: Scheme) -> None:
        expected = {"goals": 30, "collaboration": 20, "data": 20, "innovation": 15, "brand": 15}
        assert builtin.weights(rules) == expected

    def test_reviewed_at_least_every_half_year(self, rules: Scheme) -> None:
        assert rules.review is not None
        assert timedelta() < rules.review.on - rules.review.adopted <= timedelta(days=184)

    def test_feedback_is_monthly_or_quarterly_never_once_a_year(self, rules: Scheme) -> None:
        assert rules.cadences == (Cadence.MONTH, Cadence.QUARTER, Cadence.HALF)
        assert Cadence.YEAR not in {metric.cadence for metric in rules.metrics}

    def test_who_rates_what(self, rules: Scheme) -> None:
        assert builtin.sources(rules) == {
            "peer_collaboration": Source.PEER,  # 360 peer rating
            "retro_collaboration": Source.RETRO,  # the score of each key project's retrospective
            "insight": Source.MANAGER,
            "brand_audit": Source.AUDIT,  # brand compliance audit
        }

    def test_what_counts_is_counted_first(self, rules: Scheme) -> None:
        assert builtin.weight_of(rules, is_rated=False) > builtin.weight_of(rules, is_rated=True)

    def test_measures_named_in_the_rules(self, rules: Scheme) -> None:
        formulas = {metric.id: metric.formula for metric in rules.metrics if not metric.is_rated}
        assert formulas["proposal_adoption"] == "100 * adopted / proposals"
        assert formulas["agile_success"] == "100 * agile_successes / agile_projects"
        assert formulas["ticket_time"] == "ticket_hours / tickets"
        assert formulas["nps"] == "100 * (promoters - detractors) / responses"
        assert rules.metric("ticket_time").direction is Direction.LOWER

    def test_no_target_is_taken_for_the_rules_own(self, rules: Scheme) -> None:
        builtin.check_targets(rules, stated={})

    def test_goals_followed_without_weight(self, rules: Scheme) -> None:
        assert {aim.id for aim in rules.aims} == {"exposure_growth", "journey_uplift", "feedback_closed"}

    def test_results_lead_to_pay_promotion_and_development(self, rules: Scheme) -> None:
        kinds = {reward.kind for reward in rules.rewards}
        assert kinds == {"band_bonus", "raise_list", "promotion_list", "training"}
        assert [plan.kind for plan in rules.plans] == ["coaching"]
        assert {reward.origin for reward in (*rules.rewards, *rules.plans)} == {"default"}


class TestBalance:
    def test_short_and_long_horizon_are_about_six_to_four(self, rules: Scheme) -> None:
        assert builtin.weight_of(rules, horizon="short") == 58
        assert builtin.weight_of(rules, horizon="long") == 42

    def test_lint_has_nothing_to_say(self, rules: Scheme) -> None:
        assert builtin.warnings(rules) == []

    def test_words(self, rules: Scheme) -> None:
        builtin.check_words(rules)
        builtin.check_anchors(rules)
        builtin.check_names_people_type(rules)


class TestCards:
    @pytest.mark.parametrize("period", ["2026-12", "2026-Q4", "2026-H2"])
    def test_everything_is_scored_at_the_end_of_the_half(self, rules: Scheme, period: str) -> None:
        found = year_end(rules, period)
        assert {result.reason for result in found.metrics} == {Reason.SCORED}
        assert found.coverage == pytest.approx(100)
        assert found.is_complete
        assert found.band is not None

    def test_a_month_in_between_looks_at_the_monthly_metrics(self, rules: Scheme) -> None:
        found = year_end(rules, "2026-08")
        scored = {result.metric.id for result in found.metrics if result.reason is Reason.SCORED}
        assert scored == {"campaign_roi", "lead_growth", "ticket_time", "iteration_success"}
        assert found.is_complete

    def test_values_by_hand(self, rules: Scheme) -> None:
        found = {result.metric.id: result.value for result in year_end(rules, "2026-Q4").metrics}
        by_hand = {
            "campaign_roi": 160,
            "lead_growth": 10,
            "brand_health": 43,
            "ticket_time": 17.5,
            "iteration_success": 40,
            "proposal_adoption": 20,
            "agile_success": 50,
            "nps": 35,
        }
        assert {name: found[name] for name in by_hand} == pytest.approx(by_hand)

    def test_each_figure_moves_its_metric_the_right_way(self, rules: Scheme) -> None:
        assert builtin.moved(rules, LEVELS, "2026-12") == {
            "campaign_revenue": {"campaign_roi": 1},
            "campaign_cost": {"campaign_roi": -1},
            "good_leads": {"lead_growth": 1},
            "aware": {"brand_health": 1},
            "favourable": {"brand_health": 1},
            "brand_answers": {"brand_health": -1},
            "ticket_hours": {"ticket_time": -1},
            "tickets": {"ticket_time": 1},
            "iterations": {"iteration_success": -1},
            "iterations_improved": {"iteration_success": 1},
            "proposals": {"proposal_adoption": -1},
            "adopted": {"proposal_adoption": 1},
            "agile_projects": {"agile_success": -1},
            "agile_successes": {"agile_success": 1},
            "promoters": {"nps": 1},
            "detractors": {"nps": -1},
            "responses": {"nps": -1},
        }

    def test_better_ratings_give_more_points(self, rules: Scheme) -> None:
        builtin.check_ratings_count(rules, "2026-12", builtin.rows(rules, LEVELS))

"""Bo works in a marketing team, assessed by the scheme `marketing_team`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from scoring.cards import Card
from scoring.incentives import attainment_bonus, commission
from scoring.periods import Cadence
from scoring.reasons import Reason
from scoring.rewards import AttainmentBonus, Commission
from scoring.scheme import Scheme, Source, load
from tests.scoring import builtin

LEVELS = {
    "sales": 170_000,
    "new_sales": 60_000,
    "company_sales": 9_000_000,
    "market_sales": 100_000_000,
    "lifetime_value": 18_000,
    "leads": 85,
    "content_pieces": 2.5,
    "reached": 40_000,
    "handovers": 60,
    "handovers_on_time": 48,
    "certificates": 0.4,
}


@pytest.fixture(scope="module")
def rules() -> Scheme:
    return load("marketing_team")


def year_end(rules: Scheme, period: str, **inputs: float) -> Card:
    return builtin.card(rules, period, builtin.rows(rules, LEVELS), builtin.ratings(rules), **inputs)


class TestWrittenDesign:
    """What the design of the marketing team's system says is in the data of `marketing_team`."""

    def test_result_40_process_40_capability_20(self, rules: Scheme) -> None:
        assert builtin.weights(rules) == {"result": 40, "process": 40, "capability": 20}
        assert all(dimension.kind == dimension.id for dimension in rules.dimensions)

    def test_process_monthly_result_quarterly_capability_yearly(self, rules: Scheme) -> None:
        found = {dimension.id: {metric.cadence for metric in dimension.metrics} for dimension in rules.dimensions}
        assert found == {"result": {Cadence.QUARTER}, "process": {Cadence.MONTH}, "capability": {Cadence.YEAR}}

    def test_quarterly_assessment_and_half_year_calibration(self, rules: Scheme) -> None:
        assert {Cadence.QUARTER, Cadence.HALF} <= set(rules.cadences)
        assert rules.review is not None
        assert timedelta() < rules.review.on - rules.review.adopted <= timedelta(days=184)
        calibration = aim(rules, "calibration")
        assert (calibration[0], calibration[2]) == (1, "half")

    def test_figures_of_the_case(self, rules: Scheme) -> None:
        builtin.check_targets(rules, stated={"new_sales_growth": 45, "handover_timeliness": 92})
        assert aim(rules, "new_sales_rise") == (45, None, "year")
        assert aim(rules, "handover_rise") == (92, 60, None)

    def test_a_group_of_three_parties_recalibrates(self, rules: Scheme) -> None:
        assert aim(rules, "recalibration_group") == (3, None, None)
        (group,) = [each.title for each in rules.aims if each.id == "recalibration_group"]
        assert "strategy, marketing, HR" in group.en
        assert "战略、市场、人力资源" in group.zh_cn
        assert aim(rules, "market_check") == (1, None, "quarter")
        assert rules.special_limit == 5  # extra points for special contributions

    def test_team_okr_attainment_moves_the_individual_coefficient(self, rules: Scheme) -> None:
        assert rules.team_coefficient is not None
        assert (rules.team_coefficient.min, rules.team_coefficient.max) == (0.8, 1.2)
        plain, carried = year_end(rules, "2026"), year_end(rules, "2026", team_attainment=110.0)
        assert plain.score is not None
        assert carried.score == pytest.approx(1.1 * plain.score)

    def test_all_four_views(self, rules: Scheme) -> None:
        assert builtin.sources(rules) == {
            "customer_evaluation": Source.CUSTOMER,
            "collaboration": Source.PEER,
            "strategic_contribution": Source.MANAGER,
        }
        assert all(figure.source.zh_cn for figure in rules.figures)  # data are verified against these systems

    def test_content_output_is_per_week(self, rules: Scheme) -> None:
        figure = rules.figure("content_pieces")
        assert (figure.entered.value, figure.aggregate.value) == ("week", "mean")


def aim(rules: Scheme, name: str) -> tuple[float, float | None, str | None]:
    (found,) = [each for each in rules.aims if each.id == name]
    return found.value, found.low, found.per.value if found.per else None


class TestIncentives:
    def test_every_incentive_of_the_design(self, rules: Scheme) -> None:
        assert {reward.id: reward.kind for reward in rules.rewards} == {
            "bonus": "band_bonus",
            "tiered_commission": "commission",
            "over_target": "attainment_bonus",
            "campaign_pool": "pool",
            "key_actions": "points",
            "innovation_award": "award",
            "case_library": "award",
            "rotation": "award",
            "training": "training",
        }
        assert [plan.kind for plan in rules.plans] == ["coaching"]
        assert {rule.origin for rule in (*rules.rewards, *rules.plans)} == {"default"}

    def test_commission_rises_by_sales_interval(self, rules: Scheme) -> None:
        (rule,) = [reward for reward in rules.rewards if isinstance(reward, Commission)]
        rates = [tier.rate for tier in rule.tiers]
        assert rates == sorted(set(rates))
        paid = commission(rule, sales=Decimal(700_000))
        assert paid.amount == 300_000 * Decimal("0.01") + 300_000 * Decimal("0.02") + 100_000 * Decimal("0.03")

    def test_over_target_pays_more_than_on_target(self, rules: Scheme) -> None:
        (rule,) = [reward for reward in rules.rewards if isinstance(reward, AttainmentBonus)]
        assert attainment_bonus(rule, base=Decimal(1000), attainment=120.0).amount == Decimal(1200)

    def test_money_is_earned_on_a_metric_in_money(self, rules: Scheme) -> None:
        named = {name for reward in rules.rewards for name in reward.metric_ids}
        assert {rules.metric(name).unit for name in named} == {"CNY"}


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
    @pytest.mark.parametrize("period", ["2026-12", "2026-Q4", "2026-H2", "2026"])
    def test_everything_is_scored_at_the_end_of_the_year(self, rules: Scheme, period: str) -> None:
        found = year_end(rules, period)
        assert {result.reason for result in found.metrics} == {Reason.SCORED}
        assert {part.id: part.share for part in found.dimensions} == pytest.approx(builtin.weights(rules))
        assert found.is_complete
        assert found.band is not None

    def test_a_month_is_process_alone_and_a_quarter_adds_results(self, rules: Scheme) -> None:
        month, quarter = year_end(rules, "2026-08"), year_end(rules, "2026-Q3")
        assert {part.id: part.share for part in month.dimensions} == {"result": 0, "process": 100, "capability": 0}
        assert {part.id: part.share for part in quarter.dimensions} == {"result": 50, "process": 50, "capability": 0}
        assert month.is_complete
        assert quarter.is_complete

    def test_values_by_hand(self, rules: Scheme) -> None:
        found = {result.metric.id: result.value for result in year_end(rules, "2026").metrics}
        by_hand = {
            "sales_total": 12 * 1.1 * 170_000,
            "new_sales_growth": 10,
            "market_share": 9,
            "ltv": 18_000,
            "lead_count": 12 * 1.1 * 85,
            "weekly_content": 2.5,
            "reach_count": 12 * 1.1 * 40_000,
            "handover_timeliness": 80,
            "certification": 4 * 1.1 * 0.4,
        }
        assert {name: found[name] for name in by_hand} == pytest.approx(by_hand)

    def test_each_figure_moves_its_metric_the_right_way(self, rules: Scheme) -> None:
        assert builtin.moved(rules, LEVELS, "2026-12") == {
            "sales": {"sales_total": 1},
            "new_sales": {"new_sales_growth": 1},
            "company_sales": {"market_share": 1},
            "market_sales": {"market_share": -1},
            "lifetime_value": {"ltv": 1},
            "leads": {"lead_count": 1},
            "content_pieces": {"weekly_content": 1},
            "reached": {"reach_count": 1},
            "handovers": {"handover_timeliness": -1},
            "handovers_on_time": {"handover_timeliness": 1},
            "certificates": {"certification": 1},
        }

    def test_better_ratings_give_more_points(self, rules: Scheme) -> None:
        builtin.check_ratings_count(rules, "2026-12", builtin.rows(rules, LEVELS))

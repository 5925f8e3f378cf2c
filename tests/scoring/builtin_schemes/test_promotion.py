"""`promotion` holds every figure of the written rules for promotion and performance marketing."""

from __future__ import annotations

import pytest

from scoring.definitions import Source
from scoring.rewards import AttainmentBonus, PromotionList, RaiseList, Training
from scoring.scheme import Scheme, check, load
from tests.scoring.chinese import is_chinese, texts_of

PROMOTION = load("promotion")
WEIGHTS_AND_CADENCES = {
    "traffic": [
        ("uv_growth", 15, "month"),
        ("lead_conversion", 20, "month"),
        ("mql_count", 25, "month"),
        ("cpl", 15, "quarter"),
    ],
    "conversion": [
        ("sql_conversion", 20, "month"),
        ("close_rate", 25, "quarter"),
        ("asp", 10, "quarter"),
        ("clv_mean", 10, "year"),
    ],
    "brand": [("engagement_rate", 15, "month"), ("retention_rate", 15, "quarter"), ("nps", 10, "half")],
}


def aims(scheme: Scheme) -> dict[str, tuple[float, str, str | None]]:
    return {aim.id: (aim.value, aim.unit, aim.per.value if aim.per else None) for aim in scheme.aims}


def test_groups_weights_and_cadences() -> None:
    found = {d.id: [(m.id, m.weight, m.cadence.value) for m in d.metrics] for d in PROMOTION.dimensions}
    assert found == WEIGHTS_AND_CADENCES


@pytest.mark.parametrize(
    ("metric", "formula", "direction"),
    [
        ("uv_growth", "100 * (uv - lag(uv, 12)) / lag(uv, 12)", "higher"),
        ("lead_conversion", "100 * leads / uv", "higher"),
        ("mql_count", "mql", "higher"),
        ("cpl", "cost / mql", "lower"),
        ("sql_conversion", "100 * sql / mql", "higher"),
        ("close_rate", "100 * orders / sql", "higher"),
        ("asp", "revenue / orders", "higher"),
        ("clv_mean", "clv", "higher"),
        ("engagement_rate", "100 * (likes + comments + shares) / followers", "higher"),
        ("retention_rate", "100 * active_users / lag(active_users, 1)", "higher"),
        ("nps", "100 * (promoters - detractors) / responses", "higher"),
    ],
)
def test_definitions(metric: str, formula: str, direction: str) -> None:
    rules = PROMOTION.metric(metric)
    assert (rules.formula, rules.direction.value, rules.source) == (formula, direction, Source.FORMULA)


def test_the_close_rate_is_to_be_thirty_percent_and_is_the_only_target_of_the_rules() -> None:
    stated = [(m.id, m.target) for m in PROMOTION.metrics if m.target_origin == "reference"]
    assert stated == [("close_rate", 30)]
    assert all(m.target for m in PROMOTION.metrics)
    assert aims(PROMOTION)["close_rate"] == (30, "percent", "quarter")


def test_short_to_long_is_about_six_to_four() -> None:
    total = sum(m.weight for m in PROMOTION.metrics)
    short = sum(m.weight for m in PROMOTION.metrics if m.horizon == "short") / total
    assert short == pytest.approx(0.6, abs=0.05)
    assert (aims(PROMOTION)["short_share"][0], aims(PROMOTION)["long_share"][0]) == (60, 40)


def test_daily_figures_weekly_analysis_monthly_talk_quarterly_review() -> None:
    rhythm = [aims(PROMOTION)[name][2] for name in ("figures", "anomalies", "talk", "metric_review")]
    assert rhythm == ["day", "week", "month", "quarter"]
    assert PROMOTION.review is not None
    assert (PROMOTION.review.on - PROMOTION.review.adopted).days <= 92


def test_money_raise_promotion_and_training() -> None:
    bonus, raised, promoted, training = PROMOTION.rewards
    assert isinstance(bonus, AttainmentBonus)
    assert (bonus.metric, bonus.over_rate, bonus.cap) == ("close_rate", 1.5, 150)
    assert aims(PROMOTION)["over_target"] == (20, "percent", None)
    assert isinstance(raised, RaiseList)
    assert (raised.top_percent, raised.in_a_row, raised.cadence.value) == (10, 3, "quarter")
    assert isinstance(promoted, PromotionList)
    assert (promoted.min_band, promoted.in_a_row * promoted.cadence.months) == ("B", 24)
    assert isinstance(training, Training)
    assert [rule.origin for rule in PROMOTION.rewards] == ["default", "reference", "reference", "reference"]


def test_two_months_below_target_start_three_months_of_observation() -> None:
    (plan,) = PROMOTION.plans
    assert (plan.kind, plan.basis, plan.origin) == ("improvement", "target", "reference")
    assert (plan.months_in_a_row, plan.observation_months) == (2, 3)
    assert [outcome.en for outcome in plan.outcomes] == [
        "Passed and closed",
        "Transfer to another post",
        "Termination within labour law",
    ]


def test_warnings_are_only_those_that_the_rules_force() -> None:
    """Its weights add to 180, and all of its metrics are counted, none is rated."""
    assert [finding.code for finding in check("promotion")] == ["no_judgement", "weights_sum"]


def test_what_grows_with_time() -> None:
    assert PROMOTION.additive == {"mql_count", "engagement_rate"}


def test_is_written_in_chinese_too() -> None:
    written = list(texts_of(PROMOTION))
    assert len(written) > 70
    assert {text.zh_cn for text in written if not is_chinese(text)} == {"CRM"}

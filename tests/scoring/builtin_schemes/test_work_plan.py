"""`work_plan` holds every figure of the written plan and assessment of a marketing department."""

from __future__ import annotations

import pytest

from scoring.definitions import Source
from scoring.formula import Ref
from scoring.periods import Period
from scoring.rewards import Award, BandBonus, RoleFit, Star, TopTeams
from scoring.scheme import check, load
from scoring.scorecard import Card, Evidence, Rating, compute
from tests.scoring import builtin
from tests.scoring.build import entered, month
from tests.scoring.chinese import is_chinese, texts_of

WORK_PLAN = load("work_plan")
RATED = {"strategic_innovation": "retro", "team_collaboration": "peer", "execution": "manager"}


def test_weights_of_the_six_dimensions() -> None:
    weights = {d.id: sum(m.weight for m in d.metrics) for d in WORK_PLAN.dimensions}
    assert weights == {
        "sales": 30,
        "growth": 20,
        "efficiency": 10,
        "innovation": 15,
        "collaboration": 10,
        "execution": 15,
    }


def test_sixty_percent_is_counted_and_forty_percent_rated() -> None:
    assert sum(m.weight for m in WORK_PLAN.metrics if not m.is_rated) == 60
    assert sum(m.weight for m in WORK_PLAN.metrics if m.is_rated) == 40


def test_the_shortest_cadence_of_each_so_that_it_is_in_every_card() -> None:
    cadences = {d.id: {m.cadence.value for m in d.metrics} for d in WORK_PLAN.dimensions}
    quarterly = ("innovation", "collaboration")
    assert cadences == {d.id: {"quarter" if d.id in quarterly else "month"} for d in WORK_PLAN.dimensions}
    assert [cadence.value for cadence in WORK_PLAN.cadences] == ["month", "quarter", "year"]


@pytest.mark.parametrize(
    ("metric", "formula", "direction", "target"),
    [
        ("sales_attainment", "100 * revenue / revenue_plan", "higher", 100),
        ("core_share", "100 * core_revenue / revenue", "higher", 60),
        ("customer_growth", "100 * (signings - lag(signings, 3)) / lag(signings, 3)", "higher", 20),
        ("lead_conversion", "100 * signings / valid_leads", "higher", 10),
        ("repeat_rate", "100 * repeat_orders / orders", "higher", 30),
        ("cac", "acquisition_cost / signings", "lower", 2000),
        ("campaign_roi", "100 * (campaign_revenue - campaign_cost) / campaign_cost", "higher", 200),
        ("content_spread", "content_reach", "higher", 100_000),
    ],
)
def test_what_is_counted(metric: str, formula: str, direction: str, target: float) -> None:
    rules = WORK_PLAN.metric(metric)
    assert (rules.formula, rules.direction.value, rules.target) == (formula, direction, target)


def test_only_the_growth_of_signings_has_a_target_of_the_plan() -> None:
    """20 % a quarter: a month is compared with the one three months before, a quarter with the quarter before."""
    assert [m.id for m in WORK_PLAN.metrics if m.target_origin == "reference"] == ["customer_growth"]
    assert WORK_PLAN.metric("customer_growth").refs == (Ref("signings"), Ref("signings", 3))


def test_what_grows_with_time() -> None:
    assert WORK_PLAN.additive == {"content_spread"}


@pytest.mark.parametrize(("metric", "source"), RATED.items())
def test_what_is_rated_has_five_anchors_in_both_languages(metric: str, source: str) -> None:
    rules = WORK_PLAN.metric(metric)
    assert rules.source is Source(source)
    assert rules.anchors is not None
    assert len({anchor.en for anchor in rules.anchors}) == len({anchor.zh_cn for anchor in rules.anchors}) == 5
    assert all(is_chinese(anchor) and anchor.zh_cn.endswith("。") for anchor in rules.anchors)
    assert all(anchor.en.endswith(".") for anchor in rules.anchors)
    builtin.check_anchors(WORK_PLAN)


def test_every_metric_says_where_its_figures_come_from() -> None:
    origins = {m.id: m.origin.en for m in WORK_PLAN.metrics if m.origin}
    assert len(origins) == len(WORK_PLAN.metrics)
    assert (origins["sales_attainment"], origins["team_collaboration"]) == (
        "Finance and CRM",
        "Cross-department peer rating and retrospectives",
    )


@pytest.mark.parametrize(
    ("aim", "low", "value", "unit", "per"),
    [
        ("stand_up", None, 1, "times", "day"),
        ("action_after_review", None, 24, "hours", "week"),
        ("trend_brief", None, 1, "times", "month"),
        ("campaign_retro", None, 3, "days", None),
        ("retro_improvement", None, 24, "hours", None),
        ("negative_opinion", None, 2, "hours", None),
        ("competitors", 3, 5, "count", "quarter"),
        ("customer_research", None, 1, "times", "half"),
        ("workshop", None, 1, "times", "month"),
        ("case_session", None, 1, "times", "quarter"),
        ("organic_traffic", None, 15, "percent", "quarter"),
        ("content_pieces", 2, 3, "count", "week"),
        ("signed_customers", None, 20, "percent", "quarter"),
        ("valid_leads", None, 20, "percent", "month"),
        ("campaign_sales", None, 30, "percent", "quarter"),
        ("data_by_day", None, 5, "day", "month"),
        ("cases_per_rating", None, 1, "count", None),
        ("results_told", None, 1, "weeks", None),
    ],
)
def test_rhythm_and_targets(aim: str, low: float | None, value: float, unit: str, per: str | None) -> None:
    (found,) = [each for each in WORK_PLAN.aims if each.id == aim]
    assert (found.low, found.value, found.unit, found.per) == (low, value, unit, per)


def test_an_s_of_ninety_earns_one_and_a_half_bonuses_and_the_first_pick_of_training() -> None:
    best = WORK_PLAN.bands[0]
    assert (best.id, best.min, best.coefficient) == ("S", 90, 1.5)
    bonus = WORK_PLAN.rewards[0]
    assert isinstance(bonus, BandBonus)
    assert (bonus.cadence.value, bonus.band_ids) == ("quarter", ("S",))
    assert "external training" in bonus.perks[0].text.en


def test_top_three_teams_star_innovation_award_and_good_cases() -> None:
    teams, star, *awards = WORK_PLAN.rewards[1:5]
    assert isinstance(teams, TopTeams)
    assert (teams.n, teams.cadence.value, len(teams.perks)) == (3, "year", 2)
    assert isinstance(star, Star)
    assert star.cadence.value == "month"
    assert [(award.id, isinstance(award, Award)) for award in awards] == [
        ("innovation_award", True),
        ("good_cases", True),
    ]


def test_the_bottom_twenty_percent_of_the_year_get_a_role_fit_assessment() -> None:
    fit = WORK_PLAN.rewards[5]
    assert isinstance(fit, RoleFit)
    assert (fit.bottom_percent, fit.cadence.value, len(fit.outcomes)) == (20, "year", 2)


def test_two_months_under_sixty_start_coaching_followed_every_week() -> None:
    (plan,) = WORK_PLAN.plans
    assert (plan.kind, plan.basis, plan.line, WORK_PLAN.line) == ("coaching", "score", 60, 60)
    assert (plan.months_in_a_row, plan.observation_months, plan.check_every) == (2, 3, "week")
    assert {rule.origin for rule in (*WORK_PLAN.rewards, *WORK_PLAN.plans)} == {"reference"}


def test_there_is_nothing_to_warn_of() -> None:
    assert check("work_plan") == ()


def test_is_written_in_chinese_too() -> None:
    written = list(texts_of(WORK_PLAN))
    assert len(written) > 100
    assert {text.zh_cn for text in written if not is_chinese(text)} == {"CRM"}


MONTHS = ("2026-10", "2026-11", "2026-12")
FIGURES = {
    "revenue": 90_000,
    "revenue_plan": 100_000,
    "core_revenue": 54_000,
    "signings": 12,
    "valid_leads": 120,
    "orders": 40,
    "repeat_orders": 12,
    "acquisition_cost": 24_000,
    "campaign_revenue": 30_000,
    "campaign_cost": 10_000,
    "content_reach": 100_000,
}
RATERS = {
    "strategic_innovation": ("Ana", "Eve"),
    "team_collaboration": ("Chen", "Dee", "Eve"),
    "execution": ("Ana",),
}


def card_of(period: str) -> Card:
    """Bo's card; the same figures every month, and a rating of 4 from everybody."""
    rows = [entered("Bo", name, when, value) for when in MONTHS for name, value in FIGURES.items()]
    rows += [entered("Bo", "signings", when, 10) for when in ("2026-07", "2026-08", "2026-09")]
    ratings = [
        Rating(metric, "Bo", rater, month(when), 4.0)
        for metric, raters in RATERS.items()
        for rater in raters
        for when in (MONTHS if metric == "execution" else MONTHS[-1:])
    ]
    return compute(WORK_PLAN, Evidence.from_rows(rows, ratings=ratings), Period.parse(period)).card(0)


class TestCards:
    @pytest.mark.parametrize("period", ["2026-12", "2026-Q4"])
    def test_by_hand(self, period: str) -> None:
        # Sales reach 90 %, which is worth 40 + 60 · 30 / 40 = 85 points; all other figures meet their targets, and a
        # mean rating of 4 is worth 75. (24 · 85 + 36 · 100 + 40 · 75) / 100 = 86.4
        card = card_of(period)
        assert {line.reason.code for line in card.metrics} == {"scored"}
        assert [round(each.score or 0, 2) for each in card.dimensions] == [88, 100, 100, 75, 75, 75]
        assert card.score == pytest.approx(86.4)
        assert (card.coverage, card.band and card.band.id) == (100, "A")

    def test_a_month_inside_the_quarter_waits_for_its_ratings(self) -> None:
        card = card_of("2026-11")
        waiting = [line.metric.id for line in card.metrics if line.reason.code == "in_progress"]
        assert waiting == ["strategic_innovation", "team_collaboration"]
        assert card.score == pytest.approx((24 * 85 + 36 * 100 + 15 * 75) / 75)

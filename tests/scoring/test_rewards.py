from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from scoring.periods import Cadence
from scoring.rewards import (
    AttainmentBonus,
    Award,
    BandBonus,
    Commission,
    PlanRule,
    Pool,
    PromotionList,
    RaiseList,
    Reward,
    RoleFit,
    Star,
    TopTeams,
    Training,
)

REWARDS = TypeAdapter(tuple[Reward, ...])
PLANS = TypeAdapter(tuple[PlanRule, ...])
TITLE = {"en": "a", "zh-CN": "甲"}


def rule(kind: str, **rules: Any) -> Any:
    (only,) = REWARDS.validate_python([{"id": "r", "kind": kind, "title": TITLE, **rules}])
    return only


# Everything that the written rules of the schemes say about money, lists, honours and plans.
WRITTEN = """
rewards:
  - {id: commission, kind: commission, title: {en: Commission, zh-CN: 阶梯提成}, metric: sales,
     tiers: [{from: 0, rate: 0.01}, {from: 100000, rate: 0.015}, {from: 300000, rate: 0.02}]}
  - {id: over_target, kind: attainment_bonus, title: {en: Over target, zh-CN: 超额奖励}, metric: sales, over_rate: 1.5,
     cap: 150, note: {en: "Example: sales 20 % over target", zh-CN: 例：销售额超目标 20%}}
  - {id: pool, kind: pool, title: {en: Campaign pool, zh-CN: 战役奖金池}}
  - {id: actions, kind: points, title: {en: Key actions, zh-CN: 关键行为积分}, limit: 60,
     actions: [{id: case, title: {en: Case written, zh-CN: 提交案例}, points: 5}]}
  - {id: innovation, kind: award, title: {en: Innovation award, zh-CN: 创新奖}, cadence: quarter, origin: reference}
  - {id: cases, kind: award, title: {en: Case library, zh-CN: 年度案例库}, cadence: year, origin: reference}
  - {id: rotation, kind: award, title: {en: Rotation offer, zh-CN: 轮岗机会}, cadence: year, origin: reference}
  - {id: raise, kind: raise_list, title: {en: Raise, zh-CN: 优先调薪}, top_percent: 10, in_a_row: 3, origin: reference}
  - {id: manager, kind: promotion_list, title: {en: Manager, zh-CN: 晋升主管}, min_band: B, in_a_row: 8,
     origin: reference}
  - {id: training, kind: training, title: {en: Training, zh-CN: 短板培训}, origin: reference}
  - id: bonus
    kind: band_bonus
    title: {en: Performance bonus, zh-CN: 绩效奖金}
    perks: [{band: S, text: {en: First pick of external training, zh-CN: 优先选择外部培训}}]
    origin: reference
  - id: top
    kind: top_teams
    title: {en: TOP 3, zh-CN: 年度前三团队}
    n: 3
    perks: [{en: Travel fund, zh-CN: 旅游基金}, {en: Leads strategic projects, zh-CN: 主导战略项目}]
    origin: reference
  - {id: star, kind: star, title: {en: Star of the month, zh-CN: 月度之星}, ties: longest_ago, origin: reference}
  - {id: fit, kind: role_fit, title: {en: Role fit, zh-CN: 岗位适配评估}, bottom_percent: 20, origin: reference,
     outcomes: [{en: Transfer, zh-CN: 调岗}, {en: Training, zh-CN: 培训}]}
plans:
  - {id: pip, kind: improvement, title: {en: Improvement plan, zh-CN: 绩效改进计划}, basis: target, months_in_a_row: 2,
     observation_months: 3, origin: reference,
     outcomes: [{en: Transfer, zh-CN: 调岗}, {en: "Termination, within labour law", zh-CN: 依法解除劳动合同}]}
  - {id: coaching, kind: coaching, title: {en: Coaching plan, zh-CN: 绩效辅导计划}, line: 60, months_in_a_row: 2,
     check_every: week, origin: reference}
"""


def test_all_that_the_written_rules_say_is_data() -> None:
    written = yaml.safe_load(WRITTEN)
    rewards, plans = REWARDS.validate_python(written["rewards"]), PLANS.validate_python(written["plans"])
    assert [type(reward).__name__ for reward in rewards] == [
        *["Commission", "AttainmentBonus", "Pool", "ActionPoints", "Award", "Award", "Award", "RaiseList"],
        *["PromotionList", "Training", "BandBonus", "TopTeams", "Star", "RoleFit"],
    ]
    assert rewards[8].title.into("zh-CN") == "晋升主管"
    assert [(plan.kind, plan.basis, plan.line) for plan in plans] == [
        ("improvement", "target", None),
        ("coaching", "score", 60),
    ]
    assert plans[0].outcomes[1].en == "Termination, within labour law"


def test_written_out_and_read_again_the_rules_are_the_same() -> None:
    rewards = REWARDS.validate_python(yaml.safe_load(WRITTEN)["rewards"])
    assert REWARDS.validate_json(REWARDS.dump_json(rewards, by_alias=True)) == rewards


def test_defaults_are_those_of_the_written_rules() -> None:
    raised, promoted, fit, top = rule("raise_list"), rule("promotion_list"), rule("role_fit"), rule("top_teams")
    assert isinstance(raised, RaiseList)
    assert (raised.top_percent, raised.in_a_row, raised.cadence) == (10, 3, Cadence.QUARTER)
    assert isinstance(promoted, PromotionList)
    assert (promoted.min_band, promoted.in_a_row, promoted.cadence) == ("B", 8, Cadence.QUARTER)
    assert isinstance(fit, RoleFit)
    assert (fit.bottom_percent, fit.cadence) == (20, Cadence.YEAR)
    assert isinstance(top, TopTeams)
    assert (top.n, top.cadence) == (3, Cadence.YEAR)
    assert isinstance(star := rule("star"), Star)
    assert star.cadence is Cadence.MONTH
    assert isinstance(rule("award", cadence="quarter"), Award)
    assert isinstance(rule("training"), Training)
    assert isinstance(rule("pool"), Pool)
    assert raised.origin == "default"


def test_a_rule_names_the_metrics_and_bands_it_looks_at() -> None:
    sales = rule("attainment_bonus", metric="sales")
    assert isinstance(sales, AttainmentBonus)
    assert (sales.metric_ids, sales.band_ids) == (("sales",), ())
    assert rule("commission", metric="sales", tiers=[{"from": 0, "rate": 0}]).metric_ids == ("sales",)
    assert (rule("promotion_list", min_band="A").band_ids, rule("training").metric_ids) == (("A",), ())
    plan = {"id": "p", "kind": "improvement", "title": TITLE}
    assert [PlanRule.model_validate(plan | extra).metric_ids for extra in ({}, {"basis": "target", "metric": "m"})] == [
        (),
        ("m",),
    ]


def test_perks_belong_to_bands() -> None:
    perks = [{"band": "S", "text": TITLE}, {"band": "A", "text": {"en": "b", "zh-CN": "乙"}}]
    bonus = rule("band_bonus", perks=perks)
    assert isinstance(bonus, BandBonus)
    assert [perk.en for perk in bonus.perks_of("S")] == ["a"]
    assert bonus.perks_of("C") == ()
    assert bonus.band_ids == ("S", "A")


@pytest.mark.parametrize("spelling", [100000, 100000.0, "100000", "100000.00", "1e5"])
def test_the_same_number_is_the_same_rule_however_it_is_spelt(spelling: object) -> None:
    tiers = [{"from": 0, "rate": "0.010"}, {"from": spelling, "rate": 0.02}]
    commission = rule("commission", metric="sales", tiers=tiers)
    assert isinstance(commission, Commission)
    assert commission.model_dump(mode="json", by_alias=True)["tiers"] == [
        {"from": "0", "rate": "0.01"},
        {"from": "100000", "rate": "0.02"},
    ]
    assert commission.tiers[1].rate == Decimal("0.02")  # not the binary neighbour of 0.02


@pytest.mark.parametrize(
    ("kind", "rules", "says"),
    [
        ("gift", {}, "gift"),
        ("commission", {"metric": "m", "tiers": []}, "at least 1"),
        ("commission", {"metric": "m", "tiers": [{"from": 1, "rate": 0}]}, "must be from 0"),
        (
            "commission",
            {"metric": "m", "tiers": [{"from": 0, "rate": 0}, {"from": 0, "rate": 0.1}]},
            "more than the one",
        ),
        ("commission", {"metric": "m", "tiers": [{"from": 0, "rate": 1.5}]}, "less than or equal to 1"),
        ("commission", {"metric": "m", "tiers": [{"from": 0, "rate": -0.1}]}, "greater than or equal to 0"),
        ("commission", {"metric": "m", "tiers": [{"from": 0, "rate": float("nan")}]}, "finite"),
        ("attainment_bonus", {"metric": "m", "cap": 99}, "greater than or equal to 100"),
        ("attainment_bonus", {}, "metric"),
        ("points", {"actions": []}, "at least 1"),
        ("points", {"actions": [{"id": "a", "title": TITLE, "points": 0}]}, "greater than or equal to 1"),
        ("points", {"actions": [{"id": "a", "title": TITLE, "points": 1}] * 2}, "same id"),
        ("raise_list", {"top_percent": 0}, "greater than 0"),
        ("raise_list", {"top_percent": 101}, "less than or equal to 100"),
        ("role_fit", {"bottom_percent": 51}, "less than or equal to 50"),
        ("star", {"ties": "dice"}, "longest_ago"),
        ("award", {}, "cadence"),
        ("raise_list", {"quarters": 3}, "not permitted"),
    ],
)
def test_rules_that_make_no_sense_are_refused(kind: str, rules: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        rule(kind, **rules)


def test_a_plan_about_the_score_has_no_metric() -> None:
    with pytest.raises(ValidationError, match="whole card's"):
        PlanRule.model_validate({"id": "p", "kind": "coaching", "title": TITLE, "metric": "sales"})

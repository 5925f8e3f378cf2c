"""Schemes: loading, what makes one version another, what one metric may be, what a part of a scheme keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.errors import FormulaInvalid, SchemeInvalid, SchemeNotFound, UnknownName
from scoring.formula import Ref
from scoring.periods import Cadence
from scoring.scheme import Metric, Scheme, Source, builtin_ids, load, parse
from tests.scoring.build import dimension, figure, metric_of, scheme, text
from tests.scoring.drafts import ANCHORS, built, draft, formula_metric, rated_metric, results, work, written


def rated(**rules: Any) -> Metric:
    return Metric.model_validate(rated_metric("help", "peer") | rules)


class TestLoading:
    def test_all_built_in_schemes_load(self) -> None:
        assert {"promotion", "work_plan"} <= set(builtin_ids())
        assert [load(name).id for name in builtin_ids()] == list(builtin_ids())

    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_a_file(self, tmp_path: Path, mark: str) -> None:
        path = tmp_path / "own.yaml"
        path.write_text(mark + written(), encoding="utf-8")
        assert load(path) == load(str(path)) == parse(written()) == built()

    @pytest.mark.parametrize("name", ["sales", "missing.yaml", "../promotion"])
    def test_what_is_not_there_is_named(self, name: str) -> None:
        with pytest.raises(SchemeNotFound, match=r"built in are .*promotion"):
            load(name)

    def test_lookups_by_id(self) -> None:
        rules = load("promotion")
        assert (rules.metric("cpl").cadence, rules.figure("cost").unit) == (Cadence.QUARTER, "CNY")
        with pytest.raises(UnknownName, match="unknown metric 'cost'"):
            rules.metric("cost")
        with pytest.raises(UnknownName, match="unknown figure 'cpl'"):
            rules.figure("cpl")

    def test_an_error_names_the_file_the_line_the_place_and_the_remedy(self, tmp_path: Path) -> None:
        path = tmp_path / "own.yaml"
        path.write_text(written(figures=[figure("visits")]), encoding="utf-8")
        line = path.read_text().splitlines().index("    formula: leads") + 1
        with pytest.raises(SchemeInvalid) as caught:
            load(path)
        place = f"{path}:{line}: error unknown_figure at dimensions.results.lead_count.formula"
        assert f"{place}: 'leads' in 'leads' is not among the figures; add it there" in str(caught.value)
        assert [finding.code for finding in caught.value.findings] == ["unknown_figure", "unused_figure"]


class TestVersions:
    def test_the_order_of_keys_makes_no_difference(self) -> None:
        backwards = dict(reversed(draft().items()))
        assert Scheme.model_validate(backwards).version_hash == built().version_hash

    def test_comments_line_breaks_and_block_style_make_no_difference(self) -> None:
        flow = yaml.safe_dump(draft(), default_flow_style=True, width=40)
        assert parse(f"# by HR\n\n{flow}\n").version_hash == parse(written()).version_hash

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"weight": 40}, {"weight": 40.0}),
            ({"weight": 40}, {"weight": "4e1"}),
            ({"formula": "2*leads÷(leads − 1.50)"}, {"formula": " 2.0 * leads / （leads-1.5） "}),
            ({"definition": text("Leads of  the\n month ")}, {"definition": text("Leads of the month")}),
            ({}, {"horizon": "short"}),
            ({}, {"curve": {"points": [[0, 0], [60.0, 40], [100, 100], [120, 120.0]]}}),
            ({}, {"source": "formula"}),
            ({}, {"low": None}),
        ],
    )
    def test_notation_and_written_out_defaults_make_no_difference(self, one: Any, other: Any) -> None:
        first, second = (built(dimensions=[results(**rules), work()]) for rules in (one, other))
        assert first.version_hash == second.version_hash

    @pytest.mark.parametrize(
        "rules",
        [
            {"line": 55},
            {"interval_level": 0.9},
            {"team_coefficient": {}},
            {"review": {"adopted": "2026-10-01", "on": "2027-03-31"}},
            {"attribution": ["linear"]},
            {"summary": text("Another draft")},
            {"aims": [{"id": "answer", "title": text("Answer"), "value": 2, "unit": "hours"}]},
            {"plans": [{"id": "pip", "kind": "improvement", "title": text("Plan")}]},
            {"dimensions": [results(weight=41), work()]},
            {"dimensions": [results(formula="leads + 1"), work()]},
            {"dimensions": [results(formula="(leads)"), work()]},
            {"dimensions": [results(horizon="long"), work()]},
            {"dimensions": [results(), work() | {"team": True}]},
            {"dimensions": [work(), results()]},
            {"figures": [figure("leads", whole=True)]},
        ],
    )
    def test_every_change_of_a_rule_is_another_version(self, rules: dict[str, Any]) -> None:
        assert built(**rules).version_hash != built().version_hash

    def test_money_written_in_two_ways_is_one_version(self) -> None:
        def commission(rate: object) -> Scheme:
            rule = {"id": "sales", "kind": "commission", "title": text("Sales"), "metric": "lead_count"}
            return built(rewards=[rule | {"tiers": [{"from": 0, "rate": rate}]}])

        assert commission(0.1).version_hash == commission("0.10").version_hash != commission(0.2).version_hash

    def test_what_the_database_keeps_is_the_same_version(self) -> None:
        rules = built(rewards=[{"id": "pool", "kind": "pool", "title": text("Pool")}])
        kept = Scheme.model_validate_json(rules.model_dump_json(by_alias=True))
        assert (kept, kept.version_hash) == (rules, rules.version_hash)


class TestMetrics:
    def test_a_formula_metric_names_its_figures(self) -> None:
        assert metric_of().refs == (Ref("leads"),)
        assert (metric_of().source, metric_of().is_rated) == (Source.FORMULA, False)

    @pytest.mark.parametrize("source", ["peer", "manager", "customer", "retro", "audit", "self"])
    def test_a_rated_metric_has_anchors_and_no_formula(self, source: str) -> None:
        built_metric = rated(source=source)
        assert (built_metric.is_rated, built_metric.refs, built_metric.unit) == (True, (), "rating")
        assert built_metric.anchors is not None
        assert [anchor.en for anchor in built_metric.anchors] == [anchor["en"] for anchor in ANCHORS]
        with pytest.raises(FormulaInvalid):
            _ = built_metric.node

    @pytest.mark.parametrize(
        ("rules", "said"),
        [
            ({"formula": "leads"}, "has no formula; leave it out"),
            ({"target": 4}, "has no target; leave it out"),
            ({"direction": "lower"}, "has no direction; leave it out"),
            ({"low": 1, "high": 2}, "has no low, high; leave it out"),
            ({"curve": {"points": [[0, 0], [100, 100]]}}, "has no curve; leave it out"),
            ({"unit": "percent"}, "is 'rating', not 'percent'"),
            ({"anchors": ANCHORS[:4]}, "anchors.4"),
            ({"anchors": [*ANCHORS, text("more")]}, "at most 5 items"),
            ({"source": "boss"}, "'formula', 'peer', 'manager'"),
        ],
    )
    def test_what_a_rated_metric_cannot_have(self, rules: dict[str, Any], said: str) -> None:
        with pytest.raises(ValueError, match=said):
            rated(**rules)

    @pytest.mark.parametrize(
        ("rules", "said"),
        [
            ({"formula": ""}, "needs a formula"),
            ({"anchors": ANCHORS}, "anchors belong to rated metrics"),
            ({"weight": 0}, "give it weight, or move it to aims"),
            ({"weight": -1}, "greater than or equal to 0"),
            ({"target": 1e300}, "less than or equal to"),
            ({"direction": "within"}, "needs low and high"),
            ({"direction": "within", "target": None, "low": 3, "high": 2}, "low 3.0 must be under high 2.0"),
            ({"low": 1, "high": 2}, "belong to direction 'within'"),
            ({"curve": {"points": [[0, 0]]}}, "two points or more"),
            ({"curve": {"points": [[0, 0], [50, 60], [100, 40]]}}, "points never falling"),
            ({"curve": {"points": [[0, 0], [0, 60]]}}, "attainments rising"),
            ({"curve": {"points": [[-1e308, 0], [1e308, 60]]}}, "greater than or equal to"),
        ],
    )
    def test_what_a_formula_metric_cannot_have(self, rules: dict[str, Any], said: str) -> None:
        with pytest.raises(ValueError, match=said):
            Metric.model_validate(formula_metric("m") | rules)


class TestTerms:
    def test_defaults(self) -> None:
        rules = built(team_coefficient={})
        assert rules.team_coefficient is not None
        assert (rules.team_coefficient.min, rules.team_coefficient.max) == (0.8, 1.2)
        assert (built().team_coefficient, rules.interval_level, rules.dimensions[0].team) == (None, 0.95, False)

    @pytest.mark.parametrize(
        ("rules", "said"),
        [
            ({"team_coefficient": {"min": 1.1}}, "team_coefficient.min"),
            ({"team_coefficient": {"max": 0.9}}, "team_coefficient.max"),
            ({"team_coefficient": {"min": 0}}, "team_coefficient.min"),
            ({"interval_level": 1}, "interval_level"),
            ({"interval_level": 95}, "interval_level"),
            ({"review": {"adopted": "2026-10-01", "on": "2026-10-01"}}, "must come after the adoption"),
            ({"review": {"adopted": "9999-12-01", "on": "9999-12-31"}}, "review.adopted"),
            ({"attribution": ["magic"]}, "attribution.0"),
            ({"aims": [{"id": "a", "title": text("A"), "value": 3, "low": 5, "unit": "x"}]}, "low 5 must be under"),
        ],
    )
    def test_limits(self, rules: dict[str, Any], said: str) -> None:
        with pytest.raises(ValueError, match=said):
            built(**rules)


class TestParts:
    def test_a_part_has_only_the_figures_it_needs(self) -> None:
        whole = load("promotion")
        before = whole.version_hash
        brand = whole.restricted_to(["brand"])
        assert [m.id for m in brand.metrics] == ["engagement_rate", "retention_rate", "nps"]
        assert {f.id for f in brand.figures} == {ref.figure for m in brand.metrics for ref in m.refs}
        assert brand.version_hash != before == load("promotion").version_hash

    def test_a_part_of_ratings_alone_needs_no_figures(self) -> None:
        part = built().restricted_to(["work"])
        assert (part.figures, part.additive) == ((), frozenset())

    def test_rewards_and_plans_on_metrics_elsewhere_stay_behind(self) -> None:
        on_leads = {"id": "bonus", "kind": "attainment_bonus", "title": text("Bonus"), "metric": "lead_count"}
        pool = {"id": "pool", "kind": "pool", "title": text("Pool")}
        plan = {"id": "pip", "kind": "improvement", "title": text("Plan"), "basis": "target"}
        rules = built(rewards=[on_leads, pool], plans=[plan, plan | {"id": "leads", "metric": "lead_count"}])
        part = rules.restricted_to(["work"])
        assert ([each.id for each in part.rewards], [each.id for each in part.plans]) == (["pool"], ["pip"])
        assert rules.restricted_to(["results", "work"]) == rules

    @pytest.mark.parametrize("names", [["sales"], []])
    def test_a_part_that_is_not_there(self, names: list[str]) -> None:
        with pytest.raises(UnknownName, match="known are: traffic, conversion, brand"):
            load("promotion").restricted_to(names)

    def test_a_scheme_of_four_hundred_metrics_is_read(self) -> None:
        many = dimension("all", *(formula_metric(f"m{n}", weight=0.25) for n in range(400)))
        assert len(parse(written(dimensions=[many])).metrics) == 400


@pytest.mark.parametrize(
    ("name", "value", "refusal"),
    [
        ("leads", 42, None),
        ("leads", 4.5, "not_whole"),
        ("leads", -1, "below_minimum"),
        ("leads", float("inf"), "not_finite"),
        ("cost", 4.5, None),
        ("clv", -300, None),
    ],
)
def test_what_may_be_entered(name: str, value: float, refusal: str | None) -> None:
    assert load("promotion").figure(name).refusal(value) == refusal


def test_a_scheme_without_figures_or_review_can_still_be_computed_with() -> None:
    rules = scheme([], dimension("all", rated_metric("help", "peer")))
    assert (rules.review, rules.aggregates) == (None, {})

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.errors import SchemeInvalid, SchemeNotFound, UnknownName
from scoring.formula import refs
from scoring.lint import lint
from scoring.periods import Cadence
from scoring.scheme import Scheme, builtin_ids, load, parse
from tests.scoring.build import BANDS, dimension, figure, metric, scheme


def plain(**rules: Any) -> dict[str, Any]:
    built = scheme([figure("leads")], dimension("all", metric("m", "leads", target=10)))
    return built.model_dump(mode="json", by_alias=True) | rules


def codes(built: Scheme) -> list[str]:
    return [finding.code for finding in lint(built)]


def refused(given: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(SchemeInvalid) as caught:
        parse(yaml.safe_dump(given, allow_unicode=True), source_name="draft")
    return [(finding.code, finding.path) for finding in caught.value.findings]


class TestPromotion:
    def test_weights_and_cadences_of_the_rules(self) -> None:
        rules = load("promotion")
        expected = {
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
        found = {d.id: [(m.id, m.weight, m.cadence.value) for m in d.metrics] for d in rules.dimensions}
        assert found == expected

    def test_only_the_close_rate_has_a_target_of_the_rules(self) -> None:
        stated = [(m.id, m.target) for m in load("promotion").metrics if m.target_origin == "reference"]
        assert stated == [("close_rate", 30)]
        assert all(m.target for m in load("promotion").metrics)

    def test_lint_has_nothing_but_the_weights_to_say(self) -> None:
        assert codes(load("promotion")) == ["weights_sum"]

    def test_what_grows_with_time(self) -> None:
        assert load("promotion").additive == {"mql_count", "engagement_rate"}

    def test_is_written_in_chinese_too(self) -> None:
        rules = load("promotion")
        for item in (*rules.figures, *rules.metrics):
            assert any("一" <= sign <= "鿿" for sign in item.definition.into("zh-CN")), item.id
            assert item.definition.into("en-GB") == item.definition.en

    def test_restricted_to_a_group(self) -> None:
        whole = load("promotion")
        first_hash = whole.version_hash
        brand = whole.restricted_to(["brand"])
        assert [m.id for m in brand.metrics] == ["engagement_rate", "retention_rate", "nps"]
        assert {f.id for f in brand.figures} == {ref.figure for m in brand.metrics for ref in refs(m.node)}
        assert brand.version_hash != first_hash == load("promotion").version_hash

    @pytest.mark.parametrize("names", [["sales"], []])
    def test_restricted_to_nothing_known(self, names: list[str]) -> None:
        with pytest.raises(UnknownName, match="known are: traffic, conversion, brand"):
            load("promotion").restricted_to(names)


class TestLoading:
    def test_all_built_in_schemes_load(self) -> None:
        assert "promotion" in builtin_ids()
        assert [load(name).id for name in builtin_ids()] == list(builtin_ids())

    def test_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "own.yaml"
        path.write_text(yaml.safe_dump(plain(), allow_unicode=True), encoding="utf-8")
        assert load(path) == load(str(path)) == parse(path.read_text(encoding="utf-8"))

    @pytest.mark.parametrize("name", ["sales", "missing.yaml", "../promotion"])
    def test_what_is_not_there_is_named(self, name: str) -> None:
        with pytest.raises(SchemeNotFound, match=r"built in are .*promotion"):
            load(name)

    def test_the_hash_is_of_the_rules_not_of_the_file(self) -> None:
        given = plain()
        backwards = yaml.safe_dump(dict(reversed(given.items())), sort_keys=False)
        assert parse(backwards).version_hash == parse(yaml.safe_dump(given)).version_hash
        assert parse(yaml.safe_dump(plain(line=55))).version_hash != parse(backwards).version_hash

    def test_lookups_by_id(self) -> None:
        rules = load("promotion")
        assert (rules.metric("cpl").cadence, rules.figure("cost").unit) == (Cadence.QUARTER, "CNY")
        with pytest.raises(UnknownName, match="unknown metric 'cost'"):
            rules.metric("cost")
        with pytest.raises(UnknownName, match="unknown figure 'cpl'"):
            rules.figure("cpl")


class TestRefusals:
    @pytest.mark.parametrize("text", ["a: [", "- a", "", "line: 60\nline: 50"])
    def test_no_scheme_at_all(self, text: str) -> None:
        with pytest.raises(SchemeInvalid, match="scheme draft cannot be used"):
            parse(text, source_name="draft")

    def test_a_key_that_is_there_twice(self) -> None:
        with pytest.raises(SchemeInvalid, match="key 'line' is there twice"):
            parse("line: 60\nline: 50")

    @pytest.mark.parametrize(
        ("rules", "path"),
        [
            ({"line": float("nan")}, "line"),
            ({"colour": "red"}, "colour"),
            ({"id": "Small Team"}, "id"),
            ({"cadences": ["week"]}, "cadences.0"),
        ],
    )
    def test_shape(self, rules: dict[str, Any], path: str) -> None:
        assert refused(plain(**rules)) == [("shape", path)]

    @pytest.mark.parametrize(
        "rules",
        [
            {"weight": 0},
            {"direction": "within"},
            {"direction": "within", "low": 3, "high": 2},
            {"low": 1, "high": 2},
            {"curve": {"points": [[0, 0]]}},
            {"curve": {"points": [[0, 0], [50, 60], [100, 40]]}},
            {"curve": {"points": [[0, 0], [0, 60]]}},
        ],
    )
    def test_metric(self, rules: dict[str, Any]) -> None:
        ((code, path),) = refused(plain(dimensions=[dimension("all", metric("m", "leads", **rules))]))
        assert code == "shape"
        assert path.startswith("dimensions.0.metrics.0")

    @pytest.mark.parametrize(
        ("formula", "code"), [("leads +", "formula"), ("sales", "unknown_figure"), ("2 * 3", "constant_formula")]
    )
    def test_formula(self, formula: str, code: str) -> None:
        found = refused(plain(dimensions=[dimension("all", metric("m", formula))]))
        assert found == [(code, "dimensions.all.m"), ("unused_figure", "figures.leads")]

    def test_ids_that_are_there_twice(self) -> None:
        twice = dimension("all", metric("m", "leads", weight=50), metric("m", "leads", weight=50))
        assert refused(plain(dimensions=[twice])) == [("duplicate_id", "metrics")]
        assert ("duplicate_id", "figures") in refused(plain(figures=[figure("leads"), figure("leads")]))

    @pytest.mark.parametrize(
        ("bands", "code"),
        [
            (BANDS[:-1], "band_gap"),
            (BANDS[::-1], "band_order"),
            ([{"id": "X", "min": 121, "coefficient": 2}, *BANDS], "band_unreachable"),
        ],
    )
    def test_bands(self, bands: list[dict[str, Any]], code: str) -> None:
        assert code in [found for found, _ in refused(plain(bands=bands))]


class TestWarnings:
    def test_a_clean_scheme(self) -> None:
        assert lint(parse(yaml.safe_dump(plain()))) == ()

    def test_a_figure_called_lag_is_an_error(self) -> None:
        built = scheme([figure("leads"), figure("lag")], dimension("all", metric("m", "leads")))
        assert codes(built) == ["reserved_id", "unused_figure"]

    def test_cadence_longer_than_any_card(self) -> None:
        built = scheme([figure("a")], dimension("all", metric("m", "a", cadence="year")), cadences=["month"])
        assert codes(built) == ["cadence"]

    def test_names_that_could_mean_two_figures(self) -> None:
        second = figure("visits", aliases={"en": ["Leads"]})
        built = scheme([figure("leads"), second], dimension("all", metric("m", "leads + visits")))
        assert codes(built) == ["alias_clash"]

    def test_a_worse_band_that_pays_more(self) -> None:
        bands = [{"id": "S", "min": 90, "coefficient": 1}, {"id": "D", "min": 0, "coefficient": 2}]
        built = scheme([figure("a")], dimension("all", metric("m", "a")), bands=bands)
        assert codes(built) == ["band_coefficient"]


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

"""Every code fires on what it is about, and stays silent on what is just allowed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scoring.findings import CODES, Level
from scoring.scheme import check, lint, load
from tests.scoring.build import BANDS, dimension, figure, text
from tests.scoring.drafts import built, formula_metric, rated_metric, results, work, written

DOCUMENTS = Path(__file__).parents[2] / "docs"
BAND_D = {"id": "D", "min": 0, "coefficient": 0}
BONUS = {"id": "bonus", "kind": "attainment_bonus", "title": text("Bonus"), "metric": "lead_count"}
PROMOTED = {"id": "up", "kind": "promotion_list", "title": text("Up"), "min_band": "B"}
PLAN = {"id": "coaching", "kind": "coaching", "title": text("Coaching")}
AIM = {"id": "answer", "title": text("Answer"), "value": 2, "unit": "hours"}
COUNT = "dimensions.results.lead_count"


def dims(*more: dict[str, Any], **rules: Any) -> dict[str, Any]:
    """The clean scheme's dimensions: rules of its formula metric replaced, more metrics beside the rated ones."""
    return {"dimensions": [results(**rules), work(*more)]}


def small(n: int) -> list[dict[str, Any]]:
    return [formula_metric(f"m{k}", weight=5) for k in range(n)]


OWN_VIEW = dimension("work", rated_metric("own", "self"))
MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("duplicate_id", dims(formula_metric("help")), "dimensions.1.metrics.2"),
    ("duplicate_id", {"dimensions": [results(), work(), dimension("work", *small(1))]}, "dimensions.2"),
    ("duplicate_id", {"figures": [figure("leads"), figure("leads")]}, "figures.1"),
    ("duplicate_id", {"bands": [*BANDS, BAND_D]}, "bands.5"),
    ("duplicate_id", {"cadences": ["month", "quarter", "half", "year", "month"]}, "cadences.4"),
    ("duplicate_id", {"rewards": [BONUS, BONUS]}, "rewards.1"),
    ("duplicate_id", {"aims": [AIM, AIM]}, "aims.1"),
    ("duplicate_id", {"attribution": ["linear", "markov", "linear"]}, "attribution.2"),
    ("reserved_id", {"figures": [figure("leads"), figure("lag")]}, "figures.lag"),
    ("formula", dims(formula="leads +"), f"{COUNT}.formula"),
    ("constant_formula", dims(formula="2 * 3"), f"{COUNT}.formula"),
    ("unknown_figure", dims(formula="sales"), f"{COUNT}.formula"),
    ("unknown_figure", dims(formula="leads * care"), f"{COUNT}.formula"),
    ("circular_formula", dims(formula="lead_count"), f"{COUNT}.formula"),
    ("unknown_metric", {"rewards": [BONUS | {"metric": "sales"}]}, "rewards.bonus"),
    ("unknown_band", {"rewards": [PROMOTED | {"min_band": "X"}]}, "rewards.up"),
    ("anchors_missing", dims(rated_metric("speed", "self", anchors=None)), "dimensions.work.speed"),
    ("band_gap", {"bands": BANDS[:-1]}, "bands"),
    ("band_order", {"bands": [BANDS[1], BANDS[0], *BANDS[2:]]}, "bands.S"),
    ("band_unreachable", {"bands": [{"id": "X", "min": 121, "coefficient": 2}, *BANDS]}, "bands.X"),
    ("review_missing", {"review": None}, "review"),
    ("review_late", {"review": {"adopted": "2026-10-01", "on": "2027-04-02"}}, "review.on"),
    ("weights_sum", dims(weight=50), "dimensions"),
    ("metric_dominant", dims(weight=61), f"{COUNT}.weight"),
    ("metrics_many", dims(*small(10)), "dimensions"),
    ("weight_small", dims(formula_metric("odd", weight=3)), "dimensions.work.odd.weight"),
    ("result_share", {"dimensions": [results(), work() | {"kind": "result"}]}, "dimensions"),
    ("no_judgement", {"dimensions": [results(horizon="long"), OWN_VIEW]}, "dimensions"),
    ("team_share", {"dimensions": [results(), work() | {"team": True}]}, "dimensions"),
    ("long_horizon", dims(formula_metric("more", weight=1)), "dimensions"),
    ("origin_missing", dims(origin=None), COUNT),
    ("band_coefficient", {"bands": [BANDS[0] | {"coefficient": 1.1}, *BANDS[1:]]}, "bands.A"),
    ("cadence", {"cadences": ["month"], **dims(cadence="quarter")}, COUNT),
    ("cadence_unissued", {"cadences": ["month"], "rewards": [BONUS]}, "rewards.bonus"),
    ("cadence_unissued", {"cadences": ["quarter"], "plans": [PLAN]}, "plans.coaching"),
    ("unused_figure", {"figures": [figure("leads"), figure("visits")]}, "figures.visits"),
    ("alias_clash", {"figures": [figure("leads"), figure("visits", aliases={"en": ["Leads"]})]}, "figures.visits"),
]
BEFORE_A_SCHEME = {"encoding", "too_long", "yaml", "shape"}
"""Codes of texts that are no scheme yet; test_scheme_check.py has them."""


def codes(**rules: Any) -> list[str]:
    return [finding.code for finding in lint(built(**rules))]


def test_a_clean_scheme_has_nothing_to_hear() -> None:
    assert lint(built()) == check(written()) == ()


@pytest.mark.parametrize(("code", "mistake", "path"), MISTAKES)
def test_a_mistake_is_found_where_it_is(code: str, mistake: dict[str, Any], path: str) -> None:
    mine = [finding for finding in lint(built(**mistake)) if finding.code == code]
    assert [finding.path for finding in mine] == [path]
    assert all(finding.level is CODES[code] and finding.message for finding in mine)


@pytest.mark.parametrize(("code", "mistake", "path"), MISTAKES)
def test_a_mistake_in_a_file_has_its_line(code: str, mistake: dict[str, Any], path: str) -> None:
    text = written(**mistake)
    (finding,) = [finding for finding in check(text) if finding.code == code]
    assert finding.line is not None
    assert shown_at(path, text) in text.splitlines()[finding.line - 1]


def shown_at(path: str, text: str) -> str:
    """What stands on the line: the key, the id, or the dash of an item; the first line for what is not there."""
    last = path.rsplit(".", 1)[-1]
    if last.isdecimal():
        return "- "
    return f"id: {last}" if f"id: {last}\n" in text else last


def test_every_code_has_its_mistake() -> None:
    assert {code for code, _, _ in MISTAKES} == set(CODES) - BEFORE_A_SCHEME


def test_errors_come_first() -> None:
    levels = [finding.level for finding in lint(built(review=None, bands=BANDS[:-1], figures=[figure("visits")]))]
    assert levels == sorted(levels)
    assert {Level.ERROR, Level.WARNING} == set(levels)


SEVENTY = [
    dimension("results", formula_metric("a", weight=40), rated_metric("b", "peer")),
    dimension("c", rated_metric("c", "self", horizon="long"), kind="capability"),
]
ALLOWED: list[tuple[str, dict[str, Any]]] = [
    ("weights_sum", dims()),
    ("metric_dominant", dims(weight=60)),
    ("metrics_many", dims(*small(9))),
    ("weight_small", dims(formula_metric("odd", weight=3), weight=37)),
    ("result_share", {"dimensions": SEVENTY}),
    ("team_share", {"dimensions": [results() | {"team": True}, work()]}),
    ("long_horizon", dims()),
    ("no_judgement", {"dimensions": [results(), dimension("work", rated_metric("a", "manager"))]}),
    ("no_judgement", {"dimensions": [results(), dimension("work", rated_metric("a", "peer"))]}),
    ("band_coefficient", {"bands": [BANDS[2], BAND_D | {"coefficient": BANDS[2]["coefficient"]}]}),
    ("band_order", {"bands": [{"id": "A", "min": 0.1, "coefficient": 1}, BAND_D]}),
    ("band_unreachable", {"bands": [{"id": "X", "min": 120, "coefficient": 2}, *BANDS]}),
    ("band_gap", {"bands": [BAND_D]}),
    ("review_late", {"review": {"adopted": "2026-10-01", "on": "2027-04-01"}}),
    ("cadence", {"cadences": ["quarter"], **dims(cadence="quarter")}),
    ("cadence_unissued", {"rewards": [BONUS, {"id": "pool", "kind": "pool", "title": text("Pool")}]}),
    ("unknown_band", {"rewards": [PROMOTED]}),
    ("unknown_metric", {"rewards": [BONUS]}),
    ("circular_formula", dims(formula_metric("leads"))),
    ("alias_clash", {"figures": [figure("leads", aliases={"en": ["Leads", "leads"]})]}),
]


@pytest.mark.parametrize(("code", "rules"), ALLOWED)
def test_what_is_just_allowed(code: str, rules: dict[str, Any]) -> None:
    assert code not in codes(**rules)


@pytest.mark.parametrize("adopted", ["2026-08-31", "2026-08-30", "2026-08-28"])
def test_six_months_end_with_a_short_february(adopted: str) -> None:
    assert "review_late" not in codes(review={"adopted": adopted, "on": "2027-02-28"})
    assert "review_late" in codes(review={"adopted": adopted, "on": "2027-03-01"})


def test_a_circle_over_several_formulas_is_told_of_each() -> None:
    formulas = {"a": "b + leads", "b": "c", "c": "a", "d": "a"}
    found = lint(built(dimensions=[dimension("all", *(formula_metric(*each) for each in formulas.items()))]))
    assert [f.path.split(".")[2] for f in found if f.code == "circular_formula"] == ["a", "b", "c"]
    assert [f.path.split(".")[2] for f in found if f.code == "unknown_figure"] == ["a", "b", "c", "d"]


def test_a_scheme_of_one_metric() -> None:
    expected = {"weights_sum", "metric_dominant", "result_share", "no_judgement", "long_horizon"}
    assert set(codes(dimensions=[results()])) == expected


def test_a_scheme_of_four_hundred_metrics() -> None:
    many = dimension("all", *(formula_metric(f"m{n}", weight=0.25) for n in range(400)))
    found = codes(dimensions=[many])
    assert found.count("weight_small") == 400
    assert found.count("metrics_many") == 1
    assert "weights_sum" not in found


def test_counts_hold_for_the_whole_scheme_and_for_what_a_team_picks_when_asked() -> None:
    whole = load("promotion")
    assert "result_share" not in [finding.code for finding in lint(whole)]
    assert "result_share" in [finding.code for finding in lint(whole.restricted_to(["conversion"]))]


def test_the_documents_list_every_code_with_its_level() -> None:
    words = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.rglob("*.md")))
    listed = dict(re.findall(r"^\| `(\w+)` \| (error|warning) \|", words, flags=re.MULTILINE))
    assert listed == dict(CODES)

"""A month of each built-in scheme, worked out by hand in exact fractions: `golden/*.yaml` hold the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.card import Card
from scoring.evidence import Evidence
from scoring.explain import Receipt, explain, recompute
from scoring.periods import Period
from scoring.receipt import MetricLine
from scoring.rows import Corrected, Mean, Rating
from scoring.scheme import builtin_ids, load
from scoring.scorecard import compute
from tests.scoring.build import entered, month

FOLDER = Path(__file__).parent / "golden"
Z = 1.959963984540054
"""Of a normal distribution 95 % lie within so many standard deviations, by any table."""
EXACT = 1e-12
NUMBERS = {
    "value": "value",
    "factor": "target_factor",
    "target": "target",
    "attainment": "attainment",
    "points": "points",
    "share": "share",
}


@dataclass(frozen=True, slots=True)
class Golden:
    """What was told, and what must come of it."""

    said: Mapping[str, Any]
    receipt: Receipt


def exact(written: object) -> float:
    """`23615/279`, `1065.5/12`, `0.95`: the nearest float to that very number."""
    above, _, below = str(written).partition("/")
    return float(Fraction(above) / Fraction(below or "1"))


@pytest.fixture(scope="module", params=builtin_ids())
def golden(request: pytest.FixtureRequest) -> Golden:
    said = yaml.safe_load((FOLDER / f"{request.param}.yaml").read_text(encoding="utf-8"))
    return Golden(said, explain(computed_from(said)))


def computed_from(said: Mapping[str, Any]) -> Card:
    rows = [
        entered("Bo", figure, when, *values)
        for figure, months in said["figures"].items()
        for when, values in months.items()
    ]
    evidence = Evidence.from_rows(
        rows,
        members=["Bo"],
        ratings=[rating_of(each) for each in given(said, "ratings")],
        corrected=[round_of(each) for each in given(said, "corrected")],
        means=[mean_of(each) for each in given(said, "means")],
    )
    return compute(
        load(said["scheme"]),
        evidence,
        Period.parse(said["period"]),
        targets={metric: [target] for metric, target in said.get("targets", {}).items()},
        present_share={month(when): [exact(share)] for when, share in said.get("present", {}).items()},
        team_attainment=said.get("team_attainment"),
        special=said.get("special", 0),
    ).of("Bo")


def given(said: Mapping[str, Any], what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said.get(what, [])
    return found


def rating_of(told: Mapping[str, Any]) -> Rating:
    return Rating(told["metric"], "Bo", told["rater"], month(told["month"]), told["value"])


def mean_of(told: Mapping[str, Any]) -> Mean:
    return Mean(told["metric"], "Bo", month(told["month"]), told["raters"], told.get("value"))


def round_of(told: Mapping[str, Any]) -> Corrected:
    shown = (told["corrected"], told["error"], told["mean"], 1) if "corrected" in told else ()
    return Corrected(told["metric"], "Bo", month(told["month"]), told["raters"], *shown)


def test_every_metric(golden: Golden) -> None:
    lines = {line.metric: line for line in golden.receipt.metrics}
    assert list(lines) == list(golden.said["metrics"])
    for metric, expected in golden.said["metrics"].items():
        line = lines[metric]
        if isinstance(expected, str):
            assert (line.reason, line.points, line.share) == (expected, None, 0), metric
        else:
            assert line.reason == "scored", metric
            assert numbers_of(line) == pytest.approx(expected_of(expected), rel=EXACT), metric


def numbers_of(line: MetricLine) -> dict[str, float]:
    return {name: number for name, field in NUMBERS.items() if (number := getattr(line, field)) is not None}


def expected_of(written: Mapping[str, Any]) -> dict[str, float]:
    return {"factor": 1.0} | {name: exact(each) for name, each in written.items()}


def test_dimensions_and_the_sum(golden: Golden) -> None:
    said, receipt = golden.said, golden.receipt
    assert {line.dimension: (line.score, line.share) for line in receipt.dimensions} == {
        dimension: pytest.approx((exact(each["score"]), exact(each["share"])), rel=EXACT)
        for dimension, each in said["dimensions"].items()
    }
    found = (receipt.coverage, receipt.own_score, receipt.team_coefficient, receipt.special, receipt.score)
    sums = ("coverage", "own", "coefficient", "special", "score")
    assert found == pytest.approx(tuple(exact(said[name]) for name in sums), rel=EXACT)
    assert (receipt.shown_score, receipt.band) == (said["shown"], said["band"])
    assert list(receipt.notes) == said["notes"]
    assert recompute(receipt) == pytest.approx(exact(said["score"]), rel=EXACT)


def test_how_sure_it_is(golden: Golden) -> None:
    said, receipt = golden.said, golden.receipt
    if "error" not in said:
        assert receipt.interval is None
        return
    score, half = exact(said["score"]), Z * exact(said["error"])
    assert receipt.interval == pytest.approx((score - half, score + half), rel=EXACT)

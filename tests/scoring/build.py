"""Small schemes and evidence for the scoring tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from scoring.periods import Period
from scoring.scheme import Metric, Scheme
from scoring.scorecard import Cards, Evidence, MetricResult, Rating, RollUp, compute

BANDS = [
    {"id": "S", "min": 90, "coefficient": 1.5},
    {"id": "A", "min": 80, "coefficient": 1.2},
    {"id": "B", "min": 70, "coefficient": 1.0},
    {"id": "C", "min": 60, "coefficient": 0.8},
    {"id": "D", "min": 0, "coefficient": 0},
]


def text(words: str) -> dict[str, str]:
    return {"en": words, "zh-CN": words}


def figure(name: str, **rules: Any) -> dict[str, Any]:
    words = {"title": text(name), "definition": text(name), "source": text("CRM")}
    return {"id": name, "unit": "count", **words, **rules}


def metric(name: str, formula: str, **rules: Any) -> dict[str, Any]:
    words = {"title": text(name), "definition": text(name)}
    return {"id": name, "formula": formula, "cadence": "month", "weight": 100, "unit": "count", **words, **rules}


def rated(name: str, source: str = "peer", **rules: Any) -> dict[str, Any]:
    words = {"title": text(name), "definition": text(name), "anchors": [text(f"{name} {n}") for n in range(1, 6)]}
    return {"id": name, "source": source, "cadence": "month", "weight": 100, **words, **rules}


def dimension(name: str, *metrics: dict[str, Any], kind: str = "result") -> dict[str, Any]:
    return {"id": name, "title": text(name), "kind": kind, "metrics": list(metrics)}


def scheme(figures: Iterable[dict[str, Any]], *dimensions: dict[str, Any], **rules: Any) -> Scheme:
    plain = {
        "id": "small",
        "version": 1,
        "title": text("Small"),
        "summary": text("Small"),
        "cadences": ["month", "quarter", "half", "year"],
        "bands": BANDS,
        "figures": list(figures),
        "dimensions": list(dimensions),
    }
    return Scheme.model_validate(plain | rules)


def with_team(rules: Scheme) -> Scheme:
    """The same rules, with a team coefficient of 0.8 to 1.2."""
    return Scheme.model_validate(rules.model_dump(by_alias=True) | {"team_coefficient": {"min": 0.8, "max": 1.2}})


def one_metric(formula: str, figures: Iterable[dict[str, Any]], **rules: Any) -> Scheme:
    return scheme(figures, dimension("only", metric("m", formula, **rules)))


def metric_of(**rules: Any) -> Metric:
    return Metric.model_validate(metric("m", "leads", **rules))


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def entered(member: str, name: str, when: str, *values: float) -> RollUp:
    """The roll-up of these entries, in the order they were made."""
    return RollUp(member, name, month(when), len(values), float(sum(values)), values[-1], max(values))


def rating(member: str, rater: str, value: float, when: str = "2026-10", *, name: str = "care") -> Rating:
    return Rating(name, member, rater, month(when), value)


def evidence(*rows: RollUp, members: list[str] | None = None, ratings: Iterable[Rating] = ()) -> Evidence:
    return Evidence.from_rows(rows, members=members, ratings=ratings)


def cards(rules: Scheme, *rows: RollUp, period: Period | None = None, **given: Any) -> Cards:
    return compute(rules, evidence(*rows), period or Period.parse("2026-10"), **given)


def only(computed: Cards) -> MetricResult:
    (result,) = computed.card(0).metrics
    return result

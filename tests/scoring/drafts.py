"""A scheme that no check has anything to say about, and what its author may get wrong."""

from __future__ import annotations

from typing import Any

import yaml

from scoring.scheme import Scheme
from tests.scoring.build import BANDS, dimension, figure, metric, text

ANCHORS = [text(words) for words in ("never", "seldom", "often", "mostly", "always")]


def formula_metric(name: str, formula: str = "leads", **rules: Any) -> dict[str, Any]:
    return metric(name, formula, **{"target": 10, "origin": text("CRM"), **rules})


def rated_metric(name: str, source: str, **rules: Any) -> dict[str, Any]:
    words = {"title": text(name), "definition": text(name), "anchors": ANCHORS}
    return {"id": name, "source": source, "cadence": "month", "weight": 30, **words, **rules}


def results(**rules: Any) -> dict[str, Any]:
    return dimension("results", formula_metric("lead_count", **{"weight": 40, **rules}))


def work(*more: dict[str, Any]) -> dict[str, Any]:
    peers = rated_metric("help", "peer", horizon="long")
    manager = rated_metric("care", "manager")
    return dimension("work", peers, manager, *more, kind="process")


def draft(**rules: Any) -> dict[str, Any]:
    """Plain data of a clean scheme with three metrics, some of its keys replaced."""
    plain = {
        "id": "draft",
        "version": 1,
        "title": text("Draft"),
        "summary": text("Draft"),
        "cadences": ["month", "quarter", "half", "year"],
        "bands": BANDS,
        "review": {"adopted": "2026-10-01", "on": "2027-04-01"},
        "figures": [figure("leads")],
        "dimensions": [results(), work()],
    }
    return plain | rules


def built(**rules: Any) -> Scheme:
    return Scheme.model_validate(draft(**rules))


def written(**rules: Any) -> str:
    """The same as a file's text."""
    return yaml.safe_dump(draft(**rules), allow_unicode=True, sort_keys=False)

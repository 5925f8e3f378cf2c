"""The worked card of docs/scoring.md, computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.explain import Receipt, explain
from scoring.periods import Period
from scoring.reasons import Reason
from scoring.scheme import load
from scoring.scorecard import compute
from tests.scoring.build import entered, evidence, month

DOCUMENT = Path(__file__).parents[2] / "docs" / "scoring.md"
FIGURES = [
    ("uv", "2026-12", 11500),
    ("leads", "2026-12", 276),
    ("mql", "2026-10", 90),
    ("mql", "2026-11", 110),
    ("mql", "2026-12", 88),
    ("cost", "2026-10", 30000),
    ("cost", "2026-11", 34000),
    ("cost", "2026-12", 28160),
]


@pytest.fixture
def receipt() -> Receipt:
    rules = load("promotion").restricted_to(["traffic"])
    rows = evidence(*(entered("Bo", name, when, value) for name, when, value in FIGURES))
    shares = {month("2026-12"): [0.8]}
    return explain(compute(rules, rows, Period.parse("2026-12"), present_share=shares, special=2).of("Bo"))


def test_lines(receipt: Receipt) -> None:
    growth, *scored = receipt.metrics
    assert growth.reason == "no_history"
    assert [line.value for line in scored] == pytest.approx([2.4, 88, 320])
    assert [line.target for line in scored] == [3, 80, 300]
    assert [line.attainment for line in scored] == pytest.approx([80, 110, 93.75])
    assert [line.points for line in scored] == pytest.approx([70, 110, 90.625])
    assert [line.share for line in scored] == pytest.approx([100 / 3, 125 / 3, 25])


def test_totals(receipt: Receipt) -> None:
    assert receipt.coverage == pytest.approx(80)
    assert receipt.own_score == pytest.approx(5509.375 / 60)
    assert (receipt.shown_score, receipt.band) == ("93.8", "S")


def test_the_document_shows_these_numbers(receipt: Receipt) -> None:
    words = DOCUMENT.read_text(encoding="utf-8")
    _, conversion, mql, cpl = receipt.metrics
    for line in (conversion, mql, cpl):
        assert f"{line.attainment:.6g} % | {line.points:.6g} | {line.weight:g} | {line.share:.4g} % |" in words
    assert f"{receipt.score:.2f}, shown as {receipt.shown_score}. Band {receipt.band}." in words


def test_the_document_names_every_reason() -> None:
    words = DOCUMENT.read_text(encoding="utf-8")
    assert [reason.code for reason in Reason if reason is not Reason.SCORED and f"`{reason.code}`" not in words] == []

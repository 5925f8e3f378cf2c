from __future__ import annotations

import json

import pytest

from scoring.explain import Receipt, explain, recompute
from scoring.periods import Period
from scoring.scheme import load
from scoring.scorecard import Card, compute
from tests.scoring.build import entered, evidence, figure, month, one_metric, with_team

DECEMBER = Period.parse("2026-12")


def bo() -> Card:
    """December of the traffic group: good leads, dear ones, November's leads not entered, no figures of last year."""
    rows = [entered("Bo", "uv", "2026-12", 10000), entered("Bo", "leads", "2026-12", 240)]
    rows += [entered("Bo", "mql", when, 100) for when in ("2026-10", "2026-12")]
    rows += [entered("Bo", "cost", when, 30000) for when in ("2026-10", "2026-11", "2026-12")]
    rules = with_team(load("promotion").restricted_to(["traffic"]))
    return compute(rules, evidence(*rows), DECEMBER, team_attainment=110, special=2, targets={"cpl": [240]}).of("Bo")


def test_every_line_carries_what_it_was_made_of() -> None:
    cpl = explain(bo()).metrics[3]
    assert [(i.figure, i.aggregate, i.first_month, i.last_month, i.value) for i in cpl.inputs] == [
        ("cost", "sum", "2026-10", "2026-12", 60000),
        ("mql", "sum", "2026-10", "2026-12", 200),
    ]
    assert (cpl.formula, cpl.value, cpl.target, cpl.target_origin) == ("cost / mql", 300, 240, "own")
    assert (cpl.attainment, cpl.points, cpl.window) == (80, pytest.approx(70), "2026-Q4")
    assert (cpl.months_used, cpl.months_expected, cpl.missing_months) == (2, 3, ("2026-11",))


def test_the_score_by_hand() -> None:
    # leads 2.4 % of 3 % = 80 % -> 70 points; MQL 100 of 100 -> 100; CPL -> 70; UV growth has no last year.
    # (20 · 70 + 25 · 100 + 15 · 70) / 60 = 82.5; times 1.1, plus 2 = 92.75.
    # Covered weight 20 + 25 + 15 · 2/3 = 55 of 75
    receipt = explain(bo())
    assert receipt.metrics[0].reason == "no_history"
    assert receipt.metrics[0].inputs[1].first_month == "2025-12"
    assert (receipt.own_score, receipt.score) == (pytest.approx(82.5), pytest.approx(92.75))
    assert (receipt.shown_score, receipt.band, receipt.coefficient) == ("92.8", "S", 1.5)
    assert (receipt.due_weight, receipt.covered_weight) == (75, pytest.approx(55))
    assert receipt.notes == ("weights_scaled", "weights_renormalised", "months_missing")
    assert recompute(receipt) == pytest.approx(92.75, abs=1e-9)


def test_contributions_add_to_the_own_score() -> None:
    receipt = explain(bo())
    assert sum(line.contribution for line in receipt.metrics) == pytest.approx(receipt.own_score)
    assert sum(line.share for line in receipt.metrics) == pytest.approx(100)
    weighted = sum(line.score * line.share / 100 for line in receipt.dimensions if line.score is not None)
    assert weighted == pytest.approx(receipt.own_score)


def test_plain_data_round_trip() -> None:
    receipt = explain(bo())
    assert Receipt.from_json(json.loads(json.dumps(receipt.as_json(), allow_nan=False))) == receipt


def test_recompute_reads_no_result() -> None:
    plain = explain(bo()).as_json()
    for line in plain["metrics"]:
        line |= {"value": 0, "attainment": 0, "points": 0, "share": 0, "contribution": 0, "target": 0}
    plain |= {"own_score": 0, "score": 0, "coverage": 0}
    assert recompute(Receipt.from_json(plain)) == pytest.approx(92.75, abs=1e-9)


@pytest.mark.parametrize("value", [15, 20, 25, 33, 45])
def test_ranges_recompute_too(value: float) -> None:
    rules = one_metric("load", [figure("load")], direction="within", low=20, high=30)
    card = compute(rules, evidence(entered("Bo", "load", "2026-12", value)), DECEMBER).card(0)
    assert recompute(explain(card)) == pytest.approx(card.score, abs=1e-9)


def test_a_scaled_range_is_on_the_receipt_as_it_was_used() -> None:
    rules = one_metric("load", [figure("load")], direction="within", low=20, high=30)
    rows = evidence(entered("Bo", "load", "2026-12", 18))
    card = compute(rules, rows, DECEMBER, present_share={month("2026-12"): [0.5]}).card(0)
    receipt = explain(card)
    assert (receipt.metrics[0].low, receipt.metrics[0].high, receipt.metrics[0].target_factor) == (10, 15, 0.5)
    assert recompute(receipt) == pytest.approx(card.score, abs=1e-9)
    assert card.metrics[0].attainment == pytest.approx(40)


def test_notes_of_an_empty_card() -> None:
    rules = one_metric("leads", [figure("leads")], target=1)
    receipt = explain(compute(rules, evidence(members=["Chen"]), DECEMBER).card(0))
    assert recompute(receipt) is None
    assert (receipt.score, receipt.shown_score, receipt.band, receipt.is_below_line) == (None, None, None, None)
    assert receipt.notes == ("weights_renormalised", "nothing_scored", "incomplete")


def test_notes_of_a_scaled_target_and_the_cap() -> None:
    rules = with_team(one_metric("leads", [figure("leads")], target=100))
    rows = evidence(entered("Bo", "leads", "2026-12", 80))
    shares = {month("2026-12"): [0.5]}
    receipt = explain(compute(rules, rows, DECEMBER, present_share=shares, team_attainment=120).card(0))
    assert (receipt.score, receipt.notes) == (120, ("target_scaled", "capped"))

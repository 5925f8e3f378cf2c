"""What the early warning says would lift a score: exactly what a card with the target just met would have more."""

import pytest

from bot.features.improvement.rules.lifting import weakest
from scoring.explain import explain
from scoring.periods import Period
from scoring.receipt import Receipt
from scoring.scorecard import Evidence, compute
from tests.scoring import build

OCTOBER = Period.parse("2026-10")
LEADS, COST, UV = 40, 200, 300


def receipt(leads: float, cost: float, uv: float) -> Receipt:
    """Leads of 100 at 50 %, cost of at most 100 at 30 %, visitors of 300 at 20 %."""
    scheme = build.scheme(
        [build.figure(name) for name in ("leads", "cost", "uv")],
        build.dimension(
            "only",
            build.metric("leads", "leads", weight=50, target=100),
            build.metric("cost", "cost", weight=30, target=100, direction="lower"),
            build.metric("uv", "uv", weight=20, target=300),
        ),
    )
    told = {"leads": leads, "cost": cost, "uv": uv}
    rows = [build.entered("bo", name, "2026-10", value) for name, value in told.items()]
    return explain(compute(scheme, Evidence.from_rows(rows, members=["bo"]), OCTOBER).card(0))


def test_the_two_that_would_lift_it_most_and_by_how_much() -> None:
    found = weakest(receipt(LEADS, COST, UV))
    assert [each.line.metric for each in found] == ["leads", "cost"]
    now = receipt(LEADS, COST, UV).own_score
    better = [receipt(100, COST, UV).own_score, receipt(LEADS, 100, UV).own_score]
    assert now is not None
    assert [each.gain for each in found] == pytest.approx([each - now for each in better if each is not None])


def test_nothing_is_weak_where_every_target_is_met() -> None:
    assert weakest(receipt(100, 100, 300)) == ()
    assert weakest(receipt(150, 50, 900)) == ()


def test_what_was_not_told_is_not_called_weak() -> None:
    found = receipt(LEADS, 100, 300)
    without = found.model_copy(update={"metrics": tuple(each for each in found.metrics if each.metric != "leads")})
    assert weakest(without) == ()

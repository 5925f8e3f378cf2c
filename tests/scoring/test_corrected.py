"""Rounds of peer ratings of which only what they came to is left."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import numpy as np
import pytest

from scoring.errors import EvidenceInvalid
from scoring.evidence import Evidence
from scoring.explain import explain, recompute
from scoring.periods import Period
from scoring.receipt import MetricLine
from scoring.rows import Corrected, Rating
from scoring.scorecard import Cards, compute
from tests.scoring.build import dimension, rated, rating, scheme

OCTOBER, QUARTER = Period.parse("2026-10"), Period.parse("2026-Q4")
RULES = scheme([], dimension("people", rated("care")))
RATERS = ("Ana", "Eve", "Fay", "Gus", "Hal")


def ratings() -> list[Rating]:
    dice = np.random.default_rng(5)
    return [
        rating(subject, rater, float(dice.integers(1, 6)))
        for subject in ("Bo", "Chen", "Dee", "Ida")
        for rater in dice.choice(RATERS, 4, replace=False)
    ]


def kept(cards: Cards) -> list[Corrected]:
    """What is left of the ratings behind the cards."""
    found = []
    for card in cards:
        line = card.metrics[0].rated
        assert line
        numbers = (line.corrected, line.standard_error, line.component_mean, line.components)
        found.append(Corrected("care", card.member, OCTOBER.start, line.raters, *numbers))
    return found


def line(rows: list[Corrected], member: str = "Bo", period: Period = OCTOBER) -> MetricLine:
    evidence = Evidence.from_rows([], members=["Bo", "Chen"], corrected=rows)
    return explain(compute(RULES, evidence, period).of(member)).metrics[0]


def round_(n: int, mean: float, error: float, month: int = 10, member: str = "Bo") -> Corrected:
    return Corrected("care", member, date(2026, month, 1), n, mean, error, 3.0, 1)


def test_cards_are_the_same_as_from_the_ratings_themselves() -> None:
    whole = compute(RULES, Evidence.from_rows([], ratings=ratings()), OCTOBER)
    again = compute(RULES, Evidence.from_rows([], corrected=kept(whole)), OCTOBER)
    for field in ("score", "value", "points", "coverage", "interval", "band", "reasons", "needs_calibration"):
        assert np.array_equal(getattr(whole, field), getattr(again, field), equal_nan=True), field
    (one,), (other,) = whole.rated, again.rated
    assert one
    assert other
    same = [each.name for each in fields(one) if each.name not in ("component", "rounds", "plain_mean")]
    assert all(np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True) for name in same)
    receipt = explain(again.of("Bo"))
    assert recompute(receipt) == pytest.approx(receipt.score, abs=1e-12)
    assert receipt.metrics[0].rated
    assert (receipt.metrics[0].rated.rounds, receipt.metrics[0].rated.plain_mean) == (1, None)


def test_two_rounds_count_by_their_raters() -> None:
    """Three say 4 and six say 2.5: 3.0; the error is √((3·0.3)² + (6·0.4)²) / 9."""
    found = line([round_(3, 4, 0.3), round_(6, 2.5, 0.4)])
    assert found.rated
    assert (found.value, found.rated.raters, found.rated.rounds) == (pytest.approx(3.0), 9, 2)
    assert found.rated.standard_error == pytest.approx((0.9**2 + 2.4**2) ** 0.5 / 9)


def test_the_correction_of_two_rounds_counts_by_their_raters() -> None:
    """0.2 points for three raters' and 0.5 for six': √((3 · 0.04 + 6 · 0.25) / 9)."""
    one, other = round_(3, 4, 0.3)._replace(correction=0.2), round_(6, 2.5, 0.4)._replace(correction=0.5)
    found = line([one, other]).rated
    assert found
    assert (found.correction, found.small_rounds) == (pytest.approx((1.62 / 9) ** 0.5), None)
    alone = line([one]).rated
    assert alone
    assert alone.correction == pytest.approx(0.2)


def test_a_round_that_does_not_tell_its_correction_leaves_none() -> None:
    told, small = round_(3, 4, 0.3)._replace(correction=0.2), round_(6, 2.5, 0.4)._replace(is_small=True)
    found = line([told, small]).rated
    assert found
    assert (found.correction, found.small_rounds) == (None, 1)
    older = line([told, round_(6, 2.5, 0.4)]).rated
    assert older
    assert (older.correction, older.small_rounds) == (None, None)


def test_of_two_raters_only_their_number_is_told() -> None:
    found = line([Corrected("care", "Bo", OCTOBER.start, 2)])
    assert (found.reason, found.value, found.points) == ("too_few_raters", None, None)
    assert found.rated
    assert {name for name, value in found.rated.model_dump().items() if value is not None} == {"raters"}
    assert line([Corrected("care", "Bo", OCTOBER.start, 2)], "Chen").reason == "no_data"


def test_a_round_with_too_few_raters_changes_nothing_beside_another() -> None:
    few = Corrected("care", "Bo", OCTOBER.start, 2)
    assert line([round_(3, 4, 0.3), few]) == line([round_(3, 4, 0.3)])
    both = line([few, Corrected("care", "Bo", OCTOBER.start, 1)])
    assert both.rated
    assert (both.reason, both.rated.raters) == ("too_few_raters", 2)


def test_only_rounds_of_the_cards_months_count() -> None:
    rows = [round_(3, 4, 0.3, 10), round_(3, 2, 0.3, 11), round_(3, 5, 0.3, 9)]
    assert line(rows).value == 4
    assert line(rows, period=QUARTER).value == pytest.approx(3)


@pytest.mark.parametrize(
    "row",
    [
        Corrected("care", "Bo", date(2026, 10, 2), 3),
        Corrected("care", "Bo", OCTOBER.start, 3, 4.0),
        Corrected("care", "Bo", OCTOBER.start, 3, 5.1, 0.3, 3.0, 1),
        Corrected("care", "Bo", OCTOBER.start, 3, float("nan"), 0.3, 3.0, 1),
        Corrected("care", "Bo", OCTOBER.start, 0, 4.0, 0.3, 3.0, 1),
        Corrected("care", "Bo", OCTOBER.start, 3, 4.0, 0.3, 3.0, 1, -0.1),
        Corrected("care", "Bo", OCTOBER.start, 3, 4.0, 0.3, 3.0, 1, float("nan")),
    ],
)
def test_what_makes_no_sense_is_refused(row: Corrected) -> None:
    with pytest.raises(EvidenceInvalid):
        Evidence.from_rows([], corrected=[row])


def test_a_round_after_a_project_counts_like_one_of_colleagues_and_at_the_end_of_its_period() -> None:
    rules = scheme([], dimension("people", rated("care", "retro", cadence="quarter")))
    evidence = Evidence.from_rows([], members=["Bo"], corrected=[round_(4, 4, 0.3)])
    october, quarter = (explain(compute(rules, evidence, period).of("Bo")) for period in (OCTOBER, QUARTER))
    assert (october.metrics[0].reason, october.metrics[0].rated) == ("in_progress", None)
    assert (quarter.metrics[0].value, quarter.score, recompute(quarter)) == (4, 75, 75)


def test_a_metric_has_ratings_or_rounds_and_not_both() -> None:
    with pytest.raises(EvidenceInvalid, match="care"):
        Evidence.from_rows([], ratings=ratings(), corrected=[round_(3, 4, 0.3)])

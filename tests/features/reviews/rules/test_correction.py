"""How much correcting for strict and lenient raters matters is told of a round as a whole, and of small ones not."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from bot.features.reviews.rules.correction import LEAST_PEOPLE, typical_correction
from bot.features.reviews.rules.results import Remains, remains_of
from tests.features.reviews.rules.firm import QUALITY, Firm, rated


def left(firm: Firm) -> Remains:
    return remains_of(firm.given, np.random.default_rng(1))


@pytest.mark.parametrize(
    ("moved", "told"),
    [([0.3, -0.4] * 10, 0.4), ([0.0] * 25, 0.0), ([0.04] * 20, 0.0), ([0.15] * 20, 0.2), ([-1.0] * 20, 1.0)],
)
def test_it_is_the_root_mean_square_to_one_decimal(moved: list[float], told: float) -> None:
    assert typical_correction(moved, raters=20) == told


def test_nineteen_people_are_too_few_and_so_are_nineteen_raters() -> None:
    moved = [0.5] * LEAST_PEOPLE
    assert typical_correction(moved[1:], raters=40) is None
    assert typical_correction(moved, raters=19) is None
    assert typical_correction(moved, raters=20) == 0.5


@pytest.mark.parametrize("lenient", [0.0, 0.4, 1.2])
def test_it_follows_from_the_ratings_and_the_scores(lenient: float) -> None:
    firm = rated(60, 2, lenient=lenient)
    remains = left(firm)
    moved = []
    for each in remains.results:
        assert each.score
        values = [row.value for row in firm.given if row.subject == each.subject]
        moved.append(min(max(each.score.corrected, 1), 5) - np.mean(values))
    assert remains.corrections[QUALITY] == pytest.approx(sqrt(np.mean(np.square(moved))), abs=0.05 + 1e-9)


def test_who_has_too_few_raters_for_a_score_is_not_in_it() -> None:
    """Of twenty-one, two have two raters only: nineteen are compared."""
    firm = rated(21, 3)
    assert left(firm).corrections[QUALITY] is not None
    few: dict[int, int] = {}
    given = []
    for row in firm.given:
        few[row.subject] = few.get(row.subject, 0) + 1
        if row.subject > 1 or few[row.subject] <= 2:
            given.append(row)
    remains = left(replace(firm, given=given))
    assert sum(each.score is None for each in remains.results) == 2
    assert remains.corrections[QUALITY] is None


def test_in_a_round_of_twenty_one_nobody_can_be_told_by_being_in_it_or_not() -> None:
    """One answer more or less severe, or one person left out: the number mostly stays what it is."""
    changed = without = 0
    for seed in range(60):
        firm = rated(21, seed)
        told = left(firm).corrections[QUALITY]
        place = seed % len(firm.given)
        one = firm.given[place]
        other = replace(one, value=(one.value or 0) + (1 if one.value != 5 else -1))
        given = [*firm.given[:place], other, *firm.given[place + 1 :]]
        changed += left(replace(firm, given=given)).corrections[QUALITY] != told
        rest = replace(firm, given=[row for row in firm.given if row.subject != seed % 21])
        without += left(rest).corrections[QUALITY] != told
    print(f"another number: {changed} of 60 when an answer changes, {without} when somebody is left out")
    assert changed <= 6
    assert without <= 12

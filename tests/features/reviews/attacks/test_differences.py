"""Subtracting one result from another: a report who joins, two rounds of a month, and what is left out."""

from collections import defaultdict
from itertools import product

import numpy as np

from bot.features.reviews.rules.results import Given
from bot.features.reviews.rules.upward import LEAST, STEP, remains_upward

ANA, METRIC = 1, "upward_fairness"
OFTEN = np.array([0.02, 0.08, 0.30, 0.42, 0.18])
"""How often people answer 1 to 5."""
CHANCE = float(OFTEN.max())
ROUNDS = 3_000


def sums(reports: int) -> np.ndarray:
    """The probability of each sum of so many answers, from 0 on."""
    found = np.array([1.0])
    for _ in range(reports):
        found = np.convolve(found, [0.0, *OFTEN])
    return found


def shown(values: list[int], random: np.random.Generator) -> float:
    given = [Given(ANA, f"{place:032x}", METRIC, value, "", "team") for place, value in enumerate(values)]
    score = remains_upward(given, random).results[0].score
    assert score
    return score.corrected


def likely(mean: float, rough: float) -> float:
    """The probability that a mean is shown as this half point."""
    return max(0.0, 1 - abs(mean - rough) / STEP)


def best_guess() -> dict[tuple[float, float], int]:
    """For both means that Ana sees, what the sixth most probably said, when the five say the same again."""
    table: dict[tuple[float, float], np.ndarray] = defaultdict(lambda: np.zeros(5))
    five, halves = sums(LEAST), [STEP * step for step in range(2, 11)]
    for total, answer in product(range(LEAST, 5 * LEAST + 1), range(1, 6)):
        before, after = total / LEAST, (total + answer) / (LEAST + 1)
        for one, other in product(halves, halves):
            table[one, other][answer - 1] += (
                five[total] * OFTEN[answer - 1] * likely(before, one) * likely(after, other)
            )
    return {means: int(each.argmax()) + 1 for means, each in table.items()}


def test_a_sixth_report_is_not_told_by_the_difference_of_two_rounds() -> None:
    """Even if the five say the same again, which helps Ana most. Exact means would tell her in every case."""
    random, guess = np.random.default_rng(1), best_guess()
    right = exact = 0
    for _ in range(ROUNDS):
        values = random.choice(5, LEAST + 1, p=OFTEN) + 1
        before, after = (shown(some.tolist(), random) for some in (values[:-1], values))
        right += guess[before, after] == values[-1]
        exact += round(values.mean() * (LEAST + 1) - values[:-1].mean() * LEAST) == values[-1]
    print(f"right: {right / ROUNDS:.1%}, chance {CHANCE:.1%}; of exact means {exact / ROUNDS:.1%}")
    assert exact == ROUNDS
    assert right / ROUNDS < CHANCE + 0.1


def test_who_leaves_is_not_told_either() -> None:
    random, guess = np.random.default_rng(2), best_guess()
    right = 0
    for _ in range(ROUNDS):
        values = random.choice(5, LEAST + 1, p=OFTEN) + 1
        after, before = (shown(some.tolist(), random) for some in (values[:-1], values))
        right += guess[after, before] == values[-1]
    assert right / ROUNDS < CHANCE + 0.1

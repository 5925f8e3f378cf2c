"""Answers to anchors become one rating for each pair."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from scoring.errors import ColumnInvalid
from scoring.raters import dyad_means
from tests.scoring.raters.crossed import peers


def pairs(result: Any) -> dict[tuple[str, str], float]:
    return {(s, r): value for s, r, value in zip(result.subject, result.rater, result.rating, strict=True)}


def test_a_skipped_harsh_anchor_gains_nothing() -> None:
    """Ana answers both about Bo and Dee; Eve skips the anchor that everybody answers two lower."""
    result = dyad_means(
        ["Bo", "Bo", "Dee", "Dee", "Bo"],
        ["Ana", "Ana", "Ana", "Ana", "Eve"],
        ["easy", "harsh", "easy", "harsh", "easy"],
        [5, 3, 4, 2, 5],
    )
    effects = dict(zip(result.anchors.tolist(), result.anchor_effects.tolist(), strict=True))
    assert effects["easy"] - effects["harsh"] == pytest.approx(2)
    assert 3 * effects["easy"] + 2 * effects["harsh"] == pytest.approx(0)
    assert pairs(result) == {
        ("Bo", "Ana"): pytest.approx(4.2),
        ("Dee", "Ana"): pytest.approx(3.2),
        ("Bo", "Eve"): pytest.approx(4.2),
    }
    assert sorted(result.n_anchors.tolist()) == [1, 2, 2]


def test_where_every_pair_answers_every_anchor_it_is_the_plain_mean() -> None:
    subject, rater, answers, _ = peers(1, severity=0.4, members=100)
    n, k = answers.shape
    random = np.random.default_rng(0).permutation(n * k)
    long = [np.repeat(subject, k), np.repeat(rater, k), np.tile(np.arange(k), n), answers.ravel()]
    result = dyad_means(*(column[random] for column in long))
    expected = {
        pair: row.mean() for *pair_, row in zip(subject, rater, answers, strict=True) for pair in [tuple(pair_)]
    }
    assert pairs(result) == pytest.approx(expected)
    means = answers.mean(axis=0) - answers.mean()
    assert result.anchor_effects == pytest.approx(means[result.anchors], abs=1e-12)


def test_anchors_that_nobody_answers_together_keep_their_difference() -> None:
    result = dyad_means(["Bo", "Dee"], ["Ana", "Eve"], ["speed", "care"], [2, 5])
    assert result.anchor_effects.tolist() == [0, 0]
    assert pairs(result) == {("Bo", "Ana"): 2, ("Dee", "Eve"): 5}


def test_effects_are_those_of_least_squares() -> None:
    random = np.random.default_rng(2)
    pair, anchor = random.integers(0, 12, 60), random.integers(0, 5, 60)
    rating = random.normal(3, 1, 60)
    result = dyad_means(pair // 4, pair % 4, anchor, rating)
    table = np.hstack([np.eye(12)[pair], np.eye(5)[anchor]])
    effects = np.linalg.lstsq(table, rating, rcond=None)[0][12:]
    expected = effects - effects[anchor].mean()
    assert result.anchor_effects == pytest.approx(expected[result.anchors])


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (([], [], [], []), "no ratings"),
        ((["Bo"], ["Ana"], ["speed"], [math.nan]), "rating is nan in row 1"),
        ((["Bo"], ["Ana"], ["speed", "care"], [3]), "unequal length"),
        ((["Bo"], ["Ana"], [None], [3]), "anchor is missing"),
    ],
)
def test_unusable_columns_are_refused(columns: Any, words: str) -> None:
    with pytest.raises(ColumnInvalid, match=words):
        dyad_means(*columns)

"""From answers to several anchors to one rating for each pair of rater and subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.arrays import FloatArray, IntArray
from scoring.columns import Column, numbers, require_equal_lengths
from scoring.errors import ColumnInvalid
from scoring.factors import Factor
from scoring.raters.mixed.crossed import Crossed


@dataclass(frozen=True, slots=True, eq=False)
class DyadMeans:
    """One element for each pair of subject and rater: `subject`, `rater` (d,) ids, `rating` (d,) the mean of the pair's
    answers without the anchors' effects, `n_anchors` (d,) answers in it. `anchors` (a,) ids, `anchor_effects` (a,) how
    far above the others an anchor is answered, averaging 0 over answers."""

    subject: npt.NDArray[Any]
    rater: npt.NDArray[Any]
    rating: FloatArray
    n_anchors: IntArray
    anchors: npt.NDArray[Any]
    anchor_effects: FloatArray


def dyad_means(subject: Column, rater: Column, anchor: Column, rating: Column) -> DyadMeans:
    """Removes anchors' main effects and averages what remains over each pair's answers.

    Columns (n,): ids of subject, rater and anchor, finite ratings; one row for each answer. Effects are least squares
    of answer = pair + anchor, so that a pair that skipped a harsh anchor gains nothing by it. Where no pair answered
    two anchors, directly or through others, they cannot be compared and keep their difference. Raises ColumnInvalid.
    """
    subjects, raters = Factor.of(subject, name="subject"), Factor.of(rater, name="rater")
    anchors, answers = Factor.of(anchor, name="anchor"), numbers(rating, name="rating")
    require_equal_lengths(subject=subjects.codes, rater=raters.codes, anchor=anchors.codes, rating=answers)
    if len(answers) == 0:
        raise ColumnInvalid("there are no ratings; give at least one row")
    keys = subjects.codes * len(raters.levels) + raters.codes
    _, first, pair = np.unique(keys, return_index=True, return_inverse=True)
    design = Crossed.of(anchors.codes, pair)
    effects = _anchor_effects(design, answers)
    rest = answers - effects[anchors.codes]
    return DyadMeans(
        subject=subjects.levels[subjects.codes[first]],
        rater=raters.levels[raters.codes[first]],
        rating=np.bincount(pair, rest) / design.degree2,
        n_anchors=design.degree2.astype(np.int64),
        anchors=anchors.levels,
        anchor_effects=effects,
    )


def _anchor_effects(design: Crossed, answers: FloatArray) -> FloatArray:
    """Pairs absorbed, what is left are as many equations as anchors; each connected set of anchors averages 0."""
    sums1, sums2 = (sums[:, 0] for sums in design.sums(answers[:, None] - answers.mean()))
    means = sums2 / design.degree2
    normal = np.diag(design.degree1) - (design.counts @ (design.counts_t / design.degree2[:, None])).toarray()
    effects = np.linalg.lstsq(normal, sums1 - design.counts @ means, rcond=1e-10)[0]
    total = np.bincount(design.component1, design.degree1 * effects)
    centred: FloatArray = effects - (total / np.bincount(design.component1, design.degree1))[design.component1]
    return centred

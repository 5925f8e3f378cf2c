"""How sure a score is, given that peers' ratings scatter."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from scoring.arrays import FloatArray
from scoring.attainment import POINTS_PER_STEP
from scoring.metrics import Measured


def quantile(level: float) -> float:
    """How many standard errors an interval reaches to each side: 1.96 for a level of 0.95. `level` above 0, under 1."""
    return NormalDist().inv_cdf((1 + level) / 2)


def standard_errors(measured: Sequence[Measured]) -> FloatArray:
    """Of each metric's points, members × metrics; NaN for what is not rated by peers."""
    columns = [
        np.full(each.value.shape, np.nan) if each.rated is None else POINTS_PER_STEP * each.rated.standard_error
        for each in measured
    ]
    return np.column_stack(columns)


def interval(
    score: FloatArray, *, errors: FloatArray, share: FloatArray, factor: FloatArray, level: float, cap: float
) -> FloatArray:
    """Low and high end around each score, members × 2, within 0 to `cap`; NaN without any error above 0.

    An error of 0 is none: ratings in which members do not differ by more than chance tell nothing about how sure one
    member's is.

    `score` before the cap; `errors` of points, and `share` in % of all weight, members × metrics; `factor` is the team
    coefficient. Errors of different metrics are taken as independent and normal: the square root of the sum of
    (share / 100 · error)², times the factor and the quantile of `level`.
    """
    known = (errors > 0) & (share > 0)
    parts = np.where(known, share / 100 * errors, 0.0)
    reach = quantile(level) * factor * np.sqrt(np.square(parts).sum(axis=1))
    reach = np.where(np.any(known, axis=1), reach, np.nan)
    return np.asarray(np.clip(np.column_stack([score - reach, score + reach]), 0, cap), dtype=np.float64)

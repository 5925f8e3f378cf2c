"""Weighted means and shares over members' metrics, in which what has no value has no weight."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scoring.arrays import BoolArray, FloatArray, IntArray, ReasonArray
from scoring.definitions import Scheme
from scoring.reasons import Reason


def percent(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Per element, 0 where the whole is 0."""
    return np.divide(100 * part, whole, out=np.zeros_like(part), where=whole > 0)


def weighted_mean(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Per row, over the values with weight; NaN without any."""
    total = weights.sum(axis=1)
    summed = np.where(weights > 0, values * weights, 0.0).sum(axis=1)
    return np.asarray(np.divide(summed, total, out=np.full_like(total, np.nan), where=total > 0), dtype=np.float64)


def dimensions(scheme: Scheme, points: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Score and weight of each dimension, members × dimensions, from those of each metric."""
    edges = np.cumsum([0, *(len(dimension.metrics) for dimension in scheme.dimensions)])
    spans = [slice(int(a), int(b)) for a, b in pairwise(edges)]
    scores = np.column_stack([weighted_mean(points[:, span], weights[:, span]) for span in spans])
    return scores, np.column_stack([weights[:, span].sum(axis=1) for span in spans])


def in_range(weights: FloatArray) -> FloatArray:
    """The same weights times a power of two per row, so that the largest is 0.5 to 1: products of the tiniest weights
    a scheme can hold would lose their digits."""
    _, exponent = np.frexp(weights.max(axis=1, keepdims=True))
    return np.asarray(np.ldexp(weights, -exponent), dtype=np.float64)


def coverage(reasons: ReasonArray, weight: FloatArray, completeness: FloatArray) -> FloatArray:
    """% of the weight that was due and expected and has a value, each metric times its completeness; 0 when nothing was
    due."""
    is_due = (reasons != Reason.IN_PROGRESS) & (reasons != Reason.ABSENT)
    due = in_range(np.where(is_due, weight, 0.0))
    covered = np.where(reasons == Reason.SCORED, due * completeness, 0.0)
    return percent(covered.sum(axis=1), due.sum(axis=1))


def bands(scheme: Scheme, shown: FloatArray, is_complete: BoolArray) -> IntArray:
    """The highest band whose minimum each shown score reaches, as an index into scheme.bands; −1 when incomplete, and
    for a score under all of them, which the lint of schemes does not let happen."""
    minima = np.array([band.min for band in scheme.bands])
    reached = np.where(shown[:, np.newaxis] >= minima, minima, -1.0)
    return np.where(is_complete & (reached >= 0).any(axis=1), reached.argmax(axis=1), -1)

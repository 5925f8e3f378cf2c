"""How far a value is from its target, in %, and what that, or a rating, is worth in points."""

from __future__ import annotations

import numpy as np

from scoring.arrays import FloatArray, ReasonArray
from scoring.definitions import Curve, Direction, Metric
from scoring.reasons import Reason

POINTS_PER_STEP = 25.0
"""Of a rating from 1 to 5."""


def attain(
    metric: Metric, *, value: FloatArray, target: FloatArray, factor: FloatArray | float = 1.0
) -> tuple[FloatArray, ReasonArray]:
    """Attainment in % per element, NaN with a reason where there is none. 100 = met. NaN values stay NaN and SCORED:
    why a value is missing is not known here.

    HIGHER: 100 · v / t, below 0 for a negative v, not limited upwards.
    LOWER: 100 · t / v, at most the curve's cap, which a v of 0 or less also gets.
    WITHIN: 100 from low to high, falling by 100 over one width (high − low) outside, both times `factor` above 0: how
    many periods' worth the value is of. `target` is not read, since it is multiplied already.
    A target that is NaN, 0 or negative gives NO_TARGET, ZERO_TARGET, NEGATIVE_TARGET.
    """
    if metric.direction is Direction.WITHIN:
        return _within(metric, value, factor), np.zeros(value.shape, dtype=np.int8)
    reasons = np.select(
        [np.isnan(target), target == 0, target < 0],
        [Reason.NO_TARGET, Reason.ZERO_TARGET, Reason.NEGATIVE_TARGET],
        Reason.SCORED,
    ).astype(np.int8)
    usable = np.where(reasons == Reason.SCORED, target, np.nan)
    if metric.direction is Direction.HIGHER:
        with np.errstate(over="ignore"):
            attainment = 100 * value / usable
        overflown = np.isinf(attainment)
        return np.where(overflown, np.nan, attainment), np.where(overflown, Reason.NOT_FINITE, reasons).astype(np.int8)
    return _lower(value, usable, metric.curve.cap), reasons


def _lower(value: FloatArray, target: FloatArray, cap: float) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        attainment = np.where(value > 0, 100 * target / value, cap + 0 * target)
    return np.where(np.isnan(value), np.nan, np.minimum(attainment, cap))


def _within(metric: Metric, value: FloatArray, factor: FloatArray | float) -> FloatArray:
    assert metric.low is not None
    assert metric.high is not None
    low, high = metric.low * factor, metric.high * factor
    outside = np.maximum(np.maximum(low - value, value - high), 0)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # a factor of 0 is somebody absent
        return np.asarray(np.maximum(100 * (1 - outside / (high - low)), 0), dtype=np.float64)


def points(curve: Curve, attainment: FloatArray) -> FloatArray:
    """Points per element by the curve, flat beyond its ends; NaN stays NaN."""
    at, worth = zip(*curve.points, strict=True)
    return np.where(np.isnan(attainment), np.nan, np.interp(attainment, at, worth))


def rated_points(mean: FloatArray) -> FloatArray:
    """Points of a mean rating of 1 to 5: 25 for each step above 1, so 0 to 100; NaN stays NaN."""
    return POINTS_PER_STEP * (mean - 1)

"""The score from its receipt alone, the way a reader would do it with a pencil."""

from __future__ import annotations

from math import fsum, hypot
from statistics import NormalDist

import numpy as np

from scoring import formula
from scoring.definitions import Direction
from scoring.evaluation import evaluate
from scoring.formula import Ref
from scoring.reasons import Reason
from scoring.receipt import MetricLine, Receipt

POINTS_PER_STEP = 25


def recompute(receipt: Receipt) -> float | None:
    """The score from the receipt's inputs, targets, curves, ratings and weights alone; None when no metric was scored.

    Values, attainments, points, shares and dimension scores on the receipt are not read.
    """
    full = _full_score(receipt)
    return None if full is None else min(full, receipt.cap)


def recompute_interval(receipt: Receipt) -> tuple[float, float] | None:
    """The interval from the standard errors of ratings and the weights alone; None without a standard error above 0."""
    full, scored = _full_score(receipt), _scored(receipt)
    known = [(share, line.rated.standard_error) for line, share in scored if line.rated]
    errors = [share * POINTS_PER_STEP * error for share, error in known if error]
    if full is None or receipt.interval_level is None or not errors:
        return None
    one = hypot(*errors) * _coefficient(receipt)
    reach = NormalDist().inv_cdf((1 + receipt.interval_level) / 2) * one
    return _limited(full - reach, receipt.cap), _limited(full + reach, receipt.cap)


def _limited(end: float, cap: float) -> float:
    return min(max(end, 0.0), cap)


def _full_score(receipt: Receipt) -> float | None:
    """Before the cap."""
    scored = _scored(receipt)
    if not scored:
        return None
    own = sum(share * _points(line) for line, share in scored)
    return own * _coefficient(receipt) + receipt.special


def _scored(receipt: Receipt) -> list[tuple[MetricLine, float]]:
    """Lines with points, and the part of all their weight that each has."""
    lines = [line for line in receipt.metrics if line.reason == Reason.SCORED.code]
    total = fsum(line.weight for line in lines)
    return [(line, line.weight / total) for line in lines]


def _coefficient(receipt: Receipt) -> float:
    attained, low, high = receipt.team_attainment, receipt.team_min, receipt.team_max
    if attained is None or low is None or high is None:
        return receipt.team_coefficient
    return min(max(attained / 100, low), high)


def _points(line: MetricLine) -> float:
    return _on_curve(line.curve, _attainment(line, _value(line))) if line.rated is None else _rated_points(line)


def _rated_points(line: MetricLine) -> float:
    assert line.rated
    mean = line.rated.plain_mean if line.rated.corrected is None else line.rated.corrected
    assert mean is not None
    return POINTS_PER_STEP * (mean - 1)


def _value(line: MetricLine) -> float:
    inputs = {
        Ref(item.figure, item.lag): np.array([np.nan if item.value is None else item.value]) for item in line.inputs
    }
    return float(evaluate(formula.parse(line.formula), inputs)[0][0])


def _attainment(line: MetricLine, value: float) -> float:
    if line.direction == Direction.WITHIN.value and line.low is not None and line.high is not None:
        outside = max(line.low - value, value - line.high, 0.0)
        return max(100 * (1 - outside / (line.high - line.low)), 0.0)
    target = (line.stated_target or 0.0) * line.target_factor
    if line.direction == Direction.HIGHER.value:
        return 100 * value / target
    cap = line.curve[-1][0]
    return cap if value <= 0 else min(100 * target / value, cap)


def _on_curve(curve: tuple[tuple[float, float], ...], attainment: float) -> float:
    (left, low), *rest = curve
    if attainment <= left:
        return low
    for right, high in rest:
        if attainment <= right:
            return low + (high - low) * (attainment - left) / (right - left)
        left, low = right, high
    return low

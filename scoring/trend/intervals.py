"""How far off a forecast was before, at each distance: the half width of its interval."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from scoring.arrays import FloatArray, IntArray
from scoring.trend.series import Block

ANCHORS = (1, 2, 4, 7, 14, 28, 56, 112)  # distances measured; those between are interpolated
RECENT = 91  # days looked back on: a quarter shows how a figure moves now, and growing figures err more as they grow
ENOUGH_ERRORS = 10  # with fewer a farther distance is not measured but taken to grow by the square root
FEWEST_ERRORS = 3


class Origins(Protocol):
    """Forecasts made on each day of the past."""

    def at(self, day: int | slice, ahead: int | IntArray) -> FloatArray:
        """Levels of shape (days, series) expected `ahead` days after each `day`."""
        ...


def half_widths(
    origins: Origins,
    levels: FloatArray,
    block: Block,
    *,
    noise: FloatArray,
    horizon: int,
    share: float,
    used: FloatArray,
) -> FloatArray:
    """Half widths (horizon, series) that hold the `share` of errors; NaN for series of fewer than 4 values.

    Multiplied by `noise` (days, series), errors of levels compare between days; so do the widths. They never shrink
    with the distance, which is counted from the last value seen. `used` (series,): see `unfitted`.
    """
    warm = block.so_far() >= np.clip(block.n // 4, 1, 14)
    anchors = np.array([ahead for ahead in ANCHORS if ahead == 1 or ahead < len(levels)])
    measured = np.full((len(anchors), levels.shape[1]), np.nan)
    for row, ahead in enumerate(anchors):
        since = max(len(levels) - ahead - RECENT, 0)
        made, due = slice(since, len(levels) - ahead), slice(since + ahead, None)
        known = warm[made] & block.seen[due]
        errors = np.abs(levels[due] - origins.at(made, ahead)) * noise[due]
        fewest = FEWEST_ERRORS if ahead == 1 else ENOUGH_ERRORS
        measured[row] = _holding(share, np.where(known, errors, np.nan), known.sum(axis=0), fewest=fewest)
    silent = block.silent()
    widths = _between(_grown(measured, anchors), anchors, horizon + int(silent.max(initial=0)))
    ahead = np.arange(horizon)[:, None] + silent
    return np.take_along_axis(widths, ahead, axis=0) * unfitted(block.n, used)


def unfitted(n: IntArray, used: FloatArray) -> FloatArray:
    """√(n / (n − used)), 1 to 2: errors to come exceed those of n values that `used` parameters were fitted to."""
    size = np.maximum(n, 1)
    return np.asarray(np.sqrt(size / np.maximum(size - used, size / 4)), dtype=np.float64)


def _holding(share: float, errors: FloatArray, n: IntArray, *, fewest: int) -> FloatArray:
    """The size that the `share` of errors, and of one more to come, does not exceed, (series,).

    That is the ⌈share · (n + 1)⌉-th smallest of n. When n is too small for it, or it is 0 while other errors are not
    (a level that seldom moves), Student's t times the root mean square.
    """
    if not errors.size:
        return np.full(len(n), np.nan)
    rank = np.ceil(share * (n + 1) - 1e-9).astype(np.int64)
    ordered = np.sort(np.ascontiguousarray(errors.T), axis=1)
    held = np.take_along_axis(ordered, np.minimum(rank, ordered.shape[1])[:, None] - 1, axis=1)[:, 0]
    beyond = (rank > n) | ~(held > 0)
    if beyond.any():
        held[beyond] = _student(share, errors[:, beyond], np.maximum(n[beyond], 1))
    return np.where(n >= fewest, held, np.nan)


def _student(share: float, errors: FloatArray, n: IntArray) -> FloatArray:
    from scipy.special import stdtrit  # only short series need it, and the import takes a while

    mean_square = np.nansum(errors**2, axis=0) / n
    return np.asarray(stdtrit(n, (1 + share) / 2) * np.sqrt(mean_square), dtype=np.float64)


def _grown(measured: FloatArray, anchors: IntArray) -> FloatArray:
    """Gaps filled by the last measured distance, times the root of the ratio of distances; never shrinking."""
    widths = measured.copy()
    for row in range(1, len(anchors)):
        further = widths[row - 1] * np.sqrt(anchors[row] / anchors[row - 1])
        widths[row] = np.where(np.isnan(measured[row]), further, np.maximum(measured[row], widths[row - 1]))
    return widths


def _between(widths: FloatArray, anchors: IntArray, horizon: int) -> FloatArray:
    """(anchors, series) → (horizon, series), linear between anchors, by the square root beyond the last."""
    ahead = np.arange(1, horizon + 1)
    right = np.clip(np.searchsorted(anchors, ahead), 1 if len(anchors) > 1 else 0, len(anchors) - 1)
    left = np.maximum(right - 1, 0)
    share = np.clip((ahead - anchors[left]) / np.maximum(anchors[right] - anchors[left], 1), 0.0, 1.0)[:, None]
    beyond = np.sqrt(np.maximum(ahead / anchors[-1], 1.0))[:, None]
    return np.asarray(((1 - share) * widths[left] + share * widths[right]) * beyond, dtype=np.float64)

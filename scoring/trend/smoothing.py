"""Exponential smoothing with a damped trend, for many series and many parameters at once.

The recursion is over days; each step is one operation on an array of parameters × series. Simple exponential
smoothing is the case without a slope.
Source: Gardner, E. S. (1985), Exponential smoothing: the state of the art, Journal of Forecasting 4, 1-28.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from scoring.arrays import BoolArray, FloatArray, IntArray

LEVEL_GAINS = (0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 0.99)
TREND_GAINS = tuple(product((0.1, 0.3, 0.5, 0.75, 0.99), (0.02, 0.1, 0.3), (0.8, 0.9, 0.98)))

WIDEST = 1024.0  # times the ordinary bound


@dataclass(frozen=True, slots=True)
class Gains:
    """How fast level and slope follow, 0 to 1, and what is left of the slope after a day; (tries, 1 or series)."""

    level: FloatArray
    slope: FloatArray
    damping: FloatArray

    @classmethod
    def simple(cls, levels: tuple[float, ...] = LEVEL_GAINS) -> Self:
        """Simple exponential smoothing: no slope."""
        column = np.array(levels)[:, None]
        return cls(column, np.zeros_like(column), np.zeros_like(column))

    @classmethod
    def damped(cls) -> Self:
        """Holt's method with a damped trend, over a grid."""
        level, slope, damping = np.array(TREND_GAINS).T[:, :, None]
        return cls(level, slope, damping)

    def best(self, cost: FloatArray) -> Self:
        """For each series the gains of the lowest cost (tries, series); the first of equals."""
        best = cost.argmin(axis=0)
        return type(self)(self.level[best].T, self.slope[best].T, self.damping[best].T)


@dataclass(frozen=True, slots=True)
class Start:
    """State before the first value seen, (series,), and the day of that value."""

    level: FloatArray
    slope: FloatArray
    first: IntArray

    @classmethod
    def of(cls, levels: FloatArray, seen: BoolArray, first: IntArray, *, days: int, sloped: bool) -> Self:
        """From the straight line through the first `days` days, or their mean when not `sloped`."""
        rows = np.minimum(first + np.arange(days)[:, None], len(levels) - 1)
        inside = first + np.arange(days)[:, None] < len(levels)
        known = np.take_along_axis(seen, rows, axis=0) & inside
        y = np.where(known, np.take_along_axis(levels, rows, axis=0), 0.0)
        n = np.maximum(known.sum(axis=0), 1)
        t = np.where(known, np.arange(days)[:, None], 0)
        mean, middle = y.sum(axis=0) / n, t.sum(axis=0) / n
        if not sloped:
            return cls(mean, np.zeros_like(mean), first)
        away = np.where(known, t - middle, 0.0)
        slope = (away * (y - mean)).sum(axis=0) / np.maximum((away**2).sum(axis=0), 1.0)
        slope = np.where(n > 2, slope, 0.0)
        return cls(mean - slope * (middle + 1), slope, first)


@dataclass(frozen=True, slots=True)
class Path:
    """What one run went through, (days, series): state after each day, error of the forecast made the day before."""

    level: FloatArray
    slope: FloatArray
    error: FloatArray  # 0 on a gap

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> Self:
        """To be filled by `run`."""
        return cls(np.empty(shape), np.empty(shape), np.empty(shape))


class Limit:
    """Bounds what a level learns from an error (Huber), per series: one outlier teaches little.

    Each further day on which the error is beyond the bound on the same side doubles the bound and the gain, so that
    a level that has really changed is learned within a week.
    """

    def __init__(self, size: FloatArray) -> None:
        self._size = size
        self._side: FloatArray | float = 0.0
        self._room: FloatArray | float = 1.0

    def gain(self, gain: FloatArray) -> FloatArray:
        """The gain on the day `next_day` was last asked about, at most 1."""
        return np.minimum(gain * self._room, 1.0)

    def reset(self) -> None:
        """As before the first day."""
        self._side, self._room = 0.0, 1.0

    def plain(self, error: FloatArray) -> FloatArray:
        """The errors within the bound as it is on an ordinary day."""
        return np.clip(error, -self._size, self._size)

    def next_day(self, error: FloatArray) -> FloatArray:
        """The errors of the next day within its bound."""
        side = np.where(np.abs(error) > self._size, np.sign(error), 0.0)
        again = (side == self._side) & (side != 0)
        self._room = np.where(again, np.minimum(self._room * 2, WIDEST), 1.0)
        self._side = side
        bound = self._size * self._room
        return np.clip(error, -bound, bound)


def fit(
    levels: FloatArray, seen: BoolArray, *, start: Start, gains: Gains, limit: Limit | None = None
) -> tuple[Path, Gains]:
    """The run with the gains of the smallest sum of squared one-day errors, and those gains, shape (1, series).

    `levels` (days, series) must be 0 where not `seen`. `limit` bounds the errors that are summed and learned from.
    A gap moves nothing but the damped slope.
    """
    # single precision takes half the time; errors that it cannot tell apart differ by a millionth of the range
    chosen = gains.best(_run(levels.astype(np.float32), seen, start=start, gains=gains, limit=limit))
    path = Path.empty(levels.shape)
    _run(levels, seen, start=start, gains=chosen, limit=limit, path=path)
    return path, chosen


def _run(
    levels: npt.NDArray[Any],
    seen: BoolArray,
    *,
    start: Start,
    gains: Gains,
    limit: Limit | None,
    path: Path | None = None,
) -> FloatArray:
    """Sums of squared errors (tries, series), in the precision of `levels`; `path` is filled with the first try."""
    kind, sloped = levels.dtype, bool(gains.slope.any())
    gain, follow, damping = (part.astype(kind) for part in (gains.level, gains.level * gains.slope, gains.damping))
    shape = np.broadcast_shapes(gain.shape, (1, levels.shape[1]))
    level, slope = (np.broadcast_to(state, shape).astype(kind) for state in (start.level, start.slope))
    cost, error, step = np.zeros(shape, kind), np.empty(shape, kind), np.empty(shape, kind)
    gaps, late = set(np.flatnonzero(~seen.all(axis=1)).tolist()), set(start.first[start.first > 0].tolist())
    if limit is not None:
        limit.reset()
    for day, row in enumerate(levels):
        if day in late:
            begins = start.first == day
            level[:, begins], slope[:, begins] = start.level[begins], start.slope[begins]
        if sloped:
            slope *= damping
            level += slope
        np.subtract(row, level, out=error)
        if day in gaps:
            error *= seen[day]
        if path is not None:
            path.error[day] = error[0]
        if limit is None:
            cost += np.multiply(error, error, out=step)
        else:
            cost += limit.plain(error) ** 2
            error[:] = limit.next_day(error)
        level += np.multiply(gain if limit is None else limit.gain(gain), error, out=step)
        if sloped:
            slope += np.multiply(follow, error, out=step)
        if path is not None:
            path.level[day], path.slope[day] = level[0], slope[0]
    return cost

"""What a figure will probably be: a mean of four simple forecasts, with an interval read off their past errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.arrays import BoolArray, FloatArray, IntArray
from scoring.errors import SeriesInvalid
from scoring.trend.intervals import half_widths
from scoring.trend.season import WEEK, estimate
from scoring.trend.series import Block, blocks, carried, checked, whole
from scoring.trend.smoothing import Gains, Start, fit

ENOUGH = 26  # values; with fewer no trend is told from noise
LEVEL = 0.8  # eight of ten: few enough for a short history to show how wide that is


@dataclass(frozen=True, slots=True)
class Forecast:
    """`mean`, `lower`, `upper` (series, horizon) are in the values' units; column 0 is the day after the last one."""

    mean: FloatArray  # NaN for a series without any value
    lower: FloatArray  # NaN also where fewer than 4 values leave the error unknown
    upper: FloatArray
    level: float  # share of outcomes expected from lower to upper
    n: IntArray  # (series,) values seen
    is_short: BoolArray  # (series,) n < 26: the mean is flat, look at the interval
    seasonality: FloatArray  # (series,) 0 = no weekday pattern beyond chance, near 1 = a certain one


def forecast(values: npt.ArrayLike, *, horizon: int, level: float = LEVEL, season: int = WEEK) -> Forecast:
    """Forecasts of the `horizon` days that follow `values`, shape (series, days), NaN for gaps.

    The mean of simple exponential smoothing, the theta method, Holt's method with a damped trend, and the last value,
    after taking out the index of each weekday (`season` periods a cycle, 1 for none; see scoring.trend.season). The
    interval holds the share `level` of the errors that the same mean made earlier, at the same distance. Nothing
    below 0 is foretold of a series that never was below 0.

    Raises SeriesInvalid for values that are no finite table, a horizon or season below 1, a level not within 0 and 1.
    """
    table = checked(values)
    whole("horizon", horizon)
    whole("season", season)
    if not 0 < level < 1:
        raise SeriesInvalid(f"level {level!r} is no share; give a number above 0 and below 1, such as 0.8")
    edges, seasonality = np.empty((3, len(table), horizon)), np.empty(len(table))
    for part in blocks(len(table)):
        edges[:, part], seasonality[part] = _forecast(
            Block.of(table[part]), horizon=horizon, level=level, season=season
        )
    lower, mean, upper = np.maximum(edges, np.where((table < 0).any(axis=1), -np.inf, 0.0)[:, None])
    n = np.count_nonzero(~np.isnan(table), axis=1)
    return Forecast(mean, lower, upper, level, n, n < ENOUGH, seasonality)


def _forecast(block: Block, *, horizon: int, level: float, season: int) -> tuple[FloatArray, FloatArray]:
    """Lower edge, mean and upper edge of one block, (3, series, horizon), and its seasonality (series,)."""
    index = estimate(block, season=season, of=block.n >= ENOUGH)
    levels = index.remove(block.values)
    origin = np.take_along_axis(levels, block.first[None], axis=0)[0]
    levels = np.where(block.seen, levels - origin, 0.0)  # equal values are now exactly 0 throughout
    parts = Parts.of(levels, block)
    ahead = np.arange(1, horizon + 1)[:, None]
    days = len(levels)
    mean = index.restore(parts.at(days - 1, ahead) + origin, start=days)
    used = 2 + (season - 1) * index.weight
    noise = index.noise(start=0, days=days)
    width = half_widths(parts, levels, block, noise=noise, horizon=horizon, share=level, used=used)
    width *= index.noise(start=days, days=horizon)
    edges = block.rescale(np.stack([mean - width, mean, mean + width]))
    return edges.transpose(0, 2, 1), index.weight


@dataclass(frozen=True, slots=True)
class Parts:
    """The four forecasts made on each day as (days, series): base + drift · h + slope · (φ + … + φ^h) is their mean."""

    base: FloatArray
    drift: FloatArray
    slope: FloatArray
    damping: FloatArray  # (series,)

    @classmethod
    def of(cls, levels: FloatArray, block: Block) -> Parts:
        """From levels of shape (days, series), 0 on a gap. Short series get neither drift nor slope."""
        simple, gains = fit(
            levels,
            block.seen,
            start=Start.of(levels, block.seen, block.first, days=5, sloped=False),
            gains=Gains.simple(),
        )
        sloped = Start.of(levels, block.seen, block.first, days=10, sloped=True)
        damped, damping = fit(levels, block.seen, start=sloped, gains=Gains.damped())
        long = block.n >= ENOUGH
        drift = np.where(long, _slopes(levels, block.seen) / 2, 0.0)
        theta = simple.level + drift * _theta_lead(block.so_far(), gains.level)
        holt = np.where(long, damped.level, simple.level)
        last = carried(levels, block.seen)
        slope = np.where(long, damped.slope, 0.0)
        return cls((simple.level + theta + holt + last) / 4, drift / 4, slope / 4, damping.damping[0])

    def at(self, day: int | slice, ahead: int | IntArray) -> FloatArray:
        """Forecasts made on `day` for `ahead` days later."""
        damped = self.damping * (1 - self.damping**ahead) / (1 - self.damping)
        return np.asarray(self.base[day] + self.drift[day] * ahead + self.slope[day] * damped, dtype=np.float64)


def _slopes(levels: FloatArray, seen: BoolArray) -> FloatArray:
    """Slope of the straight line through all values up to each day; 0 for fewer than two."""
    days = np.arange(len(levels), dtype=np.float64)[:, None]
    inside = (seen[:, :1] if seen.all() else seen).astype(np.float64)
    n, t, tt = (np.cumsum(inside * term, axis=0) for term in (1.0, days, days * days))
    y, ty = np.cumsum(levels, axis=0), np.cumsum(days * levels, axis=0)
    below = n * tt - t * t
    return np.asarray((n * ty - t * y) / np.where(below > 0, below, np.inf), dtype=np.float64)


def _theta_lead(n: IntArray, gain: FloatArray) -> FloatArray:
    """Days by which smoothing trails a straight line, less 1; the drift is added for these, too.

    Source: Hyndman, R. J. & Billah, B. (2003), Unmasking the theta method, Int. J. of Forecasting 19, 287-290.
    """
    return np.asarray((1 - (1 - gain) ** n) / gain - 1, dtype=np.float64)

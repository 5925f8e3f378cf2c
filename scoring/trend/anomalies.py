"""How unusual the newest value of a series is, compared with what its own past made expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scoring.arrays import BoolArray, FloatArray, IntArray, ReasonArray
from scoring.trend.intervals import unfitted
from scoring.trend.season import WEEK, Season, estimate
from scoring.trend.series import Block, blocks, carried, checked, finite, median, whole
from scoring.trend.smoothing import Gains, Limit, Start, fit

FEWEST = 10  # values before the newest
UNUSUAL = 6.0  # score from which a person should look: some four standard deviations of normal noise
HUBER = 2.0  # robust standard deviations beyond which an error teaches no more
GAINS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
SETTLED = 7  # first errors that say more about the start than about the series
FLOOR = 0.01  # of the mean size of the values
NEGLIGIBLE = 1e-12  # of the largest value: rounding


class Basis(IntEnum):
    """What a score rests on, or why there is none."""

    DEVIATION = 0  # the median absolute deviation of earlier residuals
    MEAN_DEVIATION = 1  # most values equal the one before; the residuals' mean absolute deviation
    FLOOR = 2  # all earlier residuals are equal; 1 % of the mean size of the values
    UNIT = 3  # all earlier values are 0; one unit
    NO_VALUE = 4  # the newest value is missing: no score
    TOO_SHORT = 5  # fewer than 10 values before the newest: no score

    @property
    def code(self) -> str:
        """Lower-case name, stable across releases."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Anomalies:
    """One element per series, shape (series,)."""

    score: FloatArray  # |residual| / scale, from 0, never infinite; NaN when `basis` says so
    expected: FloatArray  # the newest value as the earlier ones let expect it; NaN when too short
    residual: FloatArray  # newest value − expected, in the values' units
    scale: FloatArray  # the usual size of a residual on such a weekday, above 0, in the values' units
    n: IntArray  # values before the newest
    basis: ReasonArray  # of Basis
    seasonality: FloatArray  # 0 = no weekday pattern beyond chance, near 1 = a certain one

    @property
    def is_unusual(self) -> BoolArray:
        """Score of 6 or more."""
        return np.asarray(self.score >= UNUSUAL)


def anomaly_scores(values: npt.ArrayLike, *, season: int = WEEK) -> FloatArray:
    """`anomalies(values).score`: how unusual each series' newest value is, (series,); NaN where that cannot be said."""
    return anomalies(values, season=season).score


def anomalies(values: npt.ArrayLike, *, season: int = WEEK) -> Anomalies:
    """How far the newest value, `values[:, -1]`, of shape (series, days), NaN for gaps, is from what was expected.

    Expected is the level of a robust simple exponential smoothing, times or plus a median index of the weekday
    (`season` periods a cycle, 1 for none). The newest value itself enters neither, so the score rises with its
    distance. The level learns from an error only up to 2 robust standard deviations of a day's change: one
    outlier does not spoil what is expected afterwards.

    Raises SeriesInvalid for values that are no finite table, or a season below 1.
    Source of the clipped updates: Gelper, S., Fried, R. & Croux, C. (2010), Robust forecasting with exponential and
    Holt-Winters smoothing, Journal of Forecasting 29, 285-300.
    """
    table = checked(values)
    whole("season", season)
    parts = [_anomalies(table[part], season) for part in blocks(len(table))] or [_anomalies(table, season)]
    return Anomalies(*(np.concatenate(column) for column in zip(*parts, strict=True)))


_Columns: TypeAlias = tuple[FloatArray, FloatArray, FloatArray, FloatArray, IntArray, ReasonArray, FloatArray]


def _anomalies(table: FloatArray, season: int) -> _Columns:
    """The columns of Anomalies for one block."""
    newest, past = table[:, -1], table[:, :-1]
    n = np.count_nonzero(~np.isnan(past), axis=1)
    if past.shape[1] < FEWEST:
        unknown = np.full(len(table), np.nan)
        short = np.full(len(table), Basis.TOO_SHORT, dtype=np.int8)
        return unknown, unknown, unknown, unknown, n, short, np.zeros(len(table))
    block = Block.of(past)
    index = estimate(block, season=season, of=n >= FEWEST)
    expected, usual, basis = _expected(block, index)
    short, missing = n < FEWEST, np.isnan(newest)
    basis = np.select([short, missing], [Basis.TOO_SHORT, Basis.NO_VALUE], basis).astype(np.int8)
    expected, scale = (np.where(short, np.nan, block.rescale(part)) for part in (expected, usual))
    scale = np.where(basis == Basis.UNIT, 1.0, np.maximum(scale, np.finfo(np.float64).tiny))
    with np.errstate(over="ignore"):
        residual = finite(2 * (newest / 2 - expected / 2))
        score = finite(np.abs(residual) / scale)
    return score, expected, residual, scale, n, basis, index.weight


def _expected(block: Block, index: Season) -> tuple[FloatArray, FloatArray, ReasonArray]:
    """The day after: value, usual size of a residual, and its Basis; (series,), on the block's scale."""
    days = len(block.values)
    raw = index.remove(block.values)
    origin = np.take_along_axis(raw, block.first[None], axis=0)[0]
    levels = np.where(block.seen, raw - origin, 0.0)
    start = Start.of(levels, block.seen, block.first, days=SETTLED, sloped=False)
    change, varied = _changes(raw, block.seen)
    path, _ = fit(levels, block.seen, start=start, gains=Gains.simple(GAINS), limit=Limit(HUBER * change))
    settled = block.seen & (block.so_far() > np.clip(block.n // 4, 0, SETTLED))
    errors = np.where(settled, path.error, np.nan)
    behind = median(errors.T)  # a level trails a trend by this much
    residuals = (errors - behind) * index.noise(start=0, days=days)
    usual, basis = _usual(residuals.T, np.abs(block.values).T, varied)
    expected = index.restore((path.level[-1] + origin + behind)[None], start=days)[0]
    fitted = unfitted(block.n, 1 + (len(index.plus) - 1) * index.weight) * index.noise(start=days, days=1)[0]
    return expected, np.where(basis <= Basis.MEAN_DEVIATION, usual * fitted, usual), basis


def _changes(levels: FloatArray, seen: BoolArray) -> tuple[FloatArray, BoolArray]:
    """Robust standard deviation of the change from value to value; the mean change where most are 0. And: are not."""
    change = np.abs(levels[1:] - carried(levels, seen)[:-1]).T
    middle = median(change)
    varied = middle > NEGLIGIBLE
    return np.where(varied, 1.4826 * middle, _mean(change)), varied


def _usual(residuals: FloatArray, sizes: FloatArray, varied: BoolArray) -> tuple[FloatArray, ReasonArray]:
    """Usual size of residuals (series, days), and the Basis: the first of four that is above 0.

    Where most values equal the one before, the median of residuals is what a level lacks after its last step, and says
    nothing.
    """
    middle = median(np.abs(residuals - median(residuals)[:, None]))
    mean, floor = _mean(np.abs(residuals)), FLOOR * _mean(sizes)
    usable = [(middle > NEGLIGIBLE) & varied, mean > NEGLIGIBLE, floor > NEGLIGIBLE]
    usual = np.select(usable, [middle, mean, floor], 1.0)
    return usual, np.select(usable, [Basis.DEVIATION, Basis.MEAN_DEVIATION, Basis.FLOOR], Basis.UNIT).astype(np.int8)


def _mean(array: FloatArray) -> FloatArray:
    """Mean over the last axis, gaps left out; 0 of nothing."""
    known = ~np.isnan(array)
    return np.asarray(np.where(known, array, 0.0).sum(axis=-1) / np.maximum(known.sum(axis=-1), 1), dtype=np.float64)

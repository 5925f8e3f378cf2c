"""What each weekday usually adds, or multiplies by: a median index that is trusted as far as it exceeds chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays import BoolArray, FloatArray
from scoring.trend.series import Block, median

WEEK = 7
CAUTION = 1.5  # the index counts as far as its spread is more than so many times what chance alone gives
SMALLEST_FACTOR = 0.1  # weekdays below a tenth of the level are subtracted: dividing by them would blow noise up
TOLERANCE = 1.02  # an index that multiplies may fit worse by so much: counts err in proportion to the root of the level
_ROUNDING = 1e-20  # spreads (squares) below it are rounding errors of a series without any pattern


@dataclass(frozen=True, slots=True)
class Season:
    """Index by position in the season; position 0 is the first day's. value = level · times + plus.

    A series has either `times` or `plus`; the other is 1 or 0 throughout.
    """

    plus: FloatArray  # (season, series)
    times: FloatArray  # (season, series)
    weight: FloatArray  # (series,) 0 = no pattern beyond chance, 1 = the pattern is certain

    def remove(self, values: FloatArray) -> FloatArray:
        """Levels of values of shape (days, series), day 0 first."""
        position = np.arange(len(values)) % len(self.plus)
        return np.asarray((values - self.plus[position]) / self.times[position], dtype=np.float64)

    def restore(self, levels: FloatArray, *, start: int) -> FloatArray:
        """Values of levels of shape (days, series), the first of which is day `start`."""
        position = np.arange(start, start + len(levels)) % len(self.plus)
        return np.asarray(levels * self.times[position] + self.plus[position], dtype=np.float64)

    def noise(self, *, start: int, days: int) -> FloatArray:
        """By how much values err more on a day than on one of index 1, (days, series): the root of `times`.

        That lies between noise of the same size every day (1) and noise in proportion to the level (`times`); counts,
        of which most figures are made, do lie there. An error of a level, times the noise, compares between days.
        """
        position = np.arange(start, start + days) % len(self.plus)
        return np.asarray(np.sqrt(self.times[position]), dtype=np.float64)

    def misfit(self, block: Block, trend: FloatArray) -> FloatArray:
        """Sum of the distances of values from their moving mean with the index, (series,)."""
        distance = np.abs(block.values - self.restore(trend, start=0))
        return np.asarray(np.where(np.isnan(distance), 0.0, distance).sum(axis=0), dtype=np.float64)


def estimate(block: Block, *, season: int, of: BoolArray) -> Season:
    """The index of each position, from deviations of the values from their moving mean over one season.

    The index multiplies where all values are positive, none of its factors is below a tenth, and adding does not fit
    the values clearly better. Only series `of` (series,) get one. A season of 1, or fewer than two deviations a
    position, gives no index: weight 0, plus 0, times 1. Positions never seen (weekends of a figure for working days)
    have none either.
    """
    days, series = block.values.shape
    if season == 1 or days <= season:
        return Season(np.zeros((1, series)), np.ones((1, series)), np.zeros(series))
    trend = _moving_mean(block, season)
    positive = of & ~(block.values <= 0).any(axis=0)
    plus, weight = _index(block.values, trend, season, ratio=False, of=of)
    times, certainty = _index(block.values, trend, season, ratio=True, of=positive)
    positive &= ~(times < SMALLEST_FACTOR).any(axis=0)
    adding, multiplying = Season(plus, np.ones_like(times), weight), Season(np.zeros_like(plus), times, certainty)
    ratio = positive & (multiplying.misfit(block, trend) <= TOLERANCE * adding.misfit(block, trend))
    return Season(np.where(ratio, 0.0, plus), np.where(ratio, times, 1.0), np.where(ratio, certainty, weight))


def _moving_mean(block: Block, season: int) -> FloatArray:
    """Centred mean over one season, (days, series); NaN at both ends and where nothing was seen.

    An even season takes half of the day before and half of the day after its middle, as usual.
    """
    weights = np.ones(season) if season % 2 else np.r_[0.5, np.ones(season - 1), 0.5]
    days, half = len(block.values), len(weights) // 2
    filled = np.where(block.seen, block.values, 0.0)
    total, seen = np.zeros((2, days - 2 * half, filled.shape[1])) if days > 2 * half else np.zeros((2, 0, 0))
    for offset, weight in enumerate(weights if len(total) else ()):
        total += weight * filled[offset : offset + len(total)]
        seen += weight * block.seen[offset : offset + len(total)]
    means = np.full(filled.shape, np.nan)
    if len(total):
        means[half : days - half] = np.divide(total, seen, out=np.full_like(total, np.nan), where=seen > 0)
    return means


def _index(
    values: FloatArray, trend: FloatArray, season: int, *, ratio: bool, of: BoolArray
) -> tuple[FloatArray, FloatArray]:
    """Index (season, series) and its weight (series,), for the series `of`; neutral for the others."""
    neutral = 1.0 if ratio else 0.0
    index, weight = np.full((season, len(of)), neutral), np.zeros(len(of))
    if of.any():
        taken, mean = values[:, of], trend[:, of]
        deviation = taken / mean if ratio else taken - mean
        index[:, of], weight[of] = _shrunk(_by_position(deviation, season), neutral)
    return index, weight


def _by_position(deviation: FloatArray, season: int) -> FloatArray:
    """(days, series) → (season, series, rounds), filled up with gaps."""
    missing = -len(deviation) % season
    full = np.vstack([deviation, np.full((missing, deviation.shape[1]), np.nan)])
    return np.ascontiguousarray(full.reshape(-1, season, deviation.shape[1]).transpose(1, 2, 0))


def _shrunk(deviation: FloatArray, neutral: float) -> tuple[FloatArray, FloatArray]:
    """Medians by position, drawn towards `neutral` by the part of their spread that chance may explain.

    With k deviations a position and a robust standard deviation s around the index, chance gives medians a
    variance of π/2 · s² / k; s is corrected for the k medians having been fitted (k / (k − 1)).
    """
    season = len(deviation)
    raw = median(deviation)
    known = ~np.isnan(raw)
    positions = np.maximum(known.sum(axis=0), 1)
    centre = np.where(known, raw, 0.0).sum(axis=0) / positions
    index = np.where(known, raw / np.where(centre > 0, centre, 1.0) if neutral else raw - centre, neutral)
    around = np.abs(deviation - np.where(known, raw, 0.0)[..., None])
    s = 1.4826 * median(around.transpose(1, 0, 2).reshape(deviation.shape[1], -1))
    k = np.count_nonzero(~np.isnan(deviation), axis=(0, 2)) / positions
    spread = ((index - neutral) ** 2).sum(axis=0) / np.maximum(positions - 1, 1)
    enough = (k >= 2) & (positions > 1) & (spread > _ROUNDING) & (season > 1)
    safe = np.where(enough, k, 2.0)
    chance = np.where(enough, np.pi / 2 * (s * safe / (safe - 1)) ** 2 / safe, 0.0)
    weight = np.where(enough, np.clip(1 - CAUTION * chance / np.where(enough, spread, 1.0), 0.0, 1.0), 0.0)
    return neutral + weight * (index - neutral), weight

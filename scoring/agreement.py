"""How far raters agree: Krippendorff's alpha and the intraclass correlations.

Both take a table of ratings with a row for each member and a column for each rater, NaN (or None) where a rater did not
rate. Alpha takes tables with gaps; the intraclass correlations leave members with a gap out and say how many.
Both return None where agreement cannot be told, such as when all ratings are equal: that nobody differs does not show
that the raters would see a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scoring.arrays import FloatArray, IntArray
from scoring.errors import RatingsInvalid, UnknownName

Ratings: TypeAlias = npt.ArrayLike | Sequence[Sequence[float | None]]
NOISE = 1e-13  # of the ratings' range: what rounding leaves where a sum of squares is 0


class Level(StrEnum):
    """What a difference between two ratings means."""

    NOMINAL = "nominal"  # names: the same or not
    ORDINAL = "ordinal"  # an order: how many ratings lie between
    INTERVAL = "interval"  # distances: the square of the difference
    RATIO = "ratio"  # multiples of a true zero, all ≥ 0: the square of the difference over the sum


def krippendorff_alpha(ratings: Ratings, *, level: str) -> float | None:
    """1 - (disagreement within members) / (disagreement expected by chance): 1 is perfect, 0 is chance, less is worse.

    `ratings`: members × raters, NaN for a gap; which of a member's ratings stands in which column makes no
    difference. `level` is a `Level` or its text. Only members with at least two ratings count; each in proportion to
    its ratings.

    None with no such member (so also with one rater) and when all ratings that count are equal. Raises RatingsInvalid
    for another shape, infinity, text, and with `ratio` for negative ratings; UnknownName for another level.

    Source: Krippendorff, Content Analysis (4th ed. 2019), chapter 12.
    """
    table = _table(ratings)
    try:
        chosen = Level(level)
    except ValueError:
        raise UnknownName("level of measurement", level, known=Level) from None
    table = table[np.count_nonzero(~np.isnan(table), axis=1) >= 2]
    values = table[~np.isnan(table)]
    if values.size == 0 or values.min() == values.max():
        return None
    if chosen is Level.RATIO and values.min() < 0:
        raise RatingsInvalid(f"rating {values.min()} is negative; the ratio level needs a scale that begins at 0")
    return _alpha(table, _DISAGREEMENT[chosen])


Disagreement: TypeAlias = Callable[[FloatArray], tuple[FloatArray, float]]


def _alpha(table: FloatArray, disagreement: Disagreement) -> float | None:
    """`disagreement` gives the sums over ordered pairs: of each member's ratings, and of all ratings."""
    counts = _counts(table)
    within, overall = disagreement(table)
    if overall == 0:  # the ratings differ by less than their last digit can tell
        return None
    return float(1 - (counts.sum() - 1) * (within / (counts - 1)).sum() / overall)


def _counts(table: FloatArray) -> IntArray:
    return np.asarray(np.count_nonzero(~np.isnan(table), axis=1), dtype=np.int64)


def _nominal(table: FloatArray) -> tuple[FloatArray, float]:
    counts, values = _counts(table), table[~np.isnan(table)]
    row = np.repeat(np.arange(len(table)), counts)
    _, code, totals = np.unique(values, return_inverse=True, return_counts=True)
    same, times = np.unique(row * len(totals) + code, return_counts=True)
    alike = np.bincount(same // len(totals), weights=times.astype(np.float64) ** 2, minlength=len(table))
    return np.asarray(counts**2 - alike, dtype=np.float64), float(
        values.size**2 - (totals.astype(np.float64) ** 2).sum()
    )


def _interval(table: FloatArray) -> tuple[FloatArray, float]:
    """The squared differences of all pairs are twice the number times the sum of squares about the mean."""
    scaled = _unit_range(table)
    values = scaled[~np.isnan(scaled)]
    squares = np.nansum((scaled - np.nanmean(scaled, axis=1, keepdims=True)) ** 2, axis=1)
    return 2 * _counts(table) * squares, float(2 * values.size * ((values - values.mean()) ** 2).sum())


def _ordinal(table: FloatArray) -> tuple[FloatArray, float]:
    """The ratings between two, half of the ends included, are the difference of their mean ranks."""
    present = ~np.isnan(table)
    _, code, counts = np.unique(table[present], return_inverse=True, return_counts=True)
    ranked = np.full(table.shape, np.nan)
    ranked[present] = (np.cumsum(counts) - counts / 2)[code]
    return _interval(ranked)


def _ratio(table: FloatArray) -> tuple[FloatArray, float]:
    within = np.zeros(len(table))
    packed = np.sort(table / np.nanmax(table), axis=1)  # gaps go last
    for k in range(1, _counts(table).max()):
        within += 2 * np.nansum(_relative(packed[:, :k], packed[:, k : k + 1]), axis=1)
    levels, counts = np.unique(packed[~np.isnan(packed)], return_counts=True)
    overall = sum(float(n * (counts * _relative(levels, level)).sum()) for level, n in zip(levels, counts, strict=True))
    return within, overall


def _relative(a: FloatArray, b: FloatArray | np.float64) -> FloatArray:
    """((a - b) / (a + b))², 0 for two zeros."""
    total = a + b
    return np.asarray(np.divide(a - b, total, out=np.zeros(np.shape(total)), where=total != 0) ** 2)


_DISAGREEMENT: Mapping[Level, Disagreement] = {
    Level.NOMINAL: _nominal,
    Level.ORDINAL: _ordinal,
    Level.INTERVAL: _interval,
    Level.RATIO: _ratio,
}


@dataclass(frozen=True, slots=True)
class IntraclassCorrelations:
    """The part of the ratings' variance that is between members; 1 is perfect, 0 and less is none.

    `icc1`: each member has raters of its own. `icc2`: the same raters, drawn from many; they must agree in the mark
    itself. `icc3`: these raters only; they must agree in who is better. Each for a single rating and, with `k`, for the
    mean of all raters. None where the variances do not tell. `members` were compared, `left_out` had a gap.
    """

    members: int
    raters: int
    left_out: int
    icc1: float | None
    icc2: float | None
    icc3: float | None
    icc1k: float | None
    icc2k: float | None
    icc3k: float | None


def intraclass_correlations(ratings: Ratings) -> IntraclassCorrelations:
    """All six of Shrout & Fleiss (1979) from their analysis of variance.

    `ratings`: members × raters; members with a gap (NaN) are left out. All are None with fewer than two complete
    members, with one rater, and when all ratings are equal. Raises RatingsInvalid for another shape, infinity, text.
    """
    table = _table(ratings)
    whole = table[~np.isnan(table).any(axis=1)]
    found: tuple[float | None, ...] = (None,) * 6
    if min(whole.shape) >= 2 and whole.min() < whole.max():
        found = _shrout_fleiss(whole)
    return IntraclassCorrelations(len(whole), table.shape[1], len(table) - len(whole), *found)


def _shrout_fleiss(table: FloatArray) -> tuple[float | None, ...]:
    n, k = table.shape
    member, rater, rest = _mean_squares(table)
    within = (rest * (n - 1) * (k - 1) + rater * (k - 1)) / (n * (k - 1))
    return (
        _share(member - within, member + (k - 1) * within),
        _share(member - rest, member + (k - 1) * rest + k * (rater - rest) / n),
        _share(member - rest, member + (k - 1) * rest),
        _share(member - within, member),
        _share(member - rest, member + (rater - rest) / n),
        _share(member - rest, member),
    )


def _mean_squares(table: FloatArray) -> tuple[float, float, float]:
    """Between members, between raters, and of what is left; in units of the squared range of the ratings."""
    n, k = table.shape
    scaled = _unit_range(table)
    scaled -= scaled.mean()
    by_member, by_rater = scaled.mean(axis=1, keepdims=True), scaled.mean(axis=0, keepdims=True)
    rest = scaled - by_member - by_rater
    squares = (
        k * float((by_member**2).sum()) / (n - 1),
        n * float((by_rater**2).sum()) / (k - 1),
        float((rest**2).sum()) / ((n - 1) * (k - 1)),
    )
    member, rater, left = (square if square > NOISE**2 else 0.0 for square in squares)
    return member, rater, left


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _unit_range(table: FloatArray) -> FloatArray:
    """Shifted and stretched to 0..1; halved first, so that no range is too wide for a float."""
    half = table / 2
    low, high = np.nanmin(half), np.nanmax(half)
    return np.asarray((half - low) / (high - low)) if high > low else np.zeros_like(half)


def _table(ratings: Ratings) -> FloatArray:
    table = _as_floats(ratings)
    if table.size == 0:
        return table.reshape((0, table.shape[1] if table.ndim == 2 else 0))
    if table.ndim != 2:
        raise RatingsInvalid(f"ratings have {table.ndim} dimensions; give members as rows, raters as columns")
    if np.isinf(table).any():
        raise RatingsInvalid("a rating is infinite; give NaN where there is none")
    return table


def _as_floats(ratings: Ratings) -> FloatArray:
    try:
        table = np.asarray(ratings)
        if table.dtype.kind in "biufO":
            return table.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise RatingsInvalid(f"ratings cannot be read as a table of numbers: {error}") from error
    raise RatingsInvalid(f"ratings are of type {table.dtype}; give numbers")

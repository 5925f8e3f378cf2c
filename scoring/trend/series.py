"""Many time series side by side: checked, with gaps, and on a scale on which nothing overflows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from scoring.arrays import BoolArray, FloatArray, IntArray
from scoring.errors import SeriesInvalid

BLOCK = 400  # series worked on at once: the states of a whole grid then fit the processor's cache


def checked(values: npt.ArrayLike) -> FloatArray:
    """`values` as floats of shape (series, days), NaN for gaps.

    Raises SeriesInvalid for anything that is not a table of numbers, has no day, or holds an infinity.
    """
    array = np.asarray(values)
    if array.dtype.kind not in "iuf":
        raise SeriesInvalid(f"values of type {array.dtype} are no numbers; give integers or floats, NaN for a gap")
    if array.ndim == 1:
        raise SeriesInvalid(f"values has shape {array.shape}, not (series, days); give one series as values[None, :]")
    if array.ndim != 2:
        raise SeriesInvalid(f"values has {array.ndim} dimensions; give two, (series, days)")
    if array.shape[1] == 0:
        raise SeriesInvalid(f"values has shape {array.shape}, no day at all; give at least one column, NaN if unknown")
    table = array.astype(np.float64)
    infinite = np.argwhere(np.isinf(table))
    if len(infinite):
        series, day = infinite[0]
        raise SeriesInvalid(f"values[{series}, {day}] is {table[series, day]}; give a finite number, or NaN for a gap")
    return table


def whole(name: str, number: int) -> None:
    """Raises SeriesInvalid unless `number` is a whole number from 1."""
    if isinstance(number, bool) or not isinstance(number, int | np.integer) or number < 1:
        raise SeriesInvalid(f"{name} {number!r} cannot be used; give a whole number from 1")


def blocks(series: int) -> Iterator[slice]:
    """Slices over all series, so that memory does not grow with their number."""
    return (slice(start, min(start + BLOCK, series)) for start in range(0, series, BLOCK))


@dataclass(frozen=True, slots=True)
class Block:
    """Series as columns, days as rows. `values` are divided by 2**exponent, so the largest is from 0.5 to 1."""

    values: FloatArray  # (days, series), NaN for gaps
    seen: BoolArray  # (days, series)
    exponent: IntArray  # (series,)
    n: IntArray  # (series,) values seen
    first: IntArray  # (series,) day of the first value seen, 0 if there is none

    @classmethod
    def of(cls, table: FloatArray) -> Self:
        """The series of a checked table of shape (series, days)."""
        days = np.ascontiguousarray(table.T)
        seen = ~np.isnan(days)
        largest = np.abs(np.where(seen, days, 0.0)).max(axis=0)
        exponent = np.frexp(largest)[1].astype(np.int64)
        return cls(np.ldexp(days, -exponent), seen, exponent, seen.sum(axis=0), seen.argmax(axis=0))

    def so_far(self) -> IntArray:
        """Number of values seen up to each day, (days, series), or (days, 1) when nothing is missing."""
        return np.asarray(np.cumsum(self.seen[:, :1] if self.seen.all() else self.seen, axis=0), dtype=np.int64)

    def silent(self) -> IntArray:
        """Days since the last value seen, (series,); 0 for a series without any."""
        return np.where(self.n > 0, self.seen[::-1].argmax(axis=0), 0)

    def rescale(self, scaled: FloatArray) -> FloatArray:
        """Numbers on this block's scale, shape (..., series), back in the units of its table; never infinite."""
        with np.errstate(over="ignore"):
            return finite(np.ldexp(scaled, self.exponent))


def finite(array: FloatArray) -> FloatArray:
    """The largest number there is in place of infinity."""
    largest = np.finfo(np.float64).max
    return np.clip(array, -largest, largest)


def carried(array: FloatArray, seen: BoolArray) -> FloatArray:
    """The last value seen up to each day, (days, series); before the first, what day 0 has."""
    latest = np.maximum.accumulate(np.where(seen, np.arange(len(array))[:, None], 0), axis=0)
    return np.take_along_axis(array, latest, axis=0)


def median(array: FloatArray) -> FloatArray:
    """Median over the last axis, gaps left out; NaN where there is nothing."""
    ordered = np.sort(array, axis=-1)  # NaN comes last
    n = np.count_nonzero(~np.isnan(array), axis=-1)[..., None]
    last = max(array.shape[-1] - 1, 0)
    low = np.take_along_axis(ordered, np.clip((n - 1) // 2, 0, last), axis=-1)
    high = np.take_along_axis(ordered, np.clip(n // 2, 0, last), axis=-1)
    return np.asarray((low + (high - low) / 2)[..., 0], dtype=np.float64)

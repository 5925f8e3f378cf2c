"""Months in a row below the line."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.arrays import IntArray
from scoring.errors import SeriesInvalid
from scoring.rounding import half_up_array
from scoring.trend.series import checked


def below_line_streak(
    values: npt.ArrayLike, line: npt.ArrayLike, counts: npt.ArrayLike, *, decimals: int = 1
) -> IntArray:
    """Length of the run of months below the line that each member is in now, (members,); 0 when in none.

    `values`: scores (members, months), oldest month first, NaN where there is no card. `counts`: bool of the same
    shape, False for cards that count for nothing that hurts (incomplete ones). Months without a score or that do not
    count are skipped: they neither lengthen nor end a run. `line`: one number, or anything that broadcasts to the
    shape of `values` (a line by month, or by member as a column). Scores are compared as shown, rounded half up to
    the scheme's `decimals`; on the line is not below it.

    Raises SeriesInvalid for values that are no finite table, a line that is not finite or does not fit, and counts
    that are not bool or of another shape.
    """
    table = checked(values)
    counted = np.asarray(counts)
    if counted.dtype != np.bool_ or counted.shape != table.shape:
        raise SeriesInvalid(
            f"counts of type {counted.dtype} and shape {counted.shape} cannot be used; give bool of shape {table.shape}"
        )
    counted = counted & ~np.isnan(table)
    below = half_up_array(table, decimals) < _lines(line, table.shape)
    run = np.cumsum(counted & below, axis=1)
    at_last_end = np.where(counted & ~below, run, 0).max(axis=1)
    return np.asarray(run[:, -1] - at_last_end, dtype=np.int64)


def _lines(line: npt.ArrayLike, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    try:
        lines = np.broadcast_to(np.asarray(line, dtype=np.float64), shape)
    except (TypeError, ValueError) as error:
        raise SeriesInvalid(
            f"line {line!r} does not fit scores of shape {shape}; give one number, or one a month"
        ) from error
    if not np.isfinite(lines).all():
        raise SeriesInvalid(f"line {line!r} is not finite; give the scheme's line, such as 60")
    return lines

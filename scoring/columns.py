"""Columns that callers give: numbers and flags, checked once, with the row named when one cannot be used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from scoring.arrays import BoolArray, FloatArray
from scoring.errors import ColumnInvalid

Column: TypeAlias = npt.NDArray[Any] | Iterable[Any]


def as_array(column: Column, *, name: str) -> npt.NDArray[Any]:
    """One-dimensional, of whatever type numpy sees in it. Raises ColumnInvalid for another shape."""
    array = np.asarray(column if hasattr(column, "__array__") else list(column))
    if array.ndim != 1:
        raise ColumnInvalid(f"{name} has {array.ndim} dimensions; give one entry for each row")
    return array


def numbers(column: Column, *, name: str) -> FloatArray:
    """Finite float64 numbers (n,). Raises ColumnInvalid for text, NaN, infinity and whatever is no number."""
    array = as_array(column, name=name)
    if array.dtype.kind not in "biufO":
        raise ColumnInvalid(f"{name} is of type {array.dtype}; give numbers")
    try:
        found = array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ColumnInvalid(f"{name} cannot be read as numbers: {error}") from error
    require(np.isfinite(found), array, name=name, wanted="finite")
    return found


def flags(column: Column, *, name: str) -> BoolArray:
    """Booleans (n,) from booleans, or from 0 and 1. Raises ColumnInvalid for anything else."""
    found = numbers(column, name=name)
    require((found == 0) | (found == 1), found, name=name, wanted="true or false")
    return np.equal(found, 1)


def require(good: BoolArray, array: npt.NDArray[Any], *, name: str, wanted: str) -> None:
    """Raises ColumnInvalid naming the first row (from 1) that is not `good`."""
    if not good.all():
        row = int(good.argmin())
        raise ColumnInvalid(f"{name} is {array[row]} in row {row + 1}; it must be {wanted}")


def require_equal_lengths(**columns: npt.NDArray[Any]) -> None:
    """Raises ColumnInvalid with all lengths when they differ."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ColumnInvalid(f"columns are of unequal length ({listed}); give one entry for each row")

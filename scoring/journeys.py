"""Customer journeys as columns: which channels were touched, when, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from scoring.errors import ColumnInvalid
from scoring.factors import Column, Factor
from scoring.reasons import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Journeys:
    """J journeys with n touches of C channels. Build them with `from_columns`.

    `channels`: the C channels, sorted when they can be. `touches` (n,): positions in `channels`, journey after
    journey, each in the order of time. `ages` (n,): seconds from the touch to its journey's last touch, ≥ 0.
    `starts` (J + 1,): where each journey begins in `touches`, and the end of the last. `converted` (J,).
    `values` (J,): what the journey brought, 0 for one that did not convert.
    """

    channels: tuple[Hashable, ...]
    touches: IntArray
    ages: FloatArray
    starts: IntArray
    converted: BoolArray
    values: FloatArray

    @classmethod
    def from_columns(cls, *, journey: Column, channel: Column, at: Column, converted: Column, value: Column) -> Self:
        """One row per touch, rows in any order; touches of a journey at the same time keep their order.

        `journey`, `channel`: ids of any hashable kind. `at`: seconds, datetime64 or datetimes with a zone.
        `converted`: booleans, or 0 and 1; `value` ≥ 0 in any unit, read where converted: both belong to the journey and
        are repeated on each of its touches. A channel touched again counts as a further touch. No rows are no journeys.

        Raises ColumnInvalid for columns of unequal length, missing ids, times and values that are missing or not
        finite, negative values, values too large to add up, and journeys whose touches contradict each other.
        """
        ids, channels = Factor.of(journey, name="journey"), Factor.of(channel, name="channel")
        ticks, seconds = _times(at)
        flags, amounts = _flags(converted), _amounts(value)
        _require_equal_lengths(journey=ids.codes, channel=channels.codes, at=ticks, converted=flags, value=amounts)
        _require_agreement(ids, flags, "converted")
        _require_agreement(ids, amounts, "value")
        order = _journey_then_time(ids.codes, ticks)
        lengths = np.bincount(ids.codes, minlength=len(ids.levels))
        starts = np.concatenate(([0], np.cumsum(lengths)))
        last = np.repeat(seconds[order[starts[1:] - 1]], lengths)
        names, touches = _sorted_channels(channels)
        has_converted = flags[ids.first]
        values = np.where(has_converted, amounts[ids.first], 0.0)
        _require_a_total(values)
        with np.errstate(over="ignore"):  # a touch infinitely long ago is one whose weight is 0
            ages = last - seconds[order]
        return cls(names, touches[order], ages, starts, has_converted, values)

    @property
    def lengths(self) -> IntArray:
        """Touches of each journey (J,), at least 1."""
        return np.diff(self.starts)

    @property
    def total(self) -> float:
        """What all converted journeys brought together."""
        return float(self.values.sum())


def _sorted_channels(channels: Factor) -> tuple[tuple[Hashable, ...], IntArray]:
    names: list[Any] = channels.levels.tolist()
    try:
        order = sorted(range(len(names)), key=names.__getitem__)
    except TypeError:  # channels of several kinds: no order among them
        order = sorted(range(len(names)), key=lambda k: (type(names[k]).__name__, str(names[k])))
    position = np.empty(len(names), dtype=np.int64)
    position[order] = np.arange(len(names))
    return tuple(names[k] for k in order), position[channels.codes]


def _journey_then_time(codes: IntArray, ticks: npt.NDArray[Any]) -> IntArray:
    """Rows by journey, then time, then as they came."""
    moments, moment = np.unique(ticks, return_inverse=True)
    place = codes * len(moments) + moment
    order = np.argsort(place)
    if (np.diff(place[order]) == 0).any():  # the stable sort is slower and only ties need it
        order = np.argsort(place, kind="stable")
    return order.astype(np.int64, copy=False)


def _times(at: Column) -> tuple[npt.NDArray[Any], FloatArray]:
    """What to sort by, exact to the microsecond for datetime64, and seconds."""
    array = _as_array(at, "at")
    if array.dtype.kind == "M":
        _require(~np.isnat(array), array, name="at", wanted="a time")
        microseconds = array.astype("datetime64[us]").view(np.int64)
        return microseconds, microseconds / 1e6
    if array.dtype.kind == "O" and len(array) and isinstance(array[0], datetime):
        array = np.array([_timestamp(moment) for moment in array], dtype=np.float64)
    seconds = _as_numbers(array, "at")
    return seconds, seconds


def _timestamp(moment: object) -> float:
    if not isinstance(moment, datetime):
        raise ColumnInvalid(f"at has {moment!r} among datetimes; give one kind of time")
    if moment != moment:  # pandas.NaT
        return math.nan
    if moment.tzinfo is None:
        raise ColumnInvalid(f"at has {moment!r}, which has no zone; give datetimes with a zone")
    return moment.timestamp()


def _flags(converted: Column) -> BoolArray:
    array = _as_array(converted, "converted")
    numbers = _as_numbers(array, "converted")
    _require((numbers == 0) | (numbers == 1), array, name="converted", wanted="true or false")
    return np.equal(numbers, 1)


def _amounts(value: Column) -> FloatArray:
    numbers = _as_numbers(_as_array(value, "value"), "value")
    _require(numbers >= 0, numbers, name="value", wanted="0 or more")
    return numbers


def _as_array(column: Column, name: str) -> npt.NDArray[Any]:
    array = np.asarray(column if hasattr(column, "__array__") else list(column))
    if array.ndim != 1:
        raise ColumnInvalid(f"{name} has {array.ndim} dimensions; give one entry for each row")
    return array


def _as_numbers(array: npt.NDArray[Any], name: str) -> FloatArray:
    if array.dtype.kind not in "biufO":
        raise ColumnInvalid(f"{name} is of type {array.dtype}; give numbers")
    try:
        numbers = array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise ColumnInvalid(f"{name} cannot be read as numbers: {error}") from error
    _require(np.isfinite(numbers), array, name=name, wanted="finite")
    return numbers


def _require(good: BoolArray, array: npt.NDArray[Any], *, name: str, wanted: str) -> None:
    if not good.all():
        row = int(good.argmin())
        raise ColumnInvalid(f"{name} is {array[row]} in row {row + 1}; it must be {wanted}")


def _require_equal_lengths(**columns: npt.NDArray[Any]) -> None:
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ColumnInvalid(f"columns are of unequal length ({listed}); give one row per touch")


def _require_agreement(journeys: Factor, column: npt.NDArray[Any], name: str) -> None:
    """What belongs to a journey must be the same on each of its touches."""
    told = column[journeys.first][journeys.codes]
    differs = column != told
    if differs.any():
        row = int(differs.argmax())
        journey = journeys.levels[journeys.codes[row]]
        raise ColumnInvalid(
            f"journey {journey!s} has {name} {told[row]} and, in row {row + 1}, {column[row]}; "
            "repeat the same on each of its touches"
        )


def _require_a_total(values: FloatArray) -> None:
    with np.errstate(over="ignore"):
        total = values.sum()
    if not np.isfinite(total):
        raise ColumnInvalid("values are too large to add up; give them in a larger unit")

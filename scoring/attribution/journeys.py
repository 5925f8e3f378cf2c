"""Customer journeys as columns: which channels were touched, when, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from scoring.arrays import BoolArray, FloatArray, IntArray
from scoring.columns import Column, as_array, flags, numbers, require, require_equal_lengths
from scoring.errors import ColumnInvalid
from scoring.factors import Factor


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
        has_converted, amounts = flags(converted, name="converted"), _amounts(value)
        require_equal_lengths(
            journey=ids.codes, channel=channels.codes, at=ticks, converted=has_converted, value=amounts
        )
        _require_agreement(ids, has_converted, "converted")
        _require_agreement(ids, amounts, "value")
        order = _journey_then_time(ids.codes, ticks)
        lengths = np.bincount(ids.codes, minlength=len(ids.levels))
        starts = np.concatenate(([0], np.cumsum(lengths)))
        last = np.repeat(seconds[order[starts[1:] - 1]], lengths)
        names, touches = channels.in_order()
        values = np.where(has_converted, amounts, 0.0)[ids.first]
        _require_a_total(values)
        with np.errstate(over="ignore"):  # a touch infinitely long ago is one whose weight is 0
            ages = last - seconds[order]
        return cls(names, touches[order], ages, starts, has_converted[ids.first], values)

    @property
    def lengths(self) -> IntArray:
        """Touches of each journey (J,), at least 1."""
        return np.diff(self.starts)

    @property
    def total(self) -> float:
        """What all converted journeys brought together."""
        return float(self.values.sum())


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
    array = as_array(at, name="at")
    if array.dtype.kind == "M":
        require(~np.isnat(array), array, name="at", wanted="a time")
        microseconds = array.astype("datetime64[us]").view(np.int64)
        return microseconds, microseconds / 1e6
    if array.dtype.kind == "O" and len(array) and isinstance(array[0], datetime):
        array = np.array([_timestamp(moment) for moment in array], dtype=np.float64)
    seconds = numbers(array, name="at")
    return seconds, seconds


def _timestamp(moment: object) -> float:
    if not isinstance(moment, datetime):
        raise ColumnInvalid(f"at has {moment!r} among datetimes; give one kind of time")
    if moment != moment:  # pandas.NaT
        return math.nan
    if moment.tzinfo is None:
        raise ColumnInvalid(f"at has {moment!r}, which has no zone; give datetimes with a zone")
    return moment.timestamp()


def _amounts(value: Column) -> FloatArray:
    found = numbers(value, name="value")
    require(found >= 0, found, name="value", wanted="0 or more")
    return found


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

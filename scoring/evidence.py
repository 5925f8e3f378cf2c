"""What was entered, as columns: one block of monthly roll-ups per figure, one of ratings per rated metric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np

from scoring.arrays import BoolArray, FloatArray, IntArray, as_numbers
from scoring.corrected import Rounds, rounds_by_metric
from scoring.errors import EvidenceInvalid, UnknownName
from scoring.means import Means, means_by_metric
from scoring.ratings import Ratings, by_metric
from scoring.rows import LARGEST, Corrected, Mean, MemberId, Rating, RollUp, by_text, require_first_days

__all__ = ["Evidence", "MemberId", "Rating", "RollUp", "Series"]


@dataclass(frozen=True, slots=True)
class Series:
    """One figure: four float64 arrays, members × months. Where nothing was entered n is 0 and the others are NaN."""

    n: FloatArray
    total: FloatArray
    last: FloatArray
    peak: FloatArray

    @property
    def is_usable(self) -> bool:
        """No n is negative or NaN, and where something was entered all numbers are finite and not beyond 1e300."""
        is_entered = self.n > 0
        numbers = (array[is_entered] for array in _arrays(self))
        return bool((self.n >= 0).all()) and all(bool((np.abs(array) <= LARGEST).all()) for array in numbers)

    @classmethod
    def empty(cls, members: int, months: int) -> Self:
        nothing = np.full((members, months), np.nan)
        return cls(np.zeros((members, months)), nothing, nothing.copy(), nothing.copy())


@dataclass(frozen=True, slots=True)
class Evidence:
    """Roll-ups of `members` (rows) in `months` (columns, first days, rising) by figure id; ratings by metric id, also
    about subjects who are not among the members; `corrected` rounds of peer ratings by metric id, of which the ratings
    are not there any more; `means` by metric id, of people who are not known one by one. Without `has_earlier`
    nothing is compared with an earlier time, as if it were not known."""

    members: tuple[MemberId, ...]
    months: tuple[date, ...]
    series: Mapping[str, Series]
    ratings: Mapping[str, Ratings] = field(default_factory=dict)
    corrected: Mapping[str, Rounds] = field(default_factory=dict)
    means: Mapping[str, Means] = field(default_factory=dict)
    has_earlier: bool = True

    def __post_init__(self) -> None:
        shape = (len(self.members), len(self.months))
        if len(set(self.members)) != shape[0]:
            raise EvidenceInvalid("a member is listed twice; give each member once")
        if list(self.months) != sorted(set(self.months)):
            raise EvidenceInvalid("months must be different and rising")
        if both := sorted(self.ratings.keys() & self.corrected.keys()):
            raise EvidenceInvalid(f"{both[0]!r} has ratings and corrected rounds; correct all of them or none")
        if both := sorted(self.means.keys() & (self.ratings.keys() | self.corrected.keys())):
            raise EvidenceInvalid(f"{both[0]!r} has means and ratings; give one of them")
        for figure, series in self.series.items():
            for array in (series.n, series.total, series.last, series.peak):
                if array.shape != shape:
                    raise EvidenceInvalid(f"figure {figure!r} has shape {array.shape}, expected {shape}")
            if not series.is_usable:
                raise EvidenceInvalid(
                    f"figure {figure!r} has an n that is negative or NaN, or a number that is not finite or beyond "
                    f"{LARGEST:g} where n is above 0; correct it, or set n to 0"
                )

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[RollUp],
        members: Sequence[MemberId] | None = None,
        *,
        ratings: Iterable[Rating] = (),
        corrected: Iterable[Corrected] = (),
        means: Iterable[Mean] = (),
    ) -> Self:
        """Columns from rows in any order.

        `members` fixes the members and their order, also of those without a row; by default all that a row, a rating,
        a round or a mean is about, sorted by their text. Ratings, `corrected` rounds and `means` may be about others:
        what a rater gives them tells how strict that rater is. Raises EvidenceInvalid for NaN, infinity, a negative n,
        a month that is not a first day, two rows for one member, figure and month, a rating outside 1 to 5; UnknownName
        for a row about somebody not in `members`.
        """
        kept = [row for row in rows if row.n != 0]
        rated, rounds, known = by_metric(ratings), rounds_by_metric(corrected), means_by_metric(means)
        subjects = {subject for block in rated.values() for subject in block.subjects}
        subjects |= {member for block in rounds.values() for member in block.member}
        subjects |= {member for block in known.values() for member in block.member}
        everybody = sorted({row.member for row in kept} | subjects, key=by_text) if members is None else members
        listed = tuple(everybody)
        named = {row.month for row in kept}
        require_first_days(named)
        months = tuple(sorted(named))
        figures = tuple(dict.fromkeys(row.figure for row in kept))
        columns = _Columns.of(kept, listed, months, figures)
        series = {figure: columns.series(k) for k, figure in enumerate(figures)}
        return cls(listed, months, series, rated, rounds, known)

    def is_told(self, month: date) -> BoolArray:
        """Whether anything was entered for a member in one of `months`, by member; of ratings nothing is told here."""
        column, told = self.months.index(month), np.zeros(len(self.members), dtype=np.bool_)
        for series in self.series.values():
            told |= series.n[:, column] > 0
        return told

    def over(self, figure: str, months: Sequence[date]) -> Series:
        """The figure in these months, empty where there is no evidence. Arrays are members × len(months)."""
        series = self.series.get(figure)
        column = {month: k for k, month in enumerate(self.months)}
        result = Series.empty(len(self.members), len(months))
        if series is None:
            return result
        known = [(k, column[month]) for k, month in enumerate(months) if month in column]
        if known:
            to, source = (list(side) for side in zip(*known, strict=True))
            for target, array in zip(_arrays(result), _arrays(series), strict=True):
                target[:, to] = array[:, source]
        return result


def _arrays(series: Series) -> tuple[FloatArray, ...]:
    return series.n, series.total, series.last, series.peak


@dataclass(frozen=True, slots=True)
class _Columns:
    """Rows as parallel arrays: where each belongs and its four numbers."""

    shape: tuple[int, int]
    member: IntArray
    month: IntArray
    figure: IntArray
    numbers: FloatArray

    @classmethod
    def of(
        cls, rows: Sequence[RollUp], members: Sequence[MemberId], months: Sequence[date], figures: Sequence[str]
    ) -> Self:
        member_at = {member: k for k, member in enumerate(members)}
        month_at, figure_at = {m: k for k, m in enumerate(months)}, {f: k for k, f in enumerate(figures)}
        try:
            member = np.fromiter((member_at[row.member] for row in rows), np.int64, len(rows))
        except KeyError as error:
            raise UnknownName("member", error.args[0], known=("those given as members",)) from error
        month = np.fromiter((month_at[row.month] for row in rows), np.int64, len(rows))
        figure = np.fromiter((figure_at[row.figure] for row in rows), np.int64, len(rows))
        numbers = as_numbers([row[3:] for row in rows]).reshape(len(rows), 4)
        columns = cls((len(members), len(months)), member, month, figure, numbers)
        columns._check(rows)
        return columns

    def _check(self, rows: Sequence[RollUp]) -> None:
        n = self.numbers[:, 0]
        bad = ~(np.abs(self.numbers) <= LARGEST).all(axis=1) | (n < 0) | (n != np.floor(n))
        if bad.any():
            raise EvidenceInvalid(
                f"{rows[int(bad.argmax())]} has a number that is not finite or beyond {LARGEST:g}, or an n that is "
                "negative or not whole"
            )
        keys = (self.figure * self.shape[0] + self.member) * self.shape[1] + self.month
        order = np.argsort(keys, kind="stable")
        repeated = np.flatnonzero(np.diff(keys[order]) == 0)
        if repeated.size:
            second = rows[int(order[repeated[0] + 1])]
            raise EvidenceInvalid(f"{second} is the second row for this month; roll both up into one")

    def series(self, figure: int) -> Series:
        result = Series.empty(*self.shape)
        here = np.flatnonzero(self.figure == figure)
        for k, array in enumerate(_arrays(result)):
            array[self.member[here], self.month[here]] = self.numbers[here, k]
        return result

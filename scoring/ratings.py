"""Ratings as columns, and the mean of each rater about each subject over a window."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Self

import numpy as np

from scoring.arrays import BoolArray, FloatArray, IntArray, as_numbers
from scoring.errors import EvidenceInvalid
from scoring.rows import MemberId, Rating, by_text, require_first_days

LOWEST, HIGHEST = 1.0, 5.0
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Dyads:
    """Rater and subject pairs of each part of a window, one element each: numbers of both and of the part, and the mean
    of their ratings in it; ordered by subject, rater and part."""

    subject: IntArray
    rater: IntArray
    part: IntArray
    mean: FloatArray

    def where(self, is_kept: BoolArray) -> Self:
        """Only these pairs."""
        return type(self)(self.subject[is_kept], self.rater[is_kept], self.part[is_kept], self.mean[is_kept])

    def raters_of(self, n_subjects: int) -> IntArray:
        """Different raters of each subject."""
        is_first = np.ones(len(self.mean), dtype=np.bool_)
        is_first[1:] = (self.subject[1:] != self.subject[:-1]) | (self.rater[1:] != self.rater[:-1])
        return np.bincount(self.subject[is_first], minlength=n_subjects).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings of one metric, one element each, in an order that does not depend on that of the rows.

    `subject` counts through `subjects`. Raters are numbers from 0 on: who they are is not kept. `month` as
    `12 · year + month − 1`, `value` 1 to 5, `is_own` where somebody rated themselves.
    """

    subjects: tuple[MemberId, ...]
    subject: IntArray
    rater: IntArray
    month: IntArray
    value: FloatArray
    is_own: BoolArray

    @classmethod
    def from_rows(cls, rows: Sequence[Rating]) -> Self:
        """Columns of one metric's rows. Raises EvidenceInvalid for a month that is no first day and for a value outside
        1 to 5."""
        require_first_days({row.month for row in rows})
        value = as_numbers([row.value for row in rows])
        bad = ~((value >= LOWEST) & (value <= HIGHEST))
        if bad.any():
            row = rows[int(bad.argmax())]
            raise EvidenceInvalid(f"rating {row.value!r} of {row.member!r} for {row.metric!r} must be from 1 to 5")
        subjects, subject = _numbered([row.member for row in rows])
        _, rater = _numbered([row.rater for row in rows])
        month = np.array([month_number(row.month) for row in rows], dtype=np.int64)
        is_own = np.array([row.member == row.rater for row in rows], dtype=np.bool_)
        order = np.lexsort((value, month, rater, subject))
        return cls(subjects, subject[order], rater[order], month[order], value[order], is_own[order])

    def dyads(self, months: Collection[date], *, every: int | None = None) -> Dyads:
        """The pairs with a rating in these months (first days), ordered by subject and rater; `every` so many months of
        the calendar are a part of their own, None: all are one."""
        wanted = np.isin(self.month, [month_number(month) for month in months])
        subject, rater, value = self.subject[wanted], self.rater[wanted], self.value[wanted]
        part = self.month[wanted] // every if every else np.zeros_like(subject)
        is_first = np.ones(len(value), dtype=np.bool_)
        is_first[1:] = (subject[1:] != subject[:-1]) | (rater[1:] != rater[:-1]) | (part[1:] != part[:-1])
        starts = np.flatnonzero(is_first)
        counts = np.diff([*starts, len(value)])
        total = np.add.reduceat(value, starts) if len(starts) else value
        return Dyads(subject[starts], rater[starts], part[starts], total / counts)

    def self_rated(self, months: Collection[date]) -> MemberId | None:
        """Somebody who rated themselves in these months, or None."""
        found = np.flatnonzero(self.is_own & np.isin(self.month, [month_number(month) for month in months]))
        return self.subjects[int(self.subject[found[0]])] if found.size else None


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings behind a rated metric, each array over members; NaN, and −1 for a number, where there is none.

    `raters`: different people who rated; `plain_mean` of their means, 1 to 5. Only of peers: `corrected` for severity,
    1 to 5, its `standard_error`, the number of the connected `component` of raters and subjects, `component_mean`, and
    into how many `components` the window's ratings fall. With too few raters only `raters` is told. `rounds` that were
    corrected each by itself, and then there is no plain mean; who rated in several is among the raters of each.
    `correction`: how far the rounds' correction typically moved a mean, of everybody in them; `small_rounds` had too
    few people for that to be told.
    """

    raters: IntArray
    plain_mean: FloatArray
    corrected: FloatArray
    standard_error: FloatArray
    component: IntArray
    component_mean: FloatArray
    components: IntArray
    rounds: IntArray
    correction: FloatArray
    small_rounds: IntArray

    @classmethod
    def empty(cls, members: int) -> Self:
        def nothing() -> FloatArray:
            return np.full(members, np.nan)

        def nobody() -> IntArray:
            return np.full(members, NOBODY, dtype=np.int64)

        none = np.zeros(members, dtype=np.int64)
        return cls(none, nothing(), nothing(), nothing(), nobody(), nothing(), nobody(), nobody(), nothing(), nobody())

    def shown_where(self, is_shown: BoolArray) -> Self:
        """The same with nothing but the number of raters elsewhere."""
        empty = type(self).empty(len(is_shown))
        shown = {f.name: np.where(is_shown, getattr(self, f.name), getattr(empty, f.name)) for f in fields(self)}
        return type(self)(**shown | {"raters": self.raters})


def by_metric(rows: Iterable[Rating]) -> Mapping[str, Ratings]:
    """Metric id -> its ratings. Raises EvidenceInvalid."""
    grouped: dict[str, list[Rating]] = {}
    for row in rows:
        grouped.setdefault(row.metric, []).append(row)
    return {metric: Ratings.from_rows(group) for metric, group in grouped.items()}


def _numbered(ids: Sequence[MemberId]) -> tuple[tuple[MemberId, ...], IntArray]:
    """Distinct ids in an order of their own, and the position of each in it."""
    distinct = tuple(sorted(set(ids), key=by_text))
    position = {each: k for k, each in enumerate(distinct)}
    return distinct, np.array([position[each] for each in ids], dtype=np.int64)


def month_number(month: date) -> int:
    """`12 · year + month − 1`."""
    return 12 * month.year + month.month - 1

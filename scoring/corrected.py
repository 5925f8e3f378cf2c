"""Ratings of peers that have been corrected already, each round by itself, and then forgotten: as columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from scoring.arrays import BoolArray, FloatArray, IntArray, as_numbers
from scoring.errors import EvidenceInvalid
from scoring.ratings import HIGHEST, LOWEST, NOBODY, Rated, month_number
from scoring.rows import Corrected, MemberId, require_first_days

NUMBERS = ("corrected", "standard_error", "component_mean")


@dataclass(frozen=True, slots=True)
class Rounds:
    """What rounds of ratings of one metric came to, one element for each member and round; NaN, and 0 for `components`,
    where too few rated. `month` as `12 · year + month − 1`; `correction` is NaN where it is not told."""

    member: tuple[MemberId, ...]
    month: IntArray
    raters: IntArray
    components: IntArray
    numbers: Mapping[str, FloatArray]
    correction: FloatArray
    is_small: BoolArray

    @classmethod
    def from_rows(cls, rows: Sequence[Corrected]) -> Self:
        """Raises EvidenceInvalid for a month that is no first day, for a mean outside 1 to 5, for a round that has some
        of its numbers only, and for a correction that is no size."""
        require_first_days({row.month for row in rows})
        for row in rows:
            _require_usable(row)
        return cls(
            tuple(row.member for row in rows),
            np.array([month_number(row.month) for row in rows], dtype=np.int64),
            np.array([row.raters for row in rows], dtype=np.int64),
            np.array([row.components or 0 for row in rows], dtype=np.int64),
            {name: as_numbers([_number(getattr(row, name)) for row in rows]) for name in NUMBERS},
            as_numbers([_number(row.correction) for row in rows]),
            np.array([row.is_small for row in rows], dtype=np.bool_),
        )

    def over(self, members: Sequence[MemberId], months: Collection[date]) -> Rated:
        """The rounds of these months at the members' places.

        Means of several rounds count each as often as people rated in it, and so do their standard errors, as if the
        rounds were independent; rounds with too few raters are in none of it. Of members with such rounds alone only
        the raters of the largest are told. The correction is the root mean square of the rounds', each counting as
        often as people rated the member in it, where all of them tell theirs.
        """
        here, there = self._places(members, months)
        is_shown = ~np.isnan(self.numbers["corrected"][there])
        rated = Rated.empty(len(members))
        np.maximum.at(rated.raters, here[~is_shown], self.raters[there[~is_shown]])
        here, there = here[is_shown], there[is_shown]
        if not here.size:
            return rated
        of_round = self.raters[there].astype(np.float64)
        raters = np.bincount(here, of_round, minlength=len(members))
        shown = raters > 0
        rated.raters[shown] = raters[shown]
        rated.rounds[shown] = np.bincount(here, minlength=len(members))[shown]
        np.maximum.at(rated.components, here, self.components[there])
        for name in ("corrected", "component_mean"):
            total = np.bincount(here, of_round * self.numbers[name][there], minlength=len(members))
            getattr(rated, name)[shown] = total[shown] / raters[shown]
        square = np.bincount(here, (of_round * self.numbers["standard_error"][there]) ** 2, minlength=len(members))
        rated.standard_error[shown] = np.sqrt(square[shown]) / raters[shown]
        moved = np.bincount(here, of_round * self.correction[there] ** 2, minlength=len(members))
        rated.correction[shown] = np.sqrt(moved[shown] / raters[shown])
        small = np.bincount(here, self.is_small[there], minlength=len(members)).astype(np.int64)
        rated.small_rounds[:] = np.where(small > 0, small, NOBODY)
        return rated

    def _places(self, members: Sequence[MemberId], months: Collection[date]) -> tuple[IntArray, IntArray]:
        """Rows of the members, and the rounds about them."""
        row = {member: k for k, member in enumerate(members)}
        wanted = np.isin(self.month, [month_number(month) for month in months])
        pairs = [(row[member], k) for k, member in enumerate(self.member) if wanted[k] and member in row]
        table = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
        return table[:, 0], table[:, 1]


def rounds_by_metric(rows: Iterable[Corrected]) -> Mapping[str, Rounds]:
    """Metric id -> its rounds. Raises EvidenceInvalid."""
    grouped: dict[str, list[Corrected]] = {}
    for row in rows:
        grouped.setdefault(row.metric, []).append(row)
    return {metric: Rounds.from_rows(group) for metric, group in grouped.items()}


def _require_usable(row: Corrected) -> None:
    numbers = [getattr(row, name) for name in NUMBERS]
    if all(each is None for each in numbers) and row.components is None:
        return
    if row.correction is not None and not 0 <= row.correction <= HIGHEST - LOWEST:
        raise EvidenceInvalid(f"{row!r} needs a correction of 0 to {HIGHEST - LOWEST:g} points, or none")
    is_whole = None not in numbers and row.components is not None and row.raters > 0
    if not is_whole or not LOWEST <= (row.corrected or 0) <= HIGHEST:
        raise EvidenceInvalid(
            f"{row!r} needs raters, a mean from 1 to 5, its standard error and component, or none of them"
        )


def _number(value: float | None) -> float:
    return np.nan if value is None else value

"""Means of people who are not known one by one: as columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from scoring.arrays import FloatArray, IntArray, as_numbers
from scoring.errors import EvidenceInvalid
from scoring.ratings import HIGHEST, LOWEST, Rated, month_number
from scoring.rows import Mean, MemberId, require_first_days


@dataclass(frozen=True, slots=True)
class Means:
    """One metric's, one element for each member and month; `value` is NaN where too few rated, and they are 0 where
    nobody did. `month` as `12 · year + month − 1`."""

    member: tuple[MemberId, ...]
    month: IntArray
    raters: IntArray
    value: FloatArray

    @classmethod
    def from_rows(cls, rows: Sequence[Mean]) -> Self:
        """Raises EvidenceInvalid for a month that is no first day, and for a mean outside 1 to 5 or of nobody."""
        require_first_days({row.month for row in rows})
        for row in rows:
            if row.raters < 0 or (row.value is not None and not (row.raters and LOWEST <= row.value <= HIGHEST)):
                raise EvidenceInvalid(f"{row!r} needs raters and a mean from 1 to 5, or no mean")
        return cls(
            tuple(row.member for row in rows),
            np.array([month_number(row.month) for row in rows], dtype=np.int64),
            np.array([row.raters for row in rows], dtype=np.int64),
            as_numbers([np.nan if row.value is None else row.value for row in rows]),
        )

    def over(self, members: Sequence[MemberId], months: Collection[date]) -> Rated:
        """Those of these months at the members' places. Means of several months count each as often as people rated;
        months with too few are in none of it, and of members with such months alone only the number of the largest is
        told."""
        row = {member: k for k, member in enumerate(members)}
        wanted = np.isin(self.month, [month_number(month) for month in months])
        rated = Rated.empty(len(members))
        total, raters = np.zeros(len(members)), np.zeros(len(members), dtype=np.int64)
        for k, member in enumerate(self.member):
            if not wanted[k] or member not in row:
                continue
            if np.isnan(self.value[k]):
                rated.raters[row[member]] = max(rated.raters[row[member]], self.raters[k])
            else:
                total[row[member]] += self.raters[k] * self.value[k]
                raters[row[member]] += self.raters[k]
        shown = raters > 0
        rated.raters[shown] = raters[shown]
        rated.plain_mean[shown] = total[shown] / raters[shown]
        return rated


def means_by_metric(rows: Iterable[Mean]) -> Mapping[str, Means]:
    """Metric id -> its means. Raises EvidenceInvalid."""
    grouped: dict[str, list[Mean]] = {}
    for row in rows:
        grouped.setdefault(row.metric, []).append(row)
    return {metric: Means.from_rows(group) for metric, group in grouped.items()}

"""What a computation is given, row by row: monthly roll-ups of figures, single ratings, and what ratings came to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from scoring.errors import EvidenceInvalid

MemberId = int | str | UUID

LARGEST = 1e300
"""Of what is entered in one month: a hundred million months of it can be added without overflow."""


class RollUp(NamedTuple):
    """All entries of one member for one figure in one month (its first day), rolled up.

    `n` entries, their `total`, the `last` and the `peak` (largest). With n = 0 the numbers are not read.
    """

    member: MemberId
    figure: str
    month: date
    n: int
    total: float
    last: float
    peak: float


class Rating(NamedTuple):
    """What one rater said about one member for one rated metric in one month (its first day), from 1 to 5: the mean
    over the anchors or questions. Several of the same rater about the same member are averaged over the window."""

    metric: str
    member: MemberId
    rater: MemberId
    month: date
    value: float


class Corrected(NamedTuple):
    """What a round of peer ratings came to for one member and metric in one month (its first day), corrected for the
    raters' severity in that round and kept instead of the ratings.

    `raters` people; the `corrected` mean from 1 to 5, its `standard_error`, the mean of all who could be compared, and
    into how many `components` the round's ratings fell. With too few raters all of these are None but the first. There
    is no plain mean: the corrected and the plain means of everybody tell how severe the raters are.

    `correction`, in points, is how far the round's correction typically moved a mean, of everybody in it; None where
    that is not known, or, as `is_small` says, was not told because the round had too few people.
    """

    metric: str
    member: MemberId
    month: date
    raters: int
    corrected: float | None = None
    standard_error: float | None = None
    component_mean: float | None = None
    components: int | None = None
    correction: float | None = None
    is_small: bool = False


class Mean(NamedTuple):
    """What people said about one member for one rated metric in one month (its first day), where nothing but their
    number and their plain mean, from 1 to 5, is known: nobody's severity can be corrected. No mean where `raters` are
    too few for one."""

    metric: str
    member: MemberId
    month: date
    raters: int
    value: float | None = None


class DaysThere(NamedTuple):
    """Of `whole` working days of a month (its first day) somebody was `there` on so many."""

    month: date
    there: int
    whole: int


def by_text(member: MemberId) -> tuple[str, str]:
    """Sorts members by their text, and a number before the text that looks like it."""
    return str(member), type(member).__name__


def require_first_days(months: Iterable[date]) -> None:
    """Raises EvidenceInvalid for anything but the plain date of a month's first day."""
    for month in months:
        if type(month) is not date or month.day != 1:
            raise EvidenceInvalid(f"month {month!r} must be the date of a month's first day")

"""Whether groups of members reach a band equally often, and what the peer correction changes.

A difference between groups is a reason to look, not a proof: the four-fifths rule says how large it is, Fisher's exact
test how easily chance alone makes one as large. Both are always shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from scoring.columns import Column, flags, require_equal_lengths
from scoring.errors import ColumnInvalid, InputInvalid, UnknownName
from scoring.factors import Factor

SMALLEST_GROUP = 5
FOUR_FIFTHS = 0.8
SAME_CHANCE = 1 + 1e-7  # tables this close in probability count as equally likely; rounding must not part them


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One group's part of the report; all numbers of a suppressed group are None.

    `rate` = `selected` / `members`. `impact_ratio`: the rate over the reference group's, None when nobody shown was
    selected. `p_value`: Fisher's exact test, two-sided, against the reference group, None for the reference itself.
    """

    group: Hashable
    members: int | None = None
    selected: int | None = None
    rate: float | None = None
    impact_ratio: float | None = None
    p_value: float | None = None

    @property
    def suppressed(self) -> bool:
        """Whether the numbers are withheld to protect the group's members, or those of another group."""
        return self.members is None

    @property
    def below_four_fifths(self) -> bool | None:
        """Whether the impact ratio is under 4/5; None without one."""
        return None if self.impact_ratio is None else self.impact_ratio < FOUR_FIFTHS


@dataclass(frozen=True, slots=True)
class BandRates:
    """All groups in order. `reference` is the shown group with the highest rate, None when no group is shown.

    `members` and `selected` over all groups are None when they would tell what is suppressed.
    """

    groups: tuple[GroupRate, ...]
    reference: Hashable | None
    members: int | None
    selected: int | None

    @property
    def lowest_impact_ratio(self) -> float | None:
        """The smallest over the groups shown; 1 with one group, None with none or when nobody was selected."""
        return min((each.impact_ratio for each in self.groups if each.impact_ratio is not None), default=None)


def band_rates(group: Column, selected: Column, *, smallest: int = SMALLEST_GROUP) -> BandRates:
    """How often each group was `selected` (reached the band asked for), compared with the group with the highest rate.

    One row per member: `group`, ids of any hashable kind; `selected`, booleans or 0 and 1. Among groups with the same
    highest rate the largest is the reference, among these the first in order.

    Groups under `smallest` members are suppressed. So that nobody can subtract them from totals known from elsewhere,
    further groups are, smallest first, until at least two groups with together `smallest` members are suppressed, some
    of whom were selected and some not. Suppressed groups are compared with nothing.

    No rows give no groups. Raises ColumnInvalid for unequal lengths and missing groups, InputInvalid for `smallest`
    under 1.
    """
    if smallest < 1:
        raise InputInvalid(f"smallest is {smallest}; a group has at least 1 member")
    factor, chosen = Factor.of(group, name="group"), flags(selected, name="selected")
    require_equal_lengths(group=factor.codes, selected=chosen)
    names, codes = factor.in_order()
    members = np.bincount(codes, minlength=len(names)).tolist()
    reached = np.bincount(codes[chosen], minlength=len(names)).tolist()
    return _report([_Count(*each) for each in zip(names, members, reached, strict=True)], smallest)


class _Count(NamedTuple):
    group: Hashable
    members: int
    selected: int

    @property
    def rate(self) -> Fraction:
        return Fraction(self.selected, self.members)


def _report(counts: Sequence[_Count], smallest: int) -> BandRates:
    hidden = _suppressed(counts, smallest)
    shown = [each for each in counts if each not in hidden]
    reference = max(shown, key=lambda each: (each.rate, each.members), default=None)  # of equals the first
    groups = tuple(
        GroupRate(each.group) if reference is None or each in hidden else _against(reference, each) for each in counts
    )
    if not shown and _tells(hidden, smallest):
        return BandRates(groups, None, None, None)
    return BandRates(
        groups,
        reference.group if reference else None,
        sum(each.members for each in counts),
        sum(each.selected for each in counts),
    )


def _against(reference: _Count, each: _Count) -> GroupRate:
    best = reference.selected * each.members
    ratio = each.selected * reference.members / best if best else None  # one division: 4/5 comes out as 4/5
    p_value = None if each is reference else fisher_exact(each[1:], reference[1:])
    return GroupRate(each.group, each.members, each.selected, float(each.rate), ratio, p_value)


def _suppressed(counts: Sequence[_Count], smallest: int) -> list[_Count]:
    hidden = [each for each in counts if each.members < smallest]
    others = sorted((each for each in counts if each.members >= smallest), key=lambda each: each.members)
    while others and _tells(hidden, smallest):  # one small group alone always tells: it is too few
        hidden.append(others.pop(0))
    return hidden


def _tells(hidden: Sequence[_Count], smallest: int) -> bool:
    """Whether the groups' sums are about too few, or say what each of their members got."""
    members, selected = sum(each.members for each in hidden), sum(each.selected for each in hidden)
    return 0 < members < smallest or (selected in (0, members) and members > 0)


def fisher_exact(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Two-sided p-value that two groups are selected equally often; each group is (members, selected).

    The chance, with the groups' sizes and the number selected as they are, of a table that is at most as likely as
    this one. 1 when nobody or everybody is selected, or a group is empty. In range 0..1; 0 is a number too small for a
    float. Raises InputInvalid when not 0 ≤ selected ≤ members.

    Source: Fisher (1935); two-sided by summing the smaller probabilities, as in Agresti, Categorical Data Analysis.
    """
    for members, selected in (first, second):
        if not 0 <= selected <= members:
            raise InputInvalid(f"{selected} of {members} selected; selected must be between 0 and the members")
    (n, reached), (other, other_reached) = first, second
    total = reached + other_reached
    lowest = max(0, total - other)
    before = np.arange(lowest, min(n, total))  # going on to one more selected in the first group
    steps = (n - before) * (total - before) / ((before + 1.0) * (other - total + before + 1.0))
    logs = np.concatenate(([0.0], np.cumsum(np.log(steps))))
    weights = np.exp(logs - logs.max())
    rarer = weights <= weights[reached - lowest] * SAME_CHANCE
    return float(weights[rarer].sum() / weights.sum())


class BandChanges(NamedTuple):
    """Of `compared` members with a band both times, how many are in a `higher` or `lower` one the second time."""

    compared: int
    higher: int
    lower: int

    @property
    def share(self) -> float | None:
        """The part whose band changes, 0..1; None when nobody could be compared."""
        return (self.higher + self.lower) / self.compared if self.compared else None


def band_changes(before: Iterable[str | None], after: Iterable[str | None], *, bands: Sequence[str]) -> BandChanges:
    """What the correction of peer ratings does: each member's band from plain means, and from corrected ones.

    `before` and `after` list the same members in the same order, None for a card without a band; `bands` from best to
    worst. Raises ColumnInvalid for lists of unequal length, UnknownName for a band that is not in `bands`.
    """
    first, second = list(before), list(after)
    if len(first) != len(second):
        raise ColumnInvalid(f"before lists {len(first)} members and after {len(second)}; list the same ones in both")
    place = {band: k for k, band in enumerate(bands)}
    for band in (*first, *second):
        if band is not None and band not in place:
            raise UnknownName("band", band, known=bands)
    pairs = [
        (place[old], place[new]) for old, new in zip(first, second, strict=True) if old is not None and new is not None
    ]
    return BandChanges(len(pairs), sum(new < old for old, new in pairs), sum(new > old for old, new in pairs))

"""Which members were in something together on a working day. Pure."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

MOST_TOGETHER = 30
"""In something larger not everybody works with everybody, as in a team."""
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was in a campaign on these days, both included."""

    campaign: int
    kind: str
    member: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Together:
    """Two members, the smaller key first, and in how many of a kind they were together."""

    kind: str
    one: int
    other: int
    times: int


def together(stays: Iterable[Stay], working_days: Sequence[date]) -> list[Together]:
    """Of these days, in order of time: each campaign counts once for two people, however many days they shared, and not
    at all where more than thirty were in it."""
    found: Counter[tuple[str, int, int]] = Counter()
    for (_, kind), members in _worked(stays, working_days).items():
        if len(members) <= MOST_TOGETHER:
            for one, other in combinations(sorted(members), 2):
                if _meet(members[one], members[other]):
                    found[kind, one, other] += 1
    return [Together(kind, one, other, times) for (kind, one, other), times in sorted(found.items())]


def _worked(
    stays: Iterable[Stay], working_days: Sequence[date]
) -> Mapping[tuple[int, str], Mapping[int, Sequence[Stretch]]]:
    """By campaign and member: the first and last working day of each stay, by their places in the list."""
    found: dict[tuple[int, str], dict[int, list[Stretch]]] = defaultdict(lambda: defaultdict(list))
    for each in stays:
        first = bisect_left(working_days, each.first_on)
        last = bisect_right(working_days, each.last_on) - 1
        if first <= last:
            found[each.campaign, each.kind][each.member].append((first, last))
    return found


def _meet(one: Sequence[Stretch], other: Sequence[Stretch]) -> bool:
    return any(max(a[0], b[0]) <= min(a[1], b[1]) for a in one for b in other)

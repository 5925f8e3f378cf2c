"""What may be told of a team beside what has been told already: nobody's figure may follow from any two of them. Pure.

A sum or mean of many hides each of them. Two that differ by one person do not: their difference is that person's. So a
figure is told only where the people in it are those of every one told before, or where at least the minimum came or
went; and no combination of all of them may single out fewer.

What was told longer ago than `REMEMBERED` months is not looked at: by then everybody's figures have moved on.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from scoring.periods import Cadence, Period, month_before

REMEMBERED = 2
"""Months before a period whose figures count as known."""

LEAST_COMBINED = 3
"""Of two figures the difference says it all."""
MOST_GROUPS = 3
"""Of people who are in the same figures, taken together when it is looked for what singles out few."""
MOST_TOGETHER = 8
"""Figures that hang together by their people; beyond, a figure of other people than before is not told."""
Contributors = frozenset[int]
"""Keys of the members whose figures are in one of the team's."""


class Everything:
    """One metric's figures that have been told in any team's channel, found by the people in them: where people went
    from one team to another, whoever reads several channels can add and subtract across them."""

    def __init__(self, told: Collection[Contributors] = ()) -> None:
        self._of: dict[int, set[Contributors]] = {}
        for people in told:
            self.add(people)

    def add(self, people: Contributors) -> None:
        for person in people:
            self._of.setdefault(person, set()).add(people)

    def around(self, people: Contributors) -> list[Contributors]:
        """The figures with somebody of these people in them, with somebody of those in turn, and so on, until there are
        more than `MOST_TOGETHER`."""
        found: dict[Contributors, None] = {}
        waiting = [people]
        while waiting and len(found) <= MOST_TOGETHER:
            near = {each for person in waiting.pop() for each in self._of.get(person, ())}
            waiting += [each for each in near if each not in found]
            found |= dict.fromkeys(near)
        return list(found)

    def lets_tell(self, people: Contributors, named: Contributors = frozenset(), *, minimum: int) -> bool:
        """Whether a figure of these people may be told beside all of that."""
        told = self.around(people)
        is_new = people not in told
        return not (is_new and len(told) > MOST_TOGETHER) and may_be_told(people, told, named, minimum=minimum)


def may_be_told(
    people: Contributors, told: Collection[Contributors], named: Contributors = frozenset(), *, minimum: int
) -> bool:
    """Whether a figure of these people may be told, when those of `told` are known, and the own figures of the `named`,
    who agreed to that."""
    if len(people) < minimum:
        return False
    known = {each - named for each in told}
    return people - named in known or keeps_others_hidden([*told, people], named, minimum=minimum)


def keeps_others_hidden(told: Collection[Contributors], named: Contributors, *, minimum: int) -> bool:
    """Whether all these figures and those of the named tell of nobody else."""
    left = [each - named for each in dict.fromkeys(told)]
    sets = [each for each in dict.fromkeys(left) if each]
    if any(_is_few(len(each), minimum) for each in sets):
        return False
    if any(_is_few(len(one ^ other), minimum) for one, other in combinations(sets, 2)):
        return False
    return len(sets) < LEAST_COMBINED or not _singles_out(sets, minimum)


def may_replace(changed: int, *, minimum: int) -> bool:
    """Whether a figure may be told anew after so many people's part in it was revised."""
    return not _is_few(changed, minimum)


def may_stand_beside(people: Contributors, told: Iterable[tuple[Contributors, Contributors]], *, minimum: int) -> bool:
    """Whether a longer period's figure of these people may be told when its months' were told of others' and theirs:
    for each of these who was in it, and of whom something has changed since."""
    return all(may_replace(len(people & changed), minimum=minimum) for among, changed in told if people & among)


def known_periods(period: Period) -> list[str]:
    """Of which a team's figures are known when this period's come out: the months before and those of the period
    itself, and whatever is longer and ended with one of them."""
    last = period.months[-1]
    months = [month_before(last, back) for back in range(max(REMEMBERED + 1, len(period.months)))]
    ends = {Period(Cadence.MONTH, month).end for month in months}
    around = [Period.containing(month, cadence) for month in months for cadence in Cadence]
    return [str(each) for each in dict.fromkeys(around) if each.end in ends and each != period]


def known_around(period: Period) -> list[str]:
    """When figures of a period are told anew: also what was told of it before, and of the months that knew it."""
    last = period.months[-1]
    since = [Period(Cadence.MONTH, month_before(last, -ahead)) for ahead in range(REMEMBERED + 1)]
    found = [each for one in since for each in (*known_periods(one), str(one))]
    return list(dict.fromkeys([*known_periods(period), *found]))


def _is_few(people: int, minimum: int) -> bool:
    return 0 < people < minimum


def _singles_out(told: Sequence[Contributors], minimum: int) -> bool:
    """Whether sums over these sets, each taken any number of times, added and subtracted, come to something about fewer
    people than the minimum; also to the difference of two, of whom each would know the other's.

    People who are in the same sets cannot be told apart, so each such group counts as one unknown.
    """
    groups = Counter(tuple(person in each for each in told) for person in frozenset[int]().union(*told))
    patterns = list(groups)
    reduced = _reduced([[Fraction(pattern[row]) for pattern in patterns] for row in range(len(told))])
    small = [place for place, pattern in enumerate(patterns) if groups[pattern] < minimum]
    sizes = [groups[pattern] for pattern in patterns]
    return any(_come_to(some, reduced) for some in _few_of(small, sizes, minimum))


def _few_of(places: Sequence[int], sizes: Sequence[int], minimum: int) -> Iterator[frozenset[int]]:
    """Every choice of groups that together are fewer people than the minimum."""
    for number in range(1, min(minimum - 1, MOST_GROUPS) + 1):
        for some in combinations(places, number):
            if sum(sizes[place] for place in some) < minimum:
                yield frozenset(some)


Reduced = dict[int, list[Fraction]]
"""Rows by the place of their leading one; where one leads the others have nothing."""


def _reduced(rows: Iterable[list[Fraction]]) -> Reduced:
    """Exact."""
    found: Reduced = {}
    for row in rows:
        left = row
        for place, base in found.items():
            left = _less(left, base, left[place])
        lead = next((place for place, value in enumerate(left) if value), None)
        if lead is not None:
            new = [value / left[lead] for value in left]
            found = {place: _less(base, new, base[lead]) for place, base in found.items()} | {lead: new}
    return found


def _less(row: list[Fraction], base: list[Fraction], times: Fraction) -> list[Fraction]:
    return [value - times * of_base for value, of_base in zip(row, base, strict=True)] if times else row


def _come_to(some: frozenset[int], reduced: Reduced) -> bool:
    """Whether a combination of the rows has nothing but these places. Only rows that lead in one of them can be in it,
    and outside of them these have to cancel out."""
    rows = [row for lead, row in reduced.items() if lead in some]
    outside = [[value for place, value in enumerate(row) if place not in some] for row in rows]
    return len(_reduced(outside)) < len(rows)

"""A team's metrics beside each other: from two of them a sum over other people than a third's may follow. Pure.

Leads of six people, contracts of five of them and contracts per lead of the same five give the leads of the five, and
with them the sixth person's.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.features.scorecards.rules.disclosure import Contributors, keeps_others_hidden
from scoring.definitions import Metric
from scoring.formula import Ref
from scoring.periods import Cadence

Sum = tuple[Cadence, Ref]
"""A figure over the months that a metric of this cadence looks at."""
Shown = tuple[frozenset[Sum], Contributors]
"""A metric's sums, and whose."""
NOBODY: Contributors = frozenset()


def hidden_beside(
    metrics: Sequence[Metric], contributors: Mapping[str, Sequence[int]], *, minimum: int
) -> frozenset[str]:
    """Those of the metrics with `contributors` that cannot be told beside the ones before them."""
    shown: list[Shown] = []
    hidden: set[str] = set()
    for metric in metrics:
        if metric.id in contributors and metric.refs:
            new = frozenset((metric.cadence, ref) for ref in metric.refs), frozenset(contributors[metric.id])
            if _gives_away([*shown, new], minimum):
                hidden.add(metric.id)
            else:
                shown.append(new)
    return frozenset(hidden)


def _gives_away(shown: Sequence[Shown], minimum: int) -> bool:
    found: dict[Sum, set[Contributors]] = {}
    for of, people in _follow(shown):
        found.setdefault(of, set()).add(people)
    return any(not keeps_others_hidden(list(sets), NOBODY, minimum=minimum) for sets in found.values())


def _follow(shown: Sequence[Shown]) -> Iterator[tuple[Sum, Contributors]]:
    """The sums that follow from the metrics of the same people: of each metric the last one that is not known from the
    others, and all that are left in as many metrics as there are of them."""
    for people in {each for _, each in shown}:
        known: set[Sum] = set()
        left = [sums for sums, each in shown if each == people]
        while True:
            left = [rest for sums in left if (rest := sums - known)]
            new = {of for sums in left if len(sums) == 1 for of in sums}
            unknown = frozenset[Sum]().union(*left)
            if not new and len(left) >= len(unknown):
                new = {*unknown}
            if not new:
                break
            known |= new
        yield from ((of, people) for of in known)

"""What a revision of a card changed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.receipt import MetricLine, Receipt

NOTHING = 1e-9
"""Of a number: less is what adding in another order leaves."""


@dataclass(frozen=True, slots=True)
class Change:
    """A metric whose value, points or reason is another one; shares of the others follow from these."""

    before: MetricLine
    after: MetricLine


def changes(before: Receipt, after: Receipt) -> Sequence[Change]:
    """Of the metrics that both have, in the order of the newer."""
    known = {line.metric: line for line in before.metrics}
    pairs = [(known[line.metric], line) for line in after.metrics if line.metric in known]
    return [Change(old, new) for old, new in pairs if _is_other(old, new)]


def is_changed(before: Receipt, after: Receipt) -> bool:
    """Whether anything that counts is another: a metric, the score or what is covered."""
    is_score = _differs(before.score, after.score) or _differs(before.coverage, after.coverage)
    return is_score or before.band != after.band or bool(changes(before, after))


def _is_other(old: MetricLine, new: MetricLine) -> bool:
    numbers = ((old.value, new.value), (old.points, new.points), (old.target, new.target))
    return old.reason != new.reason or any(_differs(one, other) for one, other in numbers)


def _differs(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > NOTHING * max(1.0, abs(one), abs(other))

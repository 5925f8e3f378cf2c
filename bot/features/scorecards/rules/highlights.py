"""What stands out on a card beside those before it: the best metric, the weakest, and for how long. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.definitions import Direction
from scoring.reasons import Reason
from scoring.receipt import MetricLine, Receipt

TARGET_MET = 100.0
"""Points of a metric whose target was just met."""
LEAST_BEATEN = 2
"""Cards that must have been worse before anybody says so."""
LOOK_BACK = 11
"""Cards before this one that are compared: with it a year of months."""

Earlier = Sequence[Mapping[str, MetricLine] | None]
"""Lines by metric of the cards before this one, the newest first; None where there is no card."""


@dataclass(frozen=True, slots=True)
class Best:
    """The metric with the most points. It beat `beaten` earlier cards in a row; `since` is how many cards back one was
    as good, None when none was."""

    line: MetricLine
    beaten: int
    since: int | None

    @property
    def is_worth_telling(self) -> bool:
        return self.beaten >= LEAST_BEATEN


@dataclass(frozen=True, slots=True)
class Weakest:
    """The metric with the fewest points, under its target for the `times`-th card in a row; 0 for a rated one, which
    has no target."""

    line: MetricLine
    times: int


@dataclass(frozen=True, slots=True)
class Highlights:
    best: Best
    weakest: Weakest | None


def lines_of(receipt: Receipt) -> Mapping[str, MetricLine]:
    return {line.metric: line for line in receipt.metrics}


def highlights(receipt: Receipt, earlier: Earlier) -> Highlights | None:
    """None with fewer than two scored metrics, or when all are worth the same. Of equals the first on the card."""
    scored = [(line.points, line) for line in receipt.metrics if line.points is not None]
    if len({points for points, _ in scored}) < 2:
        return None
    most, least = max(scored, key=_points), min(scored, key=_points)
    weakest = Weakest(least[1], _times(least[1], earlier)) if least[0] < TARGET_MET else None
    return Highlights(_best(most[1], earlier), weakest)


def _points(scored: tuple[float, MetricLine]) -> float:
    return scored[0]


def _best(line: MetricLine, earlier: Earlier) -> Best:
    """Cards without the metric, or by which it was computed in another way, are passed over."""
    beaten = 0
    for back, lines in enumerate(earlier, start=1):
        before = lines.get(line.metric) if lines else None
        if before is None or not is_comparable(line, before):
            continue
        if not _is_better(line, before):
            return Best(line, beaten, back)
        beaten += 1
    return Best(line, beaten, None)


def is_comparable(line: MetricLine, before: MetricLine) -> bool:
    """Whether an earlier card's value was computed in the same way."""
    alike = (line.formula, line.unit, line.direction, line.source)
    return before.value is not None and alike == (before.formula, before.unit, before.direction, before.source)


def _is_better(line: MetricLine, before: MetricLine) -> bool:
    assert line.value is not None
    assert before.value is not None
    if line.direction == Direction.HIGHER.value or line.rated:
        return line.value > before.value
    return line.direction == Direction.LOWER.value and line.value < before.value


def _times(line: MetricLine, earlier: Earlier) -> int:
    if line.attainment is None:
        return 0
    times = 1
    for lines in earlier:
        before = lines.get(line.metric) if lines else None
        if before is None or before.reason != Reason.SCORED.code or (before.points or 0.0) >= TARGET_MET:
            break
        times += 1
    return times

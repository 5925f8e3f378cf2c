"""What would lift a score, from its receipt. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.reasons import Reason
from scoring.receipt import MetricLine, Receipt

TARGET_MET = 100.0
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Weak:
    """A metric that missed its target: its points, and how many the card's own score would have more had the target
    just been met."""

    line: MetricLine
    points: float
    gain: float


def weakest(receipt: Receipt) -> tuple[Weak, ...]:
    """Those that would lift it most, at most two."""
    missed = [
        Weak(line, line.points, _gain(line, line.points))
        for line in receipt.metrics
        if line.reason == Reason.SCORED.code and line.points is not None
    ]
    lifting = [each for each in missed if each.gain > 0]
    return tuple(sorted(lifting, key=lambda each: (-each.gain, each.line.metric))[:MOST_NAMED])


def _gain(line: MetricLine, points: float) -> float:
    """A rated metric has no target: all that is left."""
    aim = TARGET_MET if line.attainment is None else _worth(line.curve, TARGET_MET)
    return (aim - points) * line.share / 100


def _worth(curve: Sequence[tuple[float, float]], at: float) -> float:
    """Linear between the curve's points, flat beyond its ends."""
    for (left, low), (right, high) in pairwise(curve):
        if left <= at <= right:
            return low + (high - low) * (at - left) / (right - left)
    return curve[0][1] if at < curve[0][0] else curve[-1][1]

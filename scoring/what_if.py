"""What one card would come to with other values, and which value of one metric reaches a band. Plain numbers.

Everything but the values tried is taken from the receipt, so that without any the result is the card's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from math import fsum

from scoring.definitions import Aggregate, Band, Direction, Metric, Scheme, Source
from scoring.formula import Binary, Negate, Node, Ref
from scoring.reasons import Reason
from scoring.receipt import MetricLine, Receipt
from scoring.rounding import half_up

WHOLE = 100.0
_LIFTABLE = frozenset({Reason.SCORED.code, Reason.NO_DATA.code, Reason.NO_HISTORY.code, Reason.DIVISION_BY_ZERO.code})
_CENTLESS = (
    "ADP AFN ALL BIF BYR CLP DJF ESP GNF IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO PYG RSD RWF SLL "
    "SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD"
)
_WITHOUT_CENTS = frozenset(_CENTLESS.split())
"""Currencies that CLDR gives no decimals, as whoever shows amounts has them from there."""
_LARGE = 1_000
"""Money from which nobody counts cents."""


@dataclass(frozen=True, slots=True)
class Tried:
    """`score` is not rounded, `shown` is; both None when nothing has points. `band` only when it is complete."""

    score: float | None
    shown: Decimal | None
    coverage: float
    is_complete: bool
    band: Band | None


@dataclass(frozen=True, slots=True)
class Way:
    """One metric's least change that reaches a band with everything else as it is: from `before` to `value`, a multiple
    of `step`. One step less does not reach it."""

    metric: str
    before: float
    value: Decimal
    step: Decimal
    change: float
    """Of its attainment, in points of %."""


def is_open(line: MetricLine) -> bool:
    """Whether another value can be tried: it comes from figures, is due, and has something to be held against."""
    if line.source != Source.FORMULA.value or line.reason not in _LIFTABLE:
        return False
    if line.direction == Direction.WITHIN.value:
        return line.low is not None and line.high is not None and line.high > line.low
    return line.target is not None and line.target > 0


def tried(scheme: Scheme, receipt: Receipt, values: Mapping[str, float]) -> Tried:
    """The card with these values by metric. A metric that had no points has them then, and counts as covered; values of
    metrics that are not open are left alone."""
    lines = [(line, values.get(line.metric) if is_open(line) else None) for line in receipt.metrics]
    weighed = [(line.weight, _points(line, value)) for line, value in lines]
    scored = [(weight, points) for weight, points in weighed if points is not None]
    is_new = [value is not None and line.reason != Reason.SCORED.code for line, value in lines]
    covered = receipt.covered_weight + fsum(line.weight for (line, _), new in zip(lines, is_new, strict=True) if new)
    coverage = WHOLE * covered / receipt.due_weight if any(is_new) else receipt.coverage
    if not scored:
        return Tried(None, None, coverage, is_complete=False, band=None)
    own = fsum(weight * points for weight, points in scored) / fsum(weight for weight, _ in scored)
    score = min(own * receipt.team_coefficient + receipt.special, receipt.cap)
    shown = half_up(score, receipt.decimals)
    is_complete = float(half_up(coverage, receipt.decimals)) >= receipt.incomplete_below
    return Tried(score, shown, coverage, is_complete, _band(scheme, shown) if is_complete else None)


def next_band(scheme: Scheme, receipt: Receipt) -> Band | None:
    """The one above the card's; None in the highest, and for a card without a band."""
    rising = sorted(scheme.bands, key=_minimum)
    here = next((place for place, each in enumerate(rising) if each.id == receipt.band), None)
    return None if here is None or here + 1 == len(rising) else rising[here + 1]


def ways_to(scheme: Scheme, receipt: Receipt, band: Band) -> list[Way]:
    """Metrics that reach the band alone, the smallest change of attainment first; empty when none does."""
    found = (_way(scheme, receipt, line, band) for line in receipt.metrics)
    return sorted((way for way in found if way), key=_change)


def step_of(scheme: Scheme, line: MetricLine) -> Decimal:
    """In which a value of the metric is sensibly told: whole leads, tenths of a percent, cents or whole yen."""
    if line.unit == "percent":
        return Decimal("0.1")
    if len(line.unit) == 3 and line.unit.isupper():
        is_large = abs(line.value or 0) >= _LARGE or abs(line.target or 0) >= _LARGE
        return Decimal(1) if is_large or line.unit in _WITHOUT_CENTS else Decimal("0.01")
    is_count = line.unit == "count" and line.metric in scheme.additive
    return Decimal(1) if is_count else Decimal("0.01")


def takes_whole(scheme: Scheme, metric: Metric) -> bool:
    """Whether there are no shares of its values: sums and differences of figures that are counted in whole ones, and
    money without cents. A mean of whole numbers is no whole number."""
    return metric.unit in _WITHOUT_CENTS or (metric.unit != "percent" and _is_whole(scheme, metric.node))


def attainment_at(line: MetricLine, value: float) -> float:
    """In %, of an open line; like `scoring.attainment.attain`."""
    if line.direction == Direction.WITHIN.value:
        assert line.low is not None
        assert line.high is not None
        outside = max(line.low - value, value - line.high, 0.0)
        return max(WHOLE * (1 - outside / (line.high - line.low)), 0.0)
    assert line.target is not None
    if line.direction == Direction.HIGHER.value:
        return WHOLE * value / line.target
    cap = line.curve[-1][0]
    return min(WHOLE * line.target / value, cap) if value > 0 else cap


def _is_whole(scheme: Scheme, node: Node) -> bool:
    match node:
        case Ref():
            figure = scheme.figure(node.figure)
            return figure.aggregate is Aggregate.COUNT or (figure.whole and figure.aggregate is not Aggregate.MEAN)
        case Negate():
            return _is_whole(scheme, node.operand)
        case Binary("+" | "-", left, right):
            return _is_whole(scheme, left) and _is_whole(scheme, right)
        case _:
            return False


def _way(scheme: Scheme, receipt: Receipt, line: MetricLine, band: Band) -> Way | None:
    if line.reason != Reason.SCORED.code or line.value is None or not is_open(line):
        return None
    step, best = step_of(scheme, line), _best(line, line.value)

    def reaches(steps: int) -> bool:
        there = tried(scheme, receipt, {line.metric: float(steps * step)})
        return there.shown is not None and there.is_complete and float(there.shown) >= band.min

    rises = best > line.value
    start = _steps(line.value, step, ROUND_FLOOR if rises else ROUND_CEILING)
    end = _steps(best, step, ROUND_CEILING if rises else ROUND_FLOOR)
    if best == line.value or start == end or reaches(start) or not reaches(end):
        return None
    steps = _first(start, end, reaches)
    if steps == 0 and line.direction == Direction.LOWER.value:
        return None  # nobody can be asked for no cost at all
    value = steps * step
    change = abs(attainment_at(line, float(value)) - attainment_at(line, line.value))
    return Way(line.metric, line.value, value, step, change)


def _best(line: MetricLine, value: float) -> float:
    """The nearest value beyond which the metric gets no more points."""
    if line.direction == Direction.WITHIN.value:
        assert line.low is not None
        assert line.high is not None
        return min(max(value, line.low), line.high)
    assert line.target is not None
    cap = line.curve[-1][0]
    if line.direction == Direction.HIGHER.value:
        return max(line.target * cap / WHOLE, value)
    return value if cap <= 0 else min(line.target * WHOLE / cap, value)


def _steps(value: float, step: Decimal, rounding: str) -> int:
    return int((Decimal(repr(value)) / step).to_integral_value(rounding=rounding))


def _first(start: int, end: int, reaches: Callable[[int], bool]) -> int:
    """The number nearest to `start` that reaches: `start` does not and `end` does, and what lies beyond one that does,
    does too."""
    near, far = start, end
    while abs(far - near) > 1:
        middle = (near + far) // 2
        near, far = (near, middle) if reaches(middle) else (middle, far)
    return far


def _points(line: MetricLine, value: float | None) -> float | None:
    """With the value tried; None for a metric without points."""
    if value is None:
        return line.points if line.reason == Reason.SCORED.code else None
    return _on_curve(line, attainment_at(line, value))


def _on_curve(line: MetricLine, attainment: float) -> float:
    """Linear between the curve's points, flat beyond its ends."""
    (first, low), (last, high) = line.curve[0], line.curve[-1]
    if attainment <= first or attainment >= last:
        return low if attainment <= first else high
    for (left, below), (right, above) in pairwise(line.curve):
        if attainment <= right:
            return below + (above - below) * (attainment - left) / (right - left)
    return high


def _band(scheme: Scheme, shown: Decimal) -> Band | None:
    """The highest that the shown score reaches."""
    reached = [each for each in scheme.bands if float(shown) >= each.min]
    return max(reached, key=_minimum, default=None)


def _minimum(band: Band) -> float:
    return band.min


def _change(way: Way) -> float:
    return way.change

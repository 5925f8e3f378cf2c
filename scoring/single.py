"""One member's metric on plain numbers: the same figures as `measure` and `attain` give for many members.

Arrays pay for hundreds of members; for one, who waits for an answer, they take many times as long as the sums.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from scoring.definitions import Aggregate, Direction, Figure, Metric
from scoring.formula import Binary, Negate, Node, Number, Ref
from scoring.rows import RollUp
from scoring.windows import Window

Months = Mapping[tuple[str, date], RollUp]
"""One member's roll-ups by figure and month (its first day); those with n = 0 are left out."""


def value_of(metric: Metric, *, figures: Mapping[str, Figure], told: Months, window: Window) -> float | None:
    """The metric over the window, as `measure` computes it; None where that is NaN."""
    named = metric.refs
    if not named or any(ref.figure not in figures for ref in named):
        return None
    rows = {ref: _rows(ref, metric, told, window) for ref in named}
    monthly = [ref for ref in named if figures[ref.figure].is_monthly_flow]
    sparse = [ref for ref in named if ref not in monthly and not figures[ref.figure].aggregate.is_level]
    matched = _matched([rows[ref] for ref in monthly]), _matched([rows[ref] for ref in sparse])
    inputs: dict[Ref, float] = {}
    for ref, months in rows.items():
        aggregate = figures[ref.figure].aggregate
        which = range(len(months)) if aggregate.is_level else matched[ref not in monthly]
        used = [row for k in which if (row := months[k])]
        if not used:
            return None
        inputs[ref] = _aggregated(aggregate, used)
    return _evaluated(metric.node, inputs)


def attainment_of(metric: Metric, *, value: float | None, target: float | None) -> float | None:
    """Attainment in %, as `attain` computes it; None where that is NaN."""
    if value is None:
        return None
    if metric.direction is Direction.WITHIN:
        return _within(metric, value)
    if target is None or not target > 0:
        return None
    if metric.direction is Direction.HIGHER:
        return _finite(100 * value / target)
    cap = metric.curve.cap
    return min(100 * target / value, cap) if value > 0 else cap


def _rows(ref: Ref, metric: Metric, told: Months, window: Window) -> list[RollUp | None]:
    months = window.earlier(ref.lag * metric.cadence.months) if ref.lag else window.months
    return [told.get((ref.figure, month)) for month in months]


def _matched(blocks: Sequence[Sequence[RollUp | None]]) -> list[int]:
    """Positions of the months in which every block has entries."""
    return [k for k, rows in enumerate(zip(*blocks, strict=True)) if all(rows)]


def _aggregated(aggregate: Aggregate, rows: Sequence[RollUp]) -> float:
    if aggregate is Aggregate.SUM:
        return sum(row.total for row in rows)
    if aggregate is Aggregate.MEAN:
        return sum(row.total for row in rows) / sum(row.n for row in rows)
    if aggregate is Aggregate.LAST:
        return rows[-1].last
    if aggregate is Aggregate.MAX:
        return max(row.peak for row in rows)
    return float(sum(row.n for row in rows))


def _evaluated(node: Node, inputs: Mapping[Ref, float]) -> float | None:
    try:
        return _finite(_value(node, inputs))
    except ZeroDivisionError:
        return None


def _value(node: Node, inputs: Mapping[Ref, float]) -> float:
    if isinstance(node, Ref):
        return inputs[node]
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Negate):
        return -_value(node.operand, inputs)
    return _combined(node, _value(node.left, inputs), _value(node.right, inputs))


def _combined(node: Binary, left: float, right: float) -> float:
    if node.operator == "+":
        return left + right
    if node.operator == "-":
        return left - right
    return left * right if node.operator == "*" else left / right


def _within(metric: Metric, value: float) -> float:
    assert metric.low is not None
    assert metric.high is not None
    outside = max(metric.low - value, value - metric.high, 0)
    return max(100 * (1 - outside / (metric.high - metric.low)), 0.0)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

"""Values of metrics: how figures are aggregated over the months that count, what the formula makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from scoring import formula
from scoring.arrays import BoolArray, FloatArray, ReasonArray
from scoring.definitions import Aggregate, Figure, Metric
from scoring.evaluation import evaluate
from scoring.evidence import Evidence, Series
from scoring.formula import Ref
from scoring.ratings import Rated
from scoring.reasons import Reason
from scoring.windows import Window


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric over a window, for all members.

    `value` (members), NaN with a reason in `reasons`; `inputs` the aggregates per reference of the formula (members);
    `used` (members × window months): months that entered the value; `counts_months`: whether every month was expected
    to have entries, so that a month without them leaves the value partial. `rated`: the ratings behind a rated metric.
    """

    value: FloatArray
    reasons: ReasonArray
    inputs: Mapping[Ref, FloatArray]
    used: BoolArray
    counts_months: bool
    rated: Rated | None = None


def measure(metric: Metric, *, figures: Mapping[str, Figure], evidence: Evidence, window: Window) -> Measured:
    """The metric's value per member.

    Sums, counts and means that are expected every month are taken over the same months: those in which all of them,
    and their earlier counterparts, were entered. A month with cost but without leads thus falsifies no ratio. Figures
    entered less often are matched among themselves in the same way; where they add up and no monthly figure is named, a
    quarter (half, year) without them is missing, not nothing. Last values and peaks take what there is.
    A formula that names no figure, or one that is not among `figures`, gives NO_DATA: the lint of schemes refuses both.
    """
    node = metric.node
    named = formula.refs(node)
    shape = (len(evidence.members), len(window.months))
    if not named or any(ref.figure not in figures for ref in named):
        return _nothing(shape)
    blocks = {ref: _block(ref, metric, evidence, window) for ref in named}
    monthly = [ref for ref in named if figures[ref.figure].is_monthly_flow]
    sparse = [ref for ref in named if ref not in monthly and not figures[ref.figure].aggregate.is_level]
    in_all = {True: _months_of_all(blocks, monthly, shape), False: _months_of_all(blocks, sparse, shape)}
    inputs = {}
    for ref, block in blocks.items():
        aggregate = figures[ref.figure].aggregate
        used = block.n > 0 if aggregate.is_level else in_all[ref in monthly]
        inputs[ref] = _AGGREGATES[aggregate](block, used)
    value, reasons = evaluate(node, inputs)
    reasons = np.where(_lacks_history(blocks) & (reasons == Reason.NO_DATA), Reason.NO_HISTORY, reasons).astype(np.int8)
    if sparse and not monthly and _adds_up(metric, figures):
        length = max(figures[ref.figure].entered.months for ref in sparse)
        return Measured(value, reasons, inputs, _spread(in_all[False], window.months, length), counts_months=True)
    return Measured(value, reasons, inputs, in_all[True], counts_months=bool(monthly))


def _block(ref: Ref, metric: Metric, evidence: Evidence, window: Window) -> Series:
    if ref.lag and not evidence.has_earlier:
        return Series.empty(len(evidence.members), len(window.months))
    return evidence.over(ref.figure, window.earlier(ref.lag * metric.cadence.months))


def _adds_up(metric: Metric, figures: Mapping[str, Figure]) -> bool:
    flows = {figure.id for figure in figures.values() if figure.aggregate.is_additive}
    return formula.degree(metric.node, flows) == 1


def _spread(entered: BoolArray, months: Sequence[date], length: int) -> BoolArray:
    """Every month of a period of `length` months counts as entered when one of them was."""
    number = np.array([(12 * month.year + month.month - 1) // length for month in months])
    return np.column_stack([entered[:, number == each].any(axis=1) for each in number])


def _nothing(shape: tuple[int, int]) -> Measured:
    reasons = np.full(shape[0], Reason.NO_DATA, dtype=np.int8)
    return Measured(np.full(shape[0], np.nan), reasons, {}, np.zeros(shape, dtype=np.bool_), counts_months=False)


def _months_of_all(blocks: Mapping[Ref, Series], named: Sequence[Ref], shape: tuple[int, int]) -> BoolArray:
    result = np.ones(shape, dtype=np.bool_)
    for ref in named:
        result &= blocks[ref].n > 0
    return result


def _lacks_history(blocks: Mapping[Ref, Series]) -> BoolArray:
    """Everything of this window is there, something of an earlier one is not."""
    present: dict[Ref, BoolArray] = {ref: np.asarray((block.n > 0).any(axis=1)) for ref, block in blocks.items()}
    now = [there for ref, there in present.items() if ref.lag == 0]
    before = [there for ref, there in present.items() if ref.lag > 0]
    if not before:
        return np.zeros(len(next(iter(present.values()))), dtype=np.bool_)
    has_now = np.all(np.vstack(now), axis=0) if now else np.ones_like(before[0])
    return np.asarray(has_now & ~np.all(np.vstack(before), axis=0), dtype=np.bool_)


def _none_to_nan(values: FloatArray, used: BoolArray) -> FloatArray:
    return np.where(used.any(axis=1), values, np.nan)


def _sum(block: Series, used: BoolArray) -> FloatArray:
    return _none_to_nan(np.where(used, block.total, 0.0).sum(axis=1), used)


def _count(block: Series, used: BoolArray) -> FloatArray:
    return _none_to_nan(np.where(used, block.n, 0.0).sum(axis=1), used)


def _mean(block: Series, used: BoolArray) -> FloatArray:
    """Over entries, not over months."""
    entries = _count(block, used)
    return np.divide(_sum(block, used), entries, out=np.full_like(entries, np.nan), where=entries > 0)


def _max(block: Series, used: BoolArray) -> FloatArray:
    return _none_to_nan(np.where(used, block.peak, -np.inf).max(axis=1), used)


def _last(block: Series, used: BoolArray) -> FloatArray:
    column = used.shape[1] - 1 - used[:, ::-1].argmax(axis=1)
    return _none_to_nan(block.last[np.arange(len(column)), column], used)


_AGGREGATES: Mapping[Aggregate, Callable[[Series, BoolArray], FloatArray]] = {
    Aggregate.SUM: _sum,
    Aggregate.COUNT: _count,
    Aggregate.MEAN: _mean,
    Aggregate.MAX: _max,
    Aggregate.LAST: _last,
}

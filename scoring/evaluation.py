"""Formulas over many members at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scoring.arrays import BoolArray, FloatArray, ReasonArray
from scoring.formula import Negate, Node, Number, Ref, refs
from scoring.reasons import Reason

_NOTHING = np.array(np.nan)


def evaluate(node: Node, inputs: Mapping[Ref, FloatArray]) -> tuple[FloatArray, ReasonArray]:
    """Value per element, NaN with a reason where there is none. `inputs` holds one equally long array per `refs(node)`.

    Reasons: SCORED; NO_DATA where an input is NaN, and everywhere for a name without an input; DIVISION_BY_ZERO;
    NOT_FINITE on overflow. Never raises.
    """
    arrays = list(inputs.values())
    missing = np.any(np.isnan(np.vstack(arrays)), axis=0) if arrays else np.zeros(1, dtype=np.bool_)
    missing |= any(ref not in inputs for ref in refs(node))
    by_zero = np.zeros(missing.shape, dtype=np.bool_)
    with np.errstate(all="ignore"):
        values = np.broadcast_to(_value(node, inputs, by_zero), missing.shape).astype(np.float64)
    finite = np.isfinite(values)
    reasons = np.select(
        [missing, by_zero, ~finite], [Reason.NO_DATA, Reason.DIVISION_BY_ZERO, Reason.NOT_FINITE], Reason.SCORED
    ).astype(np.int8)
    return np.where(reasons == Reason.SCORED, values, np.nan), reasons


def _value(node: Node, inputs: Mapping[Ref, FloatArray], by_zero: BoolArray) -> FloatArray:
    if isinstance(node, Number):
        return np.asarray(node.value, dtype=np.float64)
    if isinstance(node, Ref):
        return inputs.get(node, _NOTHING)
    if isinstance(node, Negate):
        return -_value(node.operand, inputs, by_zero)
    left, right = _value(node.left, inputs, by_zero), _value(node.right, inputs, by_zero)
    if node.operator == "+":
        return left + right
    if node.operator == "-":
        return left - right
    if node.operator == "*":
        return left * right
    by_zero |= right == 0
    return np.divide(left, right)

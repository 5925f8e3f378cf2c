"""The arrays of a computation over many members, and how rows become one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scoring.errors import EvidenceInvalid

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

ReasonArray = npt.NDArray[np.int8]
"""Numbers of `Reason`."""


def as_numbers(given: Sequence[object]) -> FloatArray:
    """Float64 of the same shape, None as NaN. Raises EvidenceInvalid for what is no number."""
    try:
        return np.array(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise EvidenceInvalid(f"a row has something that is no number: {error}") from error

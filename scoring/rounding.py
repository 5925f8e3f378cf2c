"""Rounding for display, half up, as people do it on paper.

Binary floats put 89.95 a hair below the half, so both functions first drop what lies beyond `NOISE_DECIMALS`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.arrays import FloatArray

NOISE_DECIMALS = 9
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # room for every digit of the largest float


def half_up(value: float | Decimal, decimals: int = 1) -> Decimal:
    """`value` with exactly `decimals` places, halves away from zero: 89.95 -> 90.0, -0.25 -> -0.3.

    Raises ValueError for NaN and infinity.
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not number.is_finite():
        raise ValueError(f"cannot round {value!r}: only finite numbers can be shown")
    quiet = number if isinstance(value, Decimal) else number.quantize(Decimal(1).scaleb(-NOISE_DECIMALS), context=_WIDE)
    return quiet.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)


def half_up_array(values: FloatArray, decimals: int = 1) -> FloatArray:
    """The same for an array of any shape, as floats; NaN stays NaN."""
    import numpy as np  # here, because single numbers are rounded where no array is wanted

    scale = 10.0**decimals
    quiet = np.round(np.abs(values) * scale, NOISE_DECIMALS - decimals)
    return np.asarray(np.copysign(np.floor(quiet + 0.5) / scale, values), dtype=np.float64)

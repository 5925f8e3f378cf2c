from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rounding import half_up, half_up_array


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (89.95, 1, "90.0"),
        (89.949, 1, "89.9"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (-0.25, 1, "-0.3"),
        (2.675, 2, "2.68"),
        (92, 1, "92.0"),
    ],
)
def test_halves_go_up_as_on_paper(value: float, decimals: int, shown: str) -> None:
    assert str(half_up(value, decimals)) == shown


def test_noise_of_binary_sums_is_not_shown() -> None:
    assert 0.1 * 3 * 299.83333333333337 != 89.95
    assert str(half_up(89.95 - 1e-11)) == "90.0"
    assert str(half_up(89.95 - 1e-6)) == "89.9"


def test_large_amounts_keep_every_digit() -> None:
    assert str(half_up(1e300, 2)) == f"{int(Decimal('1e300'))}.00"


def test_decimals_are_taken_exactly() -> None:
    assert half_up(Decimal("1.00499999999999999"), 2) == Decimal("1.00")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_cannot_be_shown(value: float) -> None:
    with pytest.raises(ValueError, match="only finite"):
        half_up(value)


def test_nan_stays_nan_in_arrays() -> None:
    assert np.isnan(half_up_array(np.array([np.nan]))).all()


@given(st.integers(-200_000, 200_000), st.integers(0, 3))
def test_the_array_agrees_with_the_single_number(thousandths: int, decimals: int) -> None:
    value = thousandths / 1000
    assert half_up_array(np.array([value]), decimals)[0] == float(half_up(value, decimals))

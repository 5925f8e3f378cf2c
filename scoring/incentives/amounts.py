"""Amounts of money and the plain numbers they are multiplied with, checked and exact.

An amount of money is a Decimal, an int or a text. A float is refused: 0.1 + 0.2 is not 0.3, and nobody could tell which
cent was meant. Numbers that are no money (attainment, coefficient, contribution points) come from cards, so a float is
taken there as the decimal it shows, to nine places.
"""

from __future__ import annotations

import math
from decimal import Context, Decimal, DecimalException

from scoring.errors import InputInvalid
from scoring.rounding import NOISE_DECIMALS, half_up

Amount = Decimal | int | str
Number = Decimal | int | float

EXACT = Context(prec=200)
"""Room for every product of this package, whatever the caller's own decimal context is."""

LIMIT = Decimal(10) ** 15
"""Amounts and numbers must be smaller than this."""


def places_checked(places: int) -> int:
    """Decimal places of a currency: 2 for most, 0 for yen, at most 4. Raises InputInvalid."""
    if isinstance(places, bool) or not isinstance(places, int) or not 0 <= places <= 4:
        raise InputInvalid(f"places {places!r}: give the decimal places of the currency, from 0 to 4")
    return places


def amount(name: str, value: Amount, *, places: int) -> Decimal:
    """`value` as money with exactly `places` decimals: not negative, under 10^15, and without further digits.

    Raises InputInvalid naming the value, also for a float.
    """
    places_checked(places)
    if isinstance(value, (float, bool)) or not isinstance(value, (Decimal, int, str)):
        raise InputInvalid(f"{name} {value!r} is a {type(value).__name__}: give a Decimal or a text such as '1200.50'")
    number = _limited(name, value)
    if number < 0:
        raise InputInvalid(f"{name} {value} is negative: give 0 or more")
    rounded = half_up(number, places)
    if rounded != number:
        raise InputInvalid(f"{name} {value} has more than {places} decimals: round it first")
    return rounded.copy_abs()


def number(name: str, value: Number, *, minimum: int | None = None) -> Decimal:
    """`value` exactly, a float to nine decimals. Raises InputInvalid for NaN, infinity, 10^15 and more, or too low."""
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float)):
        raise InputInvalid(f"{name} {value!r} is a {type(value).__name__}: give a number")
    is_noisy = isinstance(value, float) and math.isfinite(value)
    exact = _limited(name, half_up(value, NOISE_DECIMALS) if is_noisy else value)
    if minimum is not None and exact < minimum:
        raise InputInvalid(f"{name} {value} is under {minimum}: give {minimum} or more")
    return exact


def _limited(name: str, value: Amount | Number) -> Decimal:
    try:
        exact = Decimal(value)
    except (DecimalException, ValueError):
        raise InputInvalid(f"{name} {value!r} is not a number: give a Decimal or a text such as '1200.50'") from None
    if not exact.is_finite() or exact.copy_abs() >= LIMIT or int(exact.as_tuple().exponent) < -30:
        raise InputInvalid(f"{name} {value} cannot be used: give a finite number under 10^15 with 30 decimals at most")
    return exact

"""Figures with their units, as a reader sees them."""

from decimal import Decimal

from bot.db.types import DECIMALS
from bot.i18n.translator import Translator


def exact_amount(t: Translator, value: Decimal, unit: str) -> str:
    """What was told, to its last digit: ¥3,200 but 3,200.55 CNY, which `amount` would round."""
    is_rounded = len(unit) == 3 and unit.isupper() and abs(value) >= 1_000 and value != value.to_integral_value()
    if is_rounded:
        return f"{t.number(value, decimals=DECIMALS)} {unit}"
    return t.amount(value, unit, decimals=DECIMALS)


def typed_amount(value: Decimal) -> str:
    """The value as somebody would type it again: no grouping, no needless zeros."""
    return f"{value.normalize():f}"

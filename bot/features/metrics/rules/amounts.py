"""Figures with their units, as a reader sees them."""

from decimal import Decimal

from bot.i18n.translator import Translator
from bot.limits import DECIMALS


def exact_amount(t: Translator, value: Decimal, unit: str) -> str:
    """What was told, to its last digit."""
    return t.amount(value, unit, decimals=DECIMALS)


def typed_amount(value: Decimal) -> str:
    """The value as somebody would type it again: no grouping, no needless zeros."""
    return f"{value.normalize():f}"

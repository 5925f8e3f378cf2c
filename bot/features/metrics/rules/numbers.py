"""Numbers as people type them in Chinese and English: `1,234`, `12.5%`, `1.2万`, `3k`, `¥80`, `３５`."""

import re
from decimal import Decimal

from bot.errors import Rejected
from bot.features.metrics.rules.amounts import exact_amount
from bot.features.metrics.rules.words import plain, titled
from bot.i18n.translator import in_both
from bot.limits import DECIMALS, LARGEST
from scoring.definitions import Figure

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<before>[¥$€£]?)(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<decimals>\.[0-9]+)?"
    r"(?P<times>[万wW亿kK千]?)(?P<after>[%元€]?)"
)
_TIMES = {"": 1, "k": 1_000, "千": 1_000, "w": 10_000, "万": 10_000, "亿": 100_000_000}
_SIGNS = {"percent": "%", "CNY": "¥元", "JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
_SMALLEST = Decimal(1).scaleb(-DECIMALS)
_LOOKS_LIKE = re.compile(r"[+-]?[¥$€£]?\.?[0-9]")


def looks_like_number(typed: str) -> bool:
    """Whether somebody who typed this meant a number, well written or not."""
    return _LOOKS_LIKE.match(plain(typed)) is not None


def read_value(typed: str, figure: Figure) -> Decimal:
    """The value for a figure, exact. Rejected with what was typed and why it cannot be taken."""
    found = _NUMBER.fullmatch(plain(typed))
    if found is None:
        raise Rejected("metrics-error-not-a-number", typed=typed, example=example_of(figure))
    for sign in (found["before"], found["after"]):
        if sign and sign not in _SIGNS.get(figure.unit, ""):
            raise Rejected(
                "metrics-error-sign", typed=typed, sign=sign, figure=titled(figure.title), example=example_of(figure)
            )
    digits = found["digits"].replace(",", "") + (found["decimals"] or "")
    value = Decimal(digits) * _TIMES[found["times"].lower()]
    return _accepted(-value if found["sign"] == "-" else value, typed, figure)


def example_of(figure: Figure) -> str:
    """A value that this figure takes."""
    return {"percent": "12.5%"}.get(figure.unit, "42" if figure.whole else "1,234.5")


def _accepted(value: Decimal, typed: str, figure: Figure) -> Decimal:
    if abs(value) >= LARGEST:
        raise Rejected("metrics-error-too-large", typed=typed)
    if figure.minimum is not None and value < Decimal(repr(figure.minimum)):
        minimum = Decimal(repr(figure.minimum))
        shown = in_both(lambda t: exact_amount(t, minimum, figure.unit))
        raise Rejected("metrics-error-below-minimum", typed=typed, minimum=shown, figure=titled(figure.title))
    if figure.whole and value != value.to_integral_value():
        raise Rejected("metrics-error-not-whole", typed=typed, figure=titled(figure.title))
    if value.normalize().as_tuple().exponent < -DECIMALS:  # type: ignore[operator]  # finite, so it is a number
        raise Rejected("metrics-error-decimals", typed=typed, most=DECIMALS)
    return value.quantize(_SMALLEST)

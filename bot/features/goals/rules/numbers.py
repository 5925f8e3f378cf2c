"""Numbers of goals, as people type them and with the unit that they gave. Pure."""

from decimal import Decimal

from bot.errors import Rejected
from bot.features.metrics.rules.numbers import read_value
from bot.i18n.translator import Translator
from bot.limits import DECIMALS
from scoring.definitions import Aggregate, Figure, Text

SIGNS = {"%": "percent", "％": "percent", "¥": "CNY", "元": "CNY", "$": "USD", "€": "EUR", "£": "GBP"}
"""Units with a way of being written."""
PLAIN = "count"


def read_number(typed: str, unit: str, title: str, *, field: str) -> Decimal:
    """As a check-in reads it; the field is left with what was typed. Rejected for none and for what is no number."""
    if not typed:
        raise Rejected("goals-error-no-number", field=field)
    text = Text.model_validate({"en": title or unit or PLAIN, "zh-CN": title or unit or PLAIN})
    figure = Figure(
        id="goal",
        title=text,
        unit=SIGNS.get(unit, unit or PLAIN),
        aggregate=Aggregate.LAST,
        definition=text,
        source=text,
        minimum=None,
    )
    try:
        return read_value(typed, figure)
    except Rejected as error:
        raise Rejected(error.key, field=field, **error.params) from error


def amount(t: Translator, value: Decimal, unit: str, *, is_metric: bool = False) -> str:
    """With its unit, which is a metric's or what somebody wrote; not escaped."""
    if is_metric:
        return t.amount(value, unit)
    if unit in SIGNS:
        return t.amount(value, SIGNS[unit], decimals=DECIMALS)
    return f"{t.number(value, decimals=DECIMALS)} {unit}".rstrip()

"""Turns keys, numbers and dates into a reader's language."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal

from bot.i18n.catalogues import bundle_for

Number: TypeAlias = int | float | Decimal


class Translator:
    """One language's words; build it with `translator(language)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = bundle_for(language)
        self._locale = Locale.parse(language.replace("-", "_"))

    def __call__(self, key: str, **params: object) -> str:
        """The message of `key`; LookupError when the catalogue lacks it or a parameter is missing."""
        if not self._bundle.has_message(key):
            raise LookupError(f"no message {key!r} in the {self.language} catalogue")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"message {key!r} in the {self.language} catalogue has no text")
        shown, errors = self._bundle.format_pattern(pattern, params)
        if errors:
            raise LookupError(f"message {key!r} in the {self.language} catalogue: {errors[0]}")
        return str(shown)

    def number(self, value: Number, *, decimals: int = 2) -> str:
        """Grouped, with at most `decimals` places, half up: 1,234.5."""
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
        with_sign = format_decimal(_half_up(exact, decimals), format=pattern, locale=self._locale)
        return with_sign.replace("-", "−")

    def amount(self, value: Number, unit: str, *, decimals: int | None = None) -> str:
        """A number with its unit: `count`, `percent`, `score` or an ISO 4217 currency such as `CNY`.

        Without `decimals` it is rounded for reading: two places, none for money from 1,000 upwards.
        """
        size = -value if value < 0 else value
        is_money = len(unit) == 3 and unit.isupper()
        places = decimals if decimals is not None else 0 if is_money and size >= 1000 else 2
        if unit == "percent":
            return f"{self.number(value, decimals=places)}%"
        if is_money:
            symbol = format_currency(0, unit, format="¤", locale=self._locale).replace("CN¥", "¥")
            return f"{'−' if value < 0 else ''}{symbol}{self.number(size, decimals=places)}"
        return self.number(value, decimals=places)

    def day(self, on: date) -> str:
        """20 Nov or 11月20日, with its weekday."""
        return _skeleton("MMMEd", on, self._locale)

    def month(self, on: date) -> str:
        """November 2026 or 2026年11月."""
        return _skeleton("yMMMM", on, self._locale)

    def weekday(self, on: date) -> str:
        return format_date(on, "EEEE", locale=self._locale)

    def clock_time(self, moment: datetime, zone: str) -> str:
        return format_time(moment, "HH:mm", tzinfo=ZoneInfo(zone), locale=self._locale)

    def listing(self, items: list[str]) -> str:
        return self("listing-separator").join(items)


def _skeleton(skeleton: str, on: date, locale: Locale) -> str:
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return str(format_skeleton(skeleton, moment, locale=locale))


def _half_up(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@cache
def translator(language: str) -> Translator:
    return Translator(language)

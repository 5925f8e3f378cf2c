"""Turns keys, numbers and dates into a reader's language."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, get_currency_precision
from fluent.runtime.resolver import Pattern

from bot.i18n.catalogues import LANGUAGES, bundle_for
from bot.i18n.templates import Template, filled, template_of

Number: TypeAlias = int | float | Decimal
FLOAT_DECIMALS = 9
UNITS = {
    "min": "unit-minutes",
    "h": "unit-hours",
    "hours": "unit-hours",
    "day": "unit-day-of-month",
    "days": "unit-days",
    "weeks": "unit-weeks",
    "times": "unit-times",
}
"""Units with words of their own: the message of each, and the same with `-one` for a single one."""


class Translator:
    """One language's words; build it with `translator(language)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = bundle_for(language)
        self._locale = Locale.parse(language.replace("-", "_"))
        signs = self._locale.number_symbols["latn"]
        # Both languages group by three digits, as Python does.
        self._signs = str.maketrans({",": signs["group"], ".": signs["decimal"], "-": "−"})
        self._templates: dict[str, Template | None] = {}

    def __call__(self, key: str, **params: object) -> str:
        """The message of `key`; LookupError when the catalogue lacks it or a parameter is missing."""
        if key not in self._templates:
            self._templates[key] = template_of(self._pattern(key))
        template = self._templates[key]
        shown = filled(template, params) if template else None
        return self._resolved(key, params) if shown is None else shown

    def _pattern(self, key: str) -> Pattern:
        if not self._bundle.has_message(key):
            raise LookupError(f"no message {key!r} in the {self.language} catalogue")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"message {key!r} in the {self.language} catalogue has no text")
        return pattern

    def _resolved(self, key: str, params: Mapping[str, object]) -> str:
        shown, errors = self._bundle.format_pattern(self._pattern(key), dict(params))
        if errors:
            raise LookupError(f"message {key!r} in the {self.language} catalogue: {errors[0]}")
        text = str(shown)
        if not params:
            self._templates[key] = (text,), ()
        return text

    def number(self, value: Number, *, decimals: int = 2) -> str:
        """Grouped, with at most `decimals` places, half up: 1,234.5. A float is what it was meant to be, up to nine
        places: sums that end in …4999999 are halves."""
        exact = Decimal(repr(round(value, FLOAT_DECIMALS))) if isinstance(value, float) else Decimal(value)
        plain = f"{_half_up(exact, decimals):,f}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        return ("0" if plain == "-0" else plain).translate(self._signs)

    def amount(self, value: Number, unit: str, *, decimals: int | None = None) -> str:
        """A number with its unit: `count`, `percent`, `score`, one of `UNITS` or an ISO 4217 currency such as `CNY`.

        Without `decimals` it is rounded for reading: two places, none for money from 1,000 upwards. A currency without
        cents never shows any.
        """
        size = -value if value < 0 else value
        is_money = len(unit) == 3 and unit.isupper()
        places = decimals if decimals is not None else 0 if is_money and size >= 1000 else 2
        if is_money and _has_no_cents(unit):
            places = 0
        if unit == "percent":
            return f"{self.number(value, decimals=places)}%"
        if is_money:
            cents = self._cents(size, places)
            return f"{'−' if value < 0 and cents != '0' else ''}{_symbol(unit, self.language)}{cents}"
        shown = self.number(value, decimals=places)
        return shown if unit not in UNITS else self(f"{UNITS[unit]}-one" if shown == "1" else UNITS[unit], value=shown)

    def unit(self, unit: str) -> str:
        """The name of a unit, to stand beside a title: %, hours, CNY."""
        if unit in UNITS:
            return self(UNITS[unit].replace("unit-", "unit-name-"))
        return "%" if unit == "percent" else unit

    def _cents(self, size: Number, places: int) -> str:
        """Money has no single decimal: 244.30, but 244."""
        shown = self.number(size, decimals=places)
        return f"{shown}0" if shown[-2:-1] == self._signs[ord(".")] else shown

    def day(self, on: date) -> str:
        """20 Nov or 11月20日, with its weekday."""
        return _skeleton("MMMEd", on, self.language)

    def full_day(self, on: date) -> str:
        """Dec 31, 2026 or 2026年12月31日."""
        return _skeleton("yMMMd", on, self.language)

    def month(self, on: date) -> str:
        """November 2026 or 2026年11月."""
        return _skeleton("yMMMM", on, self.language)

    def short_month(self, on: date) -> str:
        """Nov or 11月, below a picture."""
        return _skeleton("MMM", on, self.language)

    def weekday(self, on: date) -> str:
        return format_date(on, "EEEE", locale=self._locale)

    def clock_time(self, moment: datetime, zone: str) -> str:
        return format_time(moment, "HH:mm", tzinfo=ZoneInfo(zone), locale=self._locale)

    def listing(self, items: list[str]) -> str:
        return self("listing-separator").join(items)


@lru_cache(maxsize=2_000)
def _skeleton(skeleton: str, on: date, language: str) -> str:
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return str(format_skeleton(skeleton, moment, locale=Locale.parse(language.replace("-", "_"))))


@cache
def _symbol(currency: str, language: str) -> str:
    shown = format_currency(0, currency, format="¤", locale=Locale.parse(language.replace("-", "_")))
    return shown.replace("CN¥", "¥")


@cache
def _has_no_cents(currency: str) -> bool:
    return get_currency_precision(currency) == 0


def _half_up(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@cache
def translator(language: str) -> Translator:
    return Translator(language)


def in_both(shown: Callable[[Translator], str]) -> dict[str, str]:
    """A parameter of Rejected whose text depends on the reader's language."""
    return {language: shown(translator(language)) for language in LANGUAGES}


def month_named(on: date) -> dict[str, str]:
    """The month of a day as a parameter of Rejected."""
    return in_both(lambda t: t.month(on))

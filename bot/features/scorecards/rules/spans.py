"""Quarters, halves and years beside months: which end with a month, which a month is part of, and how people write
them. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from scoring.errors import PeriodInvalid
from scoring.periods import Cadence, Period

LONGER = tuple(cadence for cadence in Cadence if cadence is not Cadence.MONTH)
"""From the shortest to the longest."""

_CHINESE_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_ENGLISH_NUMBERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_NUMBERS = _CHINESE_NUMBERS | _ENGLISH_NUMBERS
_YEAR = r"(?P<year>\d{4})"
_QUARTER = r"(?:q\s?(?P<q>[1-4])|第?\s?(?P<qc>[一二三四1-4])\s?季度?|(?P<qe>[1-4]?[a-z]+) quarter)"
_HALF = r"(?:h\s?(?P<h>[12])|(?P<hc>[上下])半年|(?P<he>[12]?[a-z]+) half(?:[ -]year)?)"
_PART = rf"(?:{_QUARTER}|{_HALF})"
_FORMS = tuple(
    re.compile(form) for form in (rf"{_PART}(?: {_YEAR})?", rf"{_YEAR}\s?(?:年|-|/)?\s?{_PART}", rf"{_YEAR}\s?年?度?")
)
_NEWEST = {
    Cadence.QUARTER: ("quarter", "last quarter", "季度", "上季度", "上个季度"),
    Cadence.HALF: ("half", "half year", "half-year", "last half", "半年", "半年度"),
    Cadence.YEAR: ("year", "last year", "年", "年度", "全年", "去年"),
}
"""Words for the newest that is over."""


def ending_with(month: Period, cadences: Iterable[Cadence]) -> list[Period]:
    """The quarter, half and year of these cadences that a month is the last of, the shortest first."""
    issued = set(cadences)
    return [month.enclosing(each) for each in LONGER if each in issued and month.ends_with(each)]


def around(month: Period) -> list[Period]:
    """The quarter, half and year that a month is part of."""
    return [month.enclosing(each) for each in LONGER]


def last_month(period: Period) -> Period:
    """With whose cards the period's come out."""
    return Period(Cadence.MONTH, period.months[-1])


def is_month(period: str) -> bool:
    """Of a card's period as it is written."""
    return Period.parse(period).cadence is Cadence.MONTH


def span_named(typed: str, today: date) -> str | None:
    """`q3`, `2026-Q3`, `third quarter 2026`, `三季度`, `h1`, `上半年`, `2026` as 2026-Q3, 2026-H1, 2026; without a year
    the latest such period that has begun by today. `quarter`, `half` and `year` are the newest that is over. None for
    anything else."""
    word = " ".join(typed.lower().split())
    for cadence, words in _NEWEST.items():
        if word in words:
            return str(Period.containing(today, cadence).previous())
    found = next((match for form in _FORMS if (match := form.fullmatch(word))), None)
    return _dated(found.groupdict(), today) if found else None


def _dated(parts: dict[str, str | None], today: date) -> str | None:
    quarter, half = (_number([parts.get(f"{name}{form}") for form in ("", "c", "e")]) for name in "qh")
    if quarter == half is None:
        return _valid(f"{parts['year']}") if not any(parts.get(name) for name in ("qe", "he")) else None
    part, most, cadence = (f"Q{quarter}", 4, Cadence.QUARTER) if quarter else (f"H{half}", 2, Cadence.HALF)
    if (quarter or half or 0) > most:
        return None
    if parts["year"]:
        return _valid(f"{parts['year']}-{part}")
    this = Period.parse(f"{today.year}-{part}")
    return str(this if this.start <= today else this.previous(12 // cadence.months))


def _number(forms: Iterable[str | None]) -> int | None:
    """None for a word that is no number of these."""
    for each in forms:
        if each:
            return int(each) if each.isdigit() else _NUMBERS.get(each)
    return None


def _valid(text: str) -> str | None:
    try:
        return str(Period.parse(text))
    except PeriodInvalid:
        return None

"""Days as people type them: `2026-11-20`, `11-20`, `20 Nov`, `11月20日`, `yesterday`, `昨天`."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.errors import Rejected
from bot.features.metrics.rules.words import plain

_DAYS_AGO = {
    "tomorrow": -1,
    "明天": -1,
    "明日": -1,
    "today": 0,
    "yesterday": 1,
    "今天": 0,
    "今日": 0,
    "昨天": 1,
    "昨日": 1,
    "前天": 2,
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WITH_YEAR = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号]?)")
_WITHOUT_YEAR = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2})|月([0-9]{1,2})[日号]?)")
_EITHER_WAY_ROUND = re.compile(
    r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4}|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2,4})?"
)


def leading_day(words: Sequence[str], *, today: date) -> tuple[date | None, int]:
    """The day that the words begin with and how many words it takes; (None, 0) when they begin with something else.

    A day without a year is the latest one that is not in the future. Rejected when it looks like a day and is none.
    """
    if not words:
        return None, 0
    if len(words) > 1 and (found := _day_and_month(words[0], words[1], today=today)):
        return found, 2
    found = read_day(words[0], today=today)
    return found, int(found is not None)


def read_day(typed: str, *, today: date) -> date | None:
    """The day of one word; None when it is not meant as a day. Rejected when it is no day of the calendar."""
    word = plain(typed).lower()
    if word in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[word])
    if found := _WITH_YEAR.fullmatch(word):
        year, month, day = (int(part) for part in found.groups() if part)
        return _existing(year, month, day, typed)
    if found := _WITHOUT_YEAR.fullmatch(word):
        month, day = (int(part) for part in found.groups() if part)
        return _latest(month, day, typed, today=today)
    if _EITHER_WAY_ROUND.fullmatch(word):
        raise Rejected("metrics-error-day-unclear", typed=typed)
    return None


def not_to_come(on: date, *, today: date) -> date:
    """The day; Rejected when it is in the future."""
    if on > today:
        raise Rejected("metrics-error-future", on=on)
    return on


def _day_and_month(first: str, second: str, *, today: date) -> date | None:
    day, name = (first, second) if first.isdigit() else (second, first)
    month = name[:3].lower()
    if not re.fullmatch("[0-9]{1,2}", day) or month not in _MONTHS or not name.isalpha():
        return None
    return _latest(_MONTHS.index(month) + 1, int(day), f"{first} {second}", today=today)


def _existing(year: int, month: int, day: int, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Rejected("metrics-error-no-such-day", typed=typed) from None


def _latest(month: int, day: int, typed: str, *, today: date) -> date:
    # Every date but 29 February exists in each year, and that one at least once in nine.
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise Rejected("metrics-error-no-such-day", typed=typed)

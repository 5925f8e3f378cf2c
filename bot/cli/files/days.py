"""Days and months in files: with their year, so that a file says the same whenever it is read."""

import re
from datetime import date

from bot.cli.files.people import Unusable
from bot.errors import Rejected
from bot.features.metrics.rules.dates import read_day
from bot.features.metrics.rules.words import plain

_MONTH = re.compile(r"([0-9]{4})(?:[-/.](0?[1-9]|1[0-2])|年(0?[1-9]|1[0-2])月份?)")
_TWO_DAYS = (date(2001, 6, 15), date(2003, 6, 15))


def read_dated(typed: str, column: str) -> date:
    """`2026-10-05`, `2026/10/5` or `2026年10月5日`. Raises Unusable, also for a day without a year and for `yesterday`:
    which day that is depends on the day of reading."""
    first, second = (_read(typed, today) for today in _TWO_DAYS)
    if first is None:
        raise Unusable(column, typed, "is no day; write it like 2026-10-05")
    if first != second:
        raise Unusable(column, typed, "has no year; write it like 2026-10-05")
    return first


def _read(typed: str, today: date) -> date | None:
    try:
        return read_day(typed, today=today)
    except Rejected:
        return None


def read_month(typed: str) -> tuple[date, int]:
    """`2026-10`, `2026年10月`, or a day with its year: the month's first day, and the day or 0. Raises Unusable."""
    if found := _MONTH.fullmatch(plain(typed)):
        year, month = int(found[1]), int(found[2] or found[3])
        if year:
            return date(year, month, 1), 0
    try:
        on = read_dated(typed, "month")
    except Unusable:
        raise Unusable("month", typed, "is no month; write it like 2026-10") from None
    return on.replace(day=1), on.day

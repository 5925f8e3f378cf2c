"""Reads what is typed after `/scorecard`: whose card, which month or longer period, and whether its receipt is wanted.
Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from babel import Locale

from bot.errors import Rejected
from bot.features.scorecards.rules.spans import span_named
from scoring.errors import PeriodInvalid
from scoring.periods import Cadence, Period

MENTION = re.compile(r"(<@[^>]+>)\s*(.*)", re.DOTALL)
WHY = ("why", "为什么", "为何", "明细")
THIS = ("now", "this month", "so far", "provisional", "本月", "当月", "现在", "目前")
LAST = ("last", "last month", "上月", "上个月")
MOST_WORDS_OF_MONTH = 4
"""`2026 年 10 月`; whoever tries every end of a very long text keeps everybody else waiting."""
_NUMERIC = re.compile(r"(\d{4})[-/.](\d{1,2})")
_CHINESE = re.compile(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月(?:份)?")
_NAMED = re.compile(r"([a-z]+)\.?(?:\s+(\d{4}))?|(\d{4})\s+([a-z]+)\.?")


@dataclass(frozen=True, slots=True)
class CardRequest:
    """`subject` as typed, None for oneself; `period` None for the newest card; `metric` as typed, with `why` only."""

    subject: str | None = None
    period: str | None = None
    is_why: bool = False
    metric: str | None = None


def read_request(text: str, today: date) -> CardRequest:
    """Rejected when what is left over names neither a period nor `why`."""
    subject, rest = _subject(text.strip(), today)
    return replace(_read_rest(rest, today), subject=subject)


def month_named(typed: str, today: date) -> str | None:
    """`2026-10`, `oct`, `October 2026`, `10月`, `2026年10月`, `last` or, for today's, `now` as 2026-10; without a year
    the latest such month that is not after today's. None for anything else."""
    word = " ".join(typed.lower().split())
    if word in THIS:
        return str(Period.containing(today, Cadence.MONTH))
    if word in LAST:
        return str(Period.containing(today, Cadence.MONTH).previous())
    for year, month in _numbers(word):
        return _dated(year, month, today)
    return None


def period_named(typed: str, today: date) -> str | None:
    """A month, as `month_named` reads it, or a quarter, half or year, as `span_named` does."""
    return month_named(typed, today) or span_named(typed, today)


def _subject(text: str, today: date) -> tuple[str | None, str]:
    """Names have spaces: the shortest name after which the rest makes sense."""
    if mention := MENTION.match(text):
        return mention[1], mention[2]
    if not text.startswith("@"):
        return None, text
    words = text.split()
    for end in range(1, len(words)):
        may_be_month = len(words) - end <= MOST_WORDS_OF_MONTH
        if words[end].lower() in WHY or (may_be_month and period_named(" ".join(words[end:]), today)):
            return " ".join(words[:end]), " ".join(words[end:])
    return text, ""


def _read_rest(rest: str, today: date) -> CardRequest:
    if not rest:
        return CardRequest()
    head, _, tail = rest.partition(" ")
    if head.lower() in WHY:
        return CardRequest(is_why=True, metric=tail.strip() or None)
    period = period_named(rest, today)
    if period is None:
        raise Rejected("scorecards-error-unknown-request", typed=rest)
    return CardRequest(period=period)


def _numbers(word: str) -> list[tuple[int | None, int]]:
    """(year, month) when the word can be read, at most one."""
    if found := _NUMERIC.fullmatch(word):
        return [(int(found[1]), int(found[2]))]
    if found := _CHINESE.fullmatch(word):
        return [(int(found[1]) if found[1] else None, int(found[2]))]
    if found := _NAMED.fullmatch(word):
        name, year = found[1] or found[4], found[2] or found[3]
        return [(int(year) if year else None, _month_names()[name])] if name in _month_names() else []
    return []


def _dated(year: int | None, month: int, today: date) -> str | None:
    if not 1 <= month <= 12:
        return None
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    try:
        return str(Period(Cadence.MONTH, date(year, month, 1)))
    except (PeriodInvalid, ValueError):
        return None


@cache
def _month_names() -> dict[str, int]:
    months = Locale.parse("en").months["format"]
    names = {name.lower(): number for width in ("abbreviated", "wide") for number, name in months[width].items()}
    return names | {"sept": 9}

"""Reads days, stretches of days and hours as people type them about the time ahead. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import Rejected
from bot.features.people.models import LEAVE, SICK, TRIP, VACATION
from bot.features.people.rules.settings import minute_of_day

LONGEST_DAYS = 366
LONGEST_QUIET_MINUTES = 16 * 60
OLDEST_DAYS = 31
"""How far back somebody can still say that they were away."""
KIND_WORDS: Mapping[str, str] = {
    "vacation": VACATION,
    "holiday": VACATION,
    "pto": VACATION,
    "休假": VACATION,
    "年假": VACATION,
    "sick": SICK,
    "ill": SICK,
    "病假": SICK,
    "leave": LEAVE,
    "parental": LEAVE,
    "事假": LEAVE,
    "产假": LEAVE,
    "请假": LEAVE,
    "trip": TRIP,
    "travel": TRIP,
    "business": TRIP,
    "出差": TRIP,
}
OFF_WORDS = frozenset({"off", "none", "auto", "关闭", "取消", "自动", "无"})
_NAMED = {"today": 0, "tomorrow": 1, "今天": 0, "今日": 0, "明天": 1, "明日": 1}
_WITH_YEAR = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号]?)")
_WITHOUT_YEAR = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2})|月([0-9]{1,2})[日号]?)")
_BETWEEN = re.compile(r"\s*(?:\.\.+|…|~|～|—|–|至|到)\s*|\s+(?:to|until|-)\s+")
_HOURS_BETWEEN = re.compile(r"\s*(?:\.\.+|…|~|～|—|–|-|至|到)\s*|\s+to\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days away, both ends included."""

    first_on: date
    last_on: date
    kind: str


def read_stretch(typed: str, *, today: date) -> Stretch:
    """`2026-12-01..2026-12-05 sick`; one day alone is a stretch of one. Rejected for what cannot be meant."""
    words = typed.split()
    kind = KIND_WORDS.get(words[-1].lower()) if words else None
    days = " ".join(words[:-1] if kind else words)
    first_typed, *more = _BETWEEN.split(days.strip(), maxsplit=1)
    first = read_day(first_typed, today=today)
    last = read_day(more[0], today=today, not_before=first) if more else first
    return stretch_of(first, last, kind or VACATION, today=today)


def stretch_of(first: date, last: date, kind: str, *, today: date) -> Stretch:
    """Days that can be entered; Rejected for others."""
    if last < first:
        raise Rejected("people-error-days-backwards", first=first, last=last)
    if (last - first).days >= LONGEST_DAYS:
        raise Rejected("people-error-too-long-away", days=LONGEST_DAYS)
    if (today - first).days > OLDEST_DAYS:
        raise Rejected("people-error-too-long-ago", first=first, days=OLDEST_DAYS)
    return Stretch(first, last, kind)


def require_open(stretch: Stretch, *, today: date, making_day: int) -> None:
    """Rejected for days whose targets are on cards already: of the last month once its cards are made, which begins on
    `making_day` of this one."""
    month = today.replace(day=1)
    earliest = month if today.day >= making_day else (month - timedelta(days=1)).replace(day=1)
    if stretch.first_on < earliest:
        raise Rejected("people-error-away-closed", first=stretch.first_on, earliest=earliest)


def read_day(typed: str, *, today: date, not_before: date | None = None) -> date:
    """`2026-12-01`, `12-01`, `12月1日`, `tomorrow`; Rejected for anything else.

    Without a year it is the nearest such day from `not_before` on, by default from `OLDEST_DAYS` before today.
    """
    word = typed.strip().lower()
    if word in _NAMED:
        return today + timedelta(days=_NAMED[word])
    if found := _WITH_YEAR.fullmatch(word):
        return _existing(*(int(part) for part in found.groups() if part), typed=typed)
    if found := _WITHOUT_YEAR.fullmatch(word):
        month, day = (int(part) for part in found.groups() if part)
        earliest = not_before or today - timedelta(days=OLDEST_DAYS)
        this_year = _existing(earliest.year, month, day, typed=typed)
        return this_year if this_year >= earliest else _existing(earliest.year + 1, month, day, typed=typed)
    raise Rejected("people-error-bad-day", typed=typed)


def read_full_day(typed: str) -> date | None:
    """A day with its year; None for anything else."""
    found = _WITH_YEAR.fullmatch(typed.strip())
    try:
        return date(*(int(part) for part in found.groups() if part)) if found else None
    except ValueError:
        return None


def read_resumption(typed: str, *, today: date) -> date | None:
    """The day on which prompts begin again, later than today; None for `off`. Rejected for anything else."""
    if typed.strip().lower() in OFF_WORDS:
        return None
    on = read_day(typed, today=today, not_before=today)
    if on <= today:
        raise Rejected("people-error-not-ahead", on=on)
    if (on - today).days > LONGEST_DAYS:
        raise Rejected("people-error-too-long-away", days=LONGEST_DAYS)
    return on


def read_quiet(typed: str) -> tuple[int, int] | None:
    """`20:00-8:00` as minutes after midnight; None for `off`. Rejected for anything else, and for most of a day."""
    if typed.strip().lower() in OFF_WORDS:
        return None
    start, *rest = (minute_of_day(part) for part in _HOURS_BETWEEN.split(typed.strip(), maxsplit=1))
    end = rest[0] if rest else None
    if start is None or end is None:
        raise Rejected("people-error-bad-quiet", typed=typed)
    if not 0 < (end - start) % (24 * 60) <= LONGEST_QUIET_MINUTES:
        raise Rejected("people-error-long-quiet", hours=LONGEST_QUIET_MINUTES // 60)
    return start, end


def _existing(year: int, month: int, day: int, *, typed: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Rejected("people-error-bad-day", typed=typed) from None

"""Which days are worked: the week, a country's holidays and make-up days, and a workspace's own days. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.scheduling.recurrence import is_working_day

if TYPE_CHECKING:
    from holidays import HolidayBase

SUBDIVISION_SIGN = "-"
_LANGUAGES = {"en": "en_US", "zh-CN": "zh_CN"}


class Why(StrEnum):
    """Why nobody is asked on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day-off"
    AWAY = "away"
    PAUSED = "paused"
    QUIET = "quiet"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """`working_days` as ISO weekdays `1-5`; `country` such as `CN` or `DE-BY`, empty for none.

    The workspace's own days win over the country: `days_off` (with their names) and `extra_days`, which are worked.
    A country's make-up days, such as China's Sundays before a long holiday, win over the week.
    """

    working_days: str = "1-5"
    country: str = ""
    days_off: Mapping[date, str] = field(default_factory=dict)
    extra_days: Collection[date] = frozenset()

    def why_off(self, on: date) -> Why | None:
        """None for a working day."""
        if on in self.extra_days:
            return None
        if on in self.days_off:
            return Why.DAY_OFF
        is_holiday, is_made_up = _in_country(self.country, on) if self.country else (False, False)
        if is_made_up:
            return None
        if not is_working_day(on, self.working_days):
            return Why.WEEKEND
        return Why.HOLIDAY if is_holiday else None


def holiday_name(country: str, on: date, language: str) -> str:
    """In the reader's language where it is known, else in English, else in the country's own; empty for no holiday."""
    code = country.partition(SUBDIVISION_SIGN)[0]
    known = _localised().get(code, [])
    chosen = next((each for each in (_LANGUAGES.get(language), "en_US") if each in known), None)
    return str(_holidays(country, chosen).get(on, ""))


def country_named(typed: str) -> str | None:
    """`cn` → `CN`, `de-by` → `DE-BY`; None for a country or a part of one that is not known."""
    wanted = typed.strip().upper()
    code, sign, part = wanted.partition(SUBDIVISION_SIGN)
    parts = _countries().get(code)
    if parts is None:
        return None
    return wanted if not sign or part in parts else None


@cache
def _countries() -> dict[str, list[str]]:
    import holidays  # here and below, because it takes 4 MB that only workspaces with a country should pay

    return holidays.list_supported_countries(include_aliases=False)


@cache
def _localised() -> dict[str, list[str]]:
    import holidays

    return holidays.list_localized_countries(include_aliases=False)


@cache
def _holidays(country: str, language: str | None) -> "HolidayBase":
    """Knows each year from the first time that a day of it is asked for."""
    import holidays

    code, _, part = country.partition(SUBDIVISION_SIGN)
    return holidays.country_holidays(code, subdiv=part or None, language=language)


@lru_cache(maxsize=10_000)
def _in_country(country: str, on: date) -> tuple[bool, bool]:
    """Whether it is a public holiday, and whether it is a day off that is worked instead of another."""
    known = _holidays(country, None)
    is_holiday = on in known  # and only now the days of its year are known
    return is_holiday, on in known.weekend_workdays

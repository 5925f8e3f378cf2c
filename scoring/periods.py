"""Assessment periods: months, quarters, halves and years of the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from scoring.errors import PeriodInvalid

_TEXT = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?", re.ASCII)


class Cadence(StrEnum):
    """How often something is assessed. `.months` orders cadences by length."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Length: 1, 3, 6 or 12."""
        return _MONTHS[self]


_MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF: 6, Cadence.YEAR: 12}


def month_before(month: date, n: int) -> date:
    """The first day of the month `n` months before the month of `month`; negative `n` goes forward."""
    year, index = divmod(month.year * 12 + month.month - 1 - n, 12)
    if not date.min.year <= year <= date.max.year:
        raise PeriodInvalid(f"{n} months before {month:%Y-%m} is outside the calendar (years 1 to 9999)")
    return date(year, index + 1, 1)


@lru_cache(maxsize=1_000)
def _months_from(start: date, n: int) -> tuple[date, ...]:
    return tuple(month_before(start, -offset) for offset in range(n))


@lru_cache(maxsize=1_000)
def _last_day(month: date) -> date:
    return date(month.year, 12, 31) if month.month == 12 else month_before(month, -1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar period. `start` is its first day and `end` its last day, both inside the period.

    Text forms, which `parse` reads and `str` writes: 2026-10, 2026-Q4, 2026-H2, 2026.
    """

    cadence: Cadence
    start: date

    def __post_init__(self) -> None:
        if self.start.day != 1 or (self.start.month - 1) % self.cadence.months:
            raise PeriodInvalid(
                f"no {self.cadence.value} starts on {self.start.isoformat()}; "
                "use Period.containing(day, cadence) for the one around a day"
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read one of the four text forms; case and outer spaces do not matter. Raises PeriodInvalid."""
        match = _TEXT.fullmatch(text.strip().upper())
        if match is None or match[1] == "0000":
            raise PeriodInvalid(f"{text!r} is not a period; write 2026-10, 2026-Q4, 2026-H2 or 2026")
        year, month, quarter, half = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month:
            return cls(Cadence.MONTH, date(year, month, 1))
        if quarter:
            return cls(Cadence.QUARTER, date(year, 3 * quarter - 2, 1))
        if half:
            return cls(Cadence.HALF, date(year, 6 * half - 5, 1))
        return cls(Cadence.YEAR, date(year, 1, 1))

    @classmethod
    def containing(cls, day: date, cadence: Cadence) -> Period:
        """The period of this cadence that `day` falls in."""
        first = (day.month - 1) // cadence.months * cadence.months + 1
        return cls(cadence, date(day.year, first, 1))

    @property
    def months(self) -> tuple[date, ...]:
        """First days of the months covered, in order."""
        return _months_from(self.start, self.cadence.months)

    @property
    def end(self) -> date:
        """The last day, inside the period."""
        return _last_day(self.months[-1])

    def previous(self, n: int = 1) -> Period:
        """The period `n` of its own length earlier; negative `n` goes forward."""
        return Period(self.cadence, month_before(self.start, n * self.cadence.months))

    def ends_with(self, cadence: Cadence) -> bool:
        """Does a period of `cadence` end on this period's last day? 2026-12 ends a month, a quarter, a half and a year;
        2026-Q3 ends a quarter and, its last month being one, a month."""
        return self.months[-1].month % cadence.months == 0

    def enclosing(self, cadence: Cadence) -> Period:
        """The period of an equal or longer cadence around this one. Raises PeriodInvalid for a shorter cadence."""
        if cadence.months < self.cadence.months:
            raise PeriodInvalid(f"no {cadence.value} encloses {self}, which is a {self.cadence.value}")
        return Period.containing(self.start, cadence)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        year, number = f"{self.start.year:04d}", (self.start.month - 1) // self.cadence.months + 1
        match self.cadence:
            case Cadence.MONTH:
                return f"{year}-{number:02d}"
            case Cadence.QUARTER:
                return f"{year}-Q{number}"
            case Cadence.HALF:
                return f"{year}-H{number}"
            case Cadence.YEAR:
                return year

"""How SQL tells months from quarters, halves and years, whose names look alike: 2026-10, 2026-Q3, 2026-H2, 2026."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from scoring.periods import Cadence, Period

_AFTER_YEAR = 6
"""Where a month has the first of its two digits."""


def is_month(period: Any) -> ColumnElement[bool]:
    """Whatever compares months with each other asks this too: as a text 2026-Q3 lies between 2026-09 and 2027-01."""
    return func.substr(period, _AFTER_YEAR, 1).in_(("0", "1"))


def is_between(period: Any, first: str, last: str) -> ColumnElement[bool]:
    """Months from `first` to `last`, both included."""
    return and_(period.between(first, last), is_month(period))


def ends_before(period: Any, day: date) -> ColumnElement[bool]:
    """Periods whose last day is before the first day of a month: each length by itself, since only names of one length
    are ordered as time is."""
    return or_(*(and_(_has_length(period, each), period < str(Period.containing(day, each))) for each in Cadence))


def _has_length(period: Any, cadence: Cadence) -> ColumnElement[bool]:
    begins = {Cadence.MONTH: ("0", "1"), Cadence.QUARTER: ("Q",), Cadence.HALF: ("H",), Cadence.YEAR: ("",)}
    return func.substr(period, _AFTER_YEAR, 1).in_(begins[cadence])

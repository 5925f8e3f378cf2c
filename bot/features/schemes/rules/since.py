"""From which month on a team's rules and targets hold. Pure.

A month whose cards are out keeps what it was scored by, so rules can only begin after the last of these.
"""

import re
from datetime import date

from bot.errors import Rejected
from bot.i18n.translator import month_named
from scoring.periods import month_before

BEGINNING = date(2000, 1, 1)
"""The month from which on a team's first rules hold: figures are hardly older."""
MOST_AHEAD = 12
"""Months after the running one."""
_MONTH = re.compile(r"([0-9]{4})[-/.年]?(0[1-9]|1[0-2])月?")


def month_of(on: date) -> date:
    """Its first day."""
    return on.replace(day=1)


def offered(today: date, last_out: date | None) -> tuple[date, ...]:
    """First days of the months to choose from: the last one while its cards are not out, the running and the next."""
    last, running, coming = (month_before(today, n) for n in (1, 0, -1))
    return (running, coming) if last_out is not None and last <= last_out else (last, running, coming)


def read_since(typed: str, *, today: date) -> date | None:
    """The first day of a month written 2026-11, None for nothing. Rejected for anything else, and for what is further
    ahead than a year."""
    if not typed.strip():
        return None
    found = _MONTH.fullmatch(typed.strip())
    month = date(int(found[1]), int(found[2]), 1) if found and int(found[1]) >= BEGINNING.year else None
    if month is None or month > month_before(today, -MOST_AHEAD):
        raise Rejected("schemes-error-since", field="since", typed=typed, months=MOST_AHEAD)
    return month


def require_not_out(since: date, last_out: date | None) -> None:
    """Rejected, with the first month that is open, for one whose cards are out or that is before such a month."""
    if last_out is not None and since <= last_out:
        told = {
            "month": month_named(since),
            "last": month_named(last_out),
            "first": month_named(month_before(last_out, -1)),
        }
        raise Rejected("schemes-error-month-out", field="since", **told)

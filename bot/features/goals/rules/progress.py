"""How far a goal has come, and how far it would be on a straight line. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MOST_ATTAINED = 120.0
"""In %: more of one goal makes up for no other."""


def progress(start: Decimal, target: Decimal, value: Decimal) -> float:
    """In % of the way from start to target, under 0 when it went the wrong way; the two ends differ."""
    return float(100 * (value - start) / (target - start))


def planned(first_on: date, due_on: date, on: date) -> float:
    """In %, 0 to 100: what a straight line from the first day to the day on which it is due has come to at the end of a
    day."""
    days = (due_on - first_on).days + 1
    passed = (on - first_on).days + 1
    return 100.0 * min(max(passed, 0), days) / days if days > 0 else 100.0


@dataclass(frozen=True, slots=True)
class Part:
    """What one goal brings to its team's attainment: `attained` in %, None while nothing is known of it."""

    goal: int
    weight: int
    attained: float | None


def attained(value: float) -> float:
    """Progress as it counts: from 0 to `MOST_ATTAINED` %."""
    return min(max(value, 0.0), MOST_ATTAINED)


def team_attainment(parts: Iterable[Part]) -> float | None:
    """The mean by weight of what is known, in %; None when nothing is: a goal nobody has measured is not a missed
    one."""
    known = [(each.weight, each.attained) for each in parts if each.attained is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total else None

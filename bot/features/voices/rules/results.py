"""What may be shown of answers without giving away those of one or two people. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LEAST_ANSWERS = 3
LEAST_FOR_COMMENTS = 5


@dataclass(frozen=True, slots=True)
class Rating:
    """What people outside said of a metric: their mean, from 1 to 5, and how many judged."""

    mean: float
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many judged, and their mean; None from fewer than three."""

    count: int
    mean: float | None


def counted(values: Iterable[int | None]) -> Counted:
    """Whoever cannot judge does not count."""
    given = [each for each in values if each is not None]
    return Counted(len(given), sum(given) / len(given) if len(given) >= LEAST_ANSWERS else None)


def rating_of(values: Iterable[int | None]) -> Rating | None:
    """None from fewer than three."""
    found = counted(values)
    return None if found.mean is None else Rating(found.mean, found.count)


def is_over(last_day: date, today: date) -> bool:
    """Whether nothing can be added any more: until then each answer could be told from the difference of two means."""
    return last_day < today

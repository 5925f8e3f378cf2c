"""What somebody has to do, in the order in which it is due. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """In the order in which things of the same day are listed."""

    FIGURES = "figures"
    CARD = "card"
    TALK = "talk"
    TALKS = "talks"
    SIGN = "sign"
    RATINGS = "ratings"
    REPORT = "report"
    TEAM_RATINGS = "team-ratings"
    OWN_PLAN = "own-plan"
    PLAN = "plan"
    ACTION = "action"
    NOTES = "notes"
    NAMES = "names"
    APPROVALS = "approvals"
    POINTS = "points"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do, with the last day on which it can or should be done. `value` is what its button carries; `count`
    how many there are, of `all`; `name` a person's, a project's or an action's, as it was written;
    `link` the address of the message about it, empty where there is none."""

    what: What
    until: date
    value: str
    count: int = 1
    all: int = 1
    minutes: int = 0
    name: str = ""
    link: str = ""


_PLACES = {what: place for place, what in enumerate(What)}


def in_order(found: Iterable[Due]) -> tuple[Due, ...]:
    """The most urgent first."""
    return tuple(sorted(found, key=lambda each: (each.until, _PLACES[each.what], each.name, each.value)))

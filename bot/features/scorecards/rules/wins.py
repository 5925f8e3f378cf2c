"""Which result somebody may be asked about, so that the team hears of it. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.features.scorecards.rules.disclosure import Contributors, keeps_others_hidden
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.definitions import Direction, Source
from scoring.reasons import Reason

MET = 100.0
"""Attainment in % from which a result is worth telling."""
MOST_ASKED = 5
"""People of a team; the post has room for three."""
MOST_SHOWN = 3
LOOKED_BACK = 5
"""Months before, for a best of six."""
LEAST_BEFORE = 2
"""Earlier figures without which nothing is a best."""
OPEN_WORKING_DAYS = 3
"""For so long after the cards a consent still comes into the post."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member's best metric of a month. `attainment` in %; `is_best` of the months that were looked at."""

    member_id: int
    team_id: int
    scheme_version_id: int
    metric: str
    value: float
    attainment: float
    direction: str
    is_best: bool = False


def best_line(lines: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Of a receipt's metrics the one whose target was passed furthest; None where none was reached. What people said
    of each other is never one, nor what has no better and worse."""
    found = [
        line
        for line in lines
        if line["reason"] == Reason.SCORED.code
        and line.get("source", Source.FORMULA.value) == Source.FORMULA.value
        and line["direction"] != Direction.WITHIN.value
        and (line["attainment"] or 0.0) >= MET
    ]
    return min(found, key=lambda line: (-line["attainment"], line["metric"])) if found else None


def is_best(value: float, before: Sequence[float], direction: str) -> bool:
    """Better than every one before, of which there are enough."""
    if len(before) < LEAST_BEFORE:
        return False
    return value < min(before) if direction == Direction.LOWER.value else value > max(before)


def asked_first(candidates: Collection[Candidate]) -> list[Candidate]:
    """Of one team's: whoever was best before, then who passed the target furthest."""
    order = sorted(candidates, key=lambda each: (not each.is_best, -each.attainment, each.member_id))
    return order[:MOST_ASKED]


def closes_on(released: date, calendar: WorkingCalendar) -> date:
    """The last day on which a consent changes the post."""
    day, left = released, OPEN_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= calendar.why_off(day) is None
    return day


def shows_figure(member_id: int, told: Collection[Contributors], named: Collection[int], *, minimum: int) -> bool:
    """Whether somebody's number may stand beside the team's, given whose numbers stand there already."""
    return keeps_others_hidden(told, frozenset({member_id, *named}), minimum=minimum)

"""A team's result as its post shows it and the database keeps it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, TypeAdapter

from scoring.reasons import Reason

SCORED = Reason.SCORED.code
TOO_FEW = "too_few"
CHANGED = "changed"
ONE_PERSONS = "one_persons"
SCORE = ""
"""In place of a metric's id: the team's score."""
LEAST_FOR_SPREAD = 5
"""People in a figure of whom it may be told how many met their target."""


class TeamFigure(BaseModel):
    """One metric of a team. `reason` is `scored`, `too_few`, `changed` (beside what was told before, or another metric,
    it would tell of few), `one_persons` (the highest value of all would be somebody's own), `in_progress` or `no_data`;
    numbers only when scored.

    Of a rated metric `value` is the mean of the members' ratings, as `team_bounds.RATINGS` tells it, and there is no
    target. The ends of a range count `factor` times, as often as the members' targets together. `n_met` of `n` people
    met their own target; None where that would tell of few. With an `end` the value is only told as far as
    `team_bounds.share_told` allows, and there is no attainment.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    reason: str
    value: float | None = None
    target: float | None = None
    factor: float = 1.0
    attainment: float | None = None
    n: int | None = None
    n_met: int | None = None
    end: str | None = None


TEAM_FIGURES = TypeAdapter(tuple[TeamFigure, ...])
Contributing = dict[str, list[int]]
"""Metric, or `SCORE` → keys of the members whose cards are in it, rising; for what is told alone."""
CONTRIBUTING = TypeAdapter(Contributing)


@dataclass(frozen=True, slots=True)
class TeamResult:
    """`n_scored` of `n_members` cards are complete; `score` is their mean as `team_bounds` tells it, None for fewer
    than the minimum. `contributors` are those of the score and of the metrics that are scored."""

    n_members: int
    n_scored: int
    score: float | None
    figures: tuple[TeamFigure, ...]
    contributors: Mapping[str, list[int]] = field(default_factory=dict)

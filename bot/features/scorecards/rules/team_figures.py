"""A team's result as its post shows it and the database keeps it. Pure."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, TypeAdapter

from scoring.reasons import Reason

SCORED = Reason.SCORED.code
TOO_FEW = "too_few"


class TeamFigure(BaseModel):
    """One metric of a team. `reason` is `scored`, `too_few`, `in_progress` or `no_data`; numbers only when scored.

    Of a rated metric `value` is the mean of the members' ratings, and there is no target. The ends of a range count
    `factor` times, as often as the members' targets together.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    reason: str
    value: float | None = None
    target: float | None = None
    factor: float = 1.0
    attainment: float | None = None


TEAM_FIGURES = TypeAdapter(tuple[TeamFigure, ...])


@dataclass(frozen=True, slots=True)
class TeamResult:
    """`n_scored` of `n_members` cards are complete; `score` is their mean, None for fewer than the minimum."""

    n_members: int
    n_scored: int
    score: float | None
    figures: tuple[TeamFigure, ...]

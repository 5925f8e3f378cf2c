"""A receipt: everything a score is made of as plain data, enough to compute it again by hand. No prose."""

from __future__ import annotations

import json
from typing import Any, Self

from scoring.definitions import Source
from scoring.values import Value


class InputLine(Value):
    """One aggregate in a formula: `figure` over the months `first_month` to `last_month` (2026-10)."""

    figure: str
    lag: int
    aggregate: str
    first_month: str
    last_month: str
    value: float | None


class RatedLine(Value):
    """The ratings behind a rated metric; the fields are those of `card.RatedResult`. Receipts written before there were
    some of them read as having none."""

    raters: int
    plain_mean: float | None
    corrected: float | None
    standard_error: float | None
    component: int | None
    component_mean: float | None
    components: int | None
    rounds: int | None = None
    correction: float | None = None
    small_rounds: int | None = None


class MetricLine(Value):
    """One metric; the fields are those of `card.MetricResult`, the metric's rules written out.

    `low` and `high` are, like `target`, what the value was held against: the rules' times `target_factor`.
    """

    metric: str
    dimension: str
    cadence: str
    window: str
    reason: str
    formula: str
    inputs: tuple[InputLine, ...]
    value: float | None
    unit: str
    direction: str
    stated_target: float | None
    target_origin: str  # own | reference | default
    target_factor: float
    target: float | None
    low: float | None
    high: float | None
    attainment: float | None
    curve: tuple[tuple[float, float], ...]
    points: float | None
    weight: float
    share: float
    contribution: float
    months_used: int
    months_expected: int
    missing_months: tuple[str, ...]
    source: str = Source.FORMULA.value
    rated: RatedLine | None = None


class DaysLine(Value):
    """Of the `whole` working days of a month (2026-10) the member was `there` on so many."""

    month: str
    there: int
    whole: int


class DimensionLine(Value):
    """Weighted mean of the dimension's points and its share of the card in %."""

    dimension: str
    score: float | None
    share: float


class TeamGoalLine(Value):
    """What one of the team's goals, by its number, brought to the team's attainment: its weight beside the others, and
    how far it was reached in %, None where that was not known and it counted for nothing."""

    goal: int
    weight: float
    attainment: float | None


class SpecialLine(Value):
    """Special points that were agreed on, by their number."""

    number: int
    points: float


class Receipt(Value):
    """Everything a score is made of. `notes` are codes: weights_scaled, weights_renormalised, months_missing,
    target_scaled, raters_apart (peers rated in groups that share nobody), team_attainment_missing, capped,
    nothing_scored, incomplete, needs_calibration.

    `team_attainment` in %, within `team_min` and `team_max`, is the team coefficient; these three are None when the
    scheme uses none. `days`: the months that the metrics look at in which the member was not there on every working
    day. `team_goals`: what the team's attainment is the mean of, and `special_points` what `special` is the sum of,
    as far as the scheme allows it, where whoever gave it said so. Receipts written before ratings, teams, days, goals
    and these were part of them read as having none.
    """

    member: str
    scheme: str
    scheme_version: int
    scheme_hash: str
    period: str
    metrics: tuple[MetricLine, ...]
    dimensions: tuple[DimensionLine, ...]
    weight_total: float
    due_weight: float
    covered_weight: float
    coverage: float
    incomplete_below: float
    is_complete: bool
    own_score: float | None
    team_coefficient: float
    special: float
    cap: float
    score: float | None
    shown_score: str | None
    decimals: int
    line: float
    is_below_line: bool | None
    band: str | None
    coefficient: float | None
    notes: tuple[str, ...]
    team_attainment: float | None = None
    team_min: float | None = None
    team_max: float | None = None
    interval: tuple[float, float] | None = None
    interval_level: float | None = None
    needs_calibration: bool = False
    days: tuple[DaysLine, ...] = ()
    team_goals: tuple[TeamGoalLine, ...] = ()
    special_points: tuple[SpecialLine, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data: dicts, lists, texts, numbers, None. `from_json` reads it back to an equal receipt."""
        plain: dict[str, Any] = json.loads(self.model_dump_json())  # a third of the time of model_dump(mode="json")
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """Raises pydantic.ValidationError for data that is no receipt."""
        return cls.model_validate(plain)

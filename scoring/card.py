"""One person's card: the result of each metric and dimension, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scoring.definitions import Band, Metric, Scheme
from scoring.formula import Ref
from scoring.periods import Period
from scoring.reasons import Reason
from scoring.rows import DaysThere, MemberId
from scoring.windows import Window


@dataclass(frozen=True, slots=True)
class RatedResult:
    """The ratings behind one rated metric on one card, of `raters` different people; absent numbers are None.

    `plain_mean` 1 to 5. Only of peers: `corrected` for severity, 1 to 5, with its `standard_error`; `component`, one of
    `components` connected groups of raters and subjects, and its `component_mean`. Fewer than three peers: only
    `raters`. Neither who rated nor any single rating is here. `rounds` of ratings that were corrected each by
    itself, without a plain mean; who rated in several is among the raters of each. `correction`, in points: how far it
    typically moved a mean in these rounds, of everybody in them; of `small_rounds` of them that is not told.
    """

    raters: int
    plain_mean: float | None
    corrected: float | None
    standard_error: float | None
    component: int | None
    component_mean: float | None
    components: int | None
    rounds: int | None
    correction: float | None
    small_rounds: int | None


@dataclass(frozen=True, slots=True)
class MetricResult:
    """One metric on one card. Absent numbers are None.

    `inputs`: aggregates the formula used. `stated_target` is for one period of the metric's cadence and `is_own_target`
    says whether it is the member's own; times `target_factor` it is `target`. `weight` is the scheme's, `share` that
    weight in % of all scored weight, `contribution` = points · share / 100. Of `months_expected` months `months_used`
    had every figure; `missing_months` (first days) are the months of the window that did not, and were left out. Of a
    rated metric `value` is the mean from 1 to 5, there is no target or attainment, no month is expected to have
    ratings, and `rated` tells what the value comes from; None while peers still rate.
    """

    metric: Metric
    dimension: str
    window: Window
    reason: Reason
    inputs: Mapping[Ref, float | None]
    value: float | None
    stated_target: float | None
    is_own_target: bool
    target_factor: float
    target: float | None
    attainment: float | None
    points: float | None
    weight: float
    share: float
    contribution: float
    months_used: int
    months_expected: int
    missing_months: tuple[date, ...]
    rated: RatedResult | None


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension: the weighted mean of its points, None without any, and its share of the card in %."""

    id: str
    score: float | None
    share: float


@dataclass(frozen=True, slots=True)
class Card:
    """One member's result for one period.

    `coverage` in % of the due weight; `own_score` before and `score` after team coefficient, special points and cap,
    neither rounded, None when nothing was scored. `team_attainment` in %, None without one, gives the coefficient.
    `band` and `is_below_line` (None) are only there when `is_complete`. `interval`, low and high end around the score,
    comes from the standard errors of peer ratings, None without any; `needs_calibration` when its ends, rounded as the
    score is, lie in two bands. `days`: the months in which the member was not there on every working day.
    """

    member: MemberId
    scheme: Scheme
    period: Period
    metrics: tuple[MetricResult, ...]
    dimensions: tuple[DimensionResult, ...]
    coverage: float
    own_score: float | None
    team_attainment: float | None
    team_coefficient: float
    special: float
    score: float | None
    interval: tuple[float, float] | None
    band: Band | None
    is_complete: bool
    is_below_line: bool | None
    needs_calibration: bool
    days: tuple[DaysThere, ...] = ()

"""Evidence to cards: one columnar path for one member or ten thousand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring import attainment
from scoring.arrays import BoolArray, FloatArray, IntArray, ReasonArray
from scoring.cards import Card, Cards, DimensionResult, MetricResult, RatedResult
from scoring.definitions import Metric, Scheme
from scoring.errors import InputInvalid
from scoring.evidence import Evidence, MemberId, Rating, RollUp, Series
from scoring.inputs import Inputs, PresentDays, PresentShare
from scoring.interval import interval, standard_errors
from scoring.metrics import Measured, measure
from scoring.periods import Period
from scoring.rated import measure_rated
from scoring.reasons import Reason
from scoring.rounding import half_up_array
from scoring.weighing import bands, coverage, dimensions, in_range, percent, weighted_mean
from scoring.windows import Window

__all__ = [
    "Card",
    "Cards",
    "DimensionResult",
    "Evidence",
    "MemberId",
    "MetricResult",
    "PresentDays",
    "PresentShare",
    "RatedResult",
    "Rating",
    "RollUp",
    "Series",
    "compute",
]


def compute(
    scheme: Scheme,
    evidence: Evidence,
    period: Period,
    *,
    targets: Mapping[str, npt.ArrayLike] | None = None,
    present_share: PresentShare | None = None,
    present_days: PresentDays | None = None,
    team_attainment: npt.ArrayLike | None = None,
    special: npt.ArrayLike = 0.0,
) -> Cards:
    """Cards of all members of the evidence for one period of a cadence the scheme issues cards for.

    `targets`: metric id -> own targets (members), NaN = the scheme's; like those, for one period of the metric's
    cadence. `present_share`: 0 to 1, the part of the working days a member was there; one array (members) for every
    month, or a mapping from the first day of a month to such an array, months not listed being 1. It scales targets of
    `scheme.additive` metrics only. `present_days` says the same in days, which the receipt then states: a mapping from
    the first day of a month to an array members × 2, working days there and in all. `team_attainment`: how far the
    team's goals were met in %, a number or an array (members); without one, or NaN, the team coefficient is 1, and the
    receipt says so. It is refused when the scheme uses no team coefficient. `special` 0 to scheme.special_limit, a
    number or an array (members). Figures and ratings of the evidence that the scheme does not know are left alone.

    Raises InputInvalid, UnknownName; EvidenceInvalid for a peer rating of oneself; NotConverged when the rater model
    finds no variances that fit the peer ratings best.
    """
    if period.cadence not in scheme.cadences:
        offered = ", ".join(cadence.value for cadence in scheme.cadences)
        raise InputInvalid(f"scheme {scheme.id!r} issues no card for {period}; its cards are: {offered}")
    inputs = Inputs.checked(
        scheme,
        members=len(evidence.members),
        targets=targets or {},
        present_share=present_share,
        team_attainment=team_attainment,
        special=special,
        present_days=present_days,
    )
    columns = [column_of(scheme, metric, evidence, period, inputs) for metric in scheme.metrics]
    return compose(scheme, evidence, period, inputs, columns)


@dataclass(frozen=True, slots=True)
class Column:
    """One metric of all members. `completeness`: part of the expected months that entered the value."""

    window: Window
    measured: Measured
    stated: FloatArray
    is_own: BoolArray
    factor: FloatArray
    target: FloatArray
    attainment: FloatArray
    points: FloatArray
    reasons: ReasonArray
    used: IntArray
    expected: IntArray
    completeness: FloatArray


def column_of(scheme: Scheme, metric: Metric, evidence: Evidence, period: Period, inputs: Inputs) -> Column:
    window = Window.of(metric.cadence, period)
    measured = _measured(scheme, metric, evidence, window)
    expects = inputs.shares(window.months) > 0
    used, expected = (measured.used & expects).sum(axis=1), expects.sum(axis=1)
    stated, is_own = inputs.stated_target(metric)
    factor = _factor(metric, window, measured, inputs) if metric.id in scheme.additive else np.ones(inputs.members)
    target = stated * factor
    reached, target_reasons = _attained(metric, measured, target, factor)
    reasons = _reasons(window, measured, target_reasons, is_absent=factor == 0, is_expected=expected > 0)
    scored = reasons == Reason.SCORED
    reached = np.where(scored, reached, np.nan)
    rating = np.where(scored, measured.value, np.nan)
    completeness = np.divide(used, expected, out=np.ones(inputs.members), where=expected > 0)
    return Column(
        window=window,
        measured=measured,
        stated=stated,
        is_own=is_own,
        factor=factor,
        target=target,
        attainment=reached,
        points=attainment.rated_points(rating) if metric.is_rated else attainment.points(metric.curve, reached),
        reasons=reasons,
        used=used,
        expected=expected,
        completeness=completeness if measured.counts_months else np.ones(inputs.members),
    )


def _measured(scheme: Scheme, metric: Metric, evidence: Evidence, window: Window) -> Measured:
    if metric.is_rated:
        return measure_rated(metric, evidence=evidence, window=window)
    figures = {figure.id: figure for figure in scheme.figures}
    return measure(metric, figures=figures, evidence=evidence, window=window)


def _attained(
    metric: Metric, measured: Measured, target: FloatArray, factor: FloatArray
) -> tuple[FloatArray, ReasonArray]:
    if metric.is_rated:
        return np.full_like(target, np.nan), np.zeros(target.shape, dtype=np.int8)
    return attainment.attain(metric, value=measured.value, target=target, factor=factor)


def _factor(metric: Metric, window: Window, measured: Measured, inputs: Inputs) -> FloatArray:
    """How many periods' worth of target an additive metric is held to: the present months that entered its value.

    While the period runs, months to come count as present: the target shown is that of the whole period.
    """
    if not window.is_due:
        present = inputs.shares(window.period.months)
    else:
        has_any = np.any(measured.used, axis=1, keepdims=True)
        present = np.where(measured.used | ~has_any, inputs.shares(window.months), 0.0)
    return np.asarray(present.sum(axis=1) / metric.cadence.months, dtype=np.float64)


def _reasons(
    window: Window, measured: Measured, target_reasons: ReasonArray, *, is_absent: BoolArray, is_expected: BoolArray
) -> ReasonArray:
    if not window.is_due:
        return np.full(target_reasons.shape, Reason.IN_PROGRESS, dtype=np.int8)
    unmeasured = measured.reasons != Reason.SCORED
    reasons = np.select(
        [is_absent | (unmeasured & ~is_expected), unmeasured], [Reason.ABSENT, measured.reasons], target_reasons
    )
    return reasons.astype(np.int8)


def compose(scheme: Scheme, evidence: Evidence, period: Period, inputs: Inputs, columns: Sequence[Column]) -> Cards:
    reasons = np.column_stack([column.reasons for column in columns])
    points = np.column_stack([column.points for column in columns])
    completeness = np.column_stack([column.completeness for column in columns])
    weight = np.array([metric.weight for metric in scheme.metrics], dtype=np.float64)
    scored_weight = in_range(np.where(reasons == Reason.SCORED, weight, 0.0))
    total = scored_weight.sum(axis=1)
    share = percent(scored_weight, total[:, np.newaxis])
    dimension_score, dimension_weight = dimensions(scheme, points, scored_weight)
    own = weighted_mean(dimension_score, dimension_weight)
    full = own * inputs.team_coefficient + inputs.special
    score = np.minimum(full, scheme.cap)
    shown = half_up_array(score, scheme.decimals)
    covered = coverage(reasons, weight, completeness)
    is_complete = ~np.isnan(score) & (half_up_array(covered, scheme.decimals) >= scheme.incomplete_below)
    ends = interval(
        full,
        errors=standard_errors([column.measured for column in columns]),
        share=share,
        factor=inputs.team_coefficient,
        level=scheme.interval_level,
        cap=scheme.cap,
    )
    return Cards(
        scheme=scheme,
        period=period,
        members=evidence.members,
        weight=weight,
        windows=tuple(column.window for column in columns),
        inputs=tuple(column.measured.inputs for column in columns),
        used=tuple(column.measured.used for column in columns),
        rated=tuple(column.measured.rated for column in columns),
        value=np.column_stack([column.measured.value for column in columns]),
        stated_target=np.column_stack([column.stated for column in columns]),
        is_own_target=np.column_stack([column.is_own for column in columns]),
        target_factor=np.column_stack([column.factor for column in columns]),
        target=np.column_stack([column.target for column in columns]),
        attainment=np.column_stack([column.attainment for column in columns]),
        points=points,
        share=share,
        reasons=reasons,
        months_used=np.column_stack([column.used for column in columns]),
        months_expected=np.column_stack([column.expected for column in columns]),
        dimension_score=dimension_score,
        dimension_share=percent(dimension_weight, total[:, np.newaxis]),
        coverage=covered,
        own_score=own,
        team_attainment=inputs.team_attainment,
        team_coefficient=inputs.team_coefficient,
        special=inputs.special,
        score=score,
        shown_score=shown,
        interval=ends,
        band=bands(scheme, shown, is_complete),
        is_complete=is_complete,
        is_below_line=is_complete & (shown < scheme.line),
        needs_calibration=_spans_bands(scheme, ends, is_complete),
        days=inputs.days_by_month,
    )


def _spans_bands(scheme: Scheme, ends: FloatArray, is_complete: BoolArray) -> BoolArray:
    """Whether the interval of a complete card, rounded as scores are shown, begins in another band than it ends."""
    has_any = is_complete & ~np.isnan(ends[:, 0])
    low, high = (bands(scheme, half_up_array(ends[:, k], scheme.decimals), has_any) for k in (0, 1))
    return np.asarray(low != high, dtype=np.bool_)

"""A card as its receipt: reason codes and numbers. No prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache

from scoring.card import Card, MetricResult, RatedResult
from scoring.definitions import Scheme
from scoring.formula import Ref
from scoring.periods import Period, month_before
from scoring.reasons import Reason
from scoring.receipt import (
    DaysLine,
    DimensionLine,
    InputLine,
    MetricLine,
    RatedLine,
    Receipt,
    SpecialLine,
    TeamGoalLine,
)
from scoring.recompute import recompute, recompute_interval
from scoring.rounding import half_up
from scoring.windows import Window

__all__ = [
    "DaysLine",
    "DimensionLine",
    "InputLine",
    "MetricLine",
    "RatedLine",
    "Receipt",
    "SpecialLine",
    "TeamGoalLine",
    "explain",
    "recompute",
    "recompute_interval",
]

WEIGHT_TOLERANCE = 1e-9


def explain(
    card: Card, *, team_goals: Sequence[TeamGoalLine] = (), special_points: Sequence[SpecialLine] = ()
) -> Receipt:
    """The receipt of a card; `team_goals` are what its team attainment was made of, and `special_points` what its
    special points are, if that is known."""
    scheme, due = card.scheme, [line for line in card.metrics if _is_due(line)]
    limits = scheme.team_coefficient
    due_weight = sum(line.weight for line in due)
    return Receipt(
        member=str(card.member),
        scheme=scheme.id,
        scheme_version=scheme.version,
        scheme_hash=scheme.version_hash,
        period=str(card.period),
        metrics=tuple(_metric_line(line, scheme) for line in card.metrics),
        dimensions=tuple(DimensionLine(dimension=d.id, score=d.score, share=d.share) for d in card.dimensions),
        weight_total=sum(line.weight for line in card.metrics),
        due_weight=due_weight,
        covered_weight=card.coverage * due_weight / 100,
        coverage=card.coverage,
        incomplete_below=scheme.incomplete_below,
        is_complete=card.is_complete,
        own_score=card.own_score,
        team_coefficient=card.team_coefficient,
        special=card.special,
        cap=scheme.cap,
        score=card.score,
        shown_score=None if card.score is None else str(half_up(card.score, scheme.decimals)),
        decimals=scheme.decimals,
        line=scheme.line,
        is_below_line=card.is_below_line,
        band=card.band.id if card.band else None,
        coefficient=card.band.coefficient if card.band else None,
        notes=tuple(_notes(card, due)),
        team_attainment=card.team_attainment,
        team_min=limits.min if limits else None,
        team_max=limits.max if limits else None,
        interval=card.interval,
        interval_level=scheme.interval_level if card.interval else None,
        needs_calibration=card.needs_calibration,
        days=tuple(_days_lines(card)),
        team_goals=tuple(team_goals),
        special_points=tuple(special_points),
    )


def _days_lines(card: Card) -> Iterator[DaysLine]:
    looked_at = {month for line in card.metrics for month in line.window.months}
    for month, there, whole in card.days:
        if month in looked_at:
            yield DaysLine(month=_month_text(month), there=there, whole=whole)


def _is_due(line: MetricResult) -> bool:
    return line.reason not in (Reason.IN_PROGRESS, Reason.ABSENT)


def _notes(card: Card, due: list[MetricResult]) -> Iterator[str]:
    scored = [line for line in due if line.reason is Reason.SCORED]
    if abs(sum(line.weight for line in card.metrics) - 100) > WEIGHT_TOLERANCE:
        yield "weights_scaled"
    if len(scored) < len(card.metrics):
        yield "weights_renormalised"
    yield from _notes_on_values(scored)
    yield from _notes_on_score(card)
    if not scored:
        yield "nothing_scored"
    if not card.is_complete:
        yield "incomplete"
    if card.needs_calibration:
        yield "needs_calibration"


def _notes_on_values(scored: list[MetricResult]) -> Iterator[str]:
    if any(line.months_used < line.months_expected for line in scored):
        yield "months_missing"
    if any(line.target_factor != 1 for line in scored):
        yield "target_scaled"
    if any(line.rated and (line.rated.components or 0) > 1 for line in scored):
        yield "raters_apart"


def _notes_on_score(card: Card) -> Iterator[str]:
    if card.scheme.team_coefficient and card.team_attainment is None:
        yield "team_attainment_missing"
    if card.own_score is not None and card.own_score * card.team_coefficient + card.special > card.scheme.cap:
        yield "capped"


def _metric_line(line: MetricResult, scheme: Scheme) -> MetricLine:
    metric, factor = line.metric, line.target_factor
    return MetricLine(
        metric=metric.id,
        dimension=line.dimension,
        cadence=metric.cadence.value,
        window=_period_text(line.window.period),
        reason=line.reason.code,
        formula=metric.formula,
        inputs=tuple(
            _input_line(line.window, scheme, ref, value, back=ref.lag * metric.cadence.months)
            for ref, value in line.inputs.items()
        ),
        value=line.value,
        unit=metric.unit,
        direction=metric.direction.value,
        stated_target=line.stated_target,
        target_origin="own" if line.is_own_target else metric.target_origin,
        target_factor=factor,
        target=line.target,
        low=_scaled(metric.low, factor),
        high=_scaled(metric.high, factor),
        attainment=line.attainment,
        curve=() if metric.is_rated else metric.curve.points,
        points=line.points,
        weight=line.weight,
        share=line.share,
        contribution=line.contribution,
        months_used=line.months_used,
        months_expected=line.months_expected,
        missing_months=tuple(_month_text(month) for month in line.missing_months),
        source=metric.source.value,
        rated=_rated_line(line.rated) if line.rated else None,
    )


def _scaled(end: float | None, factor: float) -> float | None:
    return None if end is None else end * factor


def _rated_line(rated: RatedResult) -> RatedLine:
    return RatedLine(**{each.name: getattr(rated, each.name) for each in fields(rated)})


def _input_line(window: Window, scheme: Scheme, ref: Ref, value: float | None, *, back: int) -> InputLine:
    months = window.months
    return InputLine(
        figure=ref.figure,
        lag=ref.lag,
        aggregate=scheme.aggregates[ref.figure].value,
        first_month=_month_text(months[0], back),
        last_month=_month_text(months[-1], back),
        value=value,
    )


@lru_cache(maxsize=64)
def _period_text(period: Period) -> str:
    return str(period)


@lru_cache(maxsize=1024)
def _month_text(month: date, back: int = 0) -> str:
    return f"{month_before(month, back):%Y-%m}"

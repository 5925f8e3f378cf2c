"""A card as its receipt: reason codes and numbers, enough to compute the score again by hand. No prose."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Self

import numpy as np

from scoring import formula
from scoring.cards import Card, MetricResult
from scoring.definitions import Direction, Scheme, Value
from scoring.formula import Ref
from scoring.periods import month_before
from scoring.reasons import Reason
from scoring.rounding import half_up

WEIGHT_TOLERANCE = 1e-9


class InputLine(Value):
    """One aggregate in a formula: `figure` over the months `first_month` to `last_month` (2026-10)."""

    figure: str
    lag: int
    aggregate: str
    first_month: str
    last_month: str
    value: float | None


class MetricLine(Value):
    """One metric; the fields are those of `cards.MetricResult`, the metric's rules written out."""

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


class DimensionLine(Value):
    """Weighted mean of the dimension's points and its share of the card in %."""

    dimension: str
    score: float | None
    share: float


class Receipt(Value):
    """Everything a score is made of. `notes` are codes: weights_scaled, weights_renormalised, months_missing,
    target_scaled, capped, nothing_scored, incomplete."""

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

    def as_json(self) -> dict[str, Any]:
        """Plain data: dicts, lists, texts, numbers, None. `from_json` reads it back to an equal receipt."""
        plain: dict[str, Any] = json.loads(self.model_dump_json())  # a third of the time of model_dump(mode="json")
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """Raises pydantic.ValidationError for data that is no receipt."""
        return cls.model_validate(plain)


def explain(card: Card) -> Receipt:
    """The receipt of a card."""
    scheme, due = card.scheme, [line for line in card.metrics if _is_due(line)]
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
    )


def _is_due(line: MetricResult) -> bool:
    return line.reason not in (Reason.IN_PROGRESS, Reason.ABSENT)


def _notes(card: Card, due: list[MetricResult]) -> Iterator[str]:
    scored = [line for line in due if line.reason is Reason.SCORED]
    if abs(sum(line.weight for line in card.metrics) - 100) > WEIGHT_TOLERANCE:
        yield "weights_scaled"
    if len(scored) < len(card.metrics):
        yield "weights_renormalised"
    if any(line.months_used < line.months_expected for line in scored):
        yield "months_missing"
    if any(line.target_factor != 1 for line in scored):
        yield "target_scaled"
    if card.own_score is not None and card.own_score * card.team_coefficient + card.special > card.scheme.cap:
        yield "capped"
    if not scored:
        yield "nothing_scored"
    if not card.is_complete:
        yield "incomplete"


def _metric_line(line: MetricResult, scheme: Scheme) -> MetricLine:
    metric = line.metric
    return MetricLine(
        metric=metric.id,
        dimension=line.dimension,
        cadence=metric.cadence.value,
        window=str(line.window.period),
        reason=line.reason.code,
        formula=metric.formula,
        inputs=tuple(_input_line(line, scheme, ref) for ref in line.inputs),
        value=line.value,
        unit=metric.unit,
        direction=metric.direction.value,
        stated_target=line.stated_target,
        target_origin="own" if line.is_own_target else metric.target_origin,
        target_factor=line.target_factor,
        target=line.target,
        low=metric.low,
        high=metric.high,
        attainment=line.attainment,
        curve=metric.curve.points,
        points=line.points,
        weight=line.weight,
        share=line.share,
        contribution=line.contribution,
        months_used=line.months_used,
        months_expected=line.months_expected,
        missing_months=tuple(_month_text(month) for month in line.missing_months),
    )


def _input_line(line: MetricResult, scheme: Scheme, ref: Ref) -> InputLine:
    back, months = ref.lag * line.metric.cadence.months, line.window.months
    return InputLine(
        figure=ref.figure,
        lag=ref.lag,
        aggregate=scheme.aggregates[ref.figure].value,
        first_month=_month_text(months[0], back),
        last_month=_month_text(months[-1], back),
        value=line.inputs[ref],
    )


@lru_cache(maxsize=1024)
def _month_text(month: date, back: int = 0) -> str:
    return f"{month_before(month, back):%Y-%m}"


def recompute(receipt: Receipt) -> float | None:
    """The score from the receipt's inputs, targets, curves and weights alone; None when no metric was scored.

    Values, attainments, points, shares and dimension scores on the receipt are not read.
    """
    scored = [line for line in receipt.metrics if line.reason == Reason.SCORED.code]
    if not scored:
        return None
    own = sum(line.weight * _points(line) for line in scored) / sum(line.weight for line in scored)
    return min(own * receipt.team_coefficient + receipt.special, receipt.cap)


def _points(line: MetricLine) -> float:
    inputs = {
        Ref(item.figure, item.lag): np.array([np.nan if item.value is None else item.value]) for item in line.inputs
    }
    value = float(formula.evaluate(formula.parse(line.formula), inputs)[0][0])
    return _on_curve(line.curve, _attainment(line, value))


def _attainment(line: MetricLine, value: float) -> float:
    if line.direction == Direction.WITHIN.value and line.low is not None and line.high is not None:
        outside = max(line.low - value, value - line.high, 0.0)
        return max(100 * (1 - outside / (line.high - line.low)), 0.0)
    target = (line.stated_target or 0.0) * line.target_factor
    if line.direction == Direction.HIGHER.value:
        return 100 * value / target
    cap = line.curve[-1][0]
    return cap if value <= 0 else min(100 * target / value, cap)


def _on_curve(curve: tuple[tuple[float, float], ...], attainment: float) -> float:
    (left, low), *rest = curve
    if attainment <= left:
        return low
    for right, high in rest:
        if attainment <= right:
            return low + (high - low) * (attainment - left) / (right - left)
        left, low = right, high
    return low

"""Cards: the columns of everybody, from which each person's card is read off."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from scoring.arrays import BoolArray, FloatArray, IntArray, ReasonArray
from scoring.card import Card, DimensionResult, MetricResult, RatedResult
from scoring.definitions import Scheme
from scoring.errors import UnknownName
from scoring.evidence import MemberId
from scoring.formula import Ref
from scoring.periods import Period
from scoring.ratings import NOBODY, Rated
from scoring.reasons import Reason
from scoring.rows import DaysThere
from scoring.windows import Window

__all__ = ["Card", "Cards", "DimensionResult", "MetricResult", "RatedResult"]


@dataclass(frozen=True, slots=True)
class Cards:
    """Everybody's results as arrays; rows follow `members`, columns `scheme.metrics` or `scheme.dimensions`.

    members × metrics: value, stated_target, is_own_target, target_factor, target, attainment, points (NaN = none),
    share (%, 0 when not scored), reasons (codes of `Reason`), months_used, months_expected.
    members × dimensions: dimension_score (NaN = none), dimension_share (%).
    members: coverage (%), own_score, team_attainment (%, NaN = none), team_coefficient, special, score (unrounded,
    NaN = none), shown_score (rounded half up to scheme.decimals), band (index into scheme.bands, -1 = none),
    is_complete, is_below_line, needs_calibration.
    members × 2: interval, its low and high end, NaN = none.
    metrics: weight; windows; inputs, each a mapping from formula reference to an array over members; used, each an
    array members × months of the window, True where the month entered the value; rated, None for formulas and while
    peers still rate.
    `days`: by month (its first day) members × 2, the working days somebody was there and all of them, where known.
    """

    scheme: Scheme
    period: Period
    members: tuple[MemberId, ...]
    weight: FloatArray
    windows: tuple[Window, ...]
    inputs: tuple[Mapping[Ref, FloatArray], ...]
    used: tuple[BoolArray, ...]
    rated: tuple[Rated | None, ...]
    value: FloatArray
    stated_target: FloatArray
    is_own_target: BoolArray
    target_factor: FloatArray
    target: FloatArray
    attainment: FloatArray
    points: FloatArray
    share: FloatArray
    reasons: ReasonArray
    months_used: IntArray
    months_expected: IntArray
    dimension_score: FloatArray
    dimension_share: FloatArray
    coverage: FloatArray
    own_score: FloatArray
    team_attainment: FloatArray
    team_coefficient: FloatArray
    special: FloatArray
    score: FloatArray
    shown_score: FloatArray
    interval: FloatArray
    band: IntArray
    is_complete: BoolArray
    is_below_line: BoolArray
    needs_calibration: BoolArray
    days: Mapping[date, IntArray] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[Card]:
        return (self.card(row) for row in range(len(self)))

    def of(self, member: MemberId) -> Card:
        """The card of a member. Raises UnknownName."""
        if member not in self.members:
            raise UnknownName("member", member, known=[f"{len(self)} members of this computation"])
        return self.card(self.members.index(member))

    def card(self, row: int) -> Card:
        """The card in a row; raises IndexError outside 0 .. len − 1."""
        if not 0 <= row < len(self):
            raise IndexError(f"row {row} of {len(self)} cards")
        band, is_complete = self.band.item(row), self.is_complete.item(row)
        return Card(
            member=self.members[row],
            scheme=self.scheme,
            period=self.period,
            metrics=self._metrics(row),
            dimensions=self._dimensions(row),
            coverage=self.coverage.item(row),
            own_score=_number(self.own_score, row),
            team_attainment=_number(self.team_attainment, row),
            team_coefficient=self.team_coefficient.item(row),
            special=self.special.item(row),
            score=_number(self.score, row),
            interval=self._interval(row),
            band=self.scheme.bands[band] if band >= 0 else None,
            is_complete=is_complete,
            is_below_line=self.is_below_line.item(row) if is_complete else None,
            needs_calibration=self.needs_calibration.item(row),
            days=self._days(row),
        )

    def _days(self, row: int) -> tuple[DaysThere, ...]:
        known = (DaysThere(month, *days[row].tolist()) for month, days in sorted(self.days.items()))
        return tuple(each for each in known if each.there < each.whole)

    def _interval(self, row: int) -> tuple[float, float] | None:
        low, high = self.interval[row].tolist()
        return None if math.isnan(low) else (low, high)

    def _metrics(self, row: int) -> tuple[MetricResult, ...]:
        owners = [dimension.id for dimension in self.scheme.dimensions for _ in dimension.metrics]
        return tuple(self._metric(row, column, owner) for column, owner in enumerate(owners))

    def _metric(self, row: int, column: int, dimension: str) -> MetricResult:
        points, share = _number(self.points, row, column), self.share.item(row, column)
        return MetricResult(
            metric=self.scheme.metrics[column],
            dimension=dimension,
            window=self.windows[column],
            reason=Reason(self.reasons.item(row, column)),
            inputs={ref: _number(array, row) for ref, array in self.inputs[column].items()},
            value=_number(self.value, row, column),
            stated_target=_number(self.stated_target, row, column),
            is_own_target=self.is_own_target.item(row, column),
            target_factor=self.target_factor.item(row, column),
            target=_number(self.target, row, column),
            attainment=_number(self.attainment, row, column),
            points=points,
            weight=self.weight.item(column),
            share=share,
            contribution=0.0 if points is None else points * share / 100,
            months_used=self.months_used.item(row, column),
            months_expected=self.months_expected.item(row, column),
            missing_months=self._missing(row, column),
            rated=_rated_result(self.rated[column], row),
        )

    def _missing(self, row: int, column: int) -> tuple[date, ...]:
        used = self.used[column][row].tolist()
        return tuple(month for month, is_used in zip(self.windows[column].months, used, strict=True) if not is_used)

    def _dimensions(self, row: int) -> tuple[DimensionResult, ...]:
        return tuple(
            DimensionResult(
                dimension.id, _number(self.dimension_score, row, column), self.dimension_share.item(row, column)
            )
            for column, dimension in enumerate(self.scheme.dimensions)
        )


def _number(array: FloatArray, *at: int) -> float | None:
    number: float = array.item(*at)
    return None if math.isnan(number) else number


def _rated_result(rated: Rated | None, row: int) -> RatedResult | None:
    if rated is None:
        return None
    return RatedResult(
        raters=rated.raters.item(row),
        plain_mean=_number(rated.plain_mean, row),
        corrected=_number(rated.corrected, row),
        standard_error=_number(rated.standard_error, row),
        component=_code(rated.component, row),
        component_mean=_number(rated.component_mean, row),
        components=_code(rated.components, row),
        rounds=_code(rated.rounds, row),
        correction=_number(rated.correction, row),
        small_rounds=_code(rated.small_rounds, row),
    )


def _code(array: IntArray, row: int) -> int | None:
    code: int = array.item(row)
    return None if code == NOBODY else code

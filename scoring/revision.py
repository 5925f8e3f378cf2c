"""Published cards with other ratings or figures: computed from their receipts, so that nothing else can change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import numpy as np

from scoring.arrays import FloatArray, IntArray
from scoring.attainment import rated_points
from scoring.cards import Cards
from scoring.definitions import Metric, Scheme, Source
from scoring.errors import InputInvalid
from scoring.evidence import Evidence
from scoring.formula import Ref
from scoring.inputs import Inputs
from scoring.metrics import Measured, measure
from scoring.periods import Period
from scoring.rated import measure_rated
from scoring.ratings import NOBODY, Rated
from scoring.reasons import Reason
from scoring.receipt import MetricLine, RatedLine, Receipt
from scoring.scorecard import Column, column_of, compose
from scoring.windows import Window

T = TypeVar("T")
Lines = Sequence[MetricLine]


def revised(
    scheme: Scheme, receipts: Sequence[Receipt], evidence: Evidence, *, sources: Collection[Source] = ()
) -> Cards:
    """The cards of these receipts, one for each member of the evidence, with its `corrected` rounds in place of what
    the receipts have for the same metrics, and with its ratings for every metric that these `sources` rate, also where
    there is none any more. Everything else, targets, figures and team, is taken from the receipts; figures and other
    ratings of the evidence are not read.

    Raises InputInvalid for receipts of other rules or of different periods.
    """
    period, lines = _of_one_period(scheme, receipts, evidence)
    columns = []
    for metric in scheme.metrics:
        column = _published(scheme, metric, period, [each[metric.id] for each in lines])
        is_new = (metric.id in evidence.corrected or metric.source in sources) and column.window.is_due
        columns.append(_rated_anew(metric, evidence, column) if is_new else column)
    return compose(scheme, evidence, period, _inputs(receipts), columns)


def refigured(scheme: Scheme, receipts: Sequence[Receipt], evidence: Evidence) -> Cards:
    """The cards of these receipts, one for each member of the evidence, with its figures in place of the receipts'.
    Everything else, targets, days there, ratings and team, is taken from the receipts; ratings of the evidence are not
    read. With the figures that the receipts were made from the cards are the same.

    Raises InputInvalid for receipts of other rules or of different periods.
    """
    period, lines = _of_one_period(scheme, receipts, evidence)
    before = [_published(scheme, metric, period, [each[metric.id] for each in lines]) for metric in scheme.metrics]
    given = _inputs(receipts)
    inputs = replace(
        given,
        targets={metric.id: column.stated for metric, column in zip(scheme.metrics, before, strict=True)},
        share_by_month={month: _shares(days) for month, days in given.days_by_month.items()},
    )
    columns = [
        column
        if metric.is_rated
        else replace(column_of(scheme, metric, evidence, period, inputs), is_own=column.is_own)
        for metric, column in zip(scheme.metrics, before, strict=True)
    ]
    return compose(scheme, evidence, period, inputs, columns)


def _shares(days: IntArray) -> FloatArray:
    """1 where the receipt tells no days."""
    there, whole = days[:, 0], days[:, 1]
    return np.divide(there, whole, out=np.ones(len(days)), where=whole > 0)


def _of_one_period(
    scheme: Scheme, receipts: Sequence[Receipt], evidence: Evidence
) -> tuple[Period, list[dict[str, MetricLine]]]:
    """Their period, and each receipt's lines by metric."""
    periods = {receipt.period for receipt in receipts}
    foreign = {receipt.scheme_hash for receipt in receipts} - {scheme.version_hash}
    if len(periods) != 1 or foreign or len(receipts) != len(evidence.members):
        raise InputInvalid(
            f"{len(receipts)} receipts of periods {sorted(periods)} and rules {sorted(foreign)}: give "
            f"one for each of {len(evidence.members)} members, of one period and these rules"
        )
    return Period.parse(periods.pop()), [{line.metric: line for line in receipt.metrics} for receipt in receipts]


def _inputs(receipts: Sequence[Receipt]) -> Inputs:
    return Inputs(
        members=len(receipts),
        targets={},
        share_by_month={},
        share_every=np.ones(len(receipts)),
        team_attainment=_column(receipts, lambda receipt: receipt.team_attainment),
        team_coefficient=_column(receipts, lambda receipt: receipt.team_coefficient),
        special=_column(receipts, lambda receipt: receipt.special),
        days_by_month=_days(receipts),
    )


def _days(receipts: Sequence[Receipt]) -> Mapping[date, IntArray]:
    """0 of 0 where the receipt tells none."""
    told = [{line.month: (line.there, line.whole) for line in receipt.days} for receipt in receipts]
    months = sorted({month for each in told for month in each})
    return {
        date.fromisoformat(f"{month}-01"): np.array([each.get(month, (0, 0)) for each in told], dtype=np.int64)
        for month in months
    }


def _published(scheme: Scheme, metric: Metric, period: Period, lines: Lines) -> Column:
    """The metric as the receipts have it."""
    window = Window.of(metric.cadence, period)
    used = np.array([line.months_used for line in lines], dtype=np.int64)
    expected = np.array([line.months_expected for line in lines], dtype=np.int64)
    measured = _measured(scheme, metric, window, lines)
    completeness = np.divide(used, expected, out=np.ones(len(lines)), where=expected > 0)
    return Column(
        window=window,
        measured=measured,
        stated=_column(lines, lambda line: line.stated_target),
        is_own=np.array([line.target_origin == "own" for line in lines], dtype=np.bool_),
        factor=_column(lines, lambda line: line.target_factor),
        target=_column(lines, lambda line: line.target),
        attainment=_column(lines, lambda line: line.attainment),
        points=_column(lines, lambda line: line.points),
        reasons=np.array([Reason.from_code(line.reason) for line in lines], dtype=np.int8),
        used=used,
        expected=expected,
        completeness=completeness if measured.counts_months else np.ones(len(lines)),
    )


def _measured(scheme: Scheme, metric: Metric, window: Window, lines: Lines) -> Measured:
    is_used = [[f"{month:%Y-%m}" not in line.missing_months for month in window.months] for line in lines]
    return Measured(
        value=_column(lines, lambda line: line.value),
        reasons=np.array([Reason.from_code(line.reason) for line in lines], dtype=np.int8),
        inputs=_aggregates(lines),
        used=np.array(is_used, dtype=np.bool_).reshape(len(lines), len(window.months)),
        counts_months=not metric.is_rated and _counts_months(scheme, metric, window),
        rated=_ratings([line.rated for line in lines]),
    )


def _counts_months(scheme: Scheme, metric: Metric, window: Window) -> bool:
    """What `measure` says of the metric whatever was entered."""
    nobody = Evidence((), (), {})
    figures = {figure.id: figure for figure in scheme.figures}
    return measure(metric, figures=figures, evidence=nobody, window=window).counts_months


def _aggregates(lines: Lines) -> Mapping[Ref, FloatArray]:
    places = [{Ref(item.figure, item.lag): item.value for item in line.inputs} for line in lines]
    named = dict.fromkeys(ref for each in places for ref in each)
    return {ref: _column([each.get(ref) for each in places], _itself) for ref in named}


def _itself(value: float | None) -> float | None:
    return value


def _ratings(lines: Sequence[RatedLine | None]) -> Rated | None:
    if not any(lines):
        return None
    rated = Rated.empty(len(lines))
    for row, line in enumerate(lines):
        if line is None:
            continue
        rated.raters[row] = line.raters
        for name in ("plain_mean", "corrected", "standard_error", "component_mean", "correction"):
            getattr(rated, name)[row] = np.nan if getattr(line, name) is None else getattr(line, name)
        for name in ("component", "components", "rounds", "small_rounds"):
            getattr(rated, name)[row] = NOBODY if getattr(line, name) is None else getattr(line, name)
    return rated


def _rated_anew(metric: Metric, evidence: Evidence, before: Column) -> Column:
    found = measure_rated(metric, evidence=evidence, window=before.window)
    was_absent = (before.reasons == Reason.ABSENT) & (found.reasons != Reason.SCORED)
    return replace(
        before,
        measured=replace(before.measured, value=found.value, rated=found.rated),
        points=rated_points(found.value),
        reasons=np.where(was_absent, Reason.ABSENT, found.reasons).astype(np.int8),
    )


def _column(things: Sequence[T], number: Callable[[T], float | None]) -> FloatArray:
    found = (number(each) for each in things)
    return np.array([np.nan if each is None else each for each in found], dtype=np.float64)

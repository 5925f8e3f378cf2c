"""What a team's post may show: sums of many, never a figure that gives one person away. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from bot.features.scorecards.rules.team_beside import hidden_beside
from bot.features.scorecards.rules.team_bounds import RATINGS, scores, share_told
from bot.features.scorecards.rules.team_figures import (
    CHANGED,
    LEAST_FOR_SPREAD,
    ONE_PERSONS,
    SCORE,
    SCORED,
    TOO_FEW,
    Contributing,
    TeamFigure,
    TeamResult,
)
from scoring.arrays import BoolArray, FloatArray, IntArray, ReasonArray
from scoring.attainment import attain
from scoring.definitions import Metric
from scoring.evaluation import evaluate
from scoring.evidence import MemberId
from scoring.formula import Ref
from scoring.reasons import Reason
from scoring.scheme import Aggregate, Scheme

PERCENT = "percent"
WHOLE = 100.0
"""Attainment in % from which a target is met."""


class Due(Protocol):
    """A metric's window: whether it ended with the period."""

    @property
    def is_due(self) -> bool: ...


class Results(Protocol):
    """What of `Cards` a team's result is made from; cards' receipts give the same (`team_receipts`)."""

    @property
    def scheme(self) -> Scheme: ...
    @property
    def members(self) -> tuple[MemberId, ...]: ...
    @property
    def windows(self) -> Sequence[Due]: ...
    @property
    def inputs(self) -> Sequence[Mapping[Ref, FloatArray]]: ...
    @property
    def value(self) -> FloatArray: ...
    @property
    def target_factor(self) -> FloatArray: ...
    @property
    def target(self) -> FloatArray: ...
    @property
    def attainment(self) -> FloatArray: ...
    @property
    def reasons(self) -> ReasonArray: ...
    @property
    def shown_score(self) -> FloatArray: ...
    @property
    def is_complete(self) -> BoolArray: ...


def team_result(cards: Results, rows: IntArray, *, minimum: int) -> TeamResult:
    """The team whose members are in these rows of the cards."""
    is_complete = cards.is_complete[rows]
    n_scored = int(is_complete.sum())
    score = None
    if n_scored >= minimum:
        score = scores(cards.scheme).told(float(cards.shown_score[rows][is_complete].mean()), n_scored)
    figures = tuple(_figure(cards, column, rows, minimum) for column in range(len(cards.scheme.metrics)))
    hidden = hidden_beside(cards.scheme.metrics, _contributors(cards, rows, figures), minimum=minimum)
    figures = tuple(TeamFigure(metric=f.metric, reason=CHANGED) if f.metric in hidden else f for f in figures)
    contributors = _contributors(cards, rows, figures) | (
        {} if score is None else {SCORE: _keys(cards, rows[is_complete])}
    )
    return TeamResult(len(rows), n_scored, score, figures, contributors)


def _contributors(cards: Results, rows: IntArray, figures: Sequence[TeamFigure]) -> Contributing:
    return {
        figure.metric: _keys(cards, rows[cards.reasons[rows, column] == Reason.SCORED])
        for column, figure in enumerate(figures)
        if figure.reason == SCORED
    }


def _keys(cards: Results, rows: IntArray) -> list[int]:
    return sorted(key for key in (cards.members[row] for row in rows.tolist()) if isinstance(key, int))


def score_alone(result: TeamResult) -> TeamResult:
    """What is told of a team's quarter, half or year. Its sums are those of its months: whoever takes away the months
    that were shown is left with one that was not, or with what somebody told who is not in the team any more."""
    people = {name: keys for name, keys in result.contributors.items() if name == SCORE}
    return replace(result, figures=(), contributors=people)


def _figure(cards: Results, column: int, rows: IntArray, minimum: int) -> TeamFigure:
    metric = cards.scheme.metrics[column]
    reasons = cards.reasons[rows, column]
    contributes = reasons == Reason.SCORED
    if not contributes.any():
        reason = Reason.NO_DATA if cards.windows[column].is_due else Reason.IN_PROGRESS
        return TeamFigure(metric=metric.id, reason=reason.code)
    if _adding(cards, column, rows, contributes) < minimum:
        return TeamFigure(metric=metric.id, reason=TOO_FEW)
    if any(cards.scheme.figure(ref.figure).aggregate is Aggregate.MAX for ref in cards.inputs[column]):
        return TeamFigure(metric=metric.id, reason=ONE_PERSONS)
    kept = rows[contributes]
    if metric.is_rated:
        mean = RATINGS.told(float(cards.value[kept, column].mean()), len(kept))
        return TeamFigure(metric=metric.id, reason=SCORED, value=mean, n=len(kept))
    value, found = evaluate(metric.node, _together(cards.scheme, cards.inputs[column], kept))
    target, factor = (_of_team(cards, column, kept, each) for each in (cards.target, cards.target_factor))
    reached, target_reason = attain(metric, value=value, target=np.array([target]), factor=factor)
    if found[0] or target_reason[0]:
        return TeamFigure(metric=metric.id, reason=Reason.NO_DATA.code)
    shown_target = None if np.isnan(target) else target
    shown, end = float(value[0]), None
    if _is_share(cards.scheme, metric):
        shown, end = share_told(shown, len(kept))
    return TeamFigure(
        metric=metric.id,
        reason=SCORED,
        value=shown,
        target=shown_target,
        factor=factor,
        attainment=None if end else float(reached[0]),
        end=end,
        n=len(kept),
        n_met=_met(cards.attainment[kept, column], minimum),
    )


def _is_share(scheme: Scheme, metric: Metric) -> bool:
    """As far as the rules tell: a percentage of one time. What is beside an earlier time grows, without an end."""
    return metric.unit == PERCENT and metric.id not in scheme.additive and not any(ref.lag for ref in metric.refs)


def _met(attainments: FloatArray, minimum: int) -> int | None:
    """How many met their target, where neither they nor the others are few."""
    met = int((attainments >= WHOLE).sum())
    is_told = len(attainments) >= LEAST_FOR_SPREAD and min(met, len(attainments) - met) >= minimum
    return met if is_told else None


def _adding(cards: Results, column: int, rows: IntArray, contributes: BoolArray) -> int:
    """How many people a figure comes from: a sum of one number and of others' zeros is that one person's number, and a
    ratio of nothing tells that each has nothing. What is beside an earlier time, or rated, has no such end."""
    metric = cards.scheme.metrics[column]
    is_open = metric.is_rated or any(ref.lag for ref in metric.refs)
    return int((contributes & (is_open | (cards.value[rows, column] != 0))).sum())


def _together(scheme: Scheme, inputs: Mapping[Ref, FloatArray], rows: IntArray) -> dict[Ref, FloatArray]:
    """Sums of what the members' figures came to, so that a ratio is one of sums; a mean stays one."""
    return {
        ref: np.array([_combined(scheme.figure(ref.figure).aggregate, array[rows])]) for ref, array in inputs.items()
    }


def _combined(aggregate: Aggregate, values: FloatArray) -> float:
    return float(values.mean() if aggregate is Aggregate.MEAN else values.sum())


def _of_team(cards: Results, column: int, rows: IntArray, numbers: FloatArray) -> float:
    """What adds up for the members adds up for the team; of rates it is their mean. `numbers`: members × metrics."""
    here = numbers[rows, column]
    is_sum = cards.scheme.metrics[column].id in cards.scheme.additive
    return float(here.sum() if is_sum else here.mean())


def rows_by_team(teams: Sequence[int]) -> dict[int, IntArray]:
    """Team → the rows of its members; `teams` holds each member's, in the order of rows."""
    of_rows = np.asarray(teams)
    is_of: dict[int, BoolArray] = {int(team): of_rows == team for team in np.unique(of_rows)}
    return {team: np.flatnonzero(mask) for team, mask in is_of.items()}

"""The words of a scheme as validated, frozen values: metrics, dimensions, bands, and the scheme that holds them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from scoring.canonical import digest
from scoring.errors import UnknownName
from scoring.figures import Aggregate, Aliases, Figure, Refusal, Rhythm
from scoring.formula import Node, Ref, degree, refs_in
from scoring.formula import parse as parse_formula
from scoring.periods import Cadence
from scoring.rewards import PlanRule, Reward
from scoring.terms import Aim, AttributionModel, Review, TeamCoefficient
from scoring.values import Id, Text, Value

__all__ = [
    "RATING",
    "Aggregate",
    "Aim",
    "Aliases",
    "AttributionModel",
    "Band",
    "Curve",
    "Dimension",
    "Direction",
    "Figure",
    "Id",
    "Metric",
    "Points",
    "Refusal",
    "Review",
    "Rhythm",
    "Scheme",
    "Source",
    "TeamCoefficient",
    "Text",
    "Value",
]

RATING = "rating"
"""The unit of metrics that people rate from 1 to 5."""

LARGEST = 1e15
"""Of a target, or an end of a range, in any unit: beyond it sums over a year lose their last digits."""

Points = Annotated[float, Field(ge=0, le=200)]
Attained = Annotated[float, Field(ge=-10_000, le=10_000)]
Goal = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]


class Curve(Value):
    """Attainment in % -> points, linear between the points, flat beyond both ends."""

    points: tuple[tuple[Attained, Points], ...] = ((0, 0), (60, 40), (100, 100), (120, 120))

    @field_validator("points")
    @classmethod
    def _rises(cls, points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
        if len(points) < 2 or any(a[0] >= b[0] or a[1] > b[1] for a, b in pairwise(points)):
            raise ValueError("needs two points or more, attainments rising and points never falling")
        return points

    @property
    def cap(self) -> float:
        """The attainment at which points stop rising: the last point's."""
        return self.points[-1][0]


class Direction(StrEnum):
    """Which side of the target is good."""

    HIGHER = "higher"
    LOWER = "lower"
    WITHIN = "within"


class Source(StrEnum):
    """Who or what a metric's value comes from: a formula over figures, or ratings from 1 to 5 by these people."""

    FORMULA = "formula"
    PEER = "peer"
    MANAGER = "manager"
    CUSTOMER = "customer"
    RETRO = "retro"
    AUDIT = "audit"
    SELF = "self"


class Metric(Value):
    """What is scored, once per `cadence`, with a `weight` that is scaled over the whole scheme.

    By `source` formula: the value of `formula` against `target`, which is for one period of `cadence`; a WITHIN metric
    has `low` and `high` in its place. `target_origin` says whether the written rules of the scheme state the target or
    it is a starting value to replace. `origin` says in words where the figures come from.

    By any other source: the mean x of ratings from 1 to 5, whose meaning the five `anchors` describe; it is worth
    25 · (x − 1) points. Such a metric has the unit "rating" and no formula, target, range or curve.
    """

    id: Id
    title: Text
    definition: Text
    weight: float = Field(ge=0, le=1000)
    cadence: Cadence
    source: Source = Source.FORMULA
    origin: Text | None = None
    formula: str = ""
    anchors: tuple[Text, Text, Text, Text, Text] | None = None
    direction: Direction = Direction.HIGHER
    target: Goal | None = None
    target_origin: Literal["reference", "default"] = "default"
    low: Goal | None = None
    high: Goal | None = None
    unit: str = Field(min_length=1)
    horizon: Literal["short", "long"] = "short"
    curve: Curve = Curve()

    @field_validator("weight")
    @classmethod
    def _weighs(cls, weight: float) -> float:
        if weight == 0:
            raise ValueError("a metric of weight 0 counts for nothing; give it weight, or move it to aims")
        return weight

    @model_validator(mode="before")
    @classmethod
    def _ratings_have_one_unit(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("source", Source.FORMULA) != Source.FORMULA:
            return {"unit": RATING} | given
        return given

    @model_validator(mode="after")
    def _fits_source(self) -> Self:
        if not self.is_rated:
            if not self.formula:
                raise ValueError("needs a formula; a metric that people rate needs another source, such as manager")
            if self.anchors is not None:
                raise ValueError("anchors belong to rated metrics; leave them out, or change source")
        elif surplus := self._surplus():
            raise ValueError(
                f"a metric rated by source {self.source.value!r} has no {', '.join(surplus)}; leave it out"
            )
        elif self.unit != RATING:
            raise ValueError(f"the unit of a rated metric is {RATING!r}, not {self.unit!r}")
        return self

    def _surplus(self) -> list[str]:
        only_formula = ("formula", "direction", "target", "low", "high", "curve")
        fields = type(self).model_fields
        return [name for name in only_formula if getattr(self, name) != fields[name].default]

    @model_validator(mode="after")
    def _target_fits_direction(self) -> Self:
        has_range = self.low is not None and self.high is not None
        if self.direction is Direction.WITHIN:
            if not has_range or self.target is not None:
                raise ValueError("a metric with direction 'within' needs low and high, and no target")
            if self.low is not None and self.high is not None and self.low >= self.high:
                raise ValueError(f"low {self.low} must be under high {self.high}")
        elif self.low is not None or self.high is not None:
            raise ValueError("low and high belong to direction 'within'; use target")
        return self

    @property
    def is_rated(self) -> bool:
        """People rate it from 1 to 5; there is no formula."""
        return self.source is not Source.FORMULA

    @property
    def node(self) -> Node:
        """The formula as a tree. Raises FormulaInvalid: for a rated metric, else never in a scheme that was parsed."""
        return parse_formula(self.formula)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What the formula names; nothing for a rated metric. Raises FormulaInvalid as `node` does."""
        return () if self.is_rated else refs_in(self.formula)


class Dimension(Value):
    """A group of metrics. `team`: they are shared by the whole team, so that every member gets the same points."""

    id: Id
    title: Text
    kind: Literal["result", "process", "capability"]
    team: bool = False
    metrics: tuple[Metric, ...] = Field(min_length=1)


class Band(Value):
    """Scores of `min` and more, up to the next band. `coefficient` multiplies the performance bonus."""

    id: str = Field(min_length=1, max_length=8)
    min: float = Field(ge=0)
    coefficient: float = Field(ge=0)


class Scheme(Value):
    """A complete, versioned set of rules. `cadences` are the cards it issues; bands run from the best down to 0.

    Scores are 0 to `cap`; `line` is the score under which a month counts towards a plan; a card with less than
    `incomplete_below` % coverage has no band; bands and line look at the score rounded to `decimals`, the one shown.
    `team_coefficient` None: the team's goals do not move its members' scores. `interval_level` is the confidence of the
    interval around a score with peer ratings. `review` None is an error of `lint`. `attribution`: the models on offer.
    """

    id: Id
    version: int = Field(ge=1, le=1_000_000)
    title: Text
    summary: Text
    cadences: tuple[Cadence, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = Field(min_length=1)
    line: float = Field(default=60, ge=0)
    incomplete_below: float = Field(default=60, ge=0, le=100)
    cap: float = Field(default=120, gt=0)
    special_limit: float = Field(default=5, ge=0)
    decimals: int = Field(default=1, ge=0, le=4)
    interval_level: float = Field(default=0.95, ge=0.5, lt=1)
    review: Review | None = None
    team_coefficient: TeamCoefficient | None = None
    rewards: tuple[Reward, ...] = ()
    plans: tuple[PlanRule, ...] = ()
    attribution: tuple[AttributionModel, ...] = ()
    aims: tuple[Aim, ...] = ()
    figures: tuple[Figure, ...] = ()
    dimensions: tuple[Dimension, ...] = Field(min_length=1)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """All metrics in the order of the file: the column order of cards."""
        return tuple(metric for dimension in self.dimensions for metric in dimension.metrics)

    @cached_property
    def aggregates(self) -> dict[str, Aggregate]:
        """Figure id -> how it is aggregated."""
        return {figure.id: figure.aggregate for figure in self.figures}

    @cached_property
    def additive(self) -> frozenset[str]:
        """Ids of metrics whose value grows in step with the window, so that the target must too: counts, sums, and
        sums over a level such as interactions / followers."""
        flows = {figure.id for figure in self.figures if figure.aggregate.is_additive}
        return frozenset(m.id for m in self.metrics if not m.is_rated and degree(m.node, flows) == 1)

    @cached_property
    def version_hash(self) -> str:
        """SHA-256 of all rules: same rules, same hash, however the file is written."""
        return digest(self)

    def metric(self, metric_id: str) -> Metric:
        """Raises UnknownName."""
        for metric in self.metrics:
            if metric.id == metric_id:
                return metric
        raise UnknownName("metric", metric_id, known=[metric.id for metric in self.metrics])

    def figure(self, figure_id: str) -> Figure:
        """Raises UnknownName."""
        for figure in self.figures:
            if figure.id == figure_id:
                return figure
        raise UnknownName("figure", figure_id, known=[figure.id for figure in self.figures])

    def restricted_to(self, dimension_ids: Iterable[str]) -> Scheme:
        """The same scheme with only these dimensions, the figures they need, and the rewards and plans that look at no
        other metric. Raises UnknownName; at least one."""
        wanted, known = list(dimension_ids), [dimension.id for dimension in self.dimensions]
        for name in wanted:
            if name not in known:
                raise UnknownName("dimension", name, known=known)
        if not wanted:
            raise UnknownName("dimension", "", known=known)
        kept = tuple(dimension for dimension in self.dimensions if dimension.id in wanted)
        metrics = {metric.id for dimension in kept for metric in dimension.metrics}
        needed = {ref.figure for dimension in kept for metric in dimension.metrics for ref in metric.refs}
        # Not model_copy: it would carry over the cached metrics and hash of the whole scheme.
        fields = {name: getattr(self, name) for name in type(self).model_fields} | {
            "dimensions": kept,
            "figures": tuple(figure for figure in self.figures if figure.id in needed),
            "rewards": tuple(rule for rule in self.rewards if metrics.issuperset(rule.metric_ids)),
            "plans": tuple(rule for rule in self.plans if metrics.issuperset(rule.metric_ids)),
        }
        return type(self).model_validate(fields)

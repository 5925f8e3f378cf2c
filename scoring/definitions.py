"""The words of a scheme as validated, frozen values: figures, metrics, dimensions, bands."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from scoring.errors import UnknownName
from scoring.formula import Node, degree, refs
from scoring.formula import parse as parse_formula
from scoring.periods import Cadence

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Points = Annotated[float, Field(ge=0, le=200)]


class Value(BaseModel):
    """Base of all scheme values: frozen, no unknown keys, no NaN or infinity."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)


class Text(Value):
    """One text in both languages."""

    en: str = Field(min_length=1)
    zh_cn: str = Field(alias="zh-CN", min_length=1)

    def into(self, locale: str) -> str:
        """Chinese for any zh locale, English for every other."""
        return self.zh_cn if locale.lower().startswith("zh") else self.en


class Aliases(Value):
    """Other names people type for a figure."""

    en: tuple[str, ...] = ()
    zh_cn: tuple[str, ...] = Field(default=(), alias="zh-CN")


class Aggregate(StrEnum):
    """How the entries of a figure become one number over a window."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    MAX = "max"
    COUNT = "count"

    @property
    def is_additive(self) -> bool:
        """Twice the months give twice the number."""
        return self in (Aggregate.SUM, Aggregate.COUNT)

    @property
    def is_level(self) -> bool:
        """One entry of the window stands for all of it."""
        return self in (Aggregate.LAST, Aggregate.MAX)


class Rhythm(StrEnum):
    """How often a figure is entered."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def is_monthly(self) -> bool:
        """At least one entry is expected in every month."""
        return self in (Rhythm.DAY, Rhythm.WEEK, Rhythm.MONTH)


Refusal = Literal["not_finite", "below_minimum", "not_whole"]


class Figure(Value):
    """A number that people or systems enter. `minimum` None means that it may be negative."""

    id: Id
    title: Text
    aliases: Aliases = Aliases()
    unit: str = Field(min_length=1)
    aggregate: Aggregate = Aggregate.SUM
    entered: Rhythm = Rhythm.DAY
    definition: Text
    source: Text
    minimum: float | None = 0
    whole: bool = False

    def refusal(self, value: float) -> Refusal | None:
        """Why an entered value cannot be accepted, or None when it can."""
        if not math.isfinite(value):
            return "not_finite"
        if self.minimum is not None and value < self.minimum:
            return "below_minimum"
        return "not_whole" if self.whole and value != int(value) else None


class Curve(Value):
    """Attainment in % -> points, linear between the points, flat beyond both ends."""

    points: tuple[tuple[float, Points], ...] = ((0, 0), (60, 40), (100, 100), (120, 120))

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


class Metric(Value):
    """What is scored. `target` is for one period of `cadence`; a WITHIN metric has `low` and `high` in its place.

    `target_origin` says whether the written rules of the scheme state the target or it is a starting value to replace.
    """

    id: Id
    title: Text
    definition: Text
    weight: float = Field(gt=0, le=1000)
    cadence: Cadence
    formula: str
    direction: Direction = Direction.HIGHER
    target: float | None = None
    target_origin: Literal["reference", "default"] = "default"
    low: float | None = None
    high: float | None = None
    unit: str = Field(min_length=1)
    horizon: Literal["short", "long"] = "short"
    curve: Curve = Curve()
    source: Text | None = None

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
    def node(self) -> Node:
        """The formula as a tree. Raises FormulaInvalid; never for a metric of a scheme that was parsed."""
        return parse_formula(self.formula)


class Dimension(Value):
    """A group of metrics."""

    id: Id
    title: Text
    kind: Literal["result", "process", "capability"]
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
    """

    id: Id
    version: int = Field(ge=1)
    title: Text
    summary: Text
    cadences: tuple[Cadence, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = Field(min_length=1)
    line: float = Field(default=60, ge=0)
    incomplete_below: float = Field(default=60, ge=0, le=100)
    cap: float = Field(default=120, gt=0)
    special_limit: float = Field(default=5, ge=0)
    decimals: int = Field(default=1, ge=0, le=4)
    figures: tuple[Figure, ...] = Field(min_length=1)
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
        return frozenset(m.id for m in self.metrics if degree(m.node, flows) == 1)

    @cached_property
    def version_hash(self) -> str:
        """SHA-256 of the scheme as canonical JSON: same rules, same hash."""
        plain = self.model_dump(mode="json", by_alias=True)
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

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
        """The same scheme with only these dimensions and the figures they need. Raises UnknownName; at least one."""
        wanted, known = list(dimension_ids), [dimension.id for dimension in self.dimensions]
        for name in wanted:
            if name not in known:
                raise UnknownName("dimension", name, known=known)
        if not wanted:
            raise UnknownName("dimension", "", known=known)
        kept = tuple(dimension for dimension in self.dimensions if dimension.id in wanted)
        needed = {ref.figure for dimension in kept for m in dimension.metrics for ref in refs(m.node)}
        figures = tuple(figure for figure in self.figures if figure.id in needed)
        # Not model_copy: it would carry over the cached metrics and hash of the whole scheme.
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(fields | {"dimensions": kept, "figures": figures})

"""Figures: the numbers that people and systems enter, and how their entries are put together."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Literal

from pydantic import Field

from scoring.values import Id, Text, Value


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
    """How often something is done or entered."""

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

    @property
    def months(self) -> int:
        """Length of the calendar's periods in each of which at least one entry is expected; 1 when it is monthly."""
        return _MONTHS.get(self, 1)


_MONTHS = {Rhythm.QUARTER: 3, Rhythm.HALF: 6, Rhythm.YEAR: 12}


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

    @property
    def is_monthly_flow(self) -> bool:
        """A sum, count or mean of which every month is expected to have entries."""
        return self.entered.is_monthly and not self.aggregate.is_level

    def refusal(self, value: float) -> Refusal | None:
        """Why an entered value cannot be accepted, or None when it can."""
        if not math.isfinite(value):
            return "not_finite"
        if self.minimum is not None and value < self.minimum:
            return "below_minimum"
        return "not_whole" if self.whole and value != int(value) else None

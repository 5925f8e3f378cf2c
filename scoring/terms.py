"""Terms of a scheme that no score is computed from: when it is reviewed, what it aims at, how teams move it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scoring.figures import Rhythm
from scoring.values import Id, Text, Value

AttributionModel = Literal["first", "last", "linear", "position", "time_decay", "markov", "shapley"]


Day = Annotated[date, Field(ge=date(1900, 1, 1), lt=date(3000, 1, 1))]


class Review(Value):
    """The day the rules took effect, `adopted`, and the day by which they are looked at again, `on`."""

    adopted: Day
    on: Day

    @model_validator(mode="after")
    def _comes_later(self) -> Self:
        if self.on <= self.adopted:
            raise ValueError(f"the review on {self.on} must come after the adoption on {self.adopted}")
        return self


class TeamCoefficient(Value):
    """Limits of the factor by which a team's goal attainment moves its members' scores; 1 changes nothing."""

    min: float = Field(default=0.8, gt=0, le=1)
    max: float = Field(default=1.2, ge=1, le=2)


class Aim(Value):
    """A figure the written rules name that is neither a weight nor a reward, such as an answer within 2 hours.

    `value` in `unit`; with `low` it is a range from `low` to `value`, or a way from one to the other, as `title` says.
    `per` is the time it holds for, None for always.
    """

    id: Id
    title: Text
    value: float
    low: float | None = None
    unit: str = Field(min_length=1)
    per: Rhythm | None = None

    @model_validator(mode="after")
    def _low_is_lower(self) -> Self:
        if self.low is not None and self.low >= self.value:
            raise ValueError(f"low {self.low:g} must be under value {self.value:g}")
        return self

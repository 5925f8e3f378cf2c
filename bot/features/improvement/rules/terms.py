"""What a plan asks for and offers: a version of it is one validated, frozen value."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=3_000)]
Ref = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(_Value):
    """Why there is a plan: a metric of the scheme (None: the whole card) and what was seen in it."""

    metric: Ref | None = None
    text: Line


class Milestone(_Value):
    """An ability to gain or a result to reach: `what`, how it is `seen`, `due_on`, and who `helps`. `ref` names it
    throughout all versions."""

    ref: Ref
    what: Line
    seen: Line
    due_on: date
    helps: Note = ""


class Criterion(_Value):
    """A measurable condition for passing: the `metric` of the scheme (None: the card's own score) reaches `at_least` in
    `months` of the months of the observation; a score in points, a metric as attainment in %."""

    ref: Ref
    metric: Ref | None = None
    at_least: float = Field(gt=0, le=200)
    months: int = Field(default=1, ge=1, le=12)


class Meeting(_Value):
    """A talk on that day: the `mid` review, the `final` one, or `other`."""

    ref: Ref
    kind: Annotated[str, StringConstraints(pattern="^(mid|final|other)$")] = "other"
    on: date


class Terms(_Value):
    """One version of a plan. Days are the person's; `starts_on` and `ends_on` are both included."""

    reasons: tuple[Reason, ...] = Field(default=(), max_length=10)
    milestones: tuple[Milestone, ...] = Field(default=(), max_length=20)
    criteria: tuple[Criterion, ...] = Field(default=(), max_length=8)
    resources: Note = ""
    meetings: tuple[Meeting, ...] = Field(default=(), max_length=12)
    starts_on: date
    ends_on: date

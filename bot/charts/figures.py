"""What is drawn: numbers for the places of marks, finished words for everything that is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Point:
    """One month of a trend. `value` None is a month without one, a gap; `text` is the value as it is read. One that is
    not `is_complete` is hollow. `target` is the line at this month, in the values' unit."""

    label: str
    value: float | None
    text: str = ""
    is_complete: bool = True
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """Months in their order against a line, which `target_text` names (“Line 60”); `hollow_text` says what hollow marks
    mean and is shown where there are any. `empty_text` stands in place of a picture without a value."""

    title: str
    points: Sequence[Point]
    target_text: str = ""
    hollow_text: str = ""
    empty_text: str = ""
    type: str = field(default="trend", init=False)


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` and `target` in the unit of all bars of the picture, such as points of 100; `text` as it is read."""

    label: str
    value: float | None
    text: str
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from zero with ticks where their targets are, which `target_text` explains. They are as long as each other
    where the values are; `most` is the least that the whole width means."""

    title: str
    rows: Sequence[Bar]
    target_text: str = ""
    most: float = 100.0
    type: str = field(default="bars", init=False)


@dataclass(frozen=True, slots=True)
class Group:
    """How many people are in a band; `text` as it is read."""

    label: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How a team is spread over bands, without names. Who asks has left out what would tell of single people: without
    groups there is only `note`, which says why."""

    title: str
    groups: Sequence[Group]
    note: str = ""
    type: str = field(default="spread", init=False)


@dataclass(frozen=True, slots=True)
class Spark:
    """One figure of a strip: its latest value, a small trend, and the target, for the line a number in the values'
    unit, for the reader words. `is_met` adds a mark beside the value; None leaves it open."""

    label: str
    text: str
    values: Sequence[float | None]
    target: float | None = None
    target_text: str = ""
    is_met: bool | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """Several figures side by side, three to a row."""

    sparks: Sequence[Spark]
    title: str = ""
    type: str = field(default="strip", init=False)


Panel: TypeAlias = Trend | Bars | Spread | Strip


@dataclass(frozen=True, slots=True)
class Picture:
    """Panels below each other, in one image. `language` as in `en` or `zh-CN` picks the typeface."""

    language: str
    panels: Sequence[Panel]

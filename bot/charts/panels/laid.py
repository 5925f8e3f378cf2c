"""What all panels share: the width of a picture, and a heading with its legend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.charts.lettering import fitted, width

WIDTH = 560
"""Pixels of a picture before it is enlarged: about as wide as Slack shows it on a desk, so that letters keep their
size."""
MARGIN = 24
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
TITLE, USUAL, SMALL = 17, 15, 13
"""Sizes of letters; the smallest can still be read on a phone, which shows pictures at two thirds."""
SAMPLE = 26
"""What a sample of a mark takes in a legend, with the blank behind it."""
BETWEEN = 22


@dataclass(frozen=True, slots=True)
class Laid:
    """A panel ready for its template, `height` pixels high."""

    template: str
    height: float
    marks: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A text and where it begins, ends or has its middle, as the template knows."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of a legend: the mark's kind, where it stands, and what it means."""

    kind: str
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a panel; what comes below begins at `bottom`."""

    title: Word | None
    legend: tuple[Sample, ...]
    bottom: float


def head(title: str, legend: Mapping[str, str]) -> Head:
    """`legend`: by kind of mark what it means; empty ones are left out."""
    y = 30.0
    named = Word(LEFT, y, fitted(title, TITLE, RIGHT - LEFT)) if title else None
    y = y + 23 if title else y
    samples, x = [], float(LEFT)
    for kind, text in legend.items():
        if text and x + SAMPLE < RIGHT:
            shown = fitted(text, SMALL, RIGHT - x - SAMPLE)
            samples.append(Sample(kind, x, y, shown))
            x = round(x + SAMPLE + width(shown, SMALL) + BETWEEN, 1)
    return Head(named, tuple(samples), y if samples else y - 23)

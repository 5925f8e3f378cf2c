"""Several figures side by side, each with a small trend."""

from dataclasses import dataclass

from bot.charts.figures import Spark, Strip
from bot.charts.lettering import fitted, width
from bot.charts.panels.laid import LEFT, RIGHT, SMALL, Laid, Word, head
from bot.charts.scales import Place, Scale, around, path, runs

A_ROW = 3
BETWEEN = 28
CELL, VALUE = 124, 21
LINE = 30
"""Pixels that a small trend is high."""
MARK = 20
"""What the mark beside a value takes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`mark` is where the sign beside the value is, `end` the latest value's dot."""

    label: Word
    value: Word
    target: Word
    mark: Place | None
    is_met: bool
    lines: tuple[str, ...]
    end: Place | None
    goal: float | None
    x: float
    right: float


def lay_out(strip: Strip) -> Laid:
    above = head(strip.title, {})
    top = above.bottom + (10 if strip.title else 8)
    per_row = max(min(A_ROW, len(strip.sparks)), 1)
    room = (RIGHT - LEFT - BETWEEN * (per_row - 1)) / per_row
    cells = [
        _cell(each, LEFT + place % per_row * (room + BETWEEN), top + place // per_row * CELL, room)
        for place, each in enumerate(strip.sparks)
    ]
    height = top + -(-len(cells) // per_row) * CELL + 6
    return Laid("strip.svg.j2", height, {"head": above, "cells": cells})


def _cell(spark: Spark, x: float, y: float, room: float) -> Cell:
    x = round(x, 1)
    value = fitted(spark.text, VALUE, room - MARK)
    beside = round(x + width(value, VALUE) + 10, 1)
    base, right = y + 112, round(x + room, 1)
    across = Scale(0, len(spark.values) - 1, x + 3, right - 5)
    up = around([*spark.values, spark.target], start=base, end=base - LINE)
    places = [None if value is None else (across(place), up(value)) for place, value in enumerate(spark.values)]
    known = [each for each in places if each]
    return Cell(
        label=Word(x, y + 20, fitted(spark.label, SMALL, room)),
        value=Word(x, y + 46, value),
        target=Word(x, y + 66, fitted(spark.target_text, SMALL, room)),
        mark=None if spark.is_met is None else (beside, y + 39),
        is_met=bool(spark.is_met),
        lines=tuple(path(run) for run in runs(places)),
        end=known[-1] if known else None,
        goal=None if spark.target is None or not known else up(spark.target),
        x=x,
        right=right,
    )

"""Bars from zero, with ticks where their targets are."""

from dataclasses import dataclass

from bot.charts.figures import Bar, Bars
from bot.charts.lettering import fitted, width
from bot.charts.panels.laid import LEFT, RIGHT, USUAL, Laid, Word, head
from bot.charts.scales import Scale

ROW, THICK = 34, 16
NAMES, TEXTS = 178, 190
"""The widest that names and texts may be."""
BLANK = 14


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row: `bar` and `tick` are None where there is nothing to draw."""

    name: Word
    text: Word
    y: float
    bar: tuple[float, float] | None
    tick: float | None


@dataclass(frozen=True, slots=True)
class Track:
    start: float
    end: float


def lay_out(bars: Bars) -> Laid:
    has_target = any(each.target is not None for each in bars.rows)
    above = head(bars.title, {"tick": bars.target_text if has_target else ""})
    track = _track(bars)
    along = _along(bars, track)
    top = above.bottom + 18
    rows = [_row(each, top + place * ROW, along, track) for place, each in enumerate(bars.rows)]
    marks = {"head": above, "rows": rows, "track": track, "thick": THICK, "zero": along(0) if along.least < 0 else None}
    return Laid("bars.svg.j2", top + len(rows) * ROW + 12, marks)


def _track(bars: Bars) -> Track:
    """Between the names and the texts, which take what they need."""
    names = max((min(width(each.label, USUAL), NAMES) for each in bars.rows), default=0.0)
    texts = max((min(width(each.text, USUAL), TEXTS) for each in bars.rows), default=0.0)
    return Track(round(LEFT + names + BLANK, 1), round(RIGHT - texts - BLANK, 1))


def _along(bars: Bars, track: Track) -> Scale:
    numbers = [value for each in bars.rows for value in (each.value, each.target) if value is not None]
    return Scale(min([0.0, *numbers]), max([bars.most, *numbers]), track.start, track.end)


def _row(bar: Bar, y: float, along: Scale, track: Track) -> Drawn:
    middle = y + ROW / 2
    ends = None if bar.value is None else sorted((along(0), along(bar.value)))
    return Drawn(
        name=Word(LEFT, round(middle + 5, 1), fitted(bar.label, USUAL, track.start - LEFT - BLANK + 1)),
        text=Word(RIGHT, round(middle + 5, 1), fitted(bar.text, USUAL, RIGHT - track.end - BLANK + 1)),
        y=round(middle - THICK / 2, 1),
        bar=None if ends is None else (ends[0], round(max(ends[1] - ends[0], 2.0), 1)),
        tick=None if bar.target is None else along(bar.target),
    )

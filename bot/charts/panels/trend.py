"""Months as a line that breaks where one is missing, against the line to reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.charts.figures import Point, Trend
from bot.charts.lettering import drawable, fitted, width
from bot.charts.panels.laid import LEFT, RIGHT, SMALL, USUAL, WIDTH, Laid, Word, head
from bot.charts.scales import Place, Scale, around, path, runs

PLOT = 116
ABOVE, BELOW = 40, 34
"""Room for the values' labels around the plot; the lower one is shared with the names of months."""
INSET = 16
FEW = 6
"""So many points all have their values beside them; of more only the latest, the highest and the lowest."""
APART = 8


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Beside a dot: its box is what no other label may touch."""

    word: Word
    half: float

    def touches(self, other: "Label") -> bool:
        across = abs(self.word.x - other.word.x) < self.half + other.half + APART
        return across and abs(self.word.y - other.word.y) < USUAL + 2


def lay_out(trend: Trend) -> Laid:
    points = trend.points
    has_hollow = any(not each.is_complete and each.value is not None for each in points)
    is_empty = all(each.value is None for each in points)
    has_target = not is_empty and any(each.target is not None for each in points)
    above = head(
        trend.title,
        {"target": trend.target_text if has_target else "", "hollow": trend.hollow_text if has_hollow else ""},
    )
    top = above.bottom + ABOVE
    bottom = top + PLOT
    across = _across(len(points))
    up = around([value for each in points for value in (each.value, each.target)], start=bottom, end=top)
    places = [None if each.value is None else (across(place), up(each.value)) for place, each in enumerate(points)]
    marks = {
        "head": above,
        "lines": [path(run) for run in runs(places) if len(run) > 1],
        "dots": _dots(points, places),
        "steps": [path(run) for run in _steps(points, across, up) if has_target],
        "labels": [each.word for each in _labels(points, places)],
        "gaps": [] if is_empty else _gaps(places, across, bottom),
        "months": _months(points, across, bottom + BELOW + 20),
        "base": bottom + BELOW,
        "note": Word(WIDTH / 2, top + PLOT / 2, fitted(trend.empty_text, USUAL, RIGHT - LEFT)) if is_empty else None,
    }
    return Laid("trend.svg.j2", bottom + BELOW + 34, marks)


def _across(count: int) -> Scale:
    return Scale(0, count - 1, LEFT + INSET, RIGHT - INSET)


def _dots(points: Sequence[Point], places: Sequence[Place | None]) -> list[Dot]:
    return [Dot(*place, is_hollow=not each.is_complete) for each, place in zip(points, places, strict=True) if place]


def _steps(points: Sequence[Point], across: Scale, up: Scale) -> list[list[Place]]:
    """The line to reach holds for the whole of each month, half a step to both sides."""
    half = (RIGHT - LEFT - 2 * INSET) / max(len(points) - 1, 1) / 2
    found: list[list[Place]] = []
    is_open = False
    for place, each in enumerate(points):
        if each.target is not None:
            x, y = across(place), up(each.target)
            ends = [(round(max(x - half, LEFT), 1), y), (round(min(x + half, RIGHT), 1), y)]
            found = [*found[:-1], [*found[-1], *ends]] if is_open else [*found, ends]
        is_open = each.target is not None
    return [_without_middles(run) for run in found]


def _without_middles(run: Sequence[Place]) -> list[Place]:
    """A level stretch is one line, so that its dashes are even."""
    kept = [run[0]]
    for place, after in pairwise(run[1:]):
        if not kept[-1][1] == place[1] == after[1]:
            kept.append(place)
    return [*kept, run[-1]]


def _labels(points: Sequence[Point], places: Sequence[Place | None]) -> list[Label]:
    """The latest value's first, then those of the highest and the lowest; one that would touch another is left out."""
    known = [place for place, each in enumerate(places) if each]
    if not known:
        return []
    by_height = sorted(known, key=lambda place: (points[place].value, place))
    wanted = [known[-1], by_height[-1], by_height[0], *(known if len(points) <= FEW else ())]
    found: list[Label] = []
    for place in dict.fromkeys(wanted):
        label = _label(points[place], place, places)
        if label.word.text and not any(label.touches(other) for other in found):
            found.append(label)
    return found


def _label(point: Point, place: int, places: Sequence[Place | None]) -> Label:
    """Below where the line comes from above, so that it does not run through the figures."""
    at = places[place]
    assert at, "only what has a place has a label"
    x, y = at
    beside = [each[1] for each in (*places[max(place - 1, 0) : place], *places[place + 1 : place + 2]) if each]
    is_below = bool(beside) and sum(beside) / len(beside) < y
    shown = fitted(point.text, USUAL, (RIGHT - LEFT) / 3)
    half = width(shown, USUAL) / 2
    centre = round(min(max(x, LEFT + half), RIGHT - half), 1)
    return Label(Word(centre, round(y + 24 if is_below else y - 12, 1), shown), half)


def _gaps(places: Sequence[Place | None], across: Scale, bottom: float) -> list[Place]:
    return [(across(place), bottom + BELOW) for place, each in enumerate(places) if each is None]


def _months(points: Sequence[Point], across: Scale, y: float) -> list[Word]:
    """Each month's name, or each second, or third, counted from the latest: so many as have room."""
    names = [drawable(each.label) for each in points]
    step = (RIGHT - LEFT - 2 * INSET) / max(len(points) - 1, 1)
    widest = max((width(each, SMALL) for each in names), default=0.0)
    each_nth = max(1, int((widest + 4) // step) + 1)
    last = len(names) - 1
    return [Word(across(place), y, name) for place, name in enumerate(names) if (last - place) % each_nth == 0]

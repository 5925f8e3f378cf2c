"""How many people are in each band: columns, never names."""

from dataclasses import dataclass

from bot.charts.figures import Spread
from bot.charts.lettering import fitted, wrapped
from bot.charts.panels.laid import LEFT, RIGHT, SMALL, USUAL, Head, Laid, Word, head
from bot.charts.scales import Scale

PLOT = 104
THICKEST = 72
LINE, MOST_LINES = 20, 3


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    label: Word
    text: Word


def lay_out(spread: Spread) -> Laid:
    above = head(spread.title, {})
    if not spread.groups:
        return _only_note(above, spread.note)
    top = above.bottom + 38
    base = top + PLOT
    up = Scale(0, max(max(each.count for each in spread.groups), 1), base, top)
    step = (RIGHT - LEFT) / len(spread.groups)
    thick = round(min(step * 0.62, THICKEST), 1)
    columns = []
    for place, group in enumerate(spread.groups):
        middle = round(LEFT + step * (place + 0.5), 1)
        y = up(group.count)
        columns.append(
            Column(
                x=round(middle - thick / 2, 1),
                y=y,
                width=thick,
                height=round(base - y, 1),
                label=Word(middle, base + 22, fitted(group.label, USUAL, step - 6)),
                text=Word(middle, round(y - 9, 1), fitted(group.text, USUAL, step - 4)),
            )
        )
    lines = wrapped(spread.note, SMALL, RIGHT - LEFT, most=MOST_LINES)
    notes = [Word(LEFT, base + 48 + place * LINE, line) for place, line in enumerate(lines)]
    marks = {"head": above, "columns": columns, "base": base, "notes": notes}
    return Laid("spread.svg.j2", base + 38 + len(notes) * LINE, marks)


def _only_note(above: Head, text: str) -> Laid:
    lines = wrapped(text, SMALL, RIGHT - LEFT, most=MOST_LINES)
    notes = [Word(LEFT, above.bottom + 26 + place * LINE, line) for place, line in enumerate(lines)]
    return Laid(
        "spread.svg.j2",
        above.bottom + 20 + len(notes) * LINE,
        {"head": above, "columns": [], "base": 0, "notes": notes},
    )

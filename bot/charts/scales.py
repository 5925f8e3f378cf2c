"""Where a value is drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Place: TypeAlias = tuple[float, float]
"""x and y in pixels from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `least` to `most` on pixels from `start` to `end`, which may run backwards."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """A tenth of a pixel is as exact as anybody sees. One value only is in the middle."""
        if self.most <= self.least:
            return round((self.start + self.end) / 2, 1)
        share = (value - self.least) / (self.most - self.least)
        return round(self.start + share * (self.end - self.start), 1)


def around(values: Iterable[float | None], *, start: float, end: float) -> Scale:
    """A scale that holds all of the values there are."""
    known = [each for each in values if each is not None] or [0.0]
    return Scale(min(known), max(known), start, end)


def runs(places: Sequence[Place | None]) -> list[list[Place]]:
    """Stretches without a gap."""
    found: list[list[Place]] = [[]]
    for each in places:
        if each is not None:
            found[-1].append(each)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def path(run: Sequence[Place]) -> str:
    """The `points` of a line; one place alone is a line of no length."""
    places = run if len(run) > 1 else [*run, *run]
    return " ".join(f"{x:g},{y:g}" for x, y in places)

"""Journeys to attribute: the documentation's, and many at random."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from scoring.attribution import Journeys

DAY = 86_400.0
COLUMNS = ("journey", "channel", "at", "converted", "value")


class Touch(NamedTuple):
    journey: Hashable
    channel: Hashable
    at: Any
    converted: Any = True
    value: Any = 1.0


def journeys(touches: Iterable[Touch]) -> Journeys:
    rows = list(touches)
    return Journeys.from_columns(**{name: [getattr(row, name) for row in rows] for name in COLUMNS})


def path(name: Hashable, *channels: Hashable, converted: bool = True, value: float = 1.0) -> list[Touch]:
    """A journey with a week between its touches."""
    return [Touch(name, channel, 7 * DAY * k, converted, value) for k, channel in enumerate(channels)]


def worked() -> list[Touch]:
    """The example of the documentation."""
    return [
        *path("one", "social", "email", "search", value=210),
        *path("two", "search", "email", value=90),
        *path("three", "social", converted=False),
    ]


def many(seed: int, *, count: int = 300, channels: Sequence[str] = "abcdef", longest: int = 8) -> list[Touch]:
    """Journeys at whole seconds, no two touches of one journey at the same time."""
    dice = random.Random(seed)
    touches = []
    for journey in range(count):
        converted, value = dice.random() < 0.4, round(dice.uniform(1, 500), 2)
        moments = dice.sample(range(60 * 86_400), dice.randint(1, longest))
        touches += [Touch(f"j{journey}", dice.choice(channels), float(at), converted, value) for at in moments]
    return touches


def columns(touches: Sequence[Touch]) -> dict[str, Any]:
    return {name: np.array([getattr(row, name) for row in touches]) for name in COLUMNS}

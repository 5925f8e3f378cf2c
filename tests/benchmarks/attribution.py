"""Attribution of a million touches, and of ten."""

import gc
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import numpy as np

from scoring.attribution import Journeys, Model, attribute, removal_effects

TOUCHES = 1_000_000
TIMES = 3
CHANNELS = ("affiliate", "direct", "display", "email", "organic", "partner", "referral", "search", "social", "video")
HEURISTICS = (Model.FIRST, Model.LAST, Model.LINEAR, Model.POSITION, Model.TIME_DECAY)
BARS = {"encoding": 0.6, "five heuristics": 0.3}
T = TypeVar("T")


def run() -> None:
    """One line for each figure: the best of three at one million touches, and the growth at ten times as many."""
    columns = _columns(TOUCHES)
    journeys = Journeys.from_columns(**columns)
    small = _barred(columns)
    large = _barred(_columns(10 * TOUCHES))
    for name, took in small.items():
        _line(name, took, f"(bar {BARS[name]:g} s), × {large[name] / took:.1f} at 10 M")
    as_objects = columns | {name: columns[name].astype(object) for name in ("journey", "channel")}
    _line("encoding, ids as objects", _best(lambda: Journeys.from_columns(**as_objects)))
    _line("Markov removal effects", _best(lambda: removal_effects(journeys)))
    _line("Shapley", _best(lambda: attribute(journeys, model=Model.SHAPLEY)))


def _barred(columns: Mapping[str, Any]) -> dict[str, float]:
    journeys = Journeys.from_columns(**columns)
    return {
        "encoding": _best(lambda: Journeys.from_columns(**columns)),
        "five heuristics": _best(lambda: [attribute(journeys, model=model) for model in HEURISTICS]),
    }


def _line(name: str, took: float, more: str = "") -> None:
    print(f"attribution, 1 M touches: {name:<26} {took:7.3f} s {more}".rstrip())


def _columns(touches: int) -> dict[str, Any]:
    """Journeys of four touches on average, their rows mixed; ids and channels are texts."""
    dice = np.random.default_rng(0)
    count = touches // 4
    journey = dice.integers(0, count, touches)
    return {
        "journey": np.char.add("j", np.arange(count).astype(str))[journey],
        "channel": np.array(CHANNELS)[dice.integers(0, len(CHANNELS), touches)],
        "at": dice.random(touches) * 60 * 86_400,
        "converted": (dice.random(count) < 0.3)[journey],
        "value": (dice.random(count) * 500)[journey],
    }


def _best(work: Callable[[], T]) -> float:
    times = []
    for _ in range(TIMES):
        gc.collect()
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)

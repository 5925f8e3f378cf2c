"""Cards of a large firm from figures and ratings: how long it takes, how it grows, and how much memory it needs."""

import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from scoring.evidence import Evidence, Series
from scoring.periods import Period
from scoring.ratings import Ratings
from scoring.scorecard import Cards, Rating, compute
from tests.scoring.build import dimension, figure, metric, rated, scheme

OCTOBER = Period.parse("2026-10")
MEMBERS, METRICS = 10_000, 20
RATINGS = 80_000
RATERS_EACH = 8
BARS = {"cards": 0.5, "ratings": 1.0, "memory": 300}
REPEATS = 3


def run() -> None:
    """One line for each figure, beside its bar."""
    cards = {members: _quickest(members, peers=0) for members in (MEMBERS, 10 * MEMBERS)}
    _line(f"cards of {MEMBERS:,} members x {METRICS} metrics", cards[MEMBERS], BARS["cards"], cards)
    one = {members: _quickest(members, peers=1) - cards[members] for members in cards}
    _line(f"{RATINGS:,} ratings of a peer metric more", one[MEMBERS], BARS["ratings"], one)
    rows = {count: _encoded(count) for count in (RATINGS, 10 * RATINGS)}
    _line(f"{RATINGS:,} ratings from rows to columns", rows[RATINGS], None, rows)
    print(f"{'peak of a process that computes them':<48} {_peak():8d} MB  (bar {BARS['memory']:g} MB)")


def _line(name: str, took: float, bar: float | None, times: Mapping[int, float]) -> None:
    small, large = sorted(times)
    limit = f"(bar {bar:g} s)" if bar else ""
    growth = f"x{times[large] / times[small]:.1f} for x{large // small}"
    print(f"{name:<48} {took:8.3f} s   {limit} {growth}")


def _quickest(members: int, *, peers: int) -> float:
    evidence = _evidence(members, peers)
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        cards = _computed(evidence, peers)
        times.append(time.perf_counter() - started)
        assert np.isfinite(cards.score).all()
        assert (cards.band >= 0).all()
    return min(times)


def _computed(evidence: Evidence, peers: int) -> Cards:
    formulas = [metric(f"m{k}", f"a{k} / b{k}", weight=5, target=2) for k in range(METRICS - peers)]
    people = [rated(f"peer{k}", weight=5) for k in range(peers)]
    figures = [figure(f"{name}{k}") for name in "ab" for k in range(METRICS - peers)]
    groups = [dimension(f"d{k}", *formulas[k::4]) for k in range(4)]
    groups += [dimension("people", *people, kind="capability")] if people else []
    return compute(scheme(figures, *groups), evidence, OCTOBER)


def _evidence(members: int, peers: int) -> Evidence:
    dice = np.random.default_rng(1)

    def series() -> Series:
        total = dice.uniform(1, 100, (members, 1))
        return Series(np.full((members, 1), 20.0), total, total, total)

    figures = {f"{name}{k}": series() for name in "ab" for k in range(METRICS)}
    ratings = {f"peer{k}": _ratings(members) for k in range(peers)}
    return Evidence(tuple(range(members)), (OCTOBER.start,), figures, ratings)


@cache
def _ratings(members: int) -> Ratings:
    return Ratings.from_rows(_rows(members))


def _rows(members: int) -> list[Rating]:
    """Eight colleagues each, mostly from their own ten; some from anywhere connect them all."""
    dice = np.random.default_rng(2)
    skill, severity = dice.normal(3.4, 0.5, members), dice.normal(0, 0.4, members)
    rows = []
    for subject in range(members):
        near = {subject // 10 * 10 + int(k) for k in dice.permutation(10)} - {subject}
        raters = [*list(near)[:6], *(int(k) for k in dice.integers(0, members, RATERS_EACH))]
        for rater in [each for each in dict.fromkeys(raters) if each != subject and each < members][:RATERS_EACH]:
            value = float(np.clip(skill[subject] + severity[rater] + dice.normal(0, 0.6), 1, 5))
            rows.append(Rating("peer0", subject, rater, OCTOBER.start, value))
    return rows


def _encoded(count: int) -> float:
    rows = _rows(count // RATERS_EACH)
    started = time.perf_counter()
    encoded = Ratings.from_rows(rows)
    took = time.perf_counter() - started
    assert abs(encoded.value.size / count - 1) < 0.05
    return took


def _peak() -> int:
    """MB that a fresh process held at most, from the first import to the last card, ratings included."""
    code = "from tests.benchmarks.scorecards import alone; alone()"
    return int(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def alone() -> None:
    """What `_peak` measures. Not by getrusage, whose maximum a process inherits from the one that started it."""
    _computed(_evidence(MEMBERS, peers=1), peers=1)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    print(int(status["VmHWM"].split()[0]) // 1_024)


if __name__ == "__main__":
    run()

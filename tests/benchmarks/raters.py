"""Rater severity and assignment at the size of a large firm and at ten times that."""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from scoring.raters import Estimate, estimate
from scoring.raters.assignment import assign
from tests.scoring.raters.crossed import Ratings, anybody, hubs, panel, teams

BAR, PANEL_BAR, ASSIGNMENT_BAR = 1.0, 0.2, 20.0
MEMBERS = 10_000
SHAPES = {
    "teams of ten": teams,
    "raters from anywhere": anybody,
    "a few busy raters": lambda members: hubs(members, 8 * members),
    "a panel of thirty": panel,
    "teams apart": lambda members: teams(members, across=0.0),
}


def run() -> None:
    """One line for each shape, each at two sizes, and one for the assignment."""
    estimate(*teams(100))  # imports
    for name, shape in SHAPES.items():
        small, result = _timed(shape(MEMBERS))
        large, _ = _timed(shape(10 * MEMBERS))
        error = max(result.variances_se.subject, result.variances_se.rater, result.variances_se.residual)
        _line(f"severity, 80,000 ratings, {name}", small, BAR, f"sampling error {error:.0e}")
        _line(f"severity, 800,000 ratings, {name}", large, None, f"x{large / small:.1f}")
    large_panel, _ = _timed(panel(4_000, 600))
    _line("severity, 32,000 ratings, a panel of six hundred", large_panel, PANEL_BAR, "lme4 takes 2.4 s")
    small, large = _assigned(MEMBERS), _assigned(10 * MEMBERS)
    _line(f"raters for {MEMBERS:,} members", small, ASSIGNMENT_BAR)
    _line(f"raters for {10 * MEMBERS:,} members", large, None, f"x{large / small:.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1_024 if sys.platform == "linux" else 1_024**2)
    print(f"peak memory of all of these {peak} MB")


def _timed(ratings: Ratings) -> tuple[float, Estimate]:
    """The better of two runs."""
    times = []
    for _ in range(2):
        started = time.perf_counter()
        result = estimate(*ratings)
        times.append(time.perf_counter() - started)
    assert np.isfinite(result.corrected).all()
    return min(times), result


def _assigned(members: int) -> float:
    random = np.random.default_rng(0)
    one = np.repeat(np.arange(members), 9)
    other = np.where(
        random.random(len(one)) < 2 / 3,
        one // 10 * 10 + random.integers(0, 10, len(one)),
        random.integers(0, members, len(one)),
    )
    worked = one != other
    started = time.perf_counter()
    plan = assign(
        np.arange(members),
        team=np.arange(members) // 10,
        one=one[worked],
        other=other[worked],
        weight=random.gamma(2.0, size=int(worked.sum())),
    )
    took = time.perf_counter() - started
    assert not plan.short
    assert plan.across >= 0.1
    assert plan.components == 1
    return took


def _line(name: str, took: float, bar: float | None, more: str = "") -> None:
    limit = f"(bar {bar:g} s)" if bar else ""
    print(f"{name:<50} {took:7.2f} s {limit} {more}".rstrip())


if __name__ == "__main__":
    run()

"""Which way a crossed design is fitted: densely where that is cheap or asked for, by probes where it is not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays import FloatArray
from scoring.errors import InputInvalid
from scoring.raters.mixed.blocks import work
from scoring.raters.mixed.crossed import Crossed
from scoring.raters.mixed.dense import Dense, Layout
from scoring.raters.mixed.probed import Probed, cubic_pays
from scoring.raters.mixed.reml import Likelihood, Point, SolverAt
from scoring.raters.mixed.sampled import Signs
from scoring.raters.mixed.schur import Equations, Excess, Solver

CHEAP_WORK = 1e8
"""Multiplications of a dense inversion that take less time than probing."""
ONCE_WORK = 3e9
"""Multiplications of a dense inversion that is worth doing where probes remain noisy."""
MOST_WORK = 16_000.0**3
"""A dense inversion beyond this would need more than 2 GB for each of its copies."""
EXACT, CLOSE, ROUGH = 1e-7, 1e-5, 1e-3
"""Tolerances of the variances: dense, probed, and while it is not known whether so many probes are enough."""
QUIET = 5e-5
"""Largest standard error of a probed variance, relative to it."""
QUIET_DIAGONAL = 5e-3
"""Largest relative standard error, root mean square, of the prediction error variances: half of that for errors."""
FEW, MOST = 8, 512
"""Probes to begin with, and at most."""


@dataclass(frozen=True, slots=True, eq=False)
class CrossedFit:
    """Variances (τ₁, τ₂, σ²) `theta`, their sampling standard errors `noise` (0 when exact), a `solver` at their ratios
    and the diagonals of the inverse. If `is_turned` the solver's design has the factors the other way round."""

    theta: FloatArray
    noise: FloatArray
    solver: Solver
    excess: Excess
    is_turned: bool = False

    @property
    def ratios(self) -> tuple[float, float]:
        """τ₁/σ² and τ₂/σ²; nothing by nothing is 0."""
        first, second, residual = map(float, self.theta)
        return (first / residual, second / residual) if residual > 0 else (0.0, 0.0)

    @property
    def turned(self) -> CrossedFit:
        """The same with the factors the other way round, but for the solver."""
        order = [1, 0, 2]
        return CrossedFit(self.theta[order], self.noise[order], self.solver, self.excess.turned, not self.is_turned)

    def prediction_variance(self, degree: FloatArray) -> FloatArray:
        """(q1,) variance of the first factor's effects given the ratings, the variances and the mean, for levels with
        so many observations."""
        ratio1, ratio2 = self.ratios
        variance: FloatArray = self.theta[0] * (1.0 + ratio1 * ratio2 * self.excess.first) / (1.0 + ratio1 * degree)
        return variance


def fit(likelihood: Likelihood, *, exact: bool, seed: int) -> CrossedFit:
    """The variances that maximise the restricted likelihood; the second factor is the one the first is absorbed into.

    Raises InputInvalid when `exact` is asked for and the dense matrix would not fit in memory, NotConverged when there
    is no maximum.
    """
    size = work(likelihood.design.component2)
    if exact and size > MOST_WORK:
        raise InputInvalid(f"exact=True would need a dense matrix of {size ** (1 / 3):,.0f} rows; leave exact out")
    if size <= CHEAP_WORK:
        return _densely(likelihood, likelihood.moments())
    few = _probing(likelihood, FEW, seed, is_cubic=False)
    point = likelihood.climb(likelihood.moments(), few, tolerance=ROUGH)
    if _is_quiet(likelihood, point):
        point = likelihood.climb_on(point, few, tolerance=CLOSE)
    if exact or (size <= ONCE_WORK and not _is_worth_probing(likelihood, point)):
        return _densely(likelihood, point.theta)
    point = _by_more_probes(likelihood, point, seed)
    if size <= ONCE_WORK and not _is_quiet(likelihood, point):
        return _densely(likelihood, point.theta)
    return _with_diagonals(likelihood, point, seed)


def fixed(design: Crossed) -> CrossedFit:
    """Where nothing varies: all variances 0, and a solver under which every observation counts the same."""
    solver = Probed.of(Equations.at(design, 0.0, 0.0), Signs.of(design, probes=0, seed=0), is_cubic=False)
    nothing = Excess(np.zeros_like(design.degree1), np.zeros_like(design.degree2), 0.0, 0.0)
    return CrossedFit(np.zeros(3), np.zeros(3), solver, nothing)


def _densely(likelihood: Likelihood, start: FloatArray) -> CrossedFit:
    layout = Layout.of(likelihood.design)
    point = likelihood.climb(start, lambda equations: Dense.of(equations, layout), tolerance=EXACT)
    return CrossedFit(point.theta, point.noise, point.solver, point.excess)


def _is_quiet(likelihood: Likelihood, point: Point) -> bool:
    return bool((point.noise <= QUIET * (point.theta + 1e-3 * likelihood.scale)).all())


def _is_worth_probing(likelihood: Likelihood, point: Point) -> bool:
    """Where C² and C³ cannot be taken out, a noise that few probes left takes many to go."""
    return _is_quiet(likelihood, point) or cubic_pays(likelihood.design)


def _by_more_probes(likelihood: Likelihood, point: Point, seed: int) -> Point:
    """As many probes as it takes, now with what only pays with many."""
    if _is_quiet(likelihood, point):
        return point
    is_cubic, probes = cubic_pays(likelihood.design), 2 * FEW
    while probes <= MOST and not _is_quiet(likelihood, point):
        point = likelihood.climb(point.theta, _probing(likelihood, probes, seed, is_cubic=is_cubic), tolerance=CLOSE)
        probes *= 4
    return point


def _with_diagonals(likelihood: Likelihood, point: Point, seed: int) -> CrossedFit:
    """Diagonals may need more probes than their sums, or one dense inversion."""
    solver, excess = point.solver, point.excess
    if excess.error > QUIET_DIAGONAL and work(likelihood.design.component2) <= ONCE_WORK:
        solver = Dense.of(solver.equations, Layout.of(likelihood.design))
        excess = solver.excess()
    if excess.error <= QUIET_DIAGONAL:
        return CrossedFit(point.theta, point.noise, solver, excess)
    is_cubic, probes = cubic_pays(likelihood.design), 2 * FEW
    while excess.error > QUIET_DIAGONAL and probes <= MOST:
        solver = _probing(likelihood, probes, seed, is_cubic=is_cubic)(point.solver.equations)
        excess = solver.excess()
        probes *= 4
    return CrossedFit(point.theta, point.noise, solver, excess)


def _probing(likelihood: Likelihood, probes: int, seed: int, *, is_cubic: bool) -> SolverAt:
    signs = Signs.of(likelihood.design, probes=probes, seed=seed)
    return lambda equations: Probed.of(equations, signs, is_cubic=is_cubic)

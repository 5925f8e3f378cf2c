"""Restricted maximum likelihood for two crossed random factors, y = μ + first + second + e.

Average-information steps (Gilmour, Thompson & Cullis 1995) inside the parameter space, from the moment estimates of Gao
& Owen (2017). Only the gradient is needed, never the likelihood: its slope along a step says whether the step was too
long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from scoring.arrays import FloatArray
from scoring.errors import NotConverged
from scoring.raters.mixed.crossed import Crossed
from scoring.raters.mixed.projected import Projected
from scoring.raters.mixed.schur import Equations, Excess, Solver

LEAST_RESIDUAL = 1e-5
"""Smallest residual variance, as a share of that of the ratings: without one, ratings that add up exactly have no
maximum."""
MOST_STEPS = 200
OVERSHOT = 0.5
"""A step is too long when behind it the likelihood falls more than half as steeply as it rose before it."""

SolverAt = Callable[[Equations], Solver]


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The restricted likelihood at `theta` = (τ₁, τ₂, σ²): its gradient `score`, the average `information`, both (3,…),
    and what they were computed with."""

    theta: FloatArray
    score: FloatArray
    information: FloatArray
    solver: Solver
    excess: Excess

    @property
    def noise(self) -> FloatArray:
        """Standard errors of the three variances that come from sampled traces, 0 where the traces are exact."""
        at, residual = self.solver.equations, self.theta[2]
        jacobian = np.array([[at.ratio2, 0.0], [0.0, at.ratio1], [-at.g, -at.g]]) / (2 * residual)
        variance = (jacobian * [self.excess.variance1, self.excess.variance2]) @ jacobian.T
        free = self.theta > 0
        inverse = np.zeros((3, 3))
        inverse[np.ix_(free, free)] = np.linalg.pinv(self.information[np.ix_(free, free)])
        errors: FloatArray = np.sqrt(np.diag(inverse @ variance @ inverse))
        return errors


@dataclass(frozen=True, slots=True, eq=False)
class Likelihood:
    """The restricted likelihood of `values` (n,), which are centred at 0, on a design. `free` (2,): whether the
    factors' variances can be told at all; one that cannot is 0."""

    design: Crossed
    values: FloatArray
    free: tuple[bool, bool]
    scale: float = field(init=False)
    """Variance of the values."""
    sums: tuple[FloatArray, FloatArray] = field(init=False)
    """Sums of the values, and of ones, over the levels of each factor: (q1, 2) and (q2, 2)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", float(np.square(self.values).mean()))
        columns = np.stack([self.values, np.ones_like(self.values)], axis=1)
        object.__setattr__(self, "sums", self.design.sums(columns))

    @property
    def least(self) -> FloatArray:
        """(3,) smallest admissible variances."""
        return np.array([0.0, 0.0, LEAST_RESIDUAL * self.scale])

    def at(self, theta: FloatArray, solver_at: SolverAt) -> Point:
        """Gradient and information at (τ₁, τ₂, σ²)."""
        residual = theta[2]
        solver = solver_at(Equations.at(self.design, *(theta[:2] / residual)))
        excess = solver.excess()
        projected = Projected.of(solver, self.values, self.sums)
        expected = _traces(solver.equations, excess) - projected.lost
        score = (projected.found / residual - expected) / (2 * residual)
        return Point(theta, score, projected.information() / (2 * residual**3), solver, excess)

    def moments(self) -> FloatArray:
        """(τ₁, τ₂, σ²) that make the sums of squares within the levels of each factor, and overall, what they are
        expected to be; kept away from 0."""
        design, n = self.design, len(self.values)
        pairs = design.counts * design.counts
        shared1 = (pairs.sum(axis=1) / design.degree1).sum()
        shared2 = (pairs.sum(axis=0) / design.degree2).sum()
        total = self.scale * n
        within1, within2 = (total - (part[:, 0] ** 2 / part[:, 1]).sum() for part in self.sums)
        expected = np.array(
            [
                [0.0, n - shared1, n - len(design.degree1)],
                [n - shared2, 0.0, n - len(design.degree2)],
                [n - design.degree1 @ design.degree1 / n, n - design.degree2 @ design.degree2 / n, n - 1.0],
            ]
        )
        solved = np.linalg.lstsq(expected, np.array([within1, within2, total]), rcond=None)[0]
        start = np.clip(solved, 0.02 * self.scale, 2.0 * self.scale)
        start[:2] *= self.free
        return np.asarray(start, dtype=np.float64)

    def climb(self, theta: FloatArray, solver_at: SolverAt, *, tolerance: float) -> Point:
        """The maximum uphill from `theta`; the variances are right to `tolerance`, relative to themselves and to a
        thousandth of the ratings' variance. Raises NotConverged."""
        return self.climb_on(self.at(theta, solver_at), solver_at, tolerance=tolerance)

    def climb_on(self, point: Point, solver_at: SolverAt, *, tolerance: float) -> Point:
        """As `climb`, from a point that was found with the same `solver_at`."""
        for _ in range(MOST_STEPS):
            step = self._step(point)
            if (np.abs(step) <= tolerance * (point.theta + 1e-3 * self.scale)).all():
                return point
            point = self._walk(point, step, solver_at)
        raise NotConverged(f"no maximum after {MOST_STEPS} steps, at variances {point.theta}; check the ratings")

    def _walk(self, point: Point, step: FloatArray, solver_at: SolverAt) -> Point:
        slope = float(point.score @ step)
        length = 1.0
        while True:
            reached = self.at(point.theta + length * step, solver_at)
            behind = float(reached.score @ step)
            if behind >= -OVERSHOT * slope or length < 1e-6:
                return reached
            length *= max(slope / (slope - behind), 0.1)

    def _step(self, point: Point) -> FloatArray:
        """To the top of the average-information parabola within bounds: the smallest variances, and not further than
        that parabola can be believed, down to a fifth (if not small already) or up threefold. Never downhill."""
        theta = point.theta
        lowest = np.maximum(np.where(theta > 1e-3 * self.scale, 0.2 * theta, 0.0), self.least)
        highest = np.maximum(3.0 * theta, 0.5 * self.scale)
        highest[:2] *= self.free
        return highest_within(point.score, point.information, lowest - theta, highest - theta)


def highest_within(slope: FloatArray, curvature: FloatArray, lowest: FloatArray, highest: FloatArray) -> FloatArray:
    """The step d that maximises slope·d − d·curvature·d / 2 with lowest ≤ d ≤ highest, all (3,), by trying which bounds
    hold, none of them first; `curvature` (3, 3) is positive semidefinite and 0 lies within the bounds."""
    best, most = np.zeros(3), 0.0
    for bounds in product((None, lowest, highest), repeat=3):
        step = np.array([0.0 if bound is None else bound[k] for k, bound in enumerate(bounds)])
        free = [k for k, bound in enumerate(bounds) if bound is None]
        if free:
            rest = slope[free] - curvature[free] @ step
            step[free] = np.linalg.lstsq(curvature[np.ix_(free, free)], rest, rcond=1e-13)[0]
        gain = float(slope @ step - step @ curvature @ step / 2)
        if gain > most and (step >= lowest).all() and (step <= highest).all():
            best, most = step, gain
            if len(free) == 3:
                break
    return best


def _traces(at: Equations, excess: Excess) -> FloatArray:
    """σ² times the traces of V⁻¹Z₁Z₁', V⁻¹Z₂Z₂' and V⁻¹."""
    first = float((at.design.degree1 / at.w1).sum()) - at.ratio2 * excess.trace1
    second = float((at.design.degree2 / at.w2).sum()) - at.ratio1 * excess.trace2
    return np.array([first, second, len(at.design.first) - at.ratio1 * first - at.ratio2 * second])

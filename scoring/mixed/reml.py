"""Restricted maximum likelihood for two crossed random factors, y = μ + first + second + e.

Average-information steps (Gilmour, Thompson & Cullis 1995) inside the parameter space, from the moment estimates of Gao
& Owen (2017). Only the gradient is needed, never the likelihood: its slope along a step says whether the step was too
long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from scoring.errors import NotConverged
from scoring.mixed.crossed import Crossed
from scoring.mixed.schur import Excess, Scaled, Solver, whitened
from scoring.reasons import FloatArray

LEAST_RESIDUAL = 1e-6
"""Smallest residual variance, as a share of that of the ratings: without one, ratings that add up exactly have no
maximum."""
MOST_STEPS = 200
STEADY = 1e-9
"""Relative residual of the solutions that gradient and information are made of."""
OVERSHOT = 0.5
"""A step is too long when behind it the likelihood falls more than half as steeps as it rose before it."""

SolverAt = Callable[[Scaled], Solver]


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
        at, residual = self.solver.scaled, self.theta[2]
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", float(np.square(self.values).mean()))

    @property
    def least(self) -> FloatArray:
        """(3,) smallest admissible variances."""
        return np.array([0.0, 0.0, LEAST_RESIDUAL * self.scale])

    def at(self, theta: FloatArray, solver_at: SolverAt) -> Point:
        """Gradient and information at (τ₁, τ₂, σ²)."""
        residual = theta[2]
        solver = solver_at(Scaled.at(self.design, *(theta[:2] / residual)))
        excess = solver.excess()
        both = whitened(solver, np.stack([self.values, np.ones_like(self.values)], axis=1), tolerance=STEADY)
        total = both[:, 1].sum()
        both[:, 0] -= both[:, 1] * (both[:, 0].sum() / total)
        projected, ones = both.T
        sums1, sums2 = self.design.sums(both)
        found, lost = (np.array([_squared(part[:, k]) for part in (sums1, sums2, both)]) for k in (0, 1))
        expected = _traces(solver.scaled, excess) - lost / total
        working = np.stack([sums1[self.design.first, 0], sums2[self.design.second, 0], projected], axis=1)
        image = whitened(solver, working, tolerance=STEADY)
        image -= np.outer(ones, image.sum(axis=0) / total)
        # einsum, because BLAS would start threads for it and round by their number
        information = np.einsum("ni,nj->ij", working, image) / (2 * residual**3)
        return Point(theta, (found / residual - expected) / (2 * residual), information, solver, excess)

    def moments(self) -> FloatArray:
        """(τ₁, τ₂, σ²) that make the sums of squares within the levels of each factor, and overall, what they are
        expected to be; kept away from 0."""
        design, n = self.design, len(self.values)
        pairs = design.counts * design.counts
        shared1 = (pairs.sum(axis=1) / design.degree1).sum()
        shared2 = (pairs.sum(axis=0) / design.degree2).sum()
        total = _squared(self.values)
        sums1, sums2 = self.design.sums(self.values[:, None])
        within1 = total - (sums1[:, 0] ** 2 / design.degree1).sum()
        within2 = total - (sums2[:, 0] ** 2 / design.degree2).sum()
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
        point = self.at(theta, solver_at)
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
        """Towards the maximum of the average-information parabola; where that leads nowhere, an EM step."""
        movable = (point.theta > self.least) | (point.score > 0)
        movable[:2] &= self.free
        step = np.zeros(3)
        free = np.flatnonzero(movable)
        step[free] = np.linalg.lstsq(point.information[np.ix_(free, free)], point.score[free], rcond=1e-12)[0]
        step = self._bounded(point.theta, step)
        if point.score @ step > 0 or not step.any():
            return step
        sizes = np.array([len(self.design.degree1), len(self.design.degree2), len(self.values)])
        return self._bounded(point.theta, np.where(movable, 2 * point.theta**2 / sizes * point.score, 0.0))

    def _bounded(self, theta: FloatArray, step: FloatArray) -> FloatArray:
        """The step, at most down to a fifth or (when small already) to the smallest variance, and up threefold."""
        lowest = np.where(theta > 1e-3 * self.scale, 0.2 * theta, self.least)
        highest = np.maximum(3.0 * theta, 0.5 * self.scale)
        return np.clip(theta + step, np.maximum(lowest, self.least), highest) - theta


def _squared(values: FloatArray) -> float:
    return float(np.square(values).sum())


def _traces(at: Scaled, excess: Excess) -> FloatArray:
    """σ² times the traces of V⁻¹Z₁Z₁', V⁻¹Z₂Z₂' and V⁻¹."""
    first = ((at.design.degree1 - at.ratio2 * excess.first) / at.w1).sum()
    second = ((at.design.degree2 - at.ratio1 * excess.second) / at.w2).sum()
    return np.array([first, second, len(at.design.first) - at.ratio1 * first - at.ratio2 * second])

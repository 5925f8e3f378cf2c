"""One factor absorbed into the other: the mixed-model equations of a crossed design, solved.

With variance ratios γ₁ = τ₁/σ² and γ₂ = τ₂/σ², counts N of the pairs, W₁ = I + γ₁D₁ and W₂ = I + γ₂D₂, which are
diagonal, all that has to be inverted is the Schur complement S = W₂ − γ₁γ₂N'W₁⁻¹N on the second factor. Between W₂ and
S eigenvalues lie in (0, 1]; ratios of 0 are as good as any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from scoring.arrays import FloatArray
from scoring.raters.mixed.crossed import Crossed, SparseMatrix

ACCURATE = 1e-13
"""Relative residual where a result is shown; conjugate gradients end there or where rounding ends them."""
MOST_ITERATIONS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Equations:
    """The equations at given ratios, with `w1` (q1,) and `w2` (q2,) as above."""

    design: Crossed
    ratio1: float
    ratio2: float
    w1: FloatArray
    w2: FloatArray

    @classmethod
    def at(cls, design: Crossed, ratio1: float, ratio2: float) -> Self:
        """The design's equations with these variance ratios, each 0 or more."""
        return cls(design, ratio1, ratio2, 1.0 + ratio1 * design.degree1, 1.0 + ratio2 * design.degree2)

    @property
    def g(self) -> float:
        """γ₁γ₂, which is 0 where the equations are diagonal."""
        return self.ratio1 * self.ratio2


@dataclass(frozen=True, slots=True, eq=False)
class Excess:
    """What the other factor adds to the diagonals of the inverse.

    `first` (q1,) = diag of NS⁻¹N'W₁⁻¹ and `second` (q2,) = diag of N'W₁⁻¹NS⁻¹: the inverse's diagonals are
    (1 + g·excess) / w, with g = γ₁γ₂. `trace1`, `trace2`: Σ excess/w. Where they are sampled: `variance1` and
    `variance2`, sampling variances of the traces, and `error`, the relative standard error of the inverse's diagonals
    (root mean square, the worse factor's).
    """

    first: FloatArray
    second: FloatArray
    trace1: float
    trace2: float
    variance1: float = 0.0
    variance2: float = 0.0
    error: float = 0.0

    @property
    def turned(self) -> Excess:
        """The same with the factors the other way round."""
        traces, variances = (self.trace2, self.trace1), (self.variance2, self.variance1)
        return Excess(self.second, self.first, *traces, *variances, self.error)


class Solver(Protocol):
    """Solves with the Schur complement S of one system of `equations`."""

    @property
    def equations(self) -> Equations:
        """What is solved."""

    def complement(self, right: FloatArray, *, tolerance: float) -> FloatArray:
        """S⁻¹ right, for (q2, k) right sides."""

    def excess(self) -> Excess:
        """Diagonals of the inverse."""


def whitened(solver: Solver, values: FloatArray, *, tolerance: float = ACCURATE) -> FloatArray:
    """σ²V⁻¹ of (n, k) values, V being the covariance matrix of the observations."""
    design = solver.equations.design
    effects1, effects2 = effects(solver, *design.sums(values), tolerance=tolerance)
    rest: FloatArray = values - design.spread(effects1, effects2)
    return rest


def whitened_sums(
    solver: Solver, sums1: FloatArray, sums2: FloatArray, *, tolerance: float
) -> tuple[FloatArray, FloatArray]:
    """Sums of σ²V⁻¹ of some values over the levels of each factor, (q1, k) and (q2, k), from the values' own sums.

    Sums of well known levels are small differences of ratings; here they are told exactly all the same.
    """
    at, w1, w2 = solver.equations, solver.equations.w1[:, None], solver.equations.w2[:, None]
    counts, counts_t = at.design.counts, at.design.counts_t
    second = solver.complement(sums2 - at.ratio1 * (counts_t @ (sums1 / w1)), tolerance=tolerance)
    first = (sums1 - at.ratio2 * (counts @ second)) / w1
    return first, (sums2 - at.ratio1 * (counts_t @ first)) / w2


def effects(
    solver: Solver, sums1: FloatArray, sums2: FloatArray, *, tolerance: float = ACCURATE
) -> tuple[FloatArray, FloatArray]:
    """The predicted effects of both factors, (q1, k) and (q2, k), when the sums (q1, k) and (q2, k) over levels are
    those of ratings without their mean."""
    first, second = whitened_sums(solver, sums1, sums2, tolerance=tolerance)
    return solver.equations.ratio1 * first, solver.equations.ratio2 * second


def conjugate_gradients(
    a: SparseMatrix, a_t: SparseMatrix, g: float, right: FloatArray, *, tolerance: float
) -> FloatArray:
    """(I − gA'A)⁻¹ right by conjugate gradients, each column on its own."""
    solution, spare = np.zeros_like(right), np.empty_like(right)
    residual, direction = right.copy(), right.copy()
    norm = np.einsum("ij,ij->j", residual, residual)
    enough = tolerance**2 * norm
    for _ in range(MOST_ITERATIONS):
        if (norm <= enough).all():
            break
        image = a_t @ (a @ direction)
        image *= -g
        image += direction
        length = np.divide(norm, np.einsum("ij,ij->j", direction, image), out=np.zeros_like(norm), where=norm > 0)
        solution += np.multiply(direction, length, out=spare)
        residual -= np.multiply(image, length, out=spare)
        previous, norm = norm, np.einsum("ij,ij->j", residual, residual)
        direction *= np.divide(norm, previous, out=np.zeros_like(norm), where=previous > 0)
        direction += residual
    return solution

"""One factor absorbed into the other: the mixed-model equations of a crossed design, solved.

With variance ratios γ₁ = τ₁/σ² and γ₂ = τ₂/σ² the equations are Γ^½ Z'Z Γ^½ + I, whose two diagonal blocks are
diagonal: W₁ = I + γ₁D₁ and W₂ = I + γ₂D₂. With A = W₁^-½ counts W₂^-½ and g = γ₁γ₂ all that has to be inverted is the
Schur complement I − g·A'A on the second factor. Its eigenvalues lie in (0, 1]; ratios of 0 are as good as any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from scoring.raters.mixed.crossed import Crossed, SparseMatrix
from scoring.reasons import FloatArray

ACCURATE = 1e-13
"""Relative residual where a result is shown; conjugate gradients end there or where rounding ends them."""
MOST_ITERATIONS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """The equations at given ratios. `a` (q1, q2), `a_t` (q2, q1), `w1` (q1,), `w2` (q2,) as above."""

    design: Crossed
    ratio1: float
    ratio2: float
    w1: FloatArray
    w2: FloatArray
    a: SparseMatrix
    a_t: SparseMatrix

    @classmethod
    def at(cls, design: Crossed, ratio1: float, ratio2: float) -> Self:
        """The design's equations with these variance ratios, each 0 or more."""
        w1, w2 = 1.0 + ratio1 * design.degree1, 1.0 + ratio2 * design.degree2
        a = _rescaled(design.counts, w1**-0.5, w2**-0.5)
        a_t = _rescaled(design.counts_t, w2**-0.5, w1**-0.5)
        return cls(design, ratio1, ratio2, w1, w2, a, a_t)

    @property
    def g(self) -> float:
        """γ₁γ₂, which is 0 where the equations are diagonal."""
        return self.ratio1 * self.ratio2


@dataclass(frozen=True, slots=True, eq=False)
class Excess:
    """What the other factor adds to the diagonals of the inverse.

    `first` (q1,) = diag of A(I − gA'A)⁻¹A' and `second` (q2,) = diag of A'A(I − gA'A)⁻¹: the inverse's diagonals are
    (1 + g·excess) / w. `trace1`, `trace2`: Σ excess/w. Where they are sampled: `variance1`, `variance2`, sampling
    variances of the traces, and `error`, the relative standard error of the inverse's diagonals (root mean square, the
    worse factor's).
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
    """Solves with the Schur complement of one `scaled` system."""

    @property
    def scaled(self) -> Scaled:
        """The equations that are solved."""

    def complement(self, right: FloatArray, *, tolerance: float) -> FloatArray:
        """(I − gA'A)⁻¹ right, for (q2, k) right sides."""

    def excess(self) -> Excess:
        """Diagonals of the inverse."""


def whitened(solver: Solver, values: FloatArray, *, tolerance: float = ACCURATE) -> FloatArray:
    """σ²V⁻¹ of (n, k) values, V being the covariance matrix of the observations."""
    design = solver.scaled.design
    effects1, effects2 = effects(solver, *design.sums(values), tolerance=tolerance)
    rest: FloatArray = values - design.spread(effects1, effects2)
    return rest


def effects(
    solver: Solver, sums1: FloatArray, sums2: FloatArray, *, tolerance: float = ACCURATE
) -> tuple[FloatArray, FloatArray]:
    """Γ^½ (Γ^½ Z'Z Γ^½ + I)⁻¹ Γ^½ of (q1, k) and (q2, k) sums: the predicted effects of both factors, (q1, k) and
    (q2, k), when the sums are those of ratings without their mean."""
    at, root = solver.scaled, np.sqrt(solver.scaled.g)
    scale1 = np.sqrt(at.ratio1 / at.w1)[:, None]
    scale2 = np.sqrt(at.ratio2 / at.w2)[:, None]
    right = scale1 * sums1
    second = solver.complement(scale2 * sums2 - root * (at.a_t @ right), tolerance=tolerance)
    return scale1 * (right - root * (at.a @ second)), scale2 * second


def conjugate_gradients(scaled: Scaled, right: FloatArray, *, tolerance: float) -> FloatArray:
    """(I − gA'A)⁻¹ right by conjugate gradients, each column on its own; the scaling by w is the preconditioner."""
    solution, spare = np.zeros_like(right), np.empty_like(right)
    residual, direction = right.copy(), right.copy()
    norm = np.einsum("ij,ij->j", residual, residual)
    enough = tolerance**2 * norm
    for _ in range(MOST_ITERATIONS):
        if (norm <= enough).all():
            break
        image = scaled.a_t @ (scaled.a @ direction)
        image *= -scaled.g
        image += direction
        length = np.divide(norm, np.einsum("ij,ij->j", direction, image), out=np.zeros_like(norm), where=norm > 0)
        solution += np.multiply(direction, length, out=spare)
        residual -= np.multiply(image, length, out=spare)
        previous, norm = norm, np.einsum("ij,ij->j", residual, residual)
        direction *= np.divide(norm, previous, out=np.zeros_like(norm), where=previous > 0)
        direction += residual
    return solution


def _rescaled(counts: SparseMatrix, rows: FloatArray, columns: FloatArray) -> SparseMatrix:
    scaled = counts.copy()
    scaled.data *= np.repeat(rows, np.diff(counts.indptr))
    scaled.data *= columns[counts.indices]
    return scaled

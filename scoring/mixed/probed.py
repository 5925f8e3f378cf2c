"""The Schur complement by conjugate gradients, its traces from random signs with most of their noise taken out.

The diagonals wanted are those of f(C) = C(I − gC)⁻¹ for C = AA' and C = A'A. For a vector z of random signs the mean of
z∘f(C)z is that diagonal (Hutchinson). Its noise comes from f(C)'s other entries, and nearly all of f(C) is a cubic
polynomial: so the multiples of C, C² and C³ that fit f(C)z best are taken out of it, and their diagonals, which are
known exactly, put back. What remains to be sampled is a few percent; the noise falls by the square of that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np

from scoring.mixed.crossed import Crossed, SparseMatrix
from scoring.mixed.dense import pieces, products
from scoring.mixed.schur import Excess, Scaled, conjugate_gradients
from scoring.reasons import FloatArray

PROBE_TOLERANCE = 1e-5
"""Relative residual of a probe's solution: its error stays far below the probes' noise."""
MOST_PRODUCTS = 8_000_000
"""Up to so many multiplications the exact diagonals of C² and C³ cost less than the probes they save."""
Diagonals: TypeAlias = list[FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Random signs for both factors, (q1, m) and (q2, m), the same in every step: the noise does not move the
    target."""

    first: FloatArray
    second: FloatArray

    @classmethod
    def of(cls, design: Crossed, *, probes: int, seed: int) -> Self:
        """`probes` columns for each factor. More probes of the same seed begin with the same columns."""
        random = np.random.default_rng(seed)
        q1 = len(design.degree1)
        drawn = random.integers(0, 2, (probes, q1 + len(design.degree2)), dtype=np.int8).T * 2.0 - 1.0
        return cls(np.ascontiguousarray(drawn[:q1]), np.ascontiguousarray(drawn[q1:]))


@dataclass(frozen=True, slots=True, eq=False)
class Probed:
    """A system whose Schur complement is never formed. With `is_cubic` C² and C³ are taken out too, not C alone."""

    scaled: Scaled
    signs: Signs
    is_cubic: bool

    def complement(self, right: FloatArray, *, tolerance: float) -> FloatArray:
        """(I − gA'A)⁻¹ right, for (q2, k) right sides, to a relative residual of `tolerance`."""
        return conjugate_gradients(self.scaled, right, tolerance=tolerance)

    def excess(self) -> Excess:
        """Diagonals of the inverse, sampled, and how far their traces can be trusted."""
        at, probes = self.scaled, self.signs.first.shape[1]
        known1, known2 = _diagonals(at.a, at.a_t, self.is_cubic)
        start = np.hstack([at.a_t @ self.signs.first, at.a_t @ (at.a @ self.signs.second)])
        powers = [start]
        for _ in known1[1:]:
            powers.append(at.a_t @ (at.a @ powers[-1]))
        powers.append(conjugate_gradients(at, start, tolerance=PROBE_TOLERANCE))
        images1 = [at.a @ power[:, :probes] for power in powers]
        images2 = [power[:, probes:] for power in powers]
        first = _estimate(self.signs.first, images1, known1, at.w1, at.g)
        second = _estimate(self.signs.second, images2, known2, at.w2, at.g)
        error = max(first.error, second.error)
        return Excess(first.diagonal, second.diagonal, first.variance, second.variance, error)


@dataclass(frozen=True, slots=True, eq=False)
class Estimated:
    """A sampled diagonal of f(C), the variance of its sum over w, and the diagonal's relative error as in Excess."""

    diagonal: FloatArray
    variance: float
    error: float


def cubic_pays(design: Crossed) -> bool:
    """Whether the diagonals of C² and C³ are cheap for a design. They are not when some levels are rated by
    thousands."""
    if products(design.counts_t, design.counts).sum() > MOST_PRODUCTS:
        return False
    pattern = design.counts_t @ design.counts
    return bool(products(design.counts, pattern.tocsr()).sum() <= MOST_PRODUCTS)


def _diagonals(a: SparseMatrix, a_t: SparseMatrix, is_cubic: bool) -> tuple[Diagonals, Diagonals]:
    """Diagonals of C, and C² and C³ if wanted, for C = AA' and C = A'A."""
    squares = a * a
    known1, known2 = [squares.sum(axis=1)], [squares.sum(axis=0)]
    if is_cubic:
        for known, more in zip((known1, known2), _higher(a, (a_t @ a).tocsr()), strict=True):
            known += more
    return known1, known2


def _higher(a: SparseMatrix, gram: SparseMatrix) -> tuple[Diagonals, Diagonals]:
    """With H = A·A'A: (AA')² and (AA')³ have the row sums of H∘A and H∘H as diagonals, (A'A)² and (A'A)³ the column
    sums."""
    first = [np.empty(a.shape[0]) for _ in range(2)]
    second = [np.zeros(a.shape[1]) for _ in range(2)]
    for rows in pieces(a, gram):
        image = a[rows] @ gram
        for k, product in enumerate((image.multiply(a[rows]).tocsr(), image)):
            if k == 1:
                product.data **= 2
            first[k][rows] = product.sum(axis=1)
            second[k] += product.sum(axis=0)
    return first, second


def _estimate(signs: FloatArray, images: list[FloatArray], known: Diagonals, w: FloatArray, g: float) -> Estimated:
    """The diagonal of f(C) from the images of the signs under powers of C and, last, under f(C)."""
    *powers, image = images
    factors = _best_factors(powers, image, w)
    rest = image - sum(factor * power for factor, power in zip(factors, powers, strict=True))
    exact = sum(factor * diagonal for factor, diagonal in zip(factors, known, strict=True))
    sampled = signs * rest
    diagonal = _bounded(exact + sampled.mean(axis=1), known, w, g)
    probes = signs.shape[1]
    variance = (sampled / w[:, None]).sum(axis=0).var(ddof=1) / probes
    error = g * sampled.std(axis=1, ddof=1) / (1.0 + g * diagonal) / np.sqrt(probes)
    return Estimated(diagonal, float(variance), float(np.sqrt(np.square(error).mean())))


def _bounded(diagonal: FloatArray, known: Diagonals, w: FloatArray, g: float) -> FloatArray:
    """No term of Σ gᵏCᵏ⁺¹ is negative on the diagonal, and nobody's variance grows by being rated."""
    least = sum(g**k * term for k, term in enumerate(known))
    most = (w - 1.0) / g if g > 0 else np.inf
    bounded: FloatArray = np.maximum(least, np.minimum(diagonal, most))
    return bounded


def _best_factors(powers: list[FloatArray], image: FloatArray, w: FloatArray) -> FloatArray:
    """Least squares, weighted by 1/w as in the trace, by normal equations scaled to a unit diagonal."""
    columns = np.stack([power.ravel() for power in powers])
    weighted = columns / np.repeat(w, image.shape[1])
    # einsum, because BLAS would start threads for it and round by their number
    normal, right = np.einsum("in,jn->ij", weighted, columns), np.einsum("in,n->i", weighted, image.ravel())
    size = np.sqrt(np.diag(normal))
    size[size == 0] = 1.0
    fitted: FloatArray = np.linalg.lstsq(normal / np.outer(size, size), right / size, rcond=1e-12)[0] / size
    return fitted

"""The Schur complement by conjugate gradients, its traces from random signs with most of their noise taken out.

The diagonals wanted are those of f(C) = C(I − gC)⁻¹ for C = AA' and C = A'A. For a vector z of random signs the mean of
z∘f(C)z is that diagonal (Hutchinson). Its noise comes from f(C)'s other entries, and nearly all of f(C) is a cubic
polynomial: so the multiples of C, C² and C³ that fit f(C)z best are taken out of it, and their diagonals, which are
known exactly, put back. What remains to be sampled is a few percent; the noise falls by the square of that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.arrays import FloatArray
from scoring.raters.mixed.crossed import Crossed, SparseMatrix
from scoring.raters.mixed.sampled import Diagonals, Sampling, Signs
from scoring.raters.mixed.schur import Equations, Excess, conjugate_gradients

PROBE_TOLERANCE = 1e-5
"""Relative residual of a probe's solution: its error stays far below the probes' noise."""
MOST_PRODUCTS = 120
"""Up to so many multiplications an observation the exact diagonals of C² and C³ cost less than the probes they save."""
CHUNK = 4_000_000
"""Products of one piece of a sparse product: bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Probed:
    """A system whose Schur complement is never formed. `a` (q1, q2) = W₁^-½ N W₂^-½ and its transpose `a_t`. With
    `is_cubic` C² and C³ are taken out too, not C alone."""

    equations: Equations
    a: SparseMatrix
    a_t: SparseMatrix
    signs: Signs
    is_cubic: bool

    @classmethod
    def of(cls, equations: Equations, signs: Signs, *, is_cubic: bool) -> Self:
        """Scales the counts."""
        root1, root2, design = equations.w1**-0.5, equations.w2**-0.5, equations.design
        a, a_t = _rescaled(design.counts, root1, root2), _rescaled(design.counts_t, root2, root1)
        return cls(equations, a, a_t, signs, is_cubic)

    def complement(self, right: FloatArray, *, tolerance: float) -> FloatArray:
        """S⁻¹ right, for (q2, k) right sides, to a relative residual of `tolerance` after scaling by W₂^-½."""
        root = np.sqrt(self.equations.w2)[:, None]
        return conjugate_gradients(self.a, self.a_t, self.equations.g, right / root, tolerance=tolerance) / root

    def excess(self) -> Excess:
        """Diagonals of the inverse, sampled, and how far their traces can be trusted."""
        at, a, a_t = self.equations, self.a, self.a_t
        known1, known2 = _diagonals(a, a_t, self.is_cubic)
        first, second = Sampling(known1, at.w1, at.g), Sampling(known2, at.w2, at.g)
        for signs1, signs2 in self.signs.blocks():
            images = self._images(np.hstack([a_t @ signs1, a_t @ (a @ signs2)]), len(known1))
            count = signs1.shape[1]
            first.add(signs1, [a @ image[:, :count] for image in images])
            second.add(signs2, [image[:, count:] for image in images])
        found1, found2 = first.result(), second.result()
        return Excess(
            first=found1.values,
            second=found2.values,
            trace1=found1.trace,
            trace2=found2.trace,
            variance1=found1.variance,
            variance2=found2.variance,
            error=max(found1.error, found2.error),
        )

    def _images(self, start: FloatArray, powers: int) -> list[FloatArray]:
        """The start, A'A times it and so on, `powers` of them, and (I − gA'A)⁻¹ of the start."""
        images = [start]
        for _ in range(powers - 1):
            images.append(self.a_t @ (self.a @ images[-1]))
        solved = conjugate_gradients(self.a, self.a_t, self.equations.g, start, tolerance=PROBE_TOLERANCE)
        return [*images, solved]


def cubic_pays(design: Crossed) -> bool:
    """Whether the diagonals of C² and C³ are cheap. They are not when some levels have hundreds of observations."""
    enough = MOST_PRODUCTS * len(design.first)
    if _products(design.counts_t, design.counts).sum() > enough:
        return False
    pattern = design.counts_t @ design.counts
    return bool(_products(design.counts, pattern.tocsr()).sum() <= enough)


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
    for rows in _pieces(a, gram):
        image = a[rows] @ gram
        for k, product in enumerate((image.multiply(a[rows]).tocsr(), image)):
            if k == 1:
                product.data **= 2
            first[k][rows] = product.sum(axis=1)
            second[k] += product.sum(axis=0)
    return first, second


def _pieces(a: SparseMatrix, middle: SparseMatrix) -> list[slice]:
    """Slices of the rows of `a`, each with a bounded number of multiplications in a·middle."""
    done = np.cumsum(_products(a, middle))
    cuts = np.unique(np.searchsorted(done, np.arange(CHUNK, done[-1], CHUNK), side="right"))
    ends = [*cuts.tolist(), len(done)]
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False) if end > start]


def _products(a: SparseMatrix, middle: SparseMatrix) -> FloatArray:
    """(q1,) number of multiplications for each row of a·middle."""
    lengths = np.diff(middle.indptr)[a.indices]
    total = np.concatenate([[0.0], np.cumsum(lengths, dtype=np.float64)])
    counted: FloatArray = np.diff(total[a.indptr])
    return counted


def _rescaled(counts: SparseMatrix, rows: FloatArray, columns: FloatArray) -> SparseMatrix:
    scaled = counts.copy()
    scaled.data *= np.repeat(rows, np.diff(counts.indptr))
    scaled.data *= columns[counts.indices]
    return scaled

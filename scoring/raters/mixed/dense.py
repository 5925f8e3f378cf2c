"""The Schur complement as dense blocks, one for each connected component: exact to rounding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.linalg.lapack import dpotrf, dpotri

from scoring.raters.mixed.crossed import Crossed, SparseMatrix
from scoring.raters.mixed.schur import Excess, Scaled
from scoring.reasons import FloatArray, IntArray

SMALL = 48
"""Up to this size many blocks at once are inverted faster than one by one."""
BAND = 512
"""Rows mirrored at a time."""
CHUNK = 4_000_000
"""Products of one piece of a sparse product: bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Second-factor levels sorted by component. `levels[b]` (m, k) are the levels of m components of k levels each;
    `group`, `slot`, `local` (q2,) say where a level stands: levels[group][slot, local]."""

    levels: tuple[IntArray, ...]
    group: IntArray
    slot: IntArray
    local: IntArray

    @classmethod
    def of(cls, design: Crossed) -> Self:
        """The blocks of a design's second factor."""
        component = design.component2
        order = np.argsort(component, kind="stable")
        sizes = np.bincount(component, minlength=design.n_components)
        starts = np.cumsum(sizes) - sizes
        group, slot, local = (np.zeros(len(component), dtype=np.int64) for _ in range(3))
        levels: list[IntArray] = []
        for size in np.unique(sizes):
            members = order[starts[sizes == size][:, None] + np.arange(size)]
            group[members], local[members] = len(levels), np.arange(size)
            slot[members] = np.arange(len(members))[:, None]
            levels.append(members)
        return cls(tuple(levels), group, slot, local)


def work(component: IntArray) -> float:
    """Number of multiplications, about, to invert the blocks of levels in these components."""
    return float((np.bincount(component).astype(np.float64) ** 3).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """A system with the inverse of its Schur complement, (m, k, k) for each group of blocks; `gram` is A'A."""

    scaled: Scaled
    blocks: Blocks
    gram: SparseMatrix
    inverses: tuple[FloatArray, ...]

    @classmethod
    def of(cls, scaled: Scaled, blocks: Blocks) -> Self:
        """Inverts. Takes 8 bytes for each pair of second-factor levels of one component."""
        gram = (scaled.a_t @ scaled.a).tocsr()
        rows, columns, values = _entries(gram)
        inverses = []
        for number, levels in enumerate(blocks.levels):
            count, size = levels.shape
            block = np.zeros((count, size, size))
            block[:, np.arange(size), np.arange(size)] = 1.0
            here = blocks.group[rows] == number
            block[blocks.slot[rows[here]], blocks.local[rows[here]], blocks.local[columns[here]]] -= (
                scaled.g * values[here]
            )
            inverses.append(_inverted(block))
        return cls(scaled, blocks, gram, tuple(inverses))

    def complement(self, right: FloatArray, *, tolerance: float) -> FloatArray:
        """(I − gA'A)⁻¹ right, for (q2, k) right sides; `tolerance` is met by far."""
        solution = np.empty_like(right)
        for levels, inverse in zip(self.blocks.levels, self.inverses, strict=True):
            # einsum, because BLAS would start threads for a few columns and round by their number
            solution[levels] = np.einsum("bij,bjk->bik", inverse, right[levels])
        return solution

    def excess(self) -> Excess:
        """Diagonals of the inverse, exact. Only entries of the inverse between levels that share a level of the first
        factor are needed."""
        rows, columns, values = _entries(self.gram)
        inverse = np.empty_like(values)
        for number, block in enumerate(self.inverses):
            here = self.blocks.group[rows] == number
            at = self.blocks.slot[rows[here]], self.blocks.local[rows[here]], self.blocks.local[columns[here]]
            inverse[here] = block[at]
        second = np.bincount(rows, values * inverse, len(self.scaled.w2)).astype(np.float64)
        needed = self.gram.copy()
        needed.data = inverse
        first = quadratic_forms(self.scaled.a, needed)
        return Excess(first, second, float((first / self.scaled.w1).sum()), float((second / self.scaled.w2).sum()))


def quadratic_forms(a: SparseMatrix, middle: SparseMatrix) -> FloatArray:
    """(q1,) diag of a·middle·a', piece by piece."""
    forms = np.empty(a.shape[0])
    for rows in pieces(a, middle):
        forms[rows] = (a[rows] @ middle).multiply(a[rows]).sum(axis=1)
    return forms


def pieces(a: SparseMatrix, middle: SparseMatrix) -> list[slice]:
    """Slices of the rows of `a`, each with a bounded number of multiplications in a·middle."""
    done = np.cumsum(products(a, middle))
    cuts = np.unique(np.searchsorted(done, np.arange(CHUNK, done[-1], CHUNK), side="right"))
    ends = [*cuts.tolist(), len(done)]
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False) if end > start]


def products(a: SparseMatrix, middle: SparseMatrix) -> FloatArray:
    """(q1,) number of multiplications for each row of a·middle."""
    lengths = np.diff(middle.indptr)[a.indices]
    total = np.concatenate([[0.0], np.cumsum(lengths, dtype=np.float64)])
    counted: FloatArray = np.diff(total[a.indptr])
    return counted


def _entries(matrix: SparseMatrix) -> tuple[IntArray, IntArray, FloatArray]:
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return rows, matrix.indices, matrix.data


def _inverted(block: FloatArray) -> FloatArray:
    if block.shape[1] <= SMALL:
        return np.asarray(np.linalg.inv(block), dtype=np.float64)
    for matrix in block:
        _invert_in_place(matrix)
    return block


def _invert_in_place(matrix: FloatArray) -> None:
    """LAPACK works on columns: the lower triangle there is the upper one of our rows."""
    factor, info = dpotrf(matrix.T, lower=1, clean=0, overwrite_a=1)
    if info == 0:
        _, info = dpotri(factor, lower=1, overwrite_c=1)
    if info != 0:
        raise np.linalg.LinAlgError("the Schur complement is not positive definite")
    for start in range(0, len(matrix), BAND):
        end = start + BAND
        corner = np.triu(matrix[start:end, start:end])
        matrix[start:end, start:end] = corner + np.triu(corner, 1).T
        matrix[end:, start:end] = matrix[start:end, end:].T

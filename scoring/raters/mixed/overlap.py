"""Which second-factor levels meet at the same first-factor level: all that ties a dense block's rows together.

With N for the counts and a weight for each first-factor level, N'WN and the diagonal of NXN' for a dense X take one
pass over pairs of observations that share a first-factor level; a nearly full table is multiplied as a matrix.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from scoring.arrays import FloatArray, IntArray
from scoring.raters.mixed.blocks import Blocks
from scoring.raters.mixed.crossed import Crossed, SparseMatrix
from scoring.raters.mixed.tiles import gram, quadratic_forms

FULL = 0.08
"""Share of cells with observations from which on a matrix product takes less time than pairs."""
KEPT = 4_000_000
"""Pairs that are kept, 24 bytes each, rather than found again each time; also the pairs of one piece."""


class Overlap(Protocol):
    """The products of a design's counts N, in the cells of its blocks."""

    def gram(self, weights: FloatArray) -> FloatArray:
        """Upper triangles of N'diag(weights)N, zeros below, for (q1,) weights."""

    def forms(self, inverse: FloatArray) -> FloatArray:
        """(q1,) diagonal of N·inverse·N', for symmetric blocks."""


def overlap_of(design: Crossed, blocks: Blocks) -> Overlap:
    """Whichever is faster; both give the same up to rounding."""
    q1, q2 = design.counts.shape
    if design.n_components == 1 and design.counts.nnz >= FULL * q1 * q2:
        return Table(design.counts.toarray())
    return Pairs.of(design, blocks)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A nearly full table of `counts` (q1, q2), all of it one component."""

    counts: FloatArray

    def gram(self, weights: FloatArray) -> FloatArray:
        """As in Overlap."""
        return gram(self.counts * weights[:, None], self.counts).ravel()

    def forms(self, inverse: FloatArray) -> FloatArray:
        """As in Overlap."""
        size = self.counts.shape[1]
        return quadratic_forms(self.counts, inverse.reshape(size, size))


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Pairs (p,) of different second-factor levels at one first-factor level `first`: the `cell` they meet in and the
    `product` of their counts."""

    first: IntArray
    cell: IntArray
    product: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """A sparse table. `following` (nnz,): entries behind an entry in its row of counts; `squares` (q1, q2): squared
    counts; `kept`: all pairs, unless they are too many."""

    counts: SparseMatrix
    squares: SparseMatrix
    blocks: Blocks
    following: IntArray
    kept: Piece | None

    @classmethod
    def of(cls, design: Crossed, blocks: Blocks) -> Self:
        """For a design and the blocks of its second factor."""
        counts, squares = design.counts, design.counts.copy()
        squares.data **= 2
        ends = np.repeat(counts.indptr[1:], np.diff(counts.indptr)).astype(np.int64)
        following = ends - 1 - np.arange(counts.nnz)
        entries = slice(0, counts.nnz)
        kept = _piece(counts, blocks, following, entries) if following.sum() <= KEPT else None
        return cls(counts, squares, blocks, following, kept)

    def gram(self, weights: FloatArray) -> FloatArray:
        """As in Overlap."""
        cells = np.zeros(self.blocks.length)
        for piece in self._pieces():
            cells += np.bincount(piece.cell, piece.product * weights[piece.first], self.blocks.length)
        cells[self.blocks.diagonal] = self.squares.T @ weights
        return cells

    def forms(self, inverse: FloatArray) -> FloatArray:
        """As in Overlap."""
        forms: FloatArray = self.squares @ inverse[self.blocks.diagonal]
        for piece in self._pieces():
            forms += 2.0 * np.bincount(piece.first, piece.product * inverse[piece.cell], len(forms))
        return forms

    def _pieces(self) -> Iterable[Piece]:
        if self.kept:
            return [self.kept]
        total = np.cumsum(self.following)
        cuts = np.searchsorted(total, np.arange(KEPT, total[-1], KEPT), side="right").tolist()
        spans = zip([0, *cuts], [*cuts, len(total)], strict=True)
        return (_piece(self.counts, self.blocks, self.following, slice(*span)) for span in spans)


def _piece(counts: SparseMatrix, blocks: Blocks, following: IntArray, entries: slice) -> Piece:
    """Pairs of the entries with those that follow them; columns are in order within a row."""
    times = following[entries]
    left = np.repeat(np.arange(entries.start, entries.stop), times)
    nth = np.arange(len(left)) - np.repeat(np.cumsum(times) - times, times)
    right = left + 1 + nth
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    cell = blocks.row[counts.indices[left]] + blocks.column[counts.indices[right]]
    return Piece(row[left], cell, counts.data[left] * counts.data[right])

"""The Schur complement as dense blocks, one for each connected component: exact to rounding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.arrays import FloatArray
from scoring.raters.mixed.blocks import Blocks
from scoring.raters.mixed.crossed import Crossed
from scoring.raters.mixed.overlap import Overlap, overlap_of
from scoring.raters.mixed.schur import Equations, Excess
from scoring.raters.mixed.tiles import invert


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What the dense systems of a design have in common at all ratios."""

    blocks: Blocks
    overlap: Overlap

    @classmethod
    def of(cls, design: Crossed) -> Self:
        """The blocks of a design's second factor, and what fills them."""
        blocks = Blocks.of(design)
        return cls(blocks, overlap_of(design, blocks))


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """A system with the inverse of its Schur complement; `gram` holds the upper triangles of N'W₁⁻¹N. Both are stored
    block after block."""

    equations: Equations
    layout: Layout
    gram: FloatArray
    inverse: FloatArray

    @classmethod
    def of(cls, equations: Equations, layout: Layout) -> Self:
        """Inverts. Takes 16 bytes for each pair of second-factor levels of one component, for a moment twice that."""
        gram = layout.overlap.gram(1.0 / equations.w1)
        inverse = -equations.g * gram
        inverse[layout.blocks.diagonal] += equations.w2
        for block in layout.blocks.shaped(inverse):
            invert(block)
        return cls(equations, layout, gram, inverse)

    def complement(self, right: FloatArray, *, tolerance: float) -> FloatArray:
        """S⁻¹ right, for (q2, k) right sides; `tolerance` is met by far."""
        solution = np.empty_like(right)
        blocks = self.layout.blocks
        for levels, inverse in zip(blocks.levels, blocks.shaped(self.inverse), strict=True):
            rows = np.ascontiguousarray(right[levels].transpose(0, 2, 1))
            # einsum, because BLAS would start threads for a few columns and round by their number
            solution[levels] = np.einsum("bij,bkj->bik", inverse, rows)
        return solution

    def excess(self) -> Excess:
        """Diagonals of the inverse, exact."""
        at, blocks = self.equations, self.layout.blocks
        first = self.layout.overlap.forms(self.inverse) / at.w1
        second = -self.gram[blocks.diagonal] * self.inverse[blocks.diagonal]
        for levels, gram, inverse in zip(
            blocks.levels, blocks.shaped(self.gram), blocks.shaped(self.inverse), strict=True
        ):
            second[levels] += np.einsum("bij,bij->bi", gram, inverse) + np.einsum("bij,bij->bj", gram, inverse)
        return Excess(first, second, float((first / at.w1).sum()), float((second / at.w2).sum()))

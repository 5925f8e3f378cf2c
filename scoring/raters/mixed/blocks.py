"""Where the levels of one factor stand in dense matrices, one matrix for each connected component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.arrays import FloatArray, IntArray
from scoring.raters.mixed.crossed import Crossed


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """Second-factor levels by component. `levels[g]` (m, k) are the levels of m components of k levels each. All
    matrices lie one after the other in `length` cells: levels j and k of one component meet in cell row[j] + column[k],
    in the upper triangle if j < k."""

    levels: tuple[IntArray, ...]
    row: IntArray
    column: IntArray
    length: int

    @classmethod
    def of(cls, design: Crossed) -> Self:
        """The blocks of a design's second factor."""
        component = design.component2
        order = np.argsort(component, kind="stable")
        sizes = np.bincount(component, minlength=design.n_components)
        starts = np.cumsum(sizes) - sizes
        row, column = np.zeros_like(component), np.zeros_like(component)
        levels: list[IntArray] = []
        length = 0
        for size in np.unique(sizes).tolist():
            members = order[starts[sizes == size][:, None] + np.arange(size)]
            column[members] = np.arange(size)
            row[members] = length + np.arange(members.size).reshape(members.shape) * size
            length += members.size * size
            levels.append(members)
        return cls(tuple(levels), row, column, length)

    @property
    def diagonal(self) -> IntArray:
        """(q2,) cell of each level with itself."""
        return self.row + self.column

    def shaped(self, cells: FloatArray) -> list[FloatArray]:
        """(m, k, k) views of the cells, one for each of `levels`."""
        views, start = [], 0
        for members in self.levels:
            count, size = members.shape
            end = start + count * size * size
            views.append(cells[start:end].reshape(count, size, size))
            start = end
        return views


def work(component: IntArray) -> float:
    """Number of multiplications, about, to invert the blocks of levels in these components."""
    return float((np.bincount(component).astype(np.float64) ** 3).sum())

"""A crossed design: n observations, each of one level of a first and one level of a second factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from scipy.sparse import bmat, coo_array
from scipy.sparse.csgraph import connected_components

from scoring.arrays import FloatArray, IntArray

SparseMatrix: TypeAlias = Any
"""A scipy.sparse array in compressed rows; scipy has no types."""


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """Which levels meet how often.

    `first`, `second` (n,): level of each observation, counted from 0. `counts` (q1, q2) and `counts_t` (q2, q1): number
    of observations of each pair. `degree1` (q1,), `degree2` (q2,): observations of each level. `component1` (q1,),
    `component2` (q2,): number of the connected part of the graph of pairs that the level lies in.
    """

    first: IntArray
    second: IntArray
    counts: SparseMatrix
    counts_t: SparseMatrix
    degree1: FloatArray
    degree2: FloatArray
    component1: IntArray
    component2: IntArray

    @classmethod
    def of(cls, first: IntArray, second: IntArray) -> Self:
        """The design of two arrays of equal length that use every number from 0 to their largest one."""
        shape = (int(first.max()) + 1, int(second.max()) + 1)
        counts = coo_array((np.ones(len(first)), (first, second)), shape=shape).tocsr()
        component1, component2 = _components(counts)
        degree1 = np.bincount(first).astype(np.float64)
        degree2 = np.bincount(second).astype(np.float64)
        return cls(first, second, counts, counts.T.tocsr(), degree1, degree2, component1, component2)

    @property
    def turned(self) -> Crossed:
        """The same design with the second factor first."""
        return Crossed(
            self.second,
            self.first,
            self.counts_t,
            self.counts,
            self.degree2,
            self.degree1,
            self.component2,
            self.component1,
        )

    @property
    def n_components(self) -> int:
        """How many parts the graph falls into, 1 when every level can be compared with every other."""
        return int(self.component1.max()) + 1

    @property
    def component(self) -> IntArray:
        """(n,) the component of each observation."""
        return self.component1[self.first]

    def sums(self, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Sums of (n, k) values over the observations of each level: (q1, k) and (q2, k)."""
        columns = range(values.shape[1])
        sums1 = [np.bincount(self.first, values[:, k], len(self.degree1)) for k in columns]
        sums2 = [np.bincount(self.second, values[:, k], len(self.degree2)) for k in columns]
        return np.stack(sums1, axis=1), np.stack(sums2, axis=1)

    def spread(self, effects1: FloatArray, effects2: FloatArray) -> FloatArray:
        """For each observation the sum of its two levels' effects: (n,) or (n, k)."""
        total: FloatArray = effects1[self.first] + effects2[self.second]
        return total


def _components(counts: SparseMatrix) -> tuple[IntArray, IntArray]:
    graph = bmat([[None, counts], [counts.T, None]], format="csr")
    labels = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels[: counts.shape[0]], labels[counts.shape[0] :]

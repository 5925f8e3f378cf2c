"""The ratings' residuals, and what the gradient and the average information are made of, from sums over levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.arrays import FloatArray
from scoring.raters.mixed.schur import Solver, whitened_sums

STEADY = 1e-9
"""Relative residual of the solutions that gradient and information are made of."""


@dataclass(frozen=True, slots=True, eq=False)
class Projected:
    """r = σ²Py, the values less their generalised mean times σ²V⁻¹, and σ²V⁻¹1.

    `own1` (q1,), `own2` (q2,): sums of r over the levels of each factor; `ones1`, `ones2`: those of σ²V⁻¹1, in all
    `total`; `rest`: r'r.
    """

    solver: Solver
    own1: FloatArray
    own2: FloatArray
    ones1: FloatArray
    ones2: FloatArray
    total: float
    rest: float

    @classmethod
    def of(cls, solver: Solver, values: FloatArray, sums: tuple[FloatArray, FloatArray]) -> Self:
        """For (n,) values, given the sums of these and of ones over the levels of each factor, (q1, 2) and (q2, 2)."""
        at = solver.equations
        (white1, ones1), (white2, ones2) = (part.T.copy() for part in whitened_sums(solver, *sums, tolerance=STEADY))
        total = float(ones1.sum())
        mean = float(white1.sum()) / total
        own1, own2 = white1 - mean * ones1, white2 - mean * ones2
        residuals = values - at.design.spread(at.ratio1 * own1 + mean, at.ratio2 * own2)
        return cls(solver, own1, own2, ones1, ones2, total, _product(residuals, residuals))

    @property
    def found(self) -> FloatArray:
        """(3,) squared lengths of Z₁'r, Z₂'r and r."""
        return np.array([_product(self.own1, self.own1), _product(self.own2, self.own2), self.rest])

    @property
    def lost(self) -> FloatArray:
        """(3,) what the mean takes from the traces of Z₁'σ²V⁻¹Z₁, Z₂'σ²V⁻¹Z₂ and σ²V⁻¹."""
        first, second = _product(self.ones1, self.ones1), _product(self.ones2, self.ones2)
        return np.array([first, second, self._residual(self.total, first, second)]) / self.total

    def information(self) -> FloatArray:
        """(3, 3) products of Z₁Z₁'r, Z₂Z₂'r and r in σ²P."""
        design, own1, own2 = self.solver.equations.design, self.own1, self.own2
        sums1 = np.stack([design.degree1 * own1, design.counts @ own2, own1], axis=1)
        sums2 = np.stack([design.counts_t @ own1, design.degree2 * own2, own2], axis=1)
        image1, image2 = whitened_sums(self.solver, sums1, sums2, tolerance=STEADY)
        first, second = np.einsum("i,ik->k", own1, image1), np.einsum("i,ik->k", own2, image2)
        third = np.array([first[2], second[2], self._residual(self.rest, first[2], second[2])])
        mean1, mean2 = _product(own1, self.ones1), _product(own2, self.ones2)
        mean = np.array([mean1, mean2, self._residual(0.0, mean1, mean2)])
        products: FloatArray = np.stack([first, second, third]) - np.outer(mean, mean) / self.total
        return products

    def _residual(self, whole: float, first: float, second: float) -> float:
        """σ²V⁻¹ is I less both factors' parts: a product with it, from that with I and those over levels."""
        at = self.solver.equations
        return whole - at.ratio1 * first - at.ratio2 * second


def _product(left: FloatArray, right: FloatArray) -> float:
    # einsum, because BLAS would start threads for it and round by their number
    return float(np.einsum("i,i->", left, right))

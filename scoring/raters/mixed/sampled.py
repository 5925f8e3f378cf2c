"""A matrix's diagonal from its images of random signs, less what is known of it exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

from scoring.arrays import FloatArray
from scoring.raters.mixed.crossed import Crossed

Diagonals: TypeAlias = list[FloatArray]
BLOCK = 8
"""Signs at a time: as many columns as fit into a processor's cache for ten thousand levels."""


@dataclass(frozen=True, slots=True, eq=False)
class Signs:
    """Random signs for both factors, (m, q1) and (m, q2), the same at every point: the noise does not move the
    maximum while it is looked for."""

    first: npt.NDArray[np.int8]
    second: npt.NDArray[np.int8]

    @classmethod
    def of(cls, design: Crossed, *, probes: int, seed: int) -> Self:
        """`probes` rows for each factor. More probes of the same seed begin with the same rows."""
        random = np.random.default_rng(seed)
        q1, q2 = len(design.degree1), len(design.degree2)
        drawn = 2 * random.integers(0, 2, (probes, q1 + q2), dtype=np.int8) - 1
        return cls(drawn[:, :q1], drawn[:, q1:])

    def blocks(self) -> list[tuple[FloatArray, FloatArray]]:
        """Columns of signs, (q1, b) and (q2, b), a few at a time."""
        starts = range(0, len(self.first), BLOCK)
        return [(_columns(self.first[k : k + BLOCK]), _columns(self.second[k : k + BLOCK])) for k in starts]


@dataclass(frozen=True, slots=True, eq=False)
class Diagonal:
    """A sampled diagonal of f(C) within its bounds, its `trace` Σ diagonal/w before these (bounds would bias it), the
    variance of that, and the diagonal's relative error as in Excess."""

    values: FloatArray
    trace: float
    variance: float
    error: float


class Sampling:
    """Gathers the diagonal of f(C) = C(I − gC)⁻¹. `known`: exact diagonals of C, C² …; `w` (q,) as in Scaled."""

    def __init__(self, known: Diagonals, w: FloatArray, g: float) -> None:
        self._known, self._w, self._g = known, w, g
        self._factors: FloatArray | None = None
        self._total, self._squares = np.zeros(len(w)), np.zeros(len(w))
        self._traces: list[float] = []

    def add(self, signs: FloatArray, images: list[FloatArray]) -> None:
        """Takes (q, b) signs and their images under C, C² … and, last, under f(C)."""
        *powers, image = images
        if self._factors is None:
            self._factors = _best_factors(powers, image, self._w)
        sampled = image.copy()
        for factor, power in zip(self._factors, powers, strict=True):
            sampled -= factor * power
        sampled *= signs
        self._total += sampled.sum(axis=1)
        self._squares += np.square(sampled).sum(axis=1)
        self._traces += (sampled / self._w[:, None]).sum(axis=0).tolist()

    def result(self) -> Diagonal:
        """The diagonal, once at least two signs were added."""
        assert self._factors is not None
        probes, mean = len(self._traces), self._total / len(self._traces)
        exact = sum(factor * diagonal for factor, diagonal in zip(self._factors, self._known, strict=True))
        unbounded = exact + mean
        values = self._bounded(unbounded)
        spread = np.maximum(self._squares / probes - mean**2, 0.0) / (probes - 1)
        error = self._g * np.sqrt(spread) / (1.0 + self._g * values)
        variance = float(np.var(self._traces, ddof=1)) / probes
        return Diagonal(values, float((unbounded / self._w).sum()), variance, float(np.sqrt(np.square(error).mean())))

    def _bounded(self, diagonal: FloatArray) -> FloatArray:
        """No term of Σ gᵏCᵏ⁺¹ is negative on the diagonal, and nobody's variance grows by being rated."""
        least = sum(self._g**k * term for k, term in enumerate(self._known))
        most = (self._w - 1.0) / self._g if self._g > 0 else np.inf
        bounded: FloatArray = np.maximum(least, np.minimum(diagonal, most))
        return bounded


def _columns(rows: npt.NDArray[np.int8]) -> FloatArray:
    return np.ascontiguousarray(rows.T, dtype=np.float64)


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

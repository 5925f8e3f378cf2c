"""What the rater model found: corrected scores, how sure they are, and what each rating counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from scoring.arrays import FloatArray, IntArray
from scoring.errors import InputInvalid, UnknownName
from scoring.raters.mixed.crossed import Crossed
from scoring.raters.mixed.fit import CrossedFit
from scoring.raters.mixed.schur import Solver, effects, whitened


@dataclass(frozen=True, slots=True)
class Variances:
    """Variance components in squared rating units, each 0 or more: what raters differ in, what subjects differ in, and
    the rest."""

    subject: float
    rater: float
    residual: float


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """Corrected scores and what they were made of. Arrays follow `subjects` (S,) or `raters` (R,), each id once.

    On the rating scale:
    `mean`: μ, estimated by generalised least squares. `subject_effects` (S,), `rater_effects` (R,): predicted effects
    around that one mean, as lme4's `ranef`. `corrected` (S,): the score to use, not clipped to the scale: the mean of
    the subject's own component plus the effect within it. Where everybody is connected it is mean + subject_effects.
    Between components ability and leniency cannot be told apart, so each component keeps its own mean,
    `component_mean` (S,), which is also the mean of its corrected scores. `plain_mean` (S,): the mean of the ratings
    as given. `subject_se` (S,): square root of the prediction error variance given the variance components and μ, as
    lme4's condVar; the uncertainty of μ, shared by all, is not in it.

    Counts: `n_ratings` (S,), `n_raters` (S,) different ones, `component` (S,) number of the connected component.
    `variances`: the components; `variances_se`: their errors from sampling signs, 0 if solved densely (not their
    statistical uncertainty, which is far larger).
    """

    mean: float
    variances: Variances
    variances_se: Variances
    subjects: npt.NDArray[Any]
    subject_effects: FloatArray
    subject_se: FloatArray
    corrected: FloatArray
    plain_mean: FloatArray
    n_ratings: IntArray
    n_raters: IntArray
    component: IntArray
    component_mean: FloatArray
    raters: npt.NDArray[Any]
    rater_effects: FloatArray
    whitening: Whitening = field(repr=False)

    @property
    def reliability(self) -> FloatArray:
        """(S,) share of the subjects' variance that a subject's ratings explain, 1 − se² / subject variance: 0 to 1,
        and 0 when subjects do not differ."""
        if self.variances.subject == 0:
            return np.zeros(len(self.subjects))
        explained: FloatArray = np.clip(1.0 - self.subject_se**2 / self.variances.subject, 0.0, 1.0)
        return explained

    @property
    def overall_reliability(self) -> float:
        """Mean of the subjects' reliabilities: the generalisability coefficient of this set of corrected scores."""
        return float(self.reliability.mean())

    def generalizability(self, raters: int) -> float:
        """Reliability of the plain mean of so many raters' ratings, subject / (subject + (rater + residual) /
        raters), 0 to 1; 0 when subjects do not differ. Raises InputInvalid for less than one rater."""
        if raters < 1:
            raise InputInvalid(f"generalizability of {raters!r} raters: give 1 or more")
        found = self.variances
        noise = (found.rater + found.residual) / raters
        return found.subject / (found.subject + noise) if found.subject > 0 else 0.0

    def weights_of(self, subject: object) -> FloatArray:
        """(n,) weight of each rating, in the order given, in the subject's corrected score.

        The weights add up to 1, corrected = Σ weight · rating, and ratings of other components weigh nothing. Raises
        UnknownName for a subject without ratings.
        """
        for number, known in enumerate(self.subjects.tolist()):
            if known == subject:
                return self.whitening.weights(number)
        raise UnknownName("subject", subject, known=[*self.subjects[:10], "…"])


@dataclass(frozen=True, slots=True, eq=False)
class Whitening:
    """Predictions at the estimated variances, each of them linear in the ratings.

    `solver`: at these variances, with subjects as its second factor if `is_turned`; `design`: subjects first; `ones`
    (n,): σ²V⁻¹1, which says how much each rating counts in a mean.
    """

    solver: Solver
    is_turned: bool
    design: Crossed
    ones: FloatArray

    @classmethod
    def of(cls, found: CrossedFit, design: Crossed) -> Self:
        """For a fit and the design of subjects and raters."""
        ones = whitened(found.solver, np.ones((len(design.first), 1)))[:, 0]
        return cls(found.solver, found.is_turned, design, ones)

    def means(self, values: FloatArray) -> tuple[float, FloatArray]:
        """Generalised least squares means of (n,) values: of all, and (c,) of each component."""
        weighted, component = self.ones * values, self.design.component
        means: FloatArray = np.bincount(component, weighted) / np.bincount(component, self.ones)
        return float(weighted.sum() / self.ones.sum()), means

    def effects(self, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Predicted effects of subjects (S, k) and raters (R, k) for (n, k) values without their mean."""
        return self._solved(*self.design.sums(values))

    def weights(self, number: int) -> FloatArray:
        """(n,) weight of each rating in the mean of a subject's component plus the subject's effect."""
        own, nobody = (np.zeros((len(degree), 1)) for degree in (self.design.degree1, self.design.degree2))
        own[number] = 1.0
        first, second = self._solved(own, nobody)
        effect = self.design.spread(first[:, 0], second[:, 0])
        mean = np.where(self.design.component == self.design.component1[number], self.ones, 0.0)
        weights: FloatArray = effect + (1.0 - effect.sum()) * mean / mean.sum()
        return weights

    def _solved(self, sums1: FloatArray, sums2: FloatArray) -> tuple[FloatArray, FloatArray]:
        if self.is_turned:
            return effects(self.solver, sums2, sums1)[::-1]
        return effects(self.solver, sums1, sums2)

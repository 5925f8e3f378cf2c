"""Rater severity: what a rating says about the rated, and what about who rated.

Model: rating = μ + subject + rater + error, with subject, rater and error drawn independently from normal
distributions of unknown variances ("crossed random effects"). The variances are estimated by restricted maximum
likelihood, the effects by best linear unbiased prediction (Henderson 1975): the model and the criterion of R's lme4,
`lmer(rating ~ 1 + (1 | subject) + (1 | rater))`. Raters are not centred, z-scored or given fixed effects: with a
handful of ratings each that adds more noise than severity.

How it is computed. Absorbing subjects leaves a matrix of raters that is far from sparse once factorised, so sparse
Cholesky factors, lme4's way, fill up. Designs of some hundred raters and disconnected ones are solved densely,
component by component, from pairs of raters who met at a subject. Others use conjugate gradients, which need some ten
products with the table of counts, and sample only the traces in the gradient, with seeded signs. Plain sampling would
need thousands of signs for 0.1 %; taking out the part of the matrix whose diagonal is known exactly leaves so little to
sample that 8 give variances within 0.005 % (scoring/raters/mixed/probed.py). The noise is measured, and more signs are
drawn until it is that small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.arrays import FloatArray, IntArray
from scoring.columns import Column, numbers, require, require_equal_lengths
from scoring.errors import ColumnInvalid
from scoring.factors import Factor
from scoring.raters.dyads import DyadMeans, dyad_means
from scoring.raters.mixed.blocks import work
from scoring.raters.mixed.crossed import Crossed
from scoring.raters.mixed.fit import CrossedFit, fit, fixed
from scoring.raters.mixed.reml import Likelihood
from scoring.raters.severity import Estimate, Variances, Whitening

__all__ = ["DyadMeans", "Estimate", "Variances", "components", "dyad_means", "estimate"]

LARGEST = 1e150
"""Ratings beyond it have squares that are infinite."""
EQUAL = 1e-12
"""Ratings that differ by less than this share of the largest are the same: what differs is rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Ratings with numbered subjects and raters, also as `values` around `centre` in units of `unit`, within ±1; `unit`
    is 0 where all ratings are equal."""

    subject: Factor
    rater: Factor
    rating: FloatArray
    design: Crossed
    centre: float
    unit: float
    values: FloatArray


def estimate(subject: Column, rater: Column, rating: Column, *, exact: bool = False, seed: int = 0) -> Estimate:
    """Corrects ratings for the raters' severity.

    `subject`, `rater`: (n,) ids, text, numbers or anything hashable; `rating`: (n,) finite numbers. Each row is one
    observation. `exact` asks for dense REML whatever the size, right to 1e-5; small and disconnected data are solved
    that way anyhow. `seed` chooses the signs of the large path: another one moves variances by some 0.01 %.

    What cannot be told: a variance is 0 when there is only one subject (or rater) or as many as ratings; where every
    subject has a rater of their own, the difference is the subjects'. If all ratings are equal, all variances are 0.
    Ratings that add up without any rest get a residual of a hundred-thousandth of their variance. A variance of 0 has
    effects and standard errors of 0.

    Raises ColumnInvalid for columns that are empty, of different length, or have missing, infinite or immense values,
    InputInvalid if exact is asked for and would need more than 16,000 dense rows, NotConverged if no maximum is found.
    """
    table = _table(subject, rater, rating)
    is_turned = work(table.design.component1) < work(table.design.component2)
    design = table.design.turned if is_turned else table.design
    if table.unit == 0:
        found = fixed(design)
    else:
        likelihood = Likelihood(design, table.values, _identifiable(design, is_turned=is_turned))
        found = fit(likelihood, exact=exact, seed=seed)
    return _predicted(table, found.turned if is_turned else found)


def components(subject: Column, rater: Column) -> IntArray:
    """(n,) number, from 0, of the connected component each row lies in: subjects are connected through common raters
    and raters through common subjects. Raises ColumnInvalid."""
    subjects, raters = Factor.of(subject, name="subject"), Factor.of(rater, name="rater")
    return _design(subjects, raters).component


def _table(subject: Column, rater: Column, rating: Column) -> _Table:
    subjects, raters = Factor.of(subject, name="subject"), Factor.of(rater, name="rater")
    ratings = numbers(rating, name="rating")
    require_equal_lengths(subject=subjects.codes, rater=raters.codes, rating=ratings)
    design = _design(subjects, raters)
    largest = float(np.abs(ratings).max())
    require(np.abs(ratings) < LARGEST, ratings, name="rating", wanted=f"below {LARGEST:g}")
    centre = float(ratings.mean())
    values = ratings - centre
    unit = float(np.abs(values).max()) if np.ptp(ratings) > EQUAL * largest else 0.0
    return _Table(subjects, raters, ratings, design, centre, unit, values / unit if unit else np.zeros_like(values))


def _design(subjects: Factor, raters: Factor) -> Crossed:
    require_equal_lengths(subject=subjects.codes, rater=raters.codes)
    if len(subjects.codes) == 0:
        raise ColumnInvalid("there are no ratings; give at least one row")
    return Crossed.of(subjects.codes, raters.codes)


def _identifiable(design: Crossed, *, is_turned: bool) -> tuple[bool, bool]:
    """Whether the variances of the two factors can be told from the mean's, the residual's and each other's."""
    n, sizes = len(design.first), (len(design.degree1), len(design.degree2))
    first, second = (1 < size < n for size in sizes)
    if design.counts.nnz == sizes[0] == sizes[1]:
        return (first and not is_turned, second and is_turned)
    return first, second


def _predicted(table: _Table, found: CrossedFit) -> Estimate:
    design, unit = table.design, table.unit
    whitening = Whitening.of(found, design)
    mean, means = whitening.means(table.values)
    columns = np.stack([table.values - mean, table.values - means[design.component]], axis=1)
    subject_effects, rater_effects = whitening.effects(columns)
    component_mean = table.centre + unit * means[design.component1]
    return Estimate(
        mean=table.centre + unit * mean,
        variances=Variances(*map(float, found.theta * unit**2)),
        variances_se=Variances(*map(float, found.noise * unit**2)),
        subjects=table.subject.levels,
        subject_effects=unit * subject_effects[:, 0],
        subject_se=unit * np.sqrt(found.prediction_variance(design.degree1)),
        corrected=component_mean + unit * subject_effects[:, 1],
        plain_mean=np.bincount(design.first, table.rating) / design.degree1,
        n_ratings=design.degree1.astype(np.int64),
        n_raters=np.diff(design.counts.indptr).astype(np.int64),
        component=design.component1,
        component_mean=component_mean,
        raters=table.rater.levels,
        rater_effects=unit * rater_effects[:, 0],
        whitening=whitening,
    )

"""The rater model against programs that were written without it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from statsmodels.regression.mixed_linear_model import MixedLM

from scoring.arrays import FloatArray
from scoring.raters import Variances, estimate
from scoring.raters.mixed import fit
from tests.scoring.raters.crossed import Ratings, anybody, hubs, panel, rated, repeated, teams, unbalanced


def three(variances: Variances) -> FloatArray:
    return np.array([variances.subject, variances.rater, variances.residual])


def dummies(codes: FloatArray) -> FloatArray:
    return np.eye(codes.max() + 1)[codes]


def covariance(ratings: Ratings, theta: FloatArray) -> FloatArray:
    subject, rater = dummies(ratings.subject), dummies(ratings.rater)
    return theta[0] * subject @ subject.T + theta[1] * rater @ rater.T + theta[2] * np.eye(len(ratings.rating))


def deviance(ratings: Ratings, theta: FloatArray) -> float:
    """−2 × the restricted log-likelihood, from the whole covariance matrix."""
    matrix = covariance(ratings, theta)
    inverse, ones = np.linalg.inv(matrix), np.ones(len(ratings.rating))
    total = ones @ inverse @ ones
    rest = ratings.rating - ones @ inverse @ ratings.rating / total
    return float(np.linalg.slogdet(matrix)[1] + np.log(total) + rest @ inverse @ rest)


def most_likely(ratings: Ratings, start: FloatArray) -> FloatArray:
    found = minimize(
        lambda logs: deviance(ratings, np.exp(logs)),
        np.log(start),
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-11, "maxiter": 4_000, "maxfev": 4_000},
    )
    assert found.success
    return np.exp(found.x)


def small(seed: int, *, subjects: int = 9, raters: int = 7, n: int = 60) -> Ratings:
    random = np.random.default_rng(seed)
    return rated(random.integers(0, subjects, n), random.integers(0, raters, n), random)


@pytest.mark.parametrize("seed", range(4))
def test_small_data_reach_the_maximum_of_the_whole_likelihood(seed: int) -> None:
    ratings = small(seed)
    result = estimate(*ratings, exact=True)
    expected = most_likely(ratings, np.array([0.3, 0.1, 0.2]))
    assert three(result.variances) == pytest.approx(expected, rel=1e-5)


def test_predictions_and_their_errors_follow_from_the_whole_covariance() -> None:
    ratings = small(1)
    result = estimate(*ratings)
    theta, ones = three(result.variances), np.ones(len(ratings.rating))
    inverse, subject = np.linalg.inv(covariance(ratings, theta)), dummies(ratings.subject)
    mean = ones @ inverse @ ratings.rating / (ones @ inverse @ ones)
    rest = inverse @ (ratings.rating - mean)
    explained = theta[0] ** 2 * np.diag(subject.T @ inverse @ subject)
    assert result.mean == pytest.approx(mean, rel=1e-12)
    assert result.subject_effects == pytest.approx(theta[0] * subject.T @ rest, abs=1e-10)
    assert result.rater_effects == pytest.approx(theta[1] * dummies(ratings.rater).T @ rest, abs=1e-10)
    assert result.subject_se == pytest.approx(np.sqrt(theta[0] - explained), rel=1e-8)


def test_small_data_agree_with_statsmodels() -> None:
    ratings = small(2, subjects=12, raters=9, n=120)
    frame = pd.DataFrame(ratings._asdict())
    model = MixedLM.from_formula(
        "rating ~ 1",
        frame,
        groups=np.ones(len(frame)),
        re_formula="0",
        vc_formula={"rater": "0 + C(rater)", "subject": "0 + C(subject)"},
    )
    fitted = model.fit(reml=True, method="powell")
    named = dict(zip(fitted.model.exog_vc.names, fitted.vcomp, strict=True))
    expected = [named["subject"], named["rater"], fitted.scale]
    assert three(estimate(*ratings).variances) == pytest.approx(expected, rel=5e-4)


# What lme4 1.1-31 finds for the same numbers: lmer(rating ~ 1 + (1 | subject) + (1 | rater)).
LME4: dict[str, tuple[Callable[[], Ratings], list[float], float]] = {
    "teams": (lambda: teams(600), [0.233514950042011, 0.167534033765402, 0.184669146926409], 3.20897021962938),
    "panel": (panel, [0.251059859505357, 0.155054432433578, 0.181200521242554], 3.10901338248325),
    "repeated": (repeated, [0.257339920105625, 0.152727925123031, 0.181195053755733], 3.18213194551306),
    "unbalanced": (unbalanced, [0.259324646830334, 0.155856674115205, 0.177549860416854], 3.19781480946653),
    "disconnected": (
        lambda: teams(across=0.0),
        [0.247968980345337, 0.159092380346333, 0.181971635428084],
        3.19431395003163,
    ),
    "reliable": (
        lambda: teams(3_000, 6, ability=1.0, severity=0.6, rest=0.1),
        [0.960608193870569, 0.586884671073493, 0.100552417576540],
        3.18256959543289,
    ),
    "no severity": (
        lambda: teams(3_000, severity=0.0),
        [0.249314654548233, 0.0, 0.182593409612487],
        3.19140006420993,
    ),
}


@pytest.mark.parametrize("shape", LME4)
def test_variances_agree_with_lme4(shape: str) -> None:
    ratings, variances, mean = LME4[shape]
    result = estimate(*ratings())
    assert three(result.variances) == pytest.approx(variances, rel=3e-4)
    assert result.mean == pytest.approx(mean, abs=1e-6)


@pytest.mark.parametrize("ratings", [teams(700), unbalanced(700), anybody(600, 5)])
def test_probes_find_what_the_dense_way_finds(ratings: Ratings) -> None:
    """Sizes at which both ways are open: variances within a thousandth, effects as good as the same."""
    probed, dense = estimate(*ratings), estimate(*ratings, exact=True)
    assert probed.variances_se.subject > 0
    assert dense.variances_se.subject == 0
    assert three(probed.variances) == pytest.approx(three(dense.variances), rel=3e-4)
    assert np.corrcoef(probed.subject_effects, dense.subject_effects)[0, 1] >= 0.999999
    assert np.corrcoef(probed.rater_effects, dense.rater_effects)[0, 1] >= 0.999999
    off = probed.subject_se / dense.subject_se - 1
    assert np.sqrt(np.mean(off**2)) < 0.005
    assert np.abs(off).max() < 0.025


# What exact=True finds for 80,000 ratings, with matrices of 10,000 rows and in minutes.
DENSE = [
    (teams, [0.24772657967041536, 0.1600952037703977, 0.18148685132321205]),
    (anybody, [0.25225033155177906, 0.1563911914194303, 0.18291246440268444]),
    (hubs, [0.2514945851637812, 0.1585049422637842, 0.182461056851284]),
]


@pytest.mark.parametrize(("shape", "variances"), DENSE)
def test_large_firms_agree_with_the_dense_way(shape: Callable[[], Ratings], variances: list[float]) -> None:
    assert three(estimate(*shape()).variances) == pytest.approx(variances, rel=1e-4)


def test_where_probes_stay_noisy_a_dense_way_that_is_open_is_taken() -> None:
    ratings = teams(700, 4, ability=1.0, severity=0.6, rest=0.1)
    left_alone, dense = estimate(*ratings), estimate(*ratings, exact=True)
    assert left_alone.variances_se.subject == 0
    assert three(left_alone.variances) == pytest.approx(three(dense.variances), rel=1e-6)
    assert left_alone.subject_se == pytest.approx(dense.subject_se, rel=1e-6)


def test_the_seed_moves_the_large_path_less_than_its_stated_error() -> None:
    ratings = teams(700)
    results = [estimate(*ratings, seed=seed) for seed in range(3)]
    found = np.array([three(result.variances) for result in results])
    stated = np.array([three(result.variances_se) for result in results])
    assert (np.ptp(found, axis=0) > 0).all()
    assert (np.ptp(found, axis=0) < 5 * stated.max(axis=0)).all()
    again = estimate(*ratings, seed=0)
    assert again.variances == results[0].variances
    assert (again.subject_se == results[0].subject_se).all()


def test_the_stated_error_of_probes_is_neither_too_small_nor_one_sided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Busy raters, where bounds on single diagonals bite: these must not move the traces."""
    ratings = hubs(700, 5_600)
    exact = three(estimate(*ratings, exact=True).variances)
    monkeypatch.setattr(fit, "CHEAP_WORK", 0)
    monkeypatch.setattr(fit, "ONCE_WORK", 0)
    results = [estimate(*ratings, seed=seed) for seed in range(12)]
    off = np.array([three(result.variances) - exact for result in results])
    stated = np.sqrt(np.mean([three(result.variances_se) ** 2 for result in results], axis=0))
    assert (stated > 0).all()
    assert (np.sqrt(np.mean(off**2, axis=0)) < 2 * stated).all()
    assert (np.abs(off.mean(axis=0)) < stated).all()

"""Rater severity: what is reported, and what happens when little or nothing can be told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from scoring.arrays import FloatArray
from scoring.errors import ColumnInvalid, InputInvalid, UnknownName
from scoring.raters import Estimate, components, estimate
from tests.scoring.raters.crossed import anybody, peers, rated, teams


def by_subject(result: Estimate, values: FloatArray) -> dict[Any, float]:
    return dict(zip(result.subjects.tolist(), values.tolist(), strict=True))


def numbers_of(result: Estimate) -> FloatArray:
    """Every number in a result."""
    values = [getattr(result, field.name) for field in fields(result)]
    arrays = [value for value in values if isinstance(value, np.ndarray) and value.dtype == np.float64]
    variances = [result.variances, result.variances_se]
    more = [getattr(each, name) for each in variances for name in ("subject", "rater", "residual")]
    return np.concatenate([*arrays, more, result.reliability, [result.mean, result.generalizability(3)]])


def zero(result: Estimate, *names: str) -> bool:
    return all(getattr(result.variances, name) == 0 for name in names)


# Ana and Eve are strict, Bo is lenient; Dee was rated by the strict two, Chen by Bo and one of them.
OFFICE = [
    ("Dee", "Ana", 2.0),
    ("Dee", "Eve", 2.0),
    ("Chen", "Bo", 4.0),
    ("Chen", "Ana", 2.0),
    ("Fay", "Bo", 5.0),
    ("Fay", "Eve", 3.0),
    ("Gus", "Bo", 4.0),
    ("Gus", "Ana", 2.5),
    ("Gus", "Eve", 2.0),
]


def columns(rows: Sequence[tuple[Any, Any, float]]) -> tuple[list[Any], list[Any], list[float]]:
    subject, rater, rating = zip(*rows, strict=True)
    return list(subject), list(rater), list(rating)


def test_who_had_strict_raters_is_moved_up_and_who_had_lenient_ones_down() -> None:
    result = estimate(*columns(OFFICE))
    plain, corrected = by_subject(result, result.plain_mean), by_subject(result, result.corrected)
    lenience = dict(zip(result.raters.tolist(), result.rater_effects.tolist(), strict=True))
    assert plain == {"Dee": 2.0, "Chen": 3.0, "Fay": 4.0, "Gus": pytest.approx(8.5 / 3)}
    assert lenience["Bo"] > 0 > lenience["Ana"]
    assert corrected["Dee"] > plain["Dee"]
    assert corrected["Chen"] < plain["Chen"]
    assert by_subject(result, result.n_ratings) == {"Dee": 2, "Chen": 2, "Fay": 2, "Gus": 3}
    assert sum(result.rater_effects) == pytest.approx(0, abs=1e-9)


def test_ids_of_any_kind_and_the_order_of_rows_change_nothing() -> None:
    subject, rater, rating = columns(OFFICE)
    expected = by_subject(estimate(subject, rater, rating), estimate(subject, rater, rating).corrected)
    pairs = estimate([(name, 1) for name in subject], rater, rating)
    texts = estimate(np.array(subject)[::-1], np.array(rater)[::-1], np.array(rating)[::-1])
    assert {key: value for (key, _), value in by_subject(pairs, pairs.corrected).items()} == pytest.approx(expected)
    assert by_subject(texts, texts.corrected) == pytest.approx(expected)


@pytest.mark.parametrize("ratings", [teams(300), anybody(700, 4), teams(300, across=0.0)])
def test_a_corrected_score_is_the_sum_of_its_weighted_ratings(ratings: Any) -> None:
    result = estimate(*ratings)
    for number in (0, 7, 150):
        weights = result.weights_of(result.subjects[number])
        assert weights.shape == ratings.rating.shape
        assert weights @ ratings.rating == pytest.approx(result.corrected[number], rel=1e-9)
        assert weights.sum() == pytest.approx(1, rel=1e-9)
        elsewhere = result.component[ratings.subject] != result.component[number]
        assert (weights[elsewhere] == 0).all()
        own = ratings.subject == result.subjects[number]
        assert (weights[own] > np.abs(weights[~own]).max()).all()


def test_weights_of_nobody_are_refused() -> None:
    with pytest.raises(UnknownName, match="Ana"):
        estimate(*columns(OFFICE)).weights_of("Ana")


def test_errors_shrink_and_reliability_grows_with_ratings() -> None:
    random = np.random.default_rng(3)
    times = np.repeat([2, 4, 8], 60)
    subject = np.repeat(np.arange(180), times)
    result = estimate(*rated(subject, random.integers(0, 40, len(subject)), random))
    errors = [result.subject_se[result.n_ratings == count].mean() for count in (2, 4, 8)]
    assert errors[0] > errors[1] > errors[2]
    assert result.reliability == pytest.approx(1 - result.subject_se**2 / result.variances.subject)
    assert result.overall_reliability == pytest.approx(result.reliability.mean())


def test_generalizability_is_the_share_that_many_raters_leave() -> None:
    result = estimate(*teams(200))
    found = result.variances
    expected = found.subject / (found.subject + (found.rater + found.residual) / 4)
    assert result.generalizability(4) == pytest.approx(expected)
    with pytest.raises(InputInvalid, match="0 raters"):
        result.generalizability(0)


def test_each_component_keeps_its_own_mean() -> None:
    """Two offices that never rate each other: the second one's raters give a whole point more."""
    first, second = teams(10, 6, across=0.0, seed=4), teams(10, 6, across=0.0, seed=5)
    rating = np.concatenate([first.rating - first.rating.mean() + 3, second.rating - second.rating.mean() + 4])
    subject = np.concatenate([first.subject, second.subject + 100])
    rater = np.concatenate([first.rater, second.rater + 100])
    result = estimate(subject, rater, rating)
    is_second = result.subjects >= 100
    assert len(set(result.component[is_second])) == len(set(result.component[~is_second])) == 1
    for office in (is_second, ~is_second):
        assert result.corrected[office].mean() == pytest.approx(result.component_mean[office][0])
    assert result.component_mean[~is_second][0] == pytest.approx(3, abs=0.05)
    assert result.component_mean[is_second][0] == pytest.approx(4, abs=0.05)
    shrunk = result.mean + result.subject_effects
    assert shrunk[is_second].mean() < result.corrected[is_second].mean()
    assert components(subject, rater).tolist() == result.component[np.searchsorted(result.subjects, subject)].tolist()


def test_where_all_are_connected_corrected_is_mean_plus_effect() -> None:
    result = estimate(*teams(200))
    assert set(result.component) == {0}
    assert result.corrected == pytest.approx(result.mean + result.subject_effects, rel=1e-12)


def test_a_repeated_pair_is_two_ratings_by_one_rater() -> None:
    subject, rater, rating = columns([*OFFICE, ("Dee", "Ana", 3.0)])
    result = estimate(subject, rater, rating)
    assert by_subject(result, result.n_ratings)["Dee"] == 3
    assert by_subject(result, result.n_raters)["Dee"] == 2


@pytest.mark.parametrize(
    ("rows", "zeros"),
    [
        ([("Bo", "Ana", 4.0)], ("subject", "rater", "residual")),
        ([("Bo", "Ana", 4.0), ("Dee", "Eve", 4.0), ("Bo", "Eve", 4.0)], ("subject", "rater", "residual")),
        ([("Bo", "Ana", 4.0), ("Dee", "Ana", 2.0), ("Bo", "Ana", 3.5), ("Dee", "Ana", 2.2)], ("rater",)),
        ([("Bo", "Ana", 4.0), ("Bo", "Eve", 2.0), ("Bo", "Ana", 3.5), ("Bo", "Eve", 2.2)], ("subject",)),
        ([("Bo", "Ana", 4.0), ("Bo", "Eve", 2.0), ("Dee", "Fay", 3.5), ("Dee", "Gus", 2.2)], ("rater",)),
        ([("Bo", "Ana", 4.0), ("Dee", "Ana", 2.0), ("Chen", "Eve", 3.5), ("Fay", "Eve", 2.2)], ("subject",)),
        ([("Bo", "Ana", 4.0), ("Dee", "Eve", 2.0), ("Bo", "Ana", 3.5), ("Dee", "Eve", 2.2)], ("rater",)),
        ([("Bo", "Ana", 4.0), ("Dee", "Eve", 2.0)], ("subject", "rater")),
    ],
    ids=[
        "one rating",
        "all equal",
        "one rater",
        "one subject",
        "each rater rates once",
        "each subject is rated once",
        "each subject has a rater of their own",
        "each rating stands alone",
    ],
)
def test_what_cannot_be_told_is_zero_and_nothing_is_nan(rows: Any, zeros: tuple[str, ...]) -> None:
    result = estimate(*columns(rows))
    assert np.isfinite(numbers_of(result)).all()
    assert zero(result, *zeros)
    if "subject" in zeros:
        assert (result.subject_effects == 0).all()
        assert (result.subject_se == 0).all()
        assert (result.reliability == 0).all()
        assert result.generalizability(5) == 0
    weights = result.weights_of("Bo")
    assert weights @ [rating for _, _, rating in rows] == pytest.approx(by_subject(result, result.corrected)["Bo"])


@pytest.mark.parametrize("exact", [False, True])
def test_all_equal_ratings_of_a_firm_are_their_own_correction(exact: bool) -> None:
    subject, rater, rating = teams(700)
    result = estimate(subject, rater, np.full_like(rating, 3.7), exact=exact)
    assert result.corrected == pytest.approx(np.full(700, 3.7), rel=1e-15)
    assert zero(result, "subject", "rater", "residual")


@pytest.mark.parametrize("members", [60, 900])
@pytest.mark.parametrize("absent", ["ability", "severity"])
def test_what_does_not_vary_is_found_to_vary_little_or_not_at_all(members: int, absent: str) -> None:
    found = []
    for seed in range(4):
        result = estimate(*teams(members, 5, seed=seed, **{absent: 0.0}))
        assert np.isfinite(numbers_of(result)).all()
        found.append(result.variances.subject if absent == "ability" else result.variances.rater)
    assert min(found) < 1e-12
    assert max(found) < 0.05


def test_ratings_without_any_rest_have_a_tiny_one() -> None:
    subject, rater, _ = teams(50)
    rating = 3 + 0.1 * (subject % 7) + 0.2 * (rater % 3)
    result = estimate(subject, rater, rating)
    assert np.isfinite(numbers_of(result)).all()
    assert result.variances.residual == pytest.approx(1e-5 * rating.var())
    effects = by_subject(result, result.subject_effects)
    assert effects[6] - effects[0] == pytest.approx(0.6, abs=1e-3)


def test_random_small_tables_never_fail() -> None:
    for seed in range(150):
        random = np.random.default_rng(seed)
        n = int(random.integers(1, 40))
        subject, rater = (random.integers(0, random.integers(1, 10), n) for _ in range(2))
        rating = random.integers(1, 6, n) if seed % 2 else random.normal(3, 1, n)
        result = estimate(subject, rater, rating)
        assert np.isfinite(numbers_of(result)).all()
        last = result.weights_of(result.subjects[-1]) @ rating
        assert last == pytest.approx(result.corrected[-1], rel=1e-9, abs=1e-9)


def test_scale_and_origin_of_ratings_do_not_matter() -> None:
    subject, rater, rating = teams(100)
    usual, other = estimate(subject, rater, rating), estimate(subject, rater, 1e-9 * rating - 5e-8)
    assert other.corrected == pytest.approx(1e-9 * usual.corrected - 5e-8, rel=1e-6)
    assert other.variances.rater == pytest.approx(1e-18 * usual.variances.rater, rel=1e-5)


@pytest.mark.parametrize(
    ("subject", "rater", "rating", "words"),
    [
        ([], [], [], "no ratings"),
        (["Bo"], ["Ana", "Eve"], [3.0], "unequal length"),
        (["Bo", "Dee"], ["Ana", "Eve"], [3.0], "unequal length"),
        (["Bo", None], ["Ana", "Eve"], [3.0, 4.0], "subject is missing in row 2"),
        (["Bo", "Dee"], ["Ana", math.nan], [3.0, 4.0], "rater is missing in row 2"),
        (["Bo", "Dee"], ["Ana", "Eve"], [3.0, math.nan], "rating is nan in row 2"),
        (["Bo", "Dee"], ["Ana", "Eve"], [math.inf, 3.0], "rating is inf in row 1"),
        (["Bo", "Dee"], ["Ana", "Eve"], [1e200, 3.0], "row 1; it must be below"),
        (["Bo", "Dee"], ["Ana", "Eve"], ["good", "bad"], "give numbers"),
        ([["Bo"], ["Dee"]], ["Ana", "Eve"], [3.0, 4.0], "hashed|dimensions"),
    ],
)
def test_unusable_columns_are_refused_by_name(subject: Any, rater: Any, rating: Any, words: str) -> None:
    with pytest.raises(ColumnInvalid, match=words):
        estimate(subject, rater, rating)


def test_exact_is_refused_where_it_would_not_fit() -> None:
    random = np.random.default_rng(0)
    n = 90_000
    with pytest.raises(InputInvalid, match="leave exact out"):
        estimate(random.integers(0, 30_000, n), random.integers(0, 30_000, n), random.normal(3, 1, n), exact=True)


@pytest.mark.parametrize(("severity", "most"), [(0.0, 1.0), (0.2, 0.97), (0.4, 0.80), (0.6, 0.62)])
@pytest.mark.parametrize("seed", range(4))
def test_correction_explains_more_of_ability_than_the_plain_mean(severity: float, most: float, seed: int) -> None:
    """Unexplained share of the variance of true ability, against the plain mean's."""
    subject, rater, answers, ability = peers(seed, severity=severity)
    result = estimate(subject, rater, answers.mean(axis=1))
    true = ability[result.subjects]
    unexplained = [1 - np.corrcoef(scores, true)[0, 1] ** 2 for scores in (result.corrected, result.plain_mean)]
    assert unexplained[0] / unexplained[1] <= most


def test_the_stated_interval_holds_the_truth_as_often_as_stated() -> None:
    random = np.random.default_rng(8)
    subject = np.repeat(np.arange(2_000), 5)
    able, lenient = random.normal(0, 0.5, 2_000), random.normal(0, 0.4, 2_000)
    rater = random.integers(0, 2_000, len(subject))
    rating = 3 + able[subject] + lenient[rater] + random.normal(0, 0.4, len(subject))
    result = estimate(subject, rater, rating)
    off = np.abs(result.corrected - 3 - able[result.subjects])
    assert np.mean(off < 1.96 * result.subject_se) == pytest.approx(0.95, abs=0.015)

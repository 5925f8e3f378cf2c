from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.agreement import Level, intraclass_correlations, krippendorff_alpha
from scoring.errors import RatingsInvalid, UnknownName

GAP = np.nan
ICCS = ("icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k")


def rated(seed: int, *, members: int = 40, raters: int = 5, gaps: float = 0.0) -> np.ndarray[Any, Any]:
    """Marks of 1 to 5: members differ, raters are stricter or milder, and there is noise."""
    dice = np.random.default_rng(seed)
    marks = 3 + dice.normal(0, 0.8, (members, 1)) + dice.normal(0, 0.4, (1, raters))
    table = np.clip(np.round(marks + dice.normal(0, 0.6, (members, raters))), 1, 5)
    table[dice.random(table.shape) < gaps] = GAP
    return table


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("gaps", [0.0, 0.3, 0.8])
def test_alpha_agrees_with_krippendorff(level: Level, gaps: float) -> None:
    for seed in range(3):
        table = rated(seed, gaps=gaps)
        expected = krippendorff.alpha(reliability_data=table.T, level_of_measurement=level.value)
        assert krippendorff_alpha(table, level=level) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("level", Level)
def test_alpha_of_measurements_with_many_values_agrees_too(level: Level) -> None:
    table = np.random.default_rng(7).gamma(2, 30, (60, 4)) * np.linspace(0.5, 2, 60)[:, None]
    expected = krippendorff.alpha(reliability_data=table.T, level_of_measurement=level.value)
    assert krippendorff_alpha(table, level=level) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_alpha_of_the_book_comes_out_as_printed() -> None:
    """Krippendorff's example of four observers and twelve units with gaps."""
    units = [
        [1, 1, None, 1],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [None, 5, 5, 5],
        [None, None, 1, 1],
        [None, None, 3, None],
    ]
    printed = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
    assert {level: round(krippendorff_alpha(units, level=level), 3) for level in printed} == printed


def test_alpha_on_paper() -> None:
    """Marks 1 1 for Bo, 1 2 for Chen, 3 3 for Dee: 1/3 of the pairs within members differ, 11/15 of all pairs do."""
    assert krippendorff_alpha([[1, 1], [1, 2], [3, 3]], level="nominal") == pytest.approx(1 - (1 / 3) / (11 / 15))


def relative(a: Fraction, b: Fraction) -> Fraction:
    return ((a - b) / (a + b)) ** 2 if a + b else Fraction(0)


@pytest.mark.parametrize("seed", range(4))
def test_alpha_ratio_is_its_definition_pair_by_pair(seed: int) -> None:
    table = rated(seed, members=6, raters=3, gaps=0.2) - 1  # with zeros
    kept = [[Fraction(x) for x in row if not np.isnan(x)] for row in table.tolist()]
    kept = [row for row in kept if len(row) >= 2]
    within = sum(sum(relative(a, b) for a, b in itertools.permutations(row, 2)) / (len(row) - 1) for row in kept)
    values = list(itertools.chain.from_iterable(kept))
    overall = sum(relative(a, b) for a, b in itertools.permutations(values, 2))
    expected = float(1 - (len(values) - 1) * within / overall)
    assert krippendorff_alpha(table, level="ratio") == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("level", Level)
def test_perfect_agreement_is_one_and_opposite_marks_are_below_zero(level: Level) -> None:
    assert krippendorff_alpha([[1, 1, 1], [5, 5, GAP], [3, 3, 3]], level=level) == pytest.approx(1)
    opposite = krippendorff_alpha([[1, 5], [5, 1]], level=level)
    assert opposite is not None
    assert opposite < 0


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    "table",
    [
        np.empty((0, 3)),
        [],
        [[3.0]],
        [[1.0, 2.0, 3.0]] * 0,
        [[1.0], [2.0], [3.0]],  # one rater
        [[1.0, GAP], [GAP, 2.0]],  # nobody rated twice
        [[GAP, GAP], [GAP, GAP]],
        [[4.0, 4.0], [4.0, 4.0]],  # all equal
        [[4.0, 4.0], [4.0, GAP], [1.0, GAP]],  # all that count are equal
        [[0.0, 0.0], [0.0, 0.0]],
        [[None, None]],
    ],
)
def test_alpha_is_none_where_agreement_cannot_be_told(level: Level, table: Any) -> None:
    assert krippendorff_alpha(table, level=level) is None


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([1.0, 2.0], "1 dimensions"),
        ([[[1.0, 2.0]]], "3 dimensions"),
        ([[1.0, np.inf]], "infinite"),
        ([["good", "bad"]], "of type"),
        ([[1.0, "bad"], [object(), 2]], "cannot be read"),
        ([[1.0, 2.0], [1.0]], "cannot be read"),
    ],
)
def test_tables_that_cannot_be_used_are_refused(table: Any, message: str) -> None:
    with pytest.raises(RatingsInvalid, match=message):
        krippendorff_alpha(table, level="interval")
    with pytest.raises(RatingsInvalid, match=message):
        intraclass_correlations(table)


def test_the_ratio_level_takes_no_negative_ratings_and_levels_have_names() -> None:
    with pytest.raises(RatingsInvalid, match=r"rating -1.0 is negative"):
        krippendorff_alpha([[-1, 2], [1, 2]], level="ratio")
    with pytest.raises(UnknownName, match="unknown level of measurement 'metric'; known are: nominal, ordinal"):
        krippendorff_alpha([[1, 2], [1, 2]], level="metric")


def test_extreme_ratings_stay_finite() -> None:
    for scale in (1e-300, 1e300):
        table = rated(1, gaps=0.2) * scale
        for level in Level:
            expected = krippendorff_alpha(rated(1, gaps=0.2), level=level)
            assert krippendorff_alpha(table, level=level) == pytest.approx(expected, rel=1e-9)
    wide = [[-1.7e308, -1.7e308], [1.7e308, 1.7e308], [0.0, 0.0]]
    assert krippendorff_alpha(wide, level="interval") == 1.0
    assert intraclass_correlations(wide).icc1 == 1.0
    hair = [[0.0, 5e-324], [5e-324, 0.0]]
    assert krippendorff_alpha(hair, level="interval") is None
    assert intraclass_correlations(hair).icc3 is None


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.floats(0.1, 10), st.floats(-50, 50))
def test_another_scale_changes_no_agreement(seed: int, factor: float, shift: float) -> None:
    table = rated(seed, members=8, gaps=0.2)
    for level in (Level.NOMINAL, Level.ORDINAL, Level.INTERVAL):
        expected = krippendorff_alpha(table, level=level)
        assert krippendorff_alpha(table * factor + shift, level=level) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    whole = rated(seed, members=8)
    for name in ICCS:
        expected = getattr(intraclass_correlations(whole), name)
        assert getattr(intraclass_correlations(whole * factor + shift), name) == pytest.approx(expected, rel=1e-6)


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_alpha_does_not_ask_who_rated_or_in_which_order(seed: int) -> None:
    dice = np.random.default_rng(seed)
    table = rated(seed, members=10, gaps=0.3)
    mixed = dice.permuted(dice.permutation(table), axis=1)
    for level in Level:
        assert krippendorff_alpha(mixed, level=level) == pytest.approx(krippendorff_alpha(table, level=level), rel=1e-9)


# Intraclass correlations


@pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame:DeprecationWarning")  # inside pingouin
@pytest.mark.parametrize(("members", "raters"), [(6, 4), (30, 2), (2, 5), (40, 7)])
def test_intraclass_correlations_agree_with_pingouin(members: int, raters: int) -> None:
    table = np.random.default_rng(members).normal(size=(members, raters)) + np.arange(members)[:, None] / members
    rows = [
        {"member": member, "rater": rater, "mark": table[member, rater]}
        for member in range(members)
        for rater in range(raters)
    ]
    answer = pingouin.intraclass_corr(pd.DataFrame(rows), targets="member", raters="rater", ratings="mark")
    found = intraclass_correlations(table)
    assert [getattr(found, name) for name in ICCS] == pytest.approx(answer["ICC"].tolist(), rel=1e-9)


def test_the_example_of_shrout_and_fleiss_comes_out_as_printed() -> None:
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    found = intraclass_correlations(table)
    assert [round(getattr(found, name), 2) for name in ICCS] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    assert (found.members, found.raters, found.left_out) == (6, 4, 0)


def test_members_with_a_gap_are_left_out_and_counted() -> None:
    table = rated(3)
    gappy = np.vstack([table, [[1, 2, GAP, 4, 5], [GAP] * 5]])
    whole, found = intraclass_correlations(table), intraclass_correlations(gappy)
    assert found.left_out == 2
    assert found.members == whole.members == 40
    assert [getattr(found, name) for name in ICCS] == [getattr(whole, name) for name in ICCS]


@pytest.mark.parametrize(
    ("table", "members", "left_out"),
    [
        (np.empty((0, 3)), 0, 0),
        ([], 0, 0),
        ([[1.0], [2.0], [3.0]], 3, 0),  # one rater
        ([[1.0, 2.0, 3.0]], 1, 0),  # one member
        ([[4.0, 4.0], [4.0, 4.0]], 2, 0),  # all equal
        ([[1.0, GAP], [GAP, 2.0]], 0, 2),
        ([[1.0, 2.0], [GAP, 2.0]], 1, 1),
    ],
)
def test_intraclass_correlations_are_none_where_variances_do_not_tell(table: Any, members: int, left_out: int) -> None:
    found = intraclass_correlations(table)
    assert (found.members, found.left_out) == (members, left_out)
    assert [getattr(found, name) for name in ICCS] == [None] * 6


def test_raters_who_only_differ_in_severity_agree_in_who_is_better() -> None:
    found = intraclass_correlations([[1.1, 2.1], [2.1, 3.1], [3.1, 4.1]])
    assert found.icc3 == found.icc3k == 1.0
    assert found.icc2 is not None
    assert found.icc2 < 1


def test_members_who_do_not_differ_share_nothing() -> None:
    """Each rater gives everybody the same: no variance between members, none left over."""
    found = intraclass_correlations([[0.1, 0.7], [0.1, 0.7], [0.1, 0.7]])
    assert found.icc2 == 0.0
    assert found.icc3 is None
    assert found.icc1k is None
    crossed = intraclass_correlations([[1, 3], [3, 1]])
    assert (crossed.icc3, crossed.icc2k, crossed.icc3k) == (-1.0, None, None)

"""What is shown is attacked with all that linear algebra can do."""

from collections.abc import Mapping
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as properties
from hypothesis import strategies as st

from bot.features.reviews.rules.suppression import (
    LEAST_RATERS,
    may_revise,
    may_show,
    may_show_comments,
    shown_groups,
)

GROUPS = st.dictionaries(st.sampled_from(["team", "across", "project", "partners", "above"]), st.integers(0, 6))


@pytest.mark.parametrize(
    ("raters", "shown"),
    [
        ({"team": 4, "across": 3}, {"team", "across"}),
        ({"team": 4, "across": 0}, {"team"}),
        ({"team": 4, "across": 2}, set()),  # the total less the team would be those two
        ({"team": 1, "across": 1}, set()),
        ({"team": 5, "across": 2, "project": 3}, {"team"}),  # so that the rest are five
        ({"team": 5, "across": 2, "project": 1}, {"team"}),
        ({}, set()),
    ],
)
def test_which_groups_are_shown(raters: Mapping[str, int], shown: set[str]) -> None:
    assert shown_groups(raters) == shown


def can_be_worked_out(shown: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether a sum over raters follows from the sums that are shown, a row for each, with a column for each rater."""
    return bool(np.linalg.matrix_rank(np.vstack([shown, wanted])) == np.linalg.matrix_rank(shown))


@given(GROUPS)
@properties(max_examples=80)
def test_no_total_less_its_groups_leaves_one_or_two_people(raters: dict[str, int]) -> None:
    total = sum(raters.values())
    names = [name for name, count in raters.items() for _ in range(count)]
    sums = [np.ones(total)] if may_show(total) else []
    sums += [np.array([float(name == group) for name in names]) for group in shown_groups(raters)]
    if not sums:
        return
    for size in range(1, LEAST_RATERS):
        for some in combinations(range(total), size):
            assert not can_be_worked_out(np.array(sums), np.isin(np.arange(total), some).astype(float))


@given(st.integers(0, 40), st.lists(st.integers(0, 5), max_size=6))
def test_no_two_revisions_of_a_card_differ_by_one_or_two_people(raters: int, drops: list[int]) -> None:
    """However often an appeal has something dropped: each revision is compared with every other that was shown."""
    shown = [raters] if may_show(raters) else []
    for drop in drops:
        if shown and may_revise(shown[-1], shown[-1] - drop):
            shown.append(shown[-1] - drop)
    assert all(each >= LEAST_RATERS for each in shown)
    for before, after in combinations(shown, 2):
        assert before - after == 0 or before - after >= LEAST_RATERS
    assert all(before >= after for before, after in pairwise(shown))


@pytest.mark.parametrize(
    ("shown", "remaining", "may"),
    [(6, 3, True), (6, 4, False), (6, 5, False), (6, 6, True), (5, 2, False), (4, 1, False), (2, 2, False)],
)
def test_a_rating_that_is_dropped_takes_the_metric_off_the_card_unless_three_are_dropped(
    shown: int, remaining: int, may: bool
) -> None:
    assert may_revise(shown, remaining) is may


def test_comments_need_five_who_could_have_written_them() -> None:
    assert [may_show_comments(raters) for raters in (2, 3, 4, 5, 6)] == [False, False, False, True, True]

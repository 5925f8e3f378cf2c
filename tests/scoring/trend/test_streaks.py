"""How many months in a row a member is below the line now: from two a plan may follow, so each rule has a case."""

import numpy as np
import numpy.typing as npt
import pytest

from scoring.errors import SeriesInvalid
from scoring.trend import below_line_streak

LINE = 60


def run_of(scores: list[float], counts: list[bool] | None = None, *, line: npt.ArrayLike = LINE) -> int:
    values = np.array([scores])
    counted = np.ones(values.shape, dtype=bool) if counts is None else np.array([counts])
    return int(below_line_streak(values, line, counted)[0])


@pytest.mark.parametrize(
    ("scores", "months"),
    [
        ([70, 80, 90], 0),
        ([70, 80, 50], 1),
        ([70, 50, 50], 2),
        ([50, 50, 50], 3),
        ([50, 50, 70], 0),
        ([50, 70, 50], 1),
        ([60], 0),
        ([59.9], 1),
        ([-20], 1),
    ],
)
def test_the_run_that_reaches_to_the_newest_month(scores: list[float], months: int) -> None:
    assert run_of(scores) == months


@pytest.mark.parametrize(
    ("counts", "months"),
    [
        ([True, True, True], 3),
        ([True, False, True], 2),
        ([True, True, False], 2),
        ([False, True, True], 2),
        ([False, False, False], 0),
    ],
)
def test_an_incomplete_month_neither_counts_nor_ends_a_run(counts: list[bool], months: int) -> None:
    assert run_of([50, 50, 50], counts) == months


def test_an_incomplete_month_above_the_line_does_not_end_a_run_either() -> None:
    assert run_of([50, 90, 50], [True, False, True]) == 2
    assert run_of([50, 90, 50], [True, True, True]) == 1


def test_a_month_of_leave_has_no_card_and_is_skipped() -> None:
    assert run_of([50, np.nan, 50]) == 2
    assert run_of([50, np.nan]) == 1
    assert run_of([70, np.nan]) == 0
    assert run_of([np.nan, np.nan]) == 0


def test_the_score_people_see_decides() -> None:
    assert run_of([59.95]) == 0  # shown as 60.0
    assert run_of([59.949]) == 1  # shown as 59.9
    assert run_of([59.94999999999999]) == 0  # 59.95 but for binary noise


def test_the_line_may_change_by_month_and_by_member() -> None:
    assert run_of([65, 65, 65], line=[60, 70, 70]) == 2
    scores, counts = np.full((2, 3), 65), np.ones((2, 3), dtype=bool)
    assert below_line_streak(scores, [[60], [70]], counts).tolist() == [0, 3]


def test_a_thousand_members_are_what_each_is_alone() -> None:
    dice = np.random.default_rng(51)
    scores = dice.uniform(30, 90, size=(1_000, 24))
    counts = dice.random(scores.shape) < 0.8
    found = below_line_streak(scores, LINE, counts)
    assert found.dtype == np.int64
    for member in range(1_000):
        length = 0
        for score, counted in zip(reversed(np.round(scores[member], 1)), reversed(counts[member]), strict=True):
            if counted and score >= LINE:
                break
            length += int(counted)
        assert found[member] == length


@pytest.mark.parametrize(("decimals", "length"), [(0, 0), (1, 0), (2, 1)])
def test_scores_are_compared_as_the_scheme_shows_them(decimals: int, length: int) -> None:
    assert below_line_streak([[59.95]], 60, [[True]], decimals=decimals).tolist() == [length]


def test_no_members_have_no_runs() -> None:
    assert below_line_streak(np.zeros((0, 3)), LINE, np.zeros((0, 3), dtype=bool)).shape == (0,)


@pytest.mark.parametrize(
    ("values", "line", "counts", "says"),
    [
        ([50.0, 40.0], 60, [True, True], "give one series as values"),
        ([[np.inf]], 60, [[True]], "give a finite number"),
        ([[50.0]], 60, [[1]], "give bool of shape"),
        ([[50.0, 40.0]], 60, [[True]], r"give bool of shape \(1, 2\)"),
        ([[50.0]], np.nan, [[True]], "line nan is not finite"),
        ([[50.0, 40.0]], [60, 60, 60], [[True, True]], "does not fit scores of shape"),
        ([[50.0]], "sixty", [[True]], "line 'sixty' does not fit"),
    ],
)
def test_what_cannot_be_used_is_named(
    values: npt.ArrayLike, line: npt.ArrayLike, counts: npt.ArrayLike, says: str
) -> None:
    with pytest.raises(SeriesInvalid, match=says):
        below_line_streak(values, line, counts)

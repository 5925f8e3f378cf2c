"""What HR is told of members with too few ratings, and when that would tell who rates whom."""

import pytest

from bot.features.reviews.rules.quorum import Quorum, quorum_of


@pytest.mark.parametrize(
    ("rated", "below", "told"),
    [
        (60, 0, 5),
        (60, 4, 5),
        (60, 5, 5),
        (60, 6, 10),
        (60, 54, 55),
        (60, 55, 55),
        (60, 56, 60),
        (60, 60, 60),
        (12, 7, 10),
        (12, 8, 12),
        (10, 5, 5),
        (10, 6, 10),
    ],
)
def test_in_steps_of_five_and_few_on_neither_side(rated: int, below: int, told: int) -> None:
    assert quorum_of(rated, below, begun=5, unfinished=5) == Quorum(rated, told)


@pytest.mark.parametrize("rated", range(10, 101))
def test_what_is_told_is_true_and_never_about_a_few(rated: int) -> None:
    by_told: dict[int, list[int]] = {}
    for below in range(rated + 1):
        quorum = quorum_of(rated, below, begun=9, unfinished=9)
        assert quorum
        assert below <= quorum.below <= rated
        assert quorum.is_hardly_reached is (rated - below < 5)
        by_told.setdefault(quorum.below, []).append(below)
    assert all(len(alike) >= 5 for told, alike in by_told.items() if told in (5, rated)), "not even at the ends"


def test_nothing_while_few_have_begun_or_are_left_or_are_rated() -> None:
    """Three who have begun and one who is rated enough have rated the same colleague; the last rater's third ratings
    are told by what the results turn out to have."""
    assert quorum_of(60, 20, begun=4, unfinished=50) is None
    assert quorum_of(60, 20, begun=50, unfinished=4) is None
    assert quorum_of(9, 4, begun=9, unfinished=9) is None
    assert quorum_of(10, 4, begun=5, unfinished=5) is not None

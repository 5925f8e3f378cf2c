"""HR and a manager together read all cards, and a thief all tables: they know everybody's corrected mean, and perhaps
who rated whom. What each rater said they guess no better than from the mean of the person alone, which is chance."""

import numpy as np
import pytest

from scoring.arrays import FloatArray
from tests.features.reviews.attacks.guessing import Shown
from tests.features.reviews.rules.firm import rated

FIRMS = 6
MARGIN = 0.03


@pytest.fixture(scope="module")
def rounds() -> list[Shown]:
    return [Shown.of(rated(60, seed)) for seed in range(FIRMS)]


@pytest.fixture(scope="module")
def small_rounds() -> list[Shown]:
    """Hardly large enough for their typical correction to be told."""
    return [Shown.of(rated(21, seed)) for seed in range(3 * FIRMS)]


def chance(rounds: list[Shown]) -> float:
    """Everybody is taken to be as severe as everybody else."""
    return float(np.mean([each.hits(np.zeros(len(each.firm.able)), np.rint(each.base)) for each in rounds]))


def likeness(leniency: FloatArray, each: Shown) -> float:
    """To the true one, by correlation; 0 where nothing could be told apart."""
    return float(np.corrcoef(leniency, each.firm.lenient)[0, 1]) if np.ptp(leniency) > 0 else 0.0


@pytest.mark.parametrize("knows_pairs", [False, True])
def test_corrected_means_do_not_tell_who_is_severe_nor_what_anybody_said(
    rounds: list[Shown], *, knows_pairs: bool
) -> None:
    hits, alike = [], []
    for each in rounds:
        table = each.drawn() if knows_pairs else each.supposed()
        leniency = each.leniencies(table, knows_sums=False)
        hits.append(each.hits(leniency, np.rint(each.base + table @ leniency)))
        alike.append(likeness(leniency, each))
    print(f"right: {np.mean(hits):.1%}, chance {chance(rounds):.1%}; severity by correlation {np.mean(alike):.2f}")
    assert np.mean(hits) < chance(rounds) + MARGIN
    assert abs(np.mean(alike)) < 0.2


@pytest.mark.parametrize(("knows_pairs", "gain"), [(False, 0.05), (True, 0.12)])
def test_beside_plain_means_they_would_and_so_these_are_not_kept(
    rounds: list[Shown], *, knows_pairs: bool, gain: float
) -> None:
    hits, alike = [], []
    for each in rounds:
        leniency = each.leniencies(each.drawn() if knows_pairs else each.supposed(), knows_sums=True)
        hits.append(each.hits(leniency, np.rint(each.sums)))
        alike.append(likeness(leniency, each))
    assert np.mean(hits) > chance(rounds) + gain
    assert np.mean(alike) > 0.5


@pytest.mark.parametrize("knows_pairs", [False, True])
@pytest.mark.parametrize("of", ["rounds", "small_rounds"])
def test_how_far_the_correction_moves_the_means_of_all_helps_nobody_to_guess(
    request: pytest.FixtureRequest, of: str, *, knows_pairs: bool
) -> None:
    """Its typical size in the round says how much raters differ, which these attackers know anyhow; not who is how."""
    rounds: list[Shown] = request.getfixturevalue(of)
    hits, alike = [], []
    for each in rounds:
        assert each.correction
        table = each.drawn() if knows_pairs else each.supposed()
        leniency = each.of_told_size(table, each.leniencies(table, knows_sums=False))
        hits.append(each.hits(leniency, np.rint(each.base + table @ leniency)))
        alike.append(likeness(leniency, each))
    print(f"right: {np.mean(hits):.1%}, chance {chance(rounds):.1%}; severity by correlation {np.mean(alike):.2f}")
    assert np.mean(hits) < chance(rounds) + MARGIN
    assert abs(np.mean(alike)) < 0.2


@pytest.mark.parametrize("knows_pairs", [False, True])
def test_even_whether_the_correction_raised_each_mean_would_tell_and_so_no_card_says_it(
    rounds: list[Shown], *, knows_pairs: bool
) -> None:
    hits, alike = [], []
    for each in rounds:
        leniency, sums = each.leniencies_by_direction(each.drawn() if knows_pairs else each.supposed())
        hits.append(each.hits(leniency, sums))
        alike.append(likeness(leniency, each))
    print(f"right: {np.mean(hits):.1%}, chance {chance(rounds):.1%}; severity by correlation {np.mean(alike):.2f}")
    assert np.mean(hits) > chance(rounds) + 0.05
    assert np.mean(alike) > 0.3

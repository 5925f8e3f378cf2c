"""What holds for anomalies and forecasts alike: which values can be used, and that a series stands for itself."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from scoring.errors import ScoringError, SeriesInvalid
from scoring.trend import anomalies, anomaly_scores, forecast
from tests.scoring.trend.figures import wandering, weekly

Ask = Callable[[npt.ArrayLike], object]
BOTH = [anomaly_scores, anomalies, lambda values: forecast(values, horizon=3)]


@pytest.mark.parametrize("ask", BOTH)
@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([1.0, 2.0, 3.0], r"\(3,\), not \(series, days\); give one series as values\[None, :\]"),
        (np.zeros((2, 3, 4)), "3 dimensions; give two"),
        (3.0, "0 dimensions; give two"),
        (np.zeros((2, 0)), "no day at all; give at least one column"),
        ([[1.0, 2.0], [3.0, np.inf]], r"values\[1, 1\] is inf; give a finite number, or NaN for a gap"),
        ([[1.0, -np.inf]], r"values\[0, 1\] is -inf"),
        ([["7", "8"]], "no numbers; give integers or floats"),
        ([[True, False]], "bool are no numbers"),
        ([[1j, 2j]], "complex128 are no numbers"),
    ],
)
def test_values_that_cannot_be_used_are_named_with_the_remedy(ask: Ask, values: npt.ArrayLike, says: str) -> None:
    with pytest.raises(SeriesInvalid, match=says) as caught:
        ask(values)
    assert isinstance(caught.value, ScoringError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("season", [0, -7, 1.5, True])
def test_a_season_is_a_whole_number_of_days(season: int) -> None:
    values = weekly(1, 40, seed=1)
    with pytest.raises(SeriesInvalid, match="season"):
        anomalies(values, season=season)
    with pytest.raises(SeriesInvalid, match="season"):
        forecast(values, horizon=1, season=season)


def test_a_season_longer_than_the_history_is_no_season() -> None:
    values = weekly(2, 40, seed=1)
    np.testing.assert_array_equal(anomaly_scores(values, season=10**12), anomaly_scores(values, season=1))
    ahead, plain = (forecast(values, horizon=2, season=season).mean for season in (10**12, 1))
    np.testing.assert_array_equal(ahead, plain)


def test_no_series_at_all_give_no_results() -> None:
    for days in (1, 5, 60):
        assert anomaly_scores(np.zeros((0, days))).shape == (0,)
        assert forecast(np.zeros((0, days)), horizon=4).mean.shape == (0, 4)


def test_a_series_gets_the_same_numbers_alone_and_among_a_thousand() -> None:
    values = np.vstack([weekly(450, 100, seed=2), wandering(450, 100, seed=3)])
    values[np.random.default_rng(4).random(values.shape) < 0.05] = np.nan
    every = forecast(values, horizon=9)
    scores = anomaly_scores(values)
    for series in range(0, 900, 29):
        alone = forecast(values[series : series + 1], horizon=9)
        np.testing.assert_array_equal(alone.upper[0], every.upper[series])
        np.testing.assert_array_equal(alone.mean[0], every.mean[series])
        np.testing.assert_array_equal(anomaly_scores(values[series : series + 1])[0], scores[series])


def test_the_values_given_are_left_as_they_were() -> None:
    values = weekly(3, 60, seed=5)
    before = values.copy()
    anomalies(values)
    forecast(values, horizon=5)
    np.testing.assert_array_equal(values, before)


def test_integers_are_values_like_any_other() -> None:
    values = np.round(weekly(5, 60, seed=6)).astype(np.int32)
    np.testing.assert_array_equal(anomaly_scores(values), anomaly_scores(values.astype(np.float64)))
    np.testing.assert_array_equal(forecast(values, horizon=3).mean, forecast(values.astype(np.float64), horizon=3).mean)


@pytest.mark.parametrize("factor", [2.0**-900, 2.0**-3, 2.0**10, 2.0**900])
def test_the_unit_of_a_figure_changes_nothing_but_the_unit(factor: float) -> None:
    values = weekly(20, 60, seed=7)
    plain, scaled = anomalies(values), anomalies(values * factor)
    np.testing.assert_array_equal(scaled.score, plain.score)
    np.testing.assert_array_equal(scaled.expected, plain.expected * factor)
    np.testing.assert_array_equal(
        forecast(values * factor, horizon=3).upper, forecast(values, horizon=3).upper * factor
    )


def test_the_largest_numbers_there_are_overflow_nowhere() -> None:
    values = np.full((3, 60), 1e-300)
    values[1] = -1.7e308
    values[2] = np.random.default_rng(8).choice([-1.7e308, 1.7e308], size=60)
    values[:2, -1] = 1.7e308
    found, ahead = anomalies(values), forecast(values, horizon=30)
    for numbers in (found.score, found.residual, found.scale, ahead.lower, ahead.mean, ahead.upper):
        assert np.isfinite(numbers).all()
    smallest = np.full((1, 60), 5e-324)
    assert anomaly_scores(smallest) == 0
    np.testing.assert_array_equal(forecast(smallest, horizon=2).mean, 5e-324)


def test_small_noise_on_a_large_growing_number_is_seen() -> None:
    days = 180
    followers = 1e6 + 100.0 * np.arange(days + 1) + np.random.default_rng(9).normal(size=(50, days + 1))
    ahead = forecast(followers[:, :days], horizon=1)
    assert np.abs(ahead.mean - followers[:, days:]).max() < 150
    followers[:, -1] += 50
    assert anomalies(followers).is_unusual.all()

"""What will probably come, and how often it does come within the interval."""

import numpy as np
import pytest

from scoring.errors import SeriesInvalid
from scoring.trend.forecasts import forecast
from tests.scoring.trend.figures import Make, counted, flat, growing, noise, skewed, wandering, weekdays, weekly

SERIES, HORIZON = 300, 14


def covered(make: Make, *, days: int, level: float) -> float:
    values = make(SERIES, days + HORIZON, seed=31)
    ahead = forecast(values[:, :days], horizon=HORIZON, level=level)
    return float(((values[:, days:] >= ahead.lower) & (values[:, days:] <= ahead.upper)).mean())


@pytest.mark.parametrize("make", [weekly, flat, growing, wandering, counted, skewed])
@pytest.mark.parametrize("days", [28, 40, 90, 180])
@pytest.mark.parametrize(("level", "lowest", "highest"), [(0.8, 0.75, 0.89), (0.9, 0.86, 0.97), (0.95, 0.91, 0.99)])
def test_as_many_days_come_within_the_interval_as_it_says(
    make: Make, days: int, level: float, lowest: float, highest: float
) -> None:
    assert lowest <= covered(make, days=days, level=level) <= highest


@pytest.mark.parametrize("make", [flat, growing, wandering, skewed])
@pytest.mark.parametrize("days", [6, 12, 20])
def test_a_short_history_gives_an_interval_that_is_rather_too_wide(make: Make, days: int) -> None:
    assert covered(make, days=days, level=0.8) >= 0.78
    assert covered(make, days=days, level=0.95) >= 0.9


def test_intervals_are_wider_for_more_certainty_and_for_later_days() -> None:
    values = wandering(SERIES, 120, seed=32)
    eight, nine = (forecast(values, horizon=60, level=level, season=1) for level in (0.8, 0.95))
    assert (eight.upper - eight.lower <= nine.upper - nine.lower).all()
    np.testing.assert_array_equal(eight.mean, nine.mean)
    assert (np.diff(eight.upper - eight.lower, axis=1) >= -1e-9).all()
    assert (eight.level, nine.level) == (0.8, 0.95)
    assert forecast(values, horizon=1).level == 0.8


def test_the_weekdays_come_back_and_the_growth_goes_on() -> None:
    days = 180
    values = 200 + weekdays(days + HORIZON) + 0.5 * np.arange(days + HORIZON) + 0.1 * noise(20, 194, seed=33)
    ahead = forecast(values[:, :days], horizon=HORIZON)
    assert ahead.seasonality.min() > 0.95
    assert np.abs(ahead.mean - values[:, days:]).max() < 8  # the weekdays differ by 32, the fortnight by 7
    assert np.abs(forecast(values[:, :days], horizon=HORIZON, season=1).mean - values[:, days:]).max() > 20


def test_noise_gets_no_weekday_pattern() -> None:
    ahead = forecast(flat(SERIES, 180, seed=34), horizon=HORIZON)
    assert ahead.seasonality.mean() < 0.1
    assert np.abs(ahead.mean - 100).mean() < 4


@pytest.mark.parametrize("days", [1, 2, 5, 12, 25])
def test_under_26_values_the_mean_is_flat(days: int) -> None:
    ahead = forecast(growing(5, days, seed=35), horizon=10)
    assert ahead.is_short.all()
    assert (ahead.n == days).all()
    np.testing.assert_array_equal(ahead.mean, np.repeat(ahead.mean[:, :1], 10, axis=1))
    assert (np.isnan(ahead.lower) == (days < 4)).all()
    assert (np.isnan(ahead.upper) == (days < 4)).all()


def test_from_26_values_on_the_mean_follows_the_trend() -> None:
    rising = 10.0 * np.arange(1, 27)[None]
    ahead = forecast(rising, horizon=5)
    assert not ahead.is_short.any()
    assert (np.diff(ahead.mean) > 3).all()
    assert (ahead.mean[0] > 255).all()


def test_one_day_stands_for_those_to_come_without_an_interval() -> None:
    ahead = forecast([[7.0]], horizon=3)
    np.testing.assert_array_equal(ahead.mean, [[7, 7, 7]])
    assert np.isnan([ahead.lower, ahead.upper]).all()


def test_nothing_known_nothing_foretold() -> None:
    ahead = forecast(np.full((2, 40), np.nan), horizon=3)
    assert np.isnan([ahead.lower, ahead.mean, ahead.upper]).all()
    assert ahead.n.tolist() == [0, 0]
    assert ahead.is_short.all()


@pytest.mark.parametrize("value", [0, 0.1, 7, -3, 1e9])
def test_equal_values_go_on_without_a_width(value: float) -> None:
    ahead = forecast(np.full((1, 50), value), horizon=20)
    for numbers in (ahead.lower, ahead.mean, ahead.upper):
        np.testing.assert_array_equal(numbers, value)


def test_a_step_in_a_figure_that_seldom_moves_gives_it_a_width() -> None:
    values = np.full((1, 50), 7.0)
    values[0, -1] = 9
    ahead = forecast(values, horizon=1)
    assert ahead.lower[0, 0] < ahead.mean[0, 0] < ahead.upper[0, 0]


def test_what_never_was_negative_is_not_foretold_negative() -> None:
    falling = np.maximum(60 - np.arange(60.0), 0) + np.random.default_rng(36).poisson(3, size=(50, 60))
    ahead = forecast(falling, horizon=30)
    assert ahead.lower.min() == 0
    assert ahead.mean.min() >= 0
    below = forecast(falling - 1e3, horizon=30)
    assert below.mean.min() < -1e3


def test_negative_figures_are_the_mirror_of_positive_ones() -> None:
    values = weekly(20, 60, seed=37) - 210
    ahead, mirrored = forecast(values, horizon=7), forecast(-values, horizon=7)
    np.testing.assert_allclose(mirrored.mean, -ahead.mean, rtol=1e-9)
    np.testing.assert_allclose(mirrored.lower, -ahead.upper, rtol=1e-9)


def test_weekdays_near_zero_are_subtracted_not_divided_by() -> None:
    days = 140
    values = np.where(np.arange(days) % 7 < 5, 100.0, 0.5) + np.abs(0.2 * noise(20, days, seed=38)) / 10
    values[:, 5] = 100  # one busy weekend, long ago
    ahead = forecast(values, horizon=7)
    expected = np.where(np.arange(7) < 5, 100.0, 0.5)
    np.testing.assert_allclose(ahead.mean, np.broadcast_to(expected, ahead.mean.shape), atol=5)


def test_gaps_and_a_late_start_change_little() -> None:
    values = weekly(SERIES, 180, seed=39)
    holed = np.where(np.random.default_rng(40).random(values.shape) < 0.15, np.nan, values)
    holed[:, :30] = np.nan
    whole, found = forecast(values, horizon=HORIZON), forecast(holed, horizon=HORIZON)
    assert np.abs(found.mean - whole.mean).mean() < 4
    assert found.n.max() < 150
    widths = (found.upper - found.lower) / (whole.upper - whole.lower)
    assert 0.9 < np.median(widths) < 1.15


def test_weekends_without_figures_leave_working_days_as_they_are() -> None:
    days = 140
    values = np.where(np.arange(days) % 7 == 0, 150.0, 100.0) + 0.1 * noise(10, days, seed=41)
    values[:, np.arange(days) % 7 >= 5] = np.nan
    ahead = forecast(values, horizon=5)
    np.testing.assert_allclose(ahead.mean, np.broadcast_to([150.0, 100, 100, 100, 100], (10, 5)), atol=3)


def test_distance_counts_from_the_last_value_seen() -> None:
    values = wandering(50, 120, seed=42)
    values[:, -9:] = np.nan
    silent, fresh = forecast(values, horizon=3, season=1), forecast(values[:, :-9], horizon=12, season=1)
    assert np.median((silent.upper - silent.lower)[:, 0] / (fresh.upper - fresh.lower)[:, 9]) == pytest.approx(
        1, rel=0.1
    )


def test_the_season_may_be_a_year_of_months() -> None:
    months = np.arange(120)
    values = (100 + months + 30 * np.sin(months * np.pi / 6))[None] + 0.1 * noise(10, 120, seed=43)
    truth = 100 + np.arange(120, 132) + 30 * np.sin(np.arange(120, 132) * np.pi / 6)
    ahead = forecast(values, horizon=12, season=12)
    assert np.abs(ahead.mean - truth).mean() < 6


@pytest.mark.parametrize("horizon", [0, -1, 2.5, True])
def test_a_horizon_is_a_whole_number_from_one(horizon: int) -> None:
    with pytest.raises(SeriesInvalid, match=r"horizon .* give a whole number from 1"):
        forecast(weekly(1, 40, seed=44), horizon=horizon)


@pytest.mark.parametrize("level", [0, 1, 80, -0.1, float("nan")])
def test_a_level_is_a_share(level: float) -> None:
    with pytest.raises(SeriesInvalid, match=r"level .* such as 0\.8"):
        forecast(weekly(1, 40, seed=44), horizon=1, level=level)


def test_any_number_of_days_ahead_can_be_asked_for() -> None:
    ahead = forecast(weekly(3, 40, seed=45), horizon=400)
    assert ahead.mean.shape == ahead.lower.shape == ahead.upper.shape == (3, 400)
    assert np.isfinite([ahead.lower, ahead.mean, ahead.upper]).all()
    np.testing.assert_array_equal(forecast(weekly(3, 40, seed=45), horizon=np.int64(2)).mean, ahead.mean[:, :2])

"""Ana hears on Monday which of her team's figures are out of the ordinary, and of no others."""

import numpy as np
import pytest

from scoring.trend.anomalies import UNUSUAL, Basis, anomalies, anomaly_scores
from tests.scoring.trend.figures import NOISE, Make, counted, flat, growing, noise, skewed, wandering, weekdays, weekly

SERIES = 1_000


def test_the_score_rises_with_the_jump_and_in_proportion_to_it() -> None:
    jumps = np.arange(0.0, 200.0, 10.0)
    values = np.repeat(weekly(1, 90, seed=1), len(jumps), axis=0)
    values[:, -1] = anomalies(values).expected + jumps
    np.testing.assert_allclose(anomaly_scores(values), anomaly_scores(values)[1] * jumps / 10, atol=1e-9)


def test_a_drop_is_as_unusual_as_a_rise() -> None:
    values = np.repeat(weekly(1, 90, seed=2), 2, axis=0)
    values[:, -1] = anomalies(values).expected + np.array([-40.0, 40.0])
    found = anomalies(values)
    assert found.score[0] == pytest.approx(found.score[1])
    np.testing.assert_allclose(found.residual, [-40, 40])
    np.testing.assert_allclose(found.score, np.abs(found.residual) / found.scale)


def test_expected_is_what_the_weekday_usually_brings() -> None:
    days = 183
    values = 200 + weekdays(days) + 0.01 * noise(1, days, seed=3)
    for end in range(100, days):
        expected = anomalies(values[:, :end]).expected[0]
        assert expected == pytest.approx(200 + weekdays(days)[end - 1], abs=0.5)


@pytest.mark.parametrize("make", [weekly, flat, growing, wandering, counted])
@pytest.mark.parametrize(("days", "bar"), [(180, 0.01), (60, 0.02)])
def test_ordinary_days_raise_few_alarms(make: Make, days: int, bar: float) -> None:
    values = make(SERIES, days, seed=11)
    assert anomalies(values).is_unusual.mean() <= bar


def test_money_is_skewed_and_still_raises_few_alarms() -> None:
    assert anomalies(skewed(SERIES, 180, seed=12)).is_unusual.mean() <= 0.03


@pytest.mark.parametrize(
    ("make", "deviations", "bar"),
    [(weekly, 6, 0.9), (weekly, 8, 0.99), (flat, 6, 0.9), (flat, 8, 0.99), (growing, 8, 0.97), (wandering, 8, 0.9)],
)
@pytest.mark.parametrize("sign", [-1, 1])
def test_jumps_are_found(make: Make, deviations: int, bar: float, sign: int) -> None:
    values = make(SERIES, 180, seed=13)
    values[:, -1] += sign * deviations * NOISE
    assert anomalies(values).is_unusual.mean() >= bar


def test_a_weekend_is_not_an_anomaly_and_a_busy_weekend_is() -> None:
    values = 200 + weekdays(84) + 0.3 * noise(SERIES, 84, seed=14)
    assert anomalies(values).is_unusual.mean() <= 0.01
    values[:, -1] = 200 + weekdays(84)[0]  # a Sunday like a Monday
    assert anomalies(values).is_unusual.mean() >= 0.99
    assert anomalies(values).seasonality.min() > 0.9
    assert anomalies(flat(SERIES, 84, seed=14)).seasonality.mean() < 0.15


def test_earlier_outliers_hide_no_jump() -> None:
    clean = flat(SERIES, 120, seed=15)
    spoilt = np.where(np.random.default_rng(16).random(clean.shape) < 0.05, clean + 100 * NOISE, clean)
    for values in (clean, spoilt):
        values[:, -1] = 100 + 8 * NOISE
    np.testing.assert_allclose(np.median(anomaly_scores(spoilt)), np.median(anomaly_scores(clean)), rtol=0.15)
    assert anomalies(spoilt).is_unusual.mean() >= 0.95


def test_a_campaign_that_lasts_is_news_for_a_week_at_most() -> None:
    values = flat(SERIES, 120, seed=17)
    values[:, 100:] += 10 * NOISE
    assert anomalies(values[:, :101]).is_unusual.mean() >= 0.99
    assert anomalies(values[:, :108]).is_unusual.mean() <= 0.02


def test_a_figure_that_never_moved_is_judged_by_one_per_cent_of_it() -> None:
    values = np.full((3, 30), 50.0)
    values[:, -1] = [50, 50.5, 55]
    found = anomalies(values)
    np.testing.assert_array_equal(found.score, [0, 1, 10])
    np.testing.assert_array_equal(found.scale, 0.5)
    assert [Basis(basis).code for basis in found.basis] == ["floor"] * 3
    assert found.is_unusual.tolist() == [False, False, True]


def test_a_figure_that_was_always_zero_is_judged_by_one_unit() -> None:
    values = np.zeros((2, 30))
    values[1, -1] = 9
    found = anomalies(values)
    np.testing.assert_array_equal(found.score, [0, 9])
    assert Basis(found.basis[0]) is Basis.UNIT


def test_a_price_that_seldom_moves_is_judged_by_its_mean_deviation() -> None:
    price = np.repeat([[100.0, 103.0, 101.0, 104.0]], 20, axis=1)
    same, doubled = price.copy(), price.copy()
    doubled[0, -1] = 208
    found = anomalies(np.vstack([same, doubled]))
    assert [Basis(basis) for basis in found.basis] == [Basis.MEAN_DEVIATION] * 2
    assert found.score[0] < 1
    assert found.is_unusual.tolist() == [False, True]


def test_what_cannot_be_judged_says_why() -> None:
    values = np.full((4, 11), np.nan)
    values[1] = np.arange(11)
    values[1, -1] = np.nan
    values[2, 2:] = 7.0
    values[3] = np.arange(11)
    found = anomalies(values)
    assert [Basis(basis) for basis in found.basis] == [
        Basis.TOO_SHORT,
        Basis.NO_VALUE,
        Basis.TOO_SHORT,
        Basis.DEVIATION,
    ]
    assert np.isnan(found.score).tolist() == [True, True, True, False]
    assert found.n.tolist() == [0, 10, 8, 10]
    assert np.isnan(found.expected).tolist() == [True, False, True, False]
    assert not found.is_unusual[:3].any()


@pytest.mark.parametrize("days", range(1, 11))
def test_a_few_days_are_too_short(days: int) -> None:
    found = anomalies(np.arange(2.0 * days).reshape(2, days))
    assert np.isnan(found.score).all()
    assert (found.basis == Basis.TOO_SHORT).all()


def test_working_days_only_and_scattered_gaps() -> None:
    days = 120
    values = 100 + noise(SERIES, days, seed=18)
    values[:, np.arange(days) % 7 >= 5] = np.nan  # the last day is a Monday
    values[:, :-1][np.random.default_rng(19).random((SERIES, days - 1)) < 0.2] = np.nan
    assert anomalies(values).is_unusual.mean() <= 0.01
    values[:, -1] += 8 * NOISE
    assert anomalies(values).is_unusual.mean() >= 0.97


def test_every_other_day_is_learned_from_too() -> None:
    values = flat(200, 121, seed=20)
    values[:, 61:] += 1_000
    values[:, 1::2] = np.nan
    found = anomalies(values)
    np.testing.assert_allclose(found.expected, 1_100, atol=8 * NOISE)


def test_negative_figures_are_judged_alike() -> None:
    values = weekly(50, 90, seed=21) - 215
    assert (values < 0).any()
    assert (values > 0).any()
    np.testing.assert_allclose(anomaly_scores(-values), anomaly_scores(values), rtol=1e-9)


def test_the_threshold_is_what_is_unusual() -> None:
    values = np.full((2, 30), 100.0)
    values[:, -1] = [100 + UNUSUAL, 99.9 + UNUSUAL]
    assert anomalies(values).is_unusual.tolist() == [True, False]

"""The parts and their mean against statsmodels: the same arithmetic, and forecasts as good as its fitted ones."""

import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.api import Holt, SimpleExpSmoothing
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.seasonal import seasonal_decompose

from scoring.trend.forecasts import forecast
from scoring.trend.season import estimate
from scoring.trend.series import Block
from scoring.trend.smoothing import Gains, Start, fit
from tests.scoring.trend.figures import FloatArray, noise, wandering, weekdays


def started(levels: FloatArray, *, days: int, sloped: bool) -> Start:
    first = np.zeros(levels.shape[1], dtype=np.int64)
    return Start.of(levels, np.ones(levels.shape, dtype=bool), first, days=days, sloped=sloped)


@pytest.mark.parametrize(("level", "slope", "damping"), [(0.3, 0.1, 0.9), (0.99, 0.3, 0.8), (0.1, 0.02, 0.98)])
def test_damped_smoothing_is_that_of_statsmodels(level: float, slope: float, damping: float) -> None:
    days = wandering(4, 100, seed=61).T
    start = started(days, days=10, sloped=True)
    gains = Gains(np.array([[level]]), np.array([[slope]]), np.array([[damping]]))
    path, _ = fit(days, np.ones(days.shape, dtype=bool), start=start, gains=gains)
    for series in range(4):
        known = Holt(
            days[:, series],
            damped_trend=True,
            initialization_method="known",
            initial_level=start.level[series],
            initial_trend=start.slope[series],
        ).fit(smoothing_level=level, smoothing_trend=slope, damping_trend=damping, optimized=False)
        np.testing.assert_allclose(days[:, series] - path.error[:, series], known.fittedvalues, rtol=1e-12)
        np.testing.assert_allclose(path.level[:, series], known.level, rtol=1e-12)
        np.testing.assert_allclose(path.slope[:, series], known.trend, rtol=1e-9, atol=1e-12)


def test_the_gains_chosen_have_the_smallest_error_of_those_tried() -> None:
    days = wandering(30, 120, seed=62).T - 300
    seen, start = np.ones(days.shape, dtype=bool), started(days, days=5, sloped=False)
    path, chosen = fit(days, seen, start=start, gains=Gains.simple())
    for gain in Gains.simple().level[:, 0]:
        other, _ = fit(days, seen, start=start, gains=Gains.simple((gain,)))
        assert ((path.error**2).sum(axis=0) <= (other.error**2).sum(axis=0) * (1 + 1e-4)).all()
    assert len(np.unique(chosen.level)) >= 3


def test_the_mean_is_that_of_three_smoothings_and_the_last_value() -> None:
    table = wandering(5, 90, seed=63)
    ahead = forecast(table, horizon=8, season=1)
    days = table.T
    seen, flat, sloped = (
        np.ones(days.shape, dtype=bool),
        started(days, days=5, sloped=False),
        started(days, days=10, sloped=True),
    )
    simple, alpha = fit(days, seen, start=flat, gains=Gains.simple())
    damped, holt = fit(days, seen, start=sloped, gains=Gains.damped())
    h = np.arange(1, 9)
    for series in range(5):
        a, phi = alpha.level[0, series], holt.damping[0, series]
        line = np.polyfit(np.arange(90), table[series], 1)[0]
        ses = np.full(8, simple.level[-1, series])
        theta = ses + line / 2 * (h - 1 + (1 - (1 - a) ** 90) / a)
        trend = damped.level[-1, series] + damped.slope[-1, series] * np.cumsum(phi**h)
        np.testing.assert_allclose(ahead.mean[series], (ses + theta + trend + table[series, -1]) / 4, rtol=1e-9)


def test_theta_is_that_of_statsmodels_at_the_same_gain() -> None:
    x = wandering(1, 90, seed=64)[0]
    fitted = ThetaModel(x, period=1, deseasonalize=False).fit()
    a, line = fitted.params["alpha"], np.polyfit(np.arange(90), x, 1)[0]
    level = fitted.forecast_components(1)["ses"].iloc[0]
    lead = np.arange(6) + (1 - (1 - a) ** 90) / a
    np.testing.assert_allclose(fitted.forecast(6), level + line / 2 * lead, rtol=1e-9)


def test_a_certain_weekday_index_is_the_classical_one() -> None:
    days = 400
    table = 200 + weekdays(days) + 0.3 * np.arange(days) + 0.1 * noise(3, days, seed=65)
    index = estimate(Block.of(table), season=7, of=np.ones(3, dtype=bool))
    scale = 2.0 ** Block.of(table).exponent
    for series in range(3):
        classical = seasonal_decompose(table[series], model="additive", period=7).seasonal[:7]
        np.testing.assert_allclose(index.plus[:, series] * scale[series], classical, atol=0.3)
    assert index.weight.min() > 0.99
    np.testing.assert_array_equal(index.times, 1)


def equal_mean(past: FloatArray, horizon: int, season: int) -> FloatArray:
    """The same four forecasts, each fitted by statsmodels with numerical optimisation, after classical seasons."""
    pattern = (
        seasonal_decompose(past, model="multiplicative", period=season).seasonal if season > 1 else np.ones(len(past))
    )
    levels = past / pattern
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # an optimum at the edge is fine here
        parts = [
            SimpleExpSmoothing(levels, initialization_method="estimated").fit().forecast(horizon),
            np.asarray(ThetaModel(levels, period=1, deseasonalize=False).fit().forecast(horizon)),
            Holt(levels, damped_trend=True, initialization_method="estimated").fit().forecast(horizon),
            np.repeat(levels[-1], horizon),
        ]
    return np.asarray(np.mean(parts, axis=0) * pattern[(len(past) + np.arange(horizon)) % season])


def nile() -> FloatArray:
    return sm.datasets.nile.load_pandas().data["volume"].to_numpy(dtype=np.float64)


def carbon_dioxide() -> FloatArray:
    weeks = sm.datasets.co2.load_pandas().data["co2"]
    return weeks.resample("MS").mean().interpolate().to_numpy(dtype=np.float64)


def unemployment() -> FloatArray:
    return sm.datasets.macrodata.load_pandas().data["unemp"].to_numpy(dtype=np.float64)


def sunspots() -> FloatArray:
    return sm.datasets.sunspots.load_pandas().data["SUNACTIVITY"].to_numpy(dtype=np.float64) + 1


def mase_of_both(values: FloatArray, window: int, horizon: int, step: int, season: int) -> tuple[float, float]:
    """Mean absolute scaled error over rolling origins: ours, theirs."""
    origins = range(0, len(values) - window - horizon + 1, step)
    past = np.array([values[start : start + window] for start in origins])
    came = np.array([values[start + window : start + window + horizon] for start in origins])
    ours = forecast(past, horizon=horizon, season=season).mean
    theirs = np.array([equal_mean(row, horizon, season) for row in past])
    naive = np.abs(past[:, season:] - past[:, :-season]).mean(axis=1, keepdims=True)
    return float((np.abs(came - ours) / naive).mean()), float((np.abs(came - theirs) / naive).mean())


def test_forecasts_are_as_good_as_those_of_statsmodels() -> None:
    errors = np.array(
        [
            mase_of_both(nile(), 40, 5, 8, 1),
            mase_of_both(carbon_dioxide(), 120, 12, 66, 12),
            mase_of_both(unemployment(), 60, 6, 23, 1),
            mase_of_both(sunspots(), 80, 5, 25, 1),
        ]
    )
    ratio = errors[:, 0] / errors[:, 1]
    assert ratio.max() <= 1.05, errors  # few origins each
    assert np.exp(np.log(ratio).mean()) <= 1.02, errors

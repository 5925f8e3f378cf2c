"""Anomalies, forecasts and runs below the line: a thousand figures of half a year, and ten times as many."""

import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from scoring.trend import anomaly_scores, below_line_streak, forecast
from tests.scoring.trend.test_forecast_references import equal_mean

SERIES, DAYS, HORIZON = 1_000, 180, 14
TEN = 10
ROUNDS = 7
FITTED = 10
LINE, MONTHS = 60, 24

Table = npt.NDArray[np.float64]


def run() -> None:
    """One line for each figure: best of a few rounds, beside its bar; then ten times as many, and peak memory."""
    _report("1,000 × 180 forecast, gains on a grid", lambda values: forecast(values, horizon=HORIZON), _figures, 0.15)
    _report("1,000 × 180 anomalies", anomaly_scores, _figures, 0.5)
    _report("1,000 members × 24 months, runs below the line", _streaks, _scores, None)
    _statsmodels()


def _figures(series: int) -> Table:
    dice = np.random.default_rng(1)
    weekdays = np.where(np.arange(DAYS) % 7 < 5, 40.0, 20.0)
    values = weekdays + np.cumsum(dice.normal(size=(series, DAYS)), axis=1) + 5 * dice.normal(size=(series, DAYS))
    values[dice.random(values.shape) < 0.03] = np.nan
    return values


def _scores(members: int) -> Table:
    return np.random.default_rng(2).uniform(40, 100, size=(members, MONTHS))


def _streaks(values: Table) -> object:
    return below_line_streak(values, LINE, values < 95)


def _report(name: str, task: Callable[[Table], object], make: Callable[[int], Table], bar: float | None) -> None:
    small, large = make(SERIES), make(TEN * SERIES)
    took, longer = _best(task, small, ROUNDS), _best(task, large, 2)
    limit = f"(bar {bar * 1_000:g} ms)" if bar else ""
    print(f"{name:<44} {took * 1_000:8.2f} ms  {limit}".rstrip())
    growth = f"{longer / took:.1f} times as long, {_peak(task, large) / 1e6:.0f} MB beside the values"
    print(f"{'  ten times as many':<44} {longer * 1_000:8.2f} ms  {growth}")


def _statsmodels() -> None:
    """The same four forecasts by statsmodels, which fits one series after the other."""
    values = _figures(FITTED)
    values = np.where(np.isnan(values), 30.0, values)
    started = time.perf_counter()
    for row in values:
        equal_mean(row, HORIZON, 1)
    took = (time.perf_counter() - started) * SERIES / FITTED
    print(f"{'  the same four by statsmodels, 1,000 series':<44} {took:8.2f} s   from {FITTED} of them")


def _best(task: Callable[[Table], object], values: Table, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        task(values)
        times.append(time.perf_counter() - started)
    return min(times)


def _peak(task: Callable[[Table], object], values: Table) -> int:
    tracemalloc.start()
    try:
        task(values)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

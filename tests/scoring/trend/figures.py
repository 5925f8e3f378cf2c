"""Made-up daily figures with what real ones have: a weekday pattern, a trend, noise, and jumps where we put them."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

WEEKDAYS = np.array([10.0, 8.0, 6.0, 9.0, 7.0, -18.0, -22.0])
NOISE = 8.0


class Make(Protocol):
    """One of the kinds of figures below."""

    def __call__(self, series: int, days: int, *, seed: int) -> FloatArray: ...


def weekdays(days: int) -> FloatArray:
    return np.resize(WEEKDAYS, days)


def noise(series: int, days: int, *, seed: int) -> FloatArray:
    return NOISE * np.random.default_rng(seed).normal(size=(series, days))


def weekly(series: int, days: int, *, seed: int) -> FloatArray:
    """A level of 200, the weekday pattern, a growth of 0.3 a day, and normal noise."""
    return 200 + weekdays(days) + 0.3 * np.arange(days) + noise(series, days, seed=seed)


def flat(series: int, days: int, *, seed: int) -> FloatArray:
    return 100 + noise(series, days, seed=seed)


def wandering(series: int, days: int, *, seed: int) -> FloatArray:
    """A random walk seen through noise."""
    steps = np.random.default_rng(seed + 1).normal(size=(series, days))
    return 300 + 4 * np.cumsum(steps, axis=1) + noise(series, days, seed=seed)


def growing(series: int, days: int, *, seed: int) -> FloatArray:
    slopes = np.random.default_rng(seed + 1).uniform(0.2, 2, size=(series, 1))
    return 100 + slopes * np.arange(days) + noise(series, days, seed=seed)


def counted(series: int, days: int, *, seed: int) -> FloatArray:
    """Counts of about 20 a day, half as many at weekends."""
    rate = np.where(np.arange(days) % 7 < 5, 23.0, 12.0)
    return np.random.default_rng(seed).poisson(rate, size=(series, days)).astype(np.float64)


def skewed(series: int, days: int, *, seed: int) -> FloatArray:
    """Log-normal, as amounts of money are."""
    return np.exp(4 + 0.4 * np.random.default_rng(seed).normal(size=(series, days)))

from __future__ import annotations

import math

import numpy as np
import pytest

from scoring.attainment import attain, points
from scoring.reasons import Reason
from scoring.scheme import Curve
from tests.scoring.build import metric_of


def reached(value: float, target: float, **rules: object) -> tuple[float, str]:
    result, reasons = attain(metric_of(**rules), value=np.array([value]), target=np.array([target]))
    return float(result[0]), Reason(int(reasons[0])).code


@pytest.mark.parametrize(("value", "expected"), [(50, 50), (100, 100), (150, 150), (0, 0), (-20, -20)])
def test_higher_is_better(value: float, expected: float) -> None:
    assert reached(value, 100) == (expected, "scored")


@pytest.mark.parametrize(
    ("value", "expected"), [(200, 50), (100, 100), (90, 100 / 0.9), (50, 120), (0, 120), (-5, 120)]
)
def test_lower_is_better_up_to_the_cap(value: float, expected: float) -> None:
    assert reached(value, 100, direction="lower") == (pytest.approx(expected), "scored")


@pytest.mark.parametrize(("value", "expected"), [(20, 100), (25, 100), (30, 100), (35, 50), (15, 50), (40, 0), (99, 0)])
def test_within_falls_over_one_width(value: float, expected: float) -> None:
    assert reached(value, math.nan, direction="within", low=20, high=30) == (expected, "scored")


@pytest.mark.parametrize("direction", ["higher", "lower"])
@pytest.mark.parametrize(("target", "reason"), [(math.nan, "no_target"), (0, "zero_target"), (-1, "negative_target")])
def test_without_a_usable_target_there_is_no_attainment(direction: str, target: float, reason: str) -> None:
    value, code = reached(0, target, direction=direction)
    assert math.isnan(value)
    assert code == reason


@pytest.mark.parametrize("rules", [{}, {"direction": "lower"}, {"direction": "within", "low": 1, "high": 2}])
def test_a_missing_value_stays_missing(rules: dict[str, object]) -> None:
    assert math.isnan(reached(math.nan, 100, **rules)[0])


def test_an_attainment_beyond_floats_is_none() -> None:
    value, code = reached(1e308, 1e-5)
    assert math.isnan(value)
    assert code == "not_finite"


def test_points_follow_the_curve_and_stop_at_its_ends() -> None:
    # between 60 and 100 %: 40 + 60 · (80 − 60) / 40 = 70
    at = np.array([-10, 0, 30, 60, 80, 100, 110, 120, 500, math.nan])
    assert points(Curve(), at).tolist()[:-1] == [0, 0, 20, 40, pytest.approx(70), 100, pytest.approx(110), 120, 120]
    assert math.isnan(points(Curve(), at)[-1])

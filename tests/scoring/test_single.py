"""One member's numbers are those of the cards, whatever was entered."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.attainment import attain
from scoring.definitions import Aggregate, Direction, Metric, Scheme
from scoring.evidence import Evidence, RollUp
from scoring.formula import refs
from scoring.metrics import measure
from scoring.periods import Cadence, Period, month_before
from scoring.scheme import builtin_ids, load
from scoring.single import attainment_of, value_of
from scoring.windows import Window
from tests.scoring.build import figure, metric_of, one_metric

SCHEMES = [load(name) for name in builtin_ids()]
BUILT_IN = [(scheme, metric) for scheme in SCHEMES for metric in scheme.metrics if not metric.is_rated]
CARD = Period(Cadence.MONTH, date(2026, 11, 1))

# Quarters add up without rounding, so that both ways agree to the last bit.
quarters = st.integers(-(10**9), 10**9).map(lambda n: n / 4) | st.just(0.0)
targets = st.none() | quarters | st.floats(-1, 1)


def both(scheme: Scheme, metric: Metric, rows: list[RollUp], target: float | None, card: Period = CARD) -> None:
    figures = {each.id: each for each in scheme.figures}
    window = Window.of(metric.cadence, card)
    columns = measure(metric, figures=figures, evidence=Evidence.from_rows(rows, members=["Bo"]), window=window).value
    value = value_of(
        metric, figures=figures, told={(row.figure, row.month): row for row in rows if row.n}, window=window
    )
    assert value == plain(columns)
    wanted = np.array([np.nan if target is None else target])
    attainment = plain(attain(metric, value=columns, target=wanted)[0])
    assert attainment_of(metric, value=value, target=target) == attainment


def plain(column: np.ndarray) -> float | None:
    return None if np.isnan(column[0]) else float(column[0])


@st.composite
def told(draw: st.DrawFn, scheme: Scheme, metric: Metric) -> list[RollUp]:
    """Some of the months that the metric looks at, each with its own numbers, some without an entry."""
    rows = []
    window = Window.of(metric.cadence, CARD)
    wanted = {
        (ref.figure, month) for ref in refs(metric.node) for month in window.earlier(ref.lag * metric.cadence.months)
    }
    for name, month in sorted(wanted | {(scheme.figures[0].id, month_before(CARD.start, 1))}):
        n = draw(st.integers(0, 3))
        if draw(st.integers(0, 4)):
            rows.append(RollUp("Bo", name, month, n, draw(quarters), draw(quarters), draw(quarters)))
    return rows


@given(st.data(), st.sampled_from(BUILT_IN), targets)
def test_every_metric_of_the_built_in_schemes_has_the_value_of_the_cards(
    data: st.DataObject, built_in: tuple[Scheme, Metric], target: float | None
) -> None:
    scheme, metric = built_in
    both(scheme, metric, data.draw(told(scheme, metric)), target)


FORMULAS = ("a", "-a", "a + b - c", "100 * a / b", "a / (b - c)", "(a - lag(a, 1)) / lag(a, 1)", "a * b * c", "2 - a")
CADENCES = ("month", "quarter", "half", "year")


@given(
    st.data(),
    st.sampled_from(FORMULAS),
    st.sampled_from(CADENCES),
    st.lists(st.sampled_from(Aggregate), min_size=3, max_size=3),
    st.lists(st.sampled_from(["day", "month", "quarter"]), min_size=3, max_size=3),
    st.sampled_from(["higher", "lower"]),
    targets,
)
def test_so_has_any_other(
    data: st.DataObject,
    formula: str,
    cadence: str,
    aggregates: list[Aggregate],
    entered: list[str],
    direction: str,
    target: float | None,
) -> None:
    figures = [
        figure(name, aggregate=aggregate, entered=rhythm, minimum=None)
        for name, aggregate, rhythm in zip("abc", aggregates, entered, strict=True)
    ]
    scheme = one_metric(formula, figures, cadence=cadence, direction=direction)
    both(scheme, scheme.metrics[0], data.draw(told(scheme, scheme.metrics[0])), target)


@given(quarters | st.floats(-1e6, 1e6) | st.none(), st.sampled_from(Direction), targets)
def test_attainment_is_the_same_for_every_direction(
    value: float | None, direction: Direction, target: float | None
) -> None:
    limits = {"low": -2.5, "high": 7.25} if direction is Direction.WITHIN else {}
    metric = metric_of(direction=direction, **limits)
    column = np.array([np.nan if value is None else value])
    wanted = np.array([np.nan if target is None else target])
    expected = plain(attain(metric, value=column, target=wanted)[0])
    assert attainment_of(metric, value=value, target=target) == expected


@pytest.mark.parametrize("value", [1e308, -1e308])
def test_what_overflows_has_no_attainment(value: float) -> None:
    assert attainment_of(metric_of(), value=value, target=1e-10) is None
    assert (
        value_of(
            metric_of(),
            figures={"leads": one_metric("leads", [figure("leads")]).figures[0]},
            told={("leads", CARD.start): RollUp("Bo", "leads", CARD.start, 1, value * 10, 1, 1)},
            window=Window.of(Cadence.MONTH, CARD),
        )
        is None
    )

"""Best and weakest, and for how long: pure."""

from collections.abc import Sequence

import pytest

from bot.features.scorecards.rules.highlights import highlights
from scoring.explain import explain
from scoring.periods import Period
from scoring.receipt import MetricLine, Receipt
from scoring.scorecard import Evidence, RollUp, compute
from tests.scoring import build

OCTOBER = Period.parse("2026-10")
METRICS = (
    build.metric("leads", "leads", weight=50, target=10),
    build.metric("cost", "cost", weight=50, target=10, direction="lower"),
)
SCHEME = build.with_team(build.scheme([build.figure("leads"), build.figure("cost")], build.dimension("d", *METRICS)))


def receipt(leads: float | None, cost: float | None) -> Receipt:
    told = {"leads": leads, "cost": cost}
    rows = [RollUp(1, name, OCTOBER.start, 1, v, v, v) for name, v in told.items() if v is not None]
    return explain(compute(SCHEME, Evidence.from_rows(rows, members=[1]), OCTOBER).card(0))


def earlier(*values: tuple[float | None, float | None] | None) -> Sequence[dict[str, MetricLine] | None]:
    return [each and {line.metric: line for line in receipt(*each).metrics} for each in values]


@pytest.mark.parametrize(
    ("past", "beaten", "since"),
    [
        ((), 0, None),
        (((9, 20),), 1, None),
        (((9, 20), (8, 20), (12, 20)), 2, 3),
        (((12, 20), (8, 20)), 0, 1),
        (((11, 20),), 0, 1),  # as good is not beaten
        ((None, (9, 20), (None, 20), (10, 20)), 2, None),  # a month without the metric is passed over
    ],
)
def test_since_when_it_was_not_as_good(
    past: tuple[tuple[float | None, float | None] | None, ...], beaten: int, since: int | None
) -> None:
    found = highlights(receipt(11, 20), earlier(*past))
    assert found
    assert (found.best.line.metric, found.best.beaten, found.best.since) == ("leads", beaten, since)


@pytest.mark.parametrize(
    ("past", "times"),
    [((), 1), (((9, 20), (9, 11)), 3), (((9, 20), (9, 10), (9, 20)), 2), ((None, (9, 20)), 1), (((9, None),), 1)],
)
def test_how_often_in_a_row_it_missed_its_target(
    past: tuple[tuple[float | None, float | None] | None, ...], times: int
) -> None:
    found = highlights(receipt(11, 20), earlier(*past))
    assert found
    assert found.weakest
    assert (found.weakest.line.metric, found.weakest.times) == ("cost", times)


def test_lower_is_better_where_the_scheme_says_so_and_nothing_stands_out_of_one_or_equals() -> None:
    found = highlights(receipt(10, 5), earlier((10, 6), (10, 7), (10, 5)))
    assert found
    assert (found.best.line.metric, found.best.since, found.weakest) == ("cost", 3, None)
    assert highlights(receipt(10, None), ()) is None
    assert highlights(receipt(10, 10), ()) is None

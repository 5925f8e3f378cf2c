"""A metric of a team from the months of its people."""

from datetime import date

import pytest

from bot.features.goals.rules.pooled import Pooled, metric_named, months_over, poolable, pooled
from scoring.periods import Period
from scoring.rows import RollUp
from scoring.scheme import Scheme
from tests.scoring import build

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))


def rules() -> Scheme:
    figures = [build.figure(name) for name in ("leads", "cost")]
    figures += [build.figure("stock", aggregate="last")]
    metrics = [
        build.metric("leads", "leads"),
        build.metric("cpl", "cost / leads"),
        build.metric("stock", "stock"),
        build.metric("growth", "leads - lag(leads, 1)"),
        build.rated("team_play", "peer"),
    ]
    return build.scheme(figures, build.dimension("all", *metrics))


def told(figure: str, month: date, *totals: float) -> list[RollUp]:
    return [RollUp(member, figure, month, 5, total, total, total) for member, total in enumerate(totals)]


def test_only_what_adds_up_over_people_measures_a_team() -> None:
    """A last value is one person's; growth looks at an earlier time; ratings are nobody's figures."""
    assert [each.id for each in poolable(rules())] == ["leads", "cpl"]
    assert metric_named(rules(), "stock") is None


@pytest.mark.parametrize(("metric", "value"), [("leads", 210.0), ("cpl", 420 / 210)])
def test_people_and_months_are_added_before_the_formula(metric: str, value: float) -> None:
    """Leads 10 + 20 + 30 and 40 + 50 + 60; cost 420 in all: never a mean of anybody's ratio."""
    rows = [*told("leads", OCTOBER, 10, 20, 30), *told("leads", NOVEMBER, 40, 50, 60)]
    rows += [*told("cost", OCTOBER, 100, 0, 20), *told("cost", NOVEMBER, 300, 0, 0), *told("leads", DECEMBER, 9, 9, 9)]
    found = metric_named(rules(), metric)
    assert found is not None
    assert pooled(rules(), found, rows, (OCTOBER, NOVEMBER), minimum=3) == Pooled(pytest.approx(value))


def test_too_few_people_give_no_value() -> None:
    found = metric_named(rules(), "leads")
    assert found is not None
    rows = [*told("leads", OCTOBER, 10, 20, 30), *told("leads", NOVEMBER, 40, 50)]
    assert pooled(rules(), found, rows, (OCTOBER, NOVEMBER), minimum=3) == Pooled(None, too_few=True)
    assert pooled(rules(), found, [], (OCTOBER,), minimum=3) == Pooled(None)
    assert pooled(rules(), found, rows, (), minimum=3) == Pooled(None)


def test_a_running_month_does_not_count_yet() -> None:
    quarter = Period.parse("2026-Q4")
    assert months_over(quarter, date(2026, 10, 31)) == ()
    assert months_over(quarter, date(2026, 12, 1)) == (OCTOBER, NOVEMBER)

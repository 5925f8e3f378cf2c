"""Where a month stands: the numbers that people read beside their targets."""

from datetime import date
from decimal import Decimal

import pytest

from bot.features.metrics.rules.pace import (
    FigureLine,
    MetricLine,
    Rolled,
    WorkingDays,
    evidence_needed,
    figure_lines,
    is_due,
    low_paces,
    working_days_of,
)
from bot.features.people.rules.presence import Attendance, Calendar
from scoring.definitions import Aggregate, Direction, Figure, Rhythm, Scheme
from scoring.evidence import Evidence, RollUp
from scoring.periods import Period
from scoring.scheme import load
from scoring.scorecard import compute

PROMOTION = load("promotion")
NOVEMBER = date(2026, 11, 1)
TODAY = date(2026, 11, 18)
ALWAYS = Attendance(Calendar())


def rolled(figure: str, total: float, month: date = NOVEMBER, n: int = 1) -> Rolled:
    value = Decimal(str(total))
    return Rolled(figure, month, n, value, value, month, value)


def lines(
    *rows: Rolled,
    scheme: Scheme = PROMOTION,
    as_of: date = TODAY,
    attendance: Attendance = ALWAYS,
    **targets: float,
) -> dict[str, FigureLine]:
    defaults = {metric.id: metric.target for metric in scheme.metrics if metric.target is not None}
    found = figure_lines(
        scheme,
        rows,
        figures=scheme.figures,
        targets=defaults | targets,
        month=as_of.replace(day=1),
        as_of=as_of,
        attendance=attendance,
    )
    return {line.figure.id: line for line in found}


def metric(line: FigureLine, metric_id: str) -> MetricLine:
    return next(each for each in line.metrics if each.metric.id == metric_id)


@pytest.mark.parametrize(
    ("period", "as_of", "days", "expected"),
    [
        ("2026-11", TODAY, "1-5", WorkingDays(13, 21)),
        ("2026-11", date(2026, 11, 22), "1-5", WorkingDays(15, 21)),
        ("2026-11", date(2026, 11, 1), "1-5", WorkingDays(0, 21)),
        ("2026-11", date(2026, 12, 5), "1-5", WorkingDays(21, 21)),
        ("2026-11", TODAY, "1-7", WorkingDays(18, 30)),
        ("2026-Q4", date(2026, 10, 31), "1-5", WorkingDays(22, 66)),
    ],
)
def test_working_days(period: str, as_of: date, days: str, expected: WorkingDays) -> None:
    assert working_days_of(Period.parse(period), as_of, Attendance(Calendar(days))) == expected


def test_own_targets_and_pace() -> None:
    mql = metric(lines(rolled("mql", 58), mql_count=60)["mql"], "mql_count")
    assert (mql.value, mql.target) == (58, 60)
    assert mql.attainment == pytest.approx(100 * 58 / 60)
    assert mql.pace == pytest.approx(100 * 58 / 60 * 21 / 13)


@pytest.mark.parametrize("mql", [9, 49, 50])
def test_low_paces_are_those_that_the_person_reads(mql: float) -> None:
    """13 of 21 days are 61.9 of 100 MQL, of which 80 % are 49.5. Three of four metrics have no pace."""
    rows, targets = [rolled("mql", mql), rolled("leads", 80), rolled("cost", 900)], {"mql_count": 100.0, "cpl": 300.0}
    own = {each.metric.id: each for line in lines(*rows, mql_count=100).values() for each in line.metrics}
    evidence = [RollUp(1, r.figure, r.month, r.n, float(r.total), float(r.last), float(r.peak)) for r in rows]
    found = low_paces(PROMOTION, evidence, targets=targets, month=NOVEMBER, as_of=TODAY, attendance=ALWAYS)
    assert found == ((own["mql_count"],) if mql < 50 else ())


def test_no_pace_before_the_first_working_day_and_after_the_last() -> None:
    assert metric(lines(rolled("mql", 1), as_of=NOVEMBER)["mql"], "mql_count").pace is None
    assert metric(lines(rolled("mql", 1), as_of=date(2026, 11, 30))["mql"], "mql_count").pace is None


def test_a_limit_is_kept_when_less_than_its_share_is_spent() -> None:
    spending = PROMOTION.metric("mql_count").model_copy(
        update={"id": "budget", "formula": "cost", "direction": Direction.LOWER, "target": 21_000.0}
    )
    dimension = PROMOTION.dimensions[0].model_copy(update={"metrics": (spending,)})
    scheme = PROMOTION.model_copy(update={"dimensions": (dimension,)})
    fields = {name: getattr(scheme, name) for name in Scheme.model_fields}
    budget = metric(lines(rolled("cost", 13_000), scheme=Scheme.model_validate(fields))["cost"], "budget")
    assert budget.pace == pytest.approx(100), "13 of 21 days, 13,000 of 21,000"


def test_a_quarter_counts_its_own_months() -> None:
    october = date(2026, 10, 1)
    rows = [rolled("cost", 600, october), rolled("mql", 2, october), rolled("cost", 300), rolled("mql", 1)]
    cpl = metric(lines(*rows)["mql"], "cpl")
    assert (str(cpl.period), cpl.value, cpl.attainment) == ("2026-Q4", 300, 100)


def test_the_same_numbers_as_the_card() -> None:
    rows = [
        rolled("mql", 58),
        rolled("uv", 1400),
        rolled("leads", 42),
        rolled("sql", 29),
        rolled("uv", 700, date(2025, 11, 1)),
    ]
    evidence = [RollUp("bo", r.figure, r.month, r.n, float(r.total), float(r.last), float(r.peak)) for r in rows]
    cards = compute(PROMOTION, Evidence.from_rows(evidence), Period.parse("2026-11"))
    shown = {each.metric.id: each for line in lines(*rows).values() for each in line.metrics}
    monthly = ["lead_conversion", "mql_count", "sql_conversion"]
    column = {each.id: k for k, each in enumerate(PROMOTION.metrics)}
    assert [shown[name].value for name in monthly] == [cards.value[0, column[name]] for name in monthly]
    assert [shown[name].attainment for name in monthly] == [cards.attainment[0, column[name]] for name in monthly]


def test_half_a_month_is_not_held_against_a_whole_one() -> None:
    rows = [rolled("uv", 700), rolled("uv", 1400, date(2025, 11, 1))]
    growth = metric(lines(*rows)["uv"], "uv_growth")
    assert growth.is_compared_later
    assert (growth.value, growth.attainment) == (None, None)


def test_earlier_months_are_asked_for_where_a_formula_looks_back() -> None:
    figures, months = evidence_needed([PROMOTION.metric("uv_growth"), PROMOTION.metric("cpl")], NOVEMBER)
    assert figures == {"uv", "cost", "mql"}
    assert months == {date(2025, 11, 1), date(2026, 10, 1), NOVEMBER}


def test_days_away_shrink_the_target_and_leave_the_pace_where_the_days_there_put_it() -> None:
    """November has 21 working days, 4 of them away: 2 before the 18th, 2 after. 17/21 of 100 are to be had, 11/21 of it
    by now."""
    away = Attendance(
        Calendar(), None, ((date(2026, 11, 5), date(2026, 11, 8)), (date(2026, 11, 26), date(2026, 11, 27)))
    )
    assert working_days_of(Period.parse("2026-11"), TODAY, away) == WorkingDays(11, 17, 4)
    line = metric(lines(rolled("mql", 55), attendance=away)["mql"], "mql_count")
    assert line.target == pytest.approx(100 * 17 / 21)
    assert line.attainment == pytest.approx(55 * 21 / 17)
    assert line.pace == pytest.approx(55 * 21 / 11)


@pytest.mark.parametrize(("aggregate", "value"), [("sum", 12), ("mean", 4), ("last", 5), ("max", 6), ("count", 3)])
def test_a_months_one_number(aggregate: str, value: int) -> None:
    figure = PROMOTION.figures[0].model_copy(update={"aggregate": Aggregate(aggregate)})
    row = Rolled(figure.id, NOVEMBER, 3, Decimal(12), Decimal(5), TODAY, Decimal(6))
    (line,) = figure_lines(
        PROMOTION, [row], figures=[figure], targets={}, month=NOVEMBER, as_of=TODAY, attendance=Attendance(Calendar())
    )
    assert line.value == value
    assert (line.last, line.last_on) == (5, TODAY)


@pytest.mark.parametrize(
    ("entered", "last_on", "on", "due"),
    [
        (Rhythm.DAY, None, TODAY, True),
        (Rhythm.DAY, date(2026, 11, 17), TODAY, True),
        (Rhythm.DAY, TODAY, TODAY, False),
        (Rhythm.WEEK, date(2026, 11, 15), TODAY, True),
        (Rhythm.WEEK, date(2026, 11, 16), TODAY, False),
        (Rhythm.MONTH, date(2026, 10, 31), TODAY, False),
        (Rhythm.MONTH, date(2026, 10, 31), date(2026, 11, 24), True),
        (Rhythm.MONTH, NOVEMBER, date(2026, 11, 24), False),
        (Rhythm.QUARTER, None, date(2026, 11, 30), False),
        (Rhythm.QUARTER, None, date(2026, 12, 28), True),
        (Rhythm.HALF, None, date(2026, 12, 28), True),
        (Rhythm.YEAR, date(2026, 1, 5), date(2026, 12, 28), False),
    ],
)
def test_what_is_due(entered: Rhythm, last_on: date | None, on: date, due: bool) -> None:
    figure: Figure = PROMOTION.figures[0].model_copy(update={"entered": entered})
    assert is_due(figure, last_on=last_on, on=on) is due

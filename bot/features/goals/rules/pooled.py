"""A metric of a whole team, from the months of its people. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from scoring.definitions import Aggregate, Metric, Scheme
from scoring.periods import Cadence, Period
from scoring.rows import RollUp
from scoring.single import value_of
from scoring.windows import Window

POOLED = (Aggregate.SUM, Aggregate.MEAN, Aggregate.COUNT)
"""A last value or a peak is one person's, whoever else told one."""
_TEAM, _MONTH = 0, Cadence.MONTH


class Pooled(NamedTuple):
    """`too_few`: in a month fewer people told a figure than a team's figures are shown of."""

    value: float | None
    too_few: bool = False


def poolable(scheme: Scheme) -> tuple[Metric, ...]:
    """Metrics that mean something of a team: all of their figures add up over people, and none is of an earlier
    time."""
    aggregates = scheme.aggregates
    return tuple(
        metric
        for metric in scheme.metrics
        if metric.refs and all(ref.lag == 0 and aggregates.get(ref.figure) in POOLED for ref in metric.refs)
    )


def metric_named(scheme: Scheme, name: str | None) -> Metric | None:
    """None also for one that cannot be pooled, or is not in the scheme any more."""
    return next((each for each in poolable(scheme) if each.id == name), None)


def months_over(period: Period, today: date) -> tuple[date, ...]:
    """First days of the period's months that are over: a month that runs would tell from one day to the next who has
    just entered what."""
    return tuple(month for month in period.months if Period.containing(month, _MONTH).end < today)


def pooled(scheme: Scheme, metric: Metric, rows: Sequence[RollUp], months: Sequence[date], *, minimum: int) -> Pooled:
    """The metric over these months of one period, of all people together. No value without any figure."""
    if not months:
        return Pooled(None)
    wanted, added = {ref.figure for ref in metric.refs}, dict[tuple[str, date], list[RollUp]]()
    for row in rows:
        if row.n and row.figure in wanted and row.month in months:
            added.setdefault((row.figure, row.month), []).append(row)
    if any(len({row.member for row in some}) < minimum for some in added.values()):
        return Pooled(None, too_few=True)
    told = {
        key: RollUp(_TEAM, *key, sum(row.n for row in some), sum(row.total for row in some), 0.0, 0.0)
        for key, some in added.items()
    }
    figures = {figure.id: figure for figure in scheme.figures}
    window = Window(Period.containing(months[0], _MONTH), tuple(months), is_due=True)
    return Pooled(value_of(metric, figures=figures, told=told, window=window))

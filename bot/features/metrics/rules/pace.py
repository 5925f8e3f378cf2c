"""Where a month stands against its targets, by the same measures that the cards use."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Self

from bot.features.people.rules.presence import Attendance
from scoring.definitions import Aggregate, Direction, Figure, Metric, Rhythm, Scheme, Text
from scoring.periods import Cadence, Period, month_before
from scoring.rows import RollUp
from scoring.single import Months, attainment_of, value_of
from scoring.windows import Window

DUE_BEFORE_END = timedelta(days=7)
"""Figures entered less often than weekly are asked for in the last days of their period."""
AT_RISK = 80.0
"""A pace below it, in %, needs attention: the person's own, and their manager's."""
_ME = 0
_with: dict[tuple[str, frozenset[str]], tuple[Metric, ...]] = {}


class Rolled(NamedTuple):
    """One figure of one month (its first day): days with a value, their sum, the last one and the largest."""

    figure: str
    month: date
    n: int
    total: Decimal
    last: Decimal
    last_on: date
    peak: Decimal


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Working day `passed` of `whole` in a period; today counts as passed. They are those on which the member is there:
    `away` are the others, days before they joined among them."""

    passed: int
    whole: int
    away: int = 0

    @property
    def share(self) -> float:
        """0 to 1; 1 for a period without working days."""
        return self.passed / self.whole if self.whole else 1.0


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One metric in its own period so far.

    `target` is the part that is the member's, with their days away, where the value grows with time.
    `attainment` and `pace` in %, 100 = on target. `pace` holds the value against the part of the target that belongs to
    the working days passed; only sums and counts in a running period have one. `missing` are the figures without which
    there is no value yet. `is_compared_later`: it looks at an earlier period, and half a month beside a whole one would
    mislead, so a running period has no value.
    """

    metric: Metric
    period: Period
    value: float | None
    target: float | None
    attainment: float | None
    pace: float | None
    missing: tuple[Text, ...] = ()
    is_compared_later: bool = False


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure in a month so far, with the metrics it enters. `value` is None before the first entry of the month;
    `last` and `last_on` may be of an earlier month."""

    figure: Figure
    month: date
    value: Decimal | None
    last: Decimal | None
    last_on: date | None
    metrics: tuple[MetricLine, ...]


def working_days_of(period: Period, as_of: date, attendance: Attendance) -> WorkingDays:
    """A day after the period counts as its end."""
    there, whole = attendance.of_period(period)
    return WorkingDays(attendance.of_period(period, until=as_of).there, there, whole - there)


def metrics_with(scheme: Scheme, figures: Collection[str]) -> tuple[Metric, ...]:
    """The metrics whose formula names one of the figures; looked for once in each set of rules."""
    key = scheme.version_hash, frozenset(figures)
    if key not in _with:
        _with[key] = tuple(each for each in scheme.metrics if any(ref.figure in key[1] for ref in each.refs))
    return _with[key]


@lru_cache(maxsize=1_000)
def window_of(cadence: Cadence, month: date) -> Window:
    """What a metric looks at on the card of `month`."""
    return Window.of(cadence, Period(Cadence.MONTH, month))


def evidence_needed(metrics: Iterable[Metric], month: date) -> tuple[set[str], set[date]]:
    """Figures and months (first days) that the metrics look at on the card of `month`."""
    figures: set[str] = set()
    months = {month}
    for metric in metrics:
        window = window_of(metric.cadence, month)
        for ref in metric.refs:
            figures.add(ref.figure)
            months.update(window.earlier(ref.lag * metric.cadence.months) if ref.lag else window.months)
    return figures, months


def recent_months(month: date, n: int) -> list[date]:
    """`month` and the ones before it, `n` in all."""
    return [month_before(month, k) for k in range(n)]


def figure_lines(
    scheme: Scheme,
    rolled: Sequence[Rolled],
    *,
    figures: Sequence[Figure],
    targets: Mapping[str, float],
    month: date,
    as_of: date,
    attendance: Attendance,
) -> tuple[FigureLine, ...]:
    """One line per figure. `rolled` holds one member's months, at least those of `evidence_needed`."""
    seen = _Seen.of(scheme, map(_evidence, rolled), targets, month, as_of, attendance)
    lines: dict[str, list[MetricLine]] = {figure.id: [] for figure in figures}
    for metric in metrics_with(scheme, lines):
        line = seen.line(metric)
        for figure in lines.keys() & {ref.figure for ref in metric.refs}:
            lines[figure].append(line)
    own: dict[str, list[Rolled]] = {figure.id: [] for figure in figures}
    for row in rolled:
        if row.figure in own and row.month <= month:
            own[row.figure].append(row)
    return tuple(_figure_line(figure, own[figure.id], month, lines[figure.id]) for figure in figures)


def paced(scheme: Scheme) -> tuple[Metric, ...]:
    """The metrics of single months whose value grows with time."""
    return tuple(each for each in scheme.metrics if each.cadence is Cadence.MONTH and each.id in scheme.additive)


def low_paces(
    scheme: Scheme,
    rolled: Iterable[RollUp],
    *,
    targets: Mapping[str, float],
    month: date,
    as_of: date,
    attendance: Attendance,
) -> tuple[MetricLine, ...]:
    """Of the `paced` metrics those with a pace under `AT_RISK`, the lowest first, as `figure_lines` has them. `rolled`
    holds one member's roll-ups of `month`, of the figures that those metrics name."""
    seen = _Seen.of(scheme, rolled, targets, month, as_of, attendance)
    lines = [seen.line(each) for each in paced(scheme) if each.id in targets]
    low = [(each.pace, each.metric.id, each) for each in lines if each.pace is not None and each.pace < AT_RISK]
    return tuple(line for _, _, line in sorted(low, key=lambda each: each[:2]))


def _figure_line(figure: Figure, own: Sequence[Rolled], month: date, metrics: Sequence[MetricLine]) -> FigureLine:
    newest = max(own, key=lambda row: row.last_on, default=None)
    of_month = next((row for row in own if row.month == month), None)
    return FigureLine(
        figure,
        month,
        month_value(figure.aggregate, of_month) if of_month else None,
        newest.last if newest else None,
        newest.last_on if newest else None,
        tuple(metrics),
    )


def month_value(aggregate: Aggregate, row: Rolled) -> Decimal:
    """The month's one number: sum, mean over entries, last, largest or count."""
    match aggregate:
        case Aggregate.SUM:
            return row.total
        case Aggregate.MEAN:
            return row.total / row.n
        case Aggregate.LAST:
            return row.last
        case Aggregate.MAX:
            return row.peak
        case Aggregate.COUNT:
            return Decimal(row.n)


def is_due(figure: Figure, *, last_on: date | None, on: date) -> bool:
    """Whether the figure should be asked for on a day: daily ones when the day has no value, weekly ones when the week
    has none, others when their period has none and is about to end."""
    if figure.entered is Rhythm.DAY:
        return last_on is None or last_on < on
    if figure.entered is Rhythm.WEEK:
        return last_on is None or last_on < on - timedelta(days=on.weekday())
    period = Period.containing(on, Cadence(figure.entered.value))
    return on > period.end - DUE_BEFORE_END and (last_on is None or last_on < period.start)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one member's metrics are computed from."""

    scheme: Scheme
    figures: Mapping[str, Figure]
    told: Months
    targets: Mapping[str, float]
    month: date
    as_of: date
    attendance: Attendance

    @classmethod
    def of(
        cls,
        scheme: Scheme,
        rolled: Iterable[RollUp],
        targets: Mapping[str, float],
        month: date,
        as_of: date,
        attendance: Attendance,
    ) -> Self:
        figures = {figure.id: figure for figure in scheme.figures}
        told = {(row.figure, row.month): row for row in rolled if row.n}
        return cls(scheme, figures, told, targets, month, as_of, attendance)

    def line(self, metric: Metric) -> MetricLine:
        window = window_of(metric.cadence, self.month)
        if self.as_of < window.period.end and any(ref.lag for ref in metric.refs):
            return MetricLine(metric, window.period, None, None, None, None, is_compared_later=True)
        value = value_of(metric, figures=self.figures, told=self.told, window=window)
        target, share = self.targets.get(metric.id), 1.0
        grows = metric.id in self.scheme.additive and metric.direction is not Direction.WITHIN
        if grows:
            share = working_days_of(window.period, self.as_of, self.attendance).share
            target = None if target is None else target * self.attendance.part_of(window.period)
        has_pace = grows and 0 < share < 1
        by_now = target * share if has_pace and target is not None else None
        return MetricLine(
            metric,
            window.period,
            value,
            target,
            attainment_of(metric, value=value, target=target),
            attainment_of(metric, value=value, target=by_now) if has_pace else None,
            self._missing(metric, window) if value is None else (),
        )

    def _missing(self, metric: Metric, window: Window) -> tuple[Text, ...]:
        named = [ref.figure for ref in metric.refs if ref.lag == 0]
        empty = [name for name in named if not any((name, month) in self.told for month in window.months)]
        return tuple(self.scheme.figure(name).title for name in empty)


def _evidence(row: Rolled) -> RollUp:
    return RollUp(_ME, row.figure, row.month, row.n, float(row.total), float(row.last), float(row.peak))

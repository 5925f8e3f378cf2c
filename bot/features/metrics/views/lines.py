"""Figures and metrics as lines of plain text; whoever puts them into mrkdwn escapes them."""

from collections.abc import Iterable
from decimal import Decimal

from bot.db.types import DECIMALS
from bot.features.metrics.rules.amounts import exact_amount
from bot.features.metrics.rules.pace import FigureLine, MetricLine
from bot.features.metrics.rules.words import TITLE_LIMIT
from bot.i18n.translator import Translator
from bot.slack.text import cut
from scoring.definitions import Direction, Figure, Text
from scoring.periods import Cadence

LISTING_LIMIT = 180
"""Fluent takes parameters of 1,000 characters, and escaping makes up to five of one."""


def title_of(t: Translator, title: Text) -> str:
    return cut(title.into(t.language), TITLE_LIMIT)


def titles_of(t: Translator, titles: Iterable[Text]) -> str:
    return cut(t.listing([title_of(t, title) for title in titles]), LISTING_LIMIT)


def percent(t: Translator, value: float) -> str:
    return t.amount(value, "percent", decimals=0)


def told_value(t: Translator, figure: Figure, value: Decimal) -> str:
    return exact_amount(t, value, figure.unit)


def month_text(t: Translator, line: FigureLine) -> str:
    """November 2026: 453 in all; or that nothing has been told."""
    return t("metrics-in-month", month=t.month(line.month), text=so_far_text(t, line))


def so_far_text(t: Translator, line: FigureLine) -> str:
    """The same without the month's name."""
    if line.value is None:
        return t("metrics-so-far-empty")
    aggregate = line.figure.aggregate
    unit = "count" if aggregate == "count" else line.figure.unit
    return t(f"metrics-so-far-{aggregate.value}", value=t.amount(line.value, unit))


def last_text(t: Translator, line: FigureLine) -> str:
    """The last value and its day; empty when there never was one."""
    if line.last is None or line.last_on is None:
        return ""
    return t("metrics-last", value=told_value(t, line.figure, line.last), day=t.day(line.last_on))


def metric_text(t: Translator, line: MetricLine) -> str:
    """Value against target, how much of it is reached, and the pace."""
    text = _standing(t, line)
    if line.pace is not None:
        text = t("metrics-metric-pace", line=text, pace=percent(t, line.pace))
    if line.period.cadence is not Cadence.MONTH:
        text = t(f"metrics-metric-{line.period.cadence.value}", line=text)
    return text


def pace_text(t: Translator, line: FigureLine) -> str:
    """The month against the target where a metric is this very figure; else the month alone."""
    return t("metrics-in-month", month=t.month(line.month), text=short_pace_text(t, line))


def short_pace_text(t: Translator, line: FigureLine) -> str:
    """The same without the month's name."""
    for metric in line.metrics:
        if metric.metric.formula.strip() == line.figure.id and metric.pace is not None and metric.target is not None:
            return t(
                "metrics-so-far-pace",
                value=t.amount(metric.value or 0, line.figure.unit),
                target=t.amount(metric.target, line.figure.unit),
                pace=percent(t, metric.pace),
            )
    return so_far_text(t, line)


def _standing(t: Translator, line: MetricLine) -> str:
    metric, title = line.metric, title_of(t, line.metric.title)
    if line.is_compared_later:
        return t("metrics-metric-at-end", title=title)
    if line.value is None:
        missing = titles_of(t, line.missing)
        key = "metrics-metric-missing" if missing else "metrics-metric-empty"
        return t(key, title=title, missing=missing)
    value = t.amount(line.value, metric.unit)
    if metric.direction is Direction.WITHIN and metric.low is not None and metric.high is not None:
        low, high = t.amount(metric.low, metric.unit), t.amount(metric.high, metric.unit)
        return t("metrics-metric-within", title=title, value=value, low=low, high=high)
    if line.target is None or line.attainment is None:
        return t("metrics-metric-no-target", title=title, value=value)
    target = t.amount(line.target, metric.unit, decimals=DECIMALS)
    reached = percent(t, line.attainment)
    return t(f"metrics-metric-{metric.direction.value}", title=title, value=value, target=target, attainment=reached)

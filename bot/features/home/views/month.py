"""The month so far: what is scored against its target with the pace, then what else was told."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block, ButtonElement, MarkdownTextObject, SectionBlock

from bot.db.types import DECIMALS
from bot.features.home.rules.pace import Standing, standing_of
from bot.features.home.service import Board
from bot.features.home.views.parts import row
from bot.features.metrics.rules.pace import FigureLine, MetricLine
from bot.features.metrics.views.lines import percent, so_far_text, title_of
from bot.i18n.translator import Translator
from bot.slack.pieces import button, note, section
from bot.slack.text import cut, escape
from bot.turn import day_in
from scoring.definitions import Direction
from scoring.periods import Cadence

MOST_METRICS, FIELDS = 40, 10
"""Slack takes ten fields in one section."""
FIELD_LIMIT = 2_000
LISTING = 180
"""Characters of a list; Fluent takes parameters of 1,000, and escaping makes up to five of one."""


def month_blocks(t: Translator, board: Board) -> Iterator[Block]:
    """Where nothing is to be told, why that is so, and who can change it."""
    month = board.month
    if not month.lines:
        yield section(_why_nothing(t, board))
        return
    passed, whole = month.days.passed, month.days.whole
    yield section(t("home-month", month=t.month(board.today), passed=passed, whole=whole))
    metrics = list({each.metric.id: each for line in month.lines for each in line.metrics}.values())
    told = [each for each in metrics if each.value is not None]
    if not told and all(line.value is None for line in month.lines):
        yield note(t("home-month-empty"))
    if month.locks_at:
        lock, time = day_in(board.zone, month.locks_at), t.clock_time(month.locks_at, board.zone)
        last = board.today.replace(day=1) - timedelta(days=1)
        yield note(t("home-month-before", month=t.month(last), day=t.day(lock), time=time))
    for start in range(0, min(len(told), MOST_METRICS), FIELDS):
        shown = told[start : min(start + FIELDS, MOST_METRICS)]
        yield SectionBlock(fields=[_field(t, each) for each in shown])
    if len(told) > MOST_METRICS:
        yield note(t("home-and-more", count=len(told) - MOST_METRICS))
    yield from _without_value(t, metrics if told else ())
    yield from _others(t, month.lines)
    yield from row(list(_buttons(t, board)))


def _why_nothing(t: Translator, board: Board) -> str:
    """Who sets teams up for others is not told to ask for one."""
    if board.team:
        return t("home-no-scheme", team=escape(board.team))
    return t("home-no-team-administrator" if board.may_administer else "home-no-team")


def _buttons(t: Translator, board: Board) -> Iterator[ButtonElement]:
    """The check-in stands at the top as long as it is due."""
    today = board.today.isoformat()
    if not board.month.due:
        yield button(t, "home-check-in", "metrics.open_checkin", today)
    yield button(t, "home-fix", "metrics.open_fix", f"|{today}")
    yield button(t, "home-card-so-far", "scorecards.provisional", f"{board.today:%Y-%m}")
    yield button(t, "home-scheme", "schemes.open_scheme", "own")


def _field(t: Translator, line: MetricLine) -> MarkdownTextObject:
    """Title and, below, value, target and pace; the sign goes by the target alone."""
    standing = standing_of(line.attainment, line.pace)
    sign = "" if standing is Standing.UNKNOWN else t(f"home-sign-{standing}")
    title = escape(title_of(t, line.metric.title))
    return MarkdownTextObject(text=cut(f"{sign}*{title}*\n{escape(_standing(t, line))}", FIELD_LIMIT))


def _standing(t: Translator, line: MetricLine) -> str:
    text = _against_target(t, line)
    if line.pace is not None:
        text = t("home-with-pace", line=text, pace=percent(t, line.pace))
    if line.period.cadence is not Cadence.MONTH:
        text = t(f"metrics-metric-{line.period.cadence.value}", line=text)
    return text


def _against_target(t: Translator, line: MetricLine) -> str:
    metric, value = line.metric, t.amount(line.value or 0, line.metric.unit)
    if metric.direction is Direction.WITHIN and metric.low is not None and metric.high is not None:
        low, high = t.amount(metric.low, metric.unit), t.amount(metric.high, metric.unit)
        return t("home-figure-within", value=value, low=low, high=high)
    if line.target is None or line.attainment is None:
        return t("home-figure-no-target", value=value)
    target = t.amount(line.target, metric.unit, decimals=DECIMALS)
    key = f"home-figure-{metric.direction.value}"
    return t(key, value=value, target=target, attained=percent(t, line.attainment))


def _without_value(t: Translator, metrics: Sequence[MetricLine]) -> Iterator[Block]:
    empty = [title_of(t, each.metric.title) for each in metrics if each.value is None and not each.is_compared_later]
    later = [title_of(t, each.metric.title) for each in metrics if each.is_compared_later]
    for key, titles in (("home-no-value", empty), ("home-at-end", later)):
        if titles:
            yield note(t(key, titles=escape(cut(t.listing(titles), LISTING))))


def _others(t: Translator, lines: tuple[FigureLine, ...]) -> Iterator[Block]:
    """Figures that are no metric by themselves."""
    others = [each for each in lines if each.value is not None and not _is_metric(each)]
    if others:
        told = [f"{title_of(t, each.figure.title)} {so_far_text(t, each)}" for each in others]
        yield note(t("home-also-told", figures=escape(cut(" · ".join(told), LISTING))))


def _is_metric(line: FigureLine) -> bool:
    return any(each.metric.formula.strip() == line.figure.id and each.value is not None for each in line.metrics)

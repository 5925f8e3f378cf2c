"""What stands under a card: what was not counted and why, what stands out, and what else there is to know."""

from collections.abc import Iterator

from bot.features.scorecards.rules.highlights import Best, Weakest, highlights
from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.corrections import difference_lines
from bot.features.scorecards.views.entries import checked_lines
from bot.features.scorecards.views.special import special_note
from bot.features.scorecards.views.words import (
    IN_PROGRESS,
    SCORED,
    amount,
    goal,
    is_rated,
    listed,
    month,
    reason,
    title,
)
from bot.i18n.translator import Translator
from bot.slack.text import cut, escape
from scoring.periods import Period
from scoring.receipt import MetricLine

NAME_LIMIT = 60


def not_counted(t: Translator, published: PublishedCard) -> Iterator[str]:
    """What is still in progress, and what is missing, each with its reason."""
    lines = published.receipt.metrics
    missing = [line for line in lines if line.reason not in (SCORED, IN_PROGRESS)]
    if missing:
        yield t("scorecards-not-counted")
    for line in missing:
        why = reason(t, line, published)
        yield t("scorecards-metric-missing", title=_title(t, published, line), reason=why, weight=t.number(line.weight))
    for line in lines:
        if line.reason == IN_PROGRESS:
            yield _in_progress(t, published, line)


def _in_progress(t: Translator, published: PublishedCard, line: MetricLine) -> str:
    name, due = _title(t, published, line), t.month(Period.parse(line.window).months[-1])
    if is_rated(line):
        return t("scorecards-metric-in-progress-rated", title=name, month=due)
    if line.value is None:
        return t("scorecards-metric-in-progress-empty", title=name, month=due)
    value = amount(t, line.value, line.unit)
    return t("scorecards-metric-in-progress", title=name, value=value, target=goal(t, line), month=due)


def notes(t: Translator, published: PublishedCard) -> Iterator[str]:
    receipt = published.receipt
    yield from difference_lines(t, published)
    if published.last_team:
        yield t("scorecards-note-last-team", team=escape(cut(published.last_team, NAME_LIMIT)))
    yield from special_note(t, published)
    if not receipt.is_complete:
        yield t(
            "scorecards-note-incomplete",
            coverage=t.number(receipt.coverage, decimals=1),
            needed=t.number(receipt.incomplete_below, decimals=1),
        )
    is_said = any(line.reason not in (SCORED, IN_PROGRESS) for line in receipt.metrics)
    if "weights_renormalised" in receipt.notes and receipt.score is not None and not is_said:
        yield t("scorecards-note-weights")
    late = [line for line in receipt.metrics if line.reason == SCORED and line.missing_months]
    if late:
        yield t("scorecards-note-months-missing", metrics=listed(t, [_title(t, published, line) for line in late]))
    for line in receipt.metrics:
        if line.reason != IN_PROGRESS:
            name = _title(t, published, line)
            found = checked_lines(t, published, line)
            yield from (t("scorecards-note-checked", title=name, checked=told) for told in found)
    if receipt.needs_calibration:
        yield t("scorecards-note-calibration")


def best_and_weakest(t: Translator, published: PublishedCard) -> Iterator[str]:
    """The weakest is only named when it missed its target."""
    found = highlights(published.receipt, published.past)
    if found is None:
        return
    best = _best(t, published, found.best)
    if found.weakest is None:
        yield t("scorecards-note-best", best=best)
    else:
        yield t("scorecards-note-best-and-weakest", best=best, weakest=_weakest(t, published, found.weakest))


def _best(t: Translator, published: PublishedCard, best: Best) -> str:
    name = _title(t, published, best.line)
    if not best.is_worth_telling:
        return t("scorecards-best-plain", title=name)
    if best.since is None:
        return t("scorecards-best-ever", title=name, count=best.beaten + 1)
    since = str(Period.parse(published.card.period).previous(best.since))
    return t("scorecards-best-since", title=name, month=month(t, since))


def _weakest(t: Translator, published: PublishedCard, weakest: Weakest) -> str:
    name = _title(t, published, weakest.line)
    if weakest.times < 2:
        return t("scorecards-best-plain", title=name)
    return t("scorecards-weakest-run", title=name, times=weakest.times)


def _title(t: Translator, published: PublishedCard, line: MetricLine) -> str:
    return title(t, published.scheme.metric(line.metric).title)

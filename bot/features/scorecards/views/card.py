"""A person's card: as a message to them, and as a modal."""

from collections.abc import Iterator

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ContextBlock,
    MarkdownTextObject,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.words import (
    IN_PROGRESS,
    SCORED,
    amount,
    is_rated,
    listed,
    month,
    packed,
    points,
    reason,
    section,
    shown_score,
    target,
    title,
)
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button
from bot.slack.text import cut, escape
from scoring.periods import Period
from scoring.receipt import MetricLine

TARGET_MET = 100.0
"""Points of a metric whose target was just met."""


def card_message(t: Translator, published: PublishedCard, *, is_own: bool) -> Message:
    headline = _headline(t, published, is_own=is_own)
    return Message(headline, [*_blocks(t, published, headline), _buttons(t, published, is_own=is_own)])


def card_modal(t: Translator, published: PublishedCard, *, is_own: bool) -> View:
    headline = _headline(t, published, is_own=is_own)
    return View(
        type="modal",
        title=PlainTextObject(text=t("scorecards-modal-title")),
        close=PlainTextObject(text=t("scorecards-close")),
        blocks=[*_blocks(t, published, headline), _buttons(t, published, is_own=is_own)],
    )


def _blocks(t: Translator, published: PublishedCard, headline: str) -> list[Block]:
    notes = list(_notes(t, published))
    context = ContextBlock(elements=[MarkdownTextObject(text=cut(_context(t, published)))])
    return [section(f"*{headline}*"), context, *packed(t, list(_lines(t, published))), *packed(t, notes, most=4)]


def _headline(t: Translator, published: PublishedCard, *, is_own: bool) -> str:
    receipt = published.receipt
    whose = "" if is_own else escape(cut(published.member.name, 60)) + " · "
    parts = [month(t, published.card.period), shown_score(t, receipt.shown_score)]
    parts.append(receipt.band or t("scorecards-incomplete"))
    return whose + " · ".join(escape(part) for part in parts) + _change(t, published)


def _change(t: Translator, published: PublishedCard) -> str:
    """Since the month before, when both cards are complete."""
    card, before = published.card, published.before
    if before is None or not (card.is_complete and before.is_complete) or card.score is None or before.score is None:
        return ""
    moved = round(card.score - before.score, 1)
    direction = "up" if moved > 0 else "down" if moved < 0 else "same"
    since = t.month(Period.parse(before.period).start)
    return "   " + t(f"scorecards-change-{direction}", moved=t.number(abs(moved), decimals=1), month=since)


def _context(t: Translator, published: PublishedCard) -> str:
    receipt = published.receipt
    scored = sum(line.reason == SCORED for line in receipt.metrics)
    return t(
        "scorecards-context",
        scheme=title(t, published.scheme.title),
        version=receipt.scheme_version,
        scored=scored,
        metrics=len(receipt.metrics),
        coverage=t.number(receipt.coverage, decimals=1),
    )


def _lines(t: Translator, published: PublishedCard) -> Iterator[str]:
    receipt = published.receipt
    titles = {dimension.id: dimension.title for dimension in published.scheme.dimensions}
    for dimension in receipt.dimensions:
        name = title(t, titles[dimension.dimension])
        if dimension.score is None:
            yield t("scorecards-dimension-empty", title=name)
        else:
            worth = points(t, dimension.score * dimension.share / 100)
            yield t("scorecards-dimension", title=name, points=worth, share=points(t, dimension.share))
        for line in receipt.metrics:
            if line.dimension == dimension.dimension:
                yield _metric(t, published, line)


def _metric(t: Translator, published: PublishedCard, line: MetricLine) -> str:
    name = title(t, published.scheme.metric(line.metric).title)
    value = amount(t, line.value, line.unit)
    if line.reason == SCORED:
        return _scored(t, line, name)
    if line.reason == IN_PROGRESS:
        due = t.month(Period.parse(line.window).months[-1])
        if is_rated(line):
            return t("scorecards-metric-in-progress-rated", title=name, month=due)
        key = "scorecards-metric-in-progress" if line.value is not None else "scorecards-metric-in-progress-empty"
        return t(key, title=name, value=value, target=target(t, line), month=due)
    why = reason(t, line, published.scheme)
    return t("scorecards-metric-missing", title=name, reason=why, weight=t.number(line.weight))


def _scored(t: Translator, line: MetricLine, name: str) -> str:
    worth = {"points": points(t, line.points), "share": points(t, line.share)}
    worth["contribution"] = points(t, line.contribution)
    if line.rated:
        value = points(t, line.value)
        return t("scorecards-metric-rated", title=name, value=value, raters=line.rated.raters, **worth)
    value = amount(t, line.value, line.unit)
    return t("scorecards-metric-scored", title=name, value=value, target=target(t, line), **worth)


def _notes(t: Translator, published: PublishedCard) -> Iterator[str]:
    receipt, card = published.receipt, published.card
    if card.reason:
        yield t(f"scorecards-note-revised-{card.reason}", revision=card.revision, month=month(t, card.period))
    if not receipt.is_complete:
        yield t(
            "scorecards-note-incomplete",
            coverage=t.number(receipt.coverage, decimals=1),
            needed=t.number(receipt.incomplete_below, decimals=1),
        )
    if "weights_renormalised" in receipt.notes and receipt.score is not None:
        yield t("scorecards-note-weights")
    late = [line for line in receipt.metrics if line.reason == SCORED and line.missing_months]
    if late:
        names = [title(t, published.scheme.metric(line.metric).title) for line in late]
        yield t("scorecards-note-months-missing", metrics=listed(t, names))
    if receipt.needs_calibration:
        yield t("scorecards-note-calibration")
    yield from _best(t, published)


def _best(t: Translator, published: PublishedCard) -> Iterator[str]:
    """The weakest is only named when it missed its target."""
    scored = sorted((line.points, line.metric) for line in published.receipt.metrics if line.points is not None)
    if len(scored) < 2 or scored[0][0] == scored[-1][0]:
        return
    weakest, best = (title(t, published.scheme.metric(scored[end][1]).title) for end in (0, -1))
    if scored[0][0] < TARGET_MET:
        yield t("scorecards-note-best-and-weakest", best=best, weakest=weakest)
    else:
        yield t("scorecards-note-best", best=best)


def _buttons(t: Translator, published: PublishedCard, *, is_own: bool) -> ActionsBlock:
    card = published.card
    value = f"{card.member_id}:{card.period}:{card.revision}"
    buttons = [button(t, "scorecards-why-button", "scorecards.why", value)]
    if is_own:
        buttons.append(button(t, "scorecards-question-button", "scorecards.question", value))
    return ActionsBlock(elements=buttons)

"""Quarters, halves and years: how a month's card tells of them, and what theirs say besides."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.features.scorecards.models import Card
from bot.features.scorecards.rules.spans import is_month
from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.words import listed, month, shown_score
from bot.i18n.translator import Translator
from bot.slack.pieces import button
from bot.slack.text import escape
from scoring.periods import Cadence, Period
from scoring.receipt import Receipt
from scoring.rewards import BandBonus


def longer_blocks(t: Translator, published: PublishedCard, *, is_own: bool) -> list[Block]:
    """A line for each card that came out with the month's, with a button that opens it."""
    return [_line(t, card, is_own=is_own) for card in published.longer]


def longer_notes(t: Translator, published: PublishedCard) -> Iterator[str]:
    """What a longer card was made from, and what its band is worth where the scheme says so."""
    if not is_month(published.card.period):
        yield from _made_from(t, published)
    yield from _coefficient(t, published)


def _line(t: Translator, card: Card, *, is_own: bool) -> SectionBlock:
    period = Period.parse(card.period)
    part = (period.start.month - 1) // period.cadence.months + 1
    receipt = Receipt.model_validate_json(card.receipt)
    text = t(
        f"scorecards-longer-{period.cadence.value}{'-own' if is_own else ''}",
        part=part,
        year=str(period.start.year),
        score=shown_score(t, receipt.shown_score),
        band=escape(receipt.band or t("scorecards-incomplete")),
    )
    value = f"{card.member_id}:{card.period}:{card.revision}"
    opens = button(t, "scorecards-longer-open", "scorecards.open", value)
    opens.accessibility_label = t("scorecards-longer-open-label", period=month(t, card.period))
    return SectionBlock(text=MarkdownTextObject(text=text), accessory=opens)


def _made_from(t: Translator, published: PublishedCard) -> Iterator[str]:
    parts, card = published.parts, published.card
    if parts:
        scores = [_part(t, each) for each in parts]
        yield t("scorecards-longer-parts", months=listed(t, scores))
    if any(_rules(each) != _rules(card) for each in parts):
        yield t("scorecards-longer-rules")
    if any(each.team_id != card.team_id for each in parts):
        yield t("scorecards-longer-team")
    elif any(_has_other_targets(each, published.receipt) for each in parts):
        yield t("scorecards-longer-targets")
    here, whole = _months_here(published)
    if here < whole:
        yield t("scorecards-longer-here", here=here, whole=whole)


def _rules(card: Card) -> tuple[int, frozenset[str]]:
    """A version of a scheme, and the dimensions in use."""
    receipt = Receipt.model_validate_json(card.receipt)
    return card.scheme_version_id, frozenset(line.dimension for line in receipt.metrics)


def _has_other_targets(month: Card, receipt: Receipt) -> bool:
    """Whether a month's card held somebody to another target of a metric, for one period of it."""
    here = {line.metric: line.stated_target for line in receipt.metrics}
    lines = Receipt.model_validate_json(month.receipt).metrics
    return any(line.metric in here and line.stated_target != here[line.metric] for line in lines)


def _part(t: Translator, card: Card) -> str:
    receipt = Receipt.model_validate_json(card.receipt)
    return t("scorecards-longer-part", month=month(t, card.period), score=shown_score(t, receipt.shown_score))


def _months_here(published: PublishedCard) -> tuple[int, int]:
    """On how many of the period's months targets are held against somebody, by the metric with the most."""
    whole = Period.parse(published.card.period).cadence.months
    windows = [line for line in published.receipt.metrics if Period.parse(line.window).cadence.months == whole]
    expected = [line.months_expected for line in windows if line.rated is None]
    return (max(expected), whole) if expected else (whole, whole)


def _coefficient(t: Translator, published: PublishedCard) -> Iterator[str]:
    """Only where the scheme pays a bonus by bands of cards of this length."""
    cadence, receipt = Period.parse(published.card.period).cadence, published.receipt
    pays = any(isinstance(rule, BandBonus) and rule.cadence is cadence for rule in published.scheme.rewards)
    if pays and receipt.band is not None and receipt.coefficient is not None:
        key = f"scorecards-coefficient-{Cadence(cadence).value}"
        yield t(key, band=escape(receipt.band), coefficient=t.number(receipt.coefficient))

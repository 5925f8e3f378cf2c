"""A person's card: as a message to them, and as a modal."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement
from slack_sdk.models.views import View

from bot.features.scorecards.rules.spans import is_month
from bot.features.scorecards.service import PublishedCard, prospect_of
from bot.features.scorecards.views.card_lines import dimension_blocks
from bot.features.scorecards.views.card_notes import best_and_weakest, not_counted, notes
from bot.features.scorecards.views.longer import longer_blocks, longer_notes
from bot.features.scorecards.views.pictures import card_picture
from bot.features.scorecards.views.provisional import provisional_blocks
from bot.features.scorecards.views.question_notes import question_buttons, question_notes
from bot.features.scorecards.views.what_if import way_line
from bot.features.scorecards.views.words import SCORED, card_value, month, packed, section, shown_score, title
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, modal, note
from bot.slack.text import cut, escape
from bot.turn import day_in
from scoring.rounding import half_up

TALK = "talks.prepare"
"""Of the slice above, which knows whose talk a card's value names."""
NAME_LIMIT = 60
ABOVE = 2
"""Blocks above the picture: the headline, and by which rules."""
MOST_SECTIONS_UNDERNEATH = 4
"""Of what was not counted, and likewise of notes."""


def card_message(t: Translator, published: PublishedCard, *, is_own: bool, has_picture: bool = False) -> Message:
    """With its picture where it is promised: an answer that comes at once would have the picture's words only."""
    headline = _headline(t, published, is_own=is_own)
    blocks = _blocks(t, published, headline, is_own=is_own)
    return Message(headline, [*blocks[:ABOVE], *card_picture(t, published), *blocks[ABOVE:]] if has_picture else blocks)


def card_modal(t: Translator, published: PublishedCard, *, is_own: bool) -> View:
    headline = _headline(t, published, is_own=is_own)
    return modal(t, "scorecards-modal-title", _blocks(t, published, headline, is_own=is_own))


def _blocks(t: Translator, published: PublishedCard, headline: str, *, is_own: bool) -> list[Block]:
    """At most 46 with 40 metrics: 30 of dimensions, 4 and 4 underneath, and what stands around them."""
    return [
        section(f"*{headline}*"),
        note(_context(t, published)),
        *provisional_blocks(t, published),
        *longer_blocks(t, published, is_own=is_own),
        *dimension_blocks(t, published),
        *packed(t, list(not_counted(t, published)), most=MOST_SECTIONS_UNDERNEATH),
        *packed(t, list(_underneath(t, published, is_own=is_own)), most=MOST_SECTIONS_UNDERNEATH),
        ActionsBlock(elements=list(_buttons(t, published, is_own=is_own))),
        *_read(t, published, is_own=is_own),
        *question_notes(t, published),
    ]


def _underneath(t: Translator, published: PublishedCard, *, is_own: bool) -> Iterator[str]:
    """How far it is to the next band is nobody's business but the owner's."""
    if not published.is_provisional:
        yield from best_and_weakest(t, published)
        yield from longer_notes(t, published)
    if is_own:
        yield from way_line(t, published, prospect_of(published))
    yield from notes(t, published)


def _headline(t: Translator, published: PublishedCard, *, is_own: bool) -> str:
    receipt = published.receipt
    whose = "" if is_own else escape(cut(published.member.name, NAME_LIMIT)) + " · "
    parts = [month(t, published.card.period), shown_score(t, receipt.shown_score)]
    parts.append(_grade(t, published))
    return whose + " · ".join(escape(part) for part in parts) + _change(t, published)


def _grade(t: Translator, published: PublishedCard) -> str:
    """What is not out yet is nobody's band."""
    if published.is_provisional:
        return t("scorecards-provisional")
    return published.receipt.band or t("scorecards-incomplete")


def _change(t: Translator, published: PublishedCard) -> str:
    """Since the period before, when both cards are complete: between the scores as they are shown."""
    card, before = published.card, published.before
    if before is None or not (card.is_complete and before.is_complete) or card.score is None or before.score is None:
        return ""
    decimals = published.receipt.decimals
    moved = half_up(card.score, decimals) - half_up(before.score, decimals)
    direction = "up" if moved > 0 else "down" if moved < 0 else "same"
    since = month(t, before.period)
    return "   " + t(f"scorecards-change-{direction}", moved=t.number(abs(moved), decimals=decimals), month=since)


def _context(t: Translator, published: PublishedCard) -> str:
    """The rules, how much of them is covered, and how far ratings scatter."""
    receipt = published.receipt
    scored = sum(line.reason == SCORED for line in receipt.metrics)
    context = t(
        "scorecards-context",
        scheme=title(t, published.scheme.title),
        version=receipt.scheme_version,
        scored=scored,
        metrics=len(receipt.metrics),
        coverage=t.number(receipt.coverage, decimals=1),
    )
    if receipt.interval is None or receipt.score is None:
        return context
    low, high = receipt.interval
    reach = max(high - receipt.score, receipt.score - low)
    return f"{context} · {t('scorecards-context-ratings', reach=t.number(reach, decimals=1))}"


def _buttons(t: Translator, published: PublishedCard, *, is_own: bool) -> Iterator[ButtonElement]:
    value = card_value(published)
    yield button(t, "scorecards-why-button", "scorecards.why", value)
    if is_own:
        yield button(t, "scorecards-what-if-button", "scorecards.what_if", value)
    if published.is_provisional:
        return
    if is_own and published.read_at is None and is_month(published.card.period):
        yield button(t, "scorecards-read-button", "scorecards.read", value, is_primary=True)
    yield from question_buttons(t, published, is_own=is_own)
    talks = published.has_manager if is_own else published.is_led
    if talks and published.is_newest and is_month(published.card.period):
        yield button(t, "scorecards-talk-button", TALK, value)


def _read(t: Translator, published: PublishedCard, *, is_own: bool) -> Iterator[Block]:
    """For its owner and their manager."""
    if published.read_at is not None:
        yield note(t("scorecards-read-on", day=t.day(day_in(published.member.zone, published.read_at))))
    elif published.is_led and not is_own and not published.is_provisional:
        yield note(t("scorecards-not-read"))

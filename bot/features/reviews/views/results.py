"""What colleagues said, for whom they said it about, and how severely one rates, for oneself."""

from slack_sdk.models.blocks import ActionsBlock, Block, DividerBlock
from slack_sdk.models.views import View

from bot.features.feedback.views.parts import (
    title_of,
)
from bot.features.reviews.rules.kinds import Kind
from bot.features.reviews.rules.results import Result
from bot.features.reviews.rules.suppression import LEAST_FOR_COMMENTS
from bot.features.reviews.service import OwnResult
from bot.features.reviews.views.parts import cycle_text
from bot.i18n.translator import Translator
from bot.slack.pieces import button, modal, note, section, written

ROOM, LETTERS = 60, 12_000
"""Blocks and characters of comments in one window, of the hundred and of the 250,000 bytes that Slack takes: an emoji
has up to twelve."""


def results_view(t: Translator, results: list[OwnResult], number: int = 0, offset: int = 0) -> View:
    """One cycle at a time, the newest first; comments from `offset` on."""
    if not results:
        return modal(t, "reviews-results-title", [section(t("reviews-results-none"))])
    number = min(number, len(results) - 1)
    own = results[number]
    blocks: list[Block] = [section(f"*{cycle_text(t, own.cycle)}*")]
    blocks += [section(_result(t, own, each)) for each in own.shown.results]
    if own.shown.results:
        is_rough = own.cycle.kind == Kind.UPWARD
        blocks.append(note(t("reviews-results-note-upward" if is_rough else "reviews-results-note")))
    if own.leaning:
        leaning = own.leaning.name.lower().replace("_", "-")
        blocks += [DividerBlock(), section(t(f"reviews-leaning-{leaning}")), note(t("reviews-leaning-note"))]
    return modal(
        t, "reviews-results-title", [*blocks, *_comments(t, own, number, offset), *_turning(t, results, number)]
    )


def _result(t: Translator, own: OwnResult, result: Result) -> str:
    title = title_of(t, own.titles[result.metric]) if result.metric in own.titles else result.metric
    if result.score is None:
        return t("reviews-result-few", title=title, raters=result.raters)
    return t("reviews-result", title=title, score=t.number(result.score.shown, decimals=1), raters=result.raters)


def _comments(t: Translator, own: OwnResult, number: int, offset: int) -> list[Block]:
    """As many as fit, by what they are about, and a button for the rest."""
    metrics = [each.metric for each in own.shown.results]
    comments = sorted(own.shown.comments, key=lambda each: metrics.index(each[0]) if each[0] in metrics else -1)
    blocks: list[Block] = []
    if not comments:
        return [note(t("reviews-comments-none", least=LEAST_FOR_COMMENTS))] if own.shown.results else []
    place = min(offset, len(comments) - 1)
    letters, above = 0, ""
    while place < len(comments) and len(blocks) < ROOM and letters < LETTERS:
        metric, text = comments[place]
        letters += len(text)
        if metric != above:
            title = title_of(t, own.titles[metric]) if metric in own.titles else metric
            blocks.append(section(f"*{title}*"))
        blocks += written(text)
        place, above = place + 1, metric
    blocks = [DividerBlock(), section(t("reviews-comments")), *blocks]
    if place < len(comments):
        more = button(t, "reviews-comments-more", "reviews.open_results:more", f"{number}:{place}")
        blocks.append(ActionsBlock(elements=[more]))
    return blocks


def _turning(t: Translator, results: list[OwnResult], number: int) -> list[Block]:
    buttons = []
    if number > 0:
        buttons.append(button(t, "reviews-newer", "reviews.open_results:newer", f"{number - 1}:0"))
    if number + 1 < len(results):
        buttons.append(button(t, "reviews-older", "reviews.open_results:older", f"{number + 1}:0"))
    return [ActionsBlock(elements=buttons)] if buttons else []

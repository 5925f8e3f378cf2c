"""What a card is made of, in few exact words: dimensions with their points of their share, metrics underneath."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.features.scorecards.service import PublishedCard
from bot.features.scorecards.views.words import (
    MOST_SECTIONS,
    SCORED,
    amount,
    goal,
    packed,
    points,
    title,
)
from bot.i18n.translator import Translator
from scoring.receipt import DimensionLine, MetricLine


def dimension_blocks(t: Translator, published: PublishedCard) -> list[Block]:
    """A section for each dimension; of many, as few sections as they fit in."""
    groups = [list(_lines(t, published, each)) for each in published.receipt.dimensions]
    blocks = [block for lines in groups for block in packed(t, lines)]
    if len(blocks) <= MOST_SECTIONS:
        return blocks
    return packed(t, [line for lines in groups for line in lines])


def _lines(t: Translator, published: PublishedCard, dimension: DimensionLine) -> Iterator[str]:
    """What has points; what has none stands under the card."""
    titles = {each.id: each.title for each in published.scheme.dimensions}
    name = title(t, titles[dimension.dimension])
    if dimension.score is None:
        yield t("scorecards-dimension-empty", title=name)
        return
    worth = points(t, dimension.score * dimension.share / 100)
    yield t("scorecards-dimension", title=name, points=worth, share=points(t, dimension.share))
    for line in published.receipt.metrics:
        if line.dimension == dimension.dimension and line.reason == SCORED:
            yield _scored(t, published, line)


def _scored(t: Translator, published: PublishedCard, line: MetricLine) -> str:
    name = title(t, published.scheme.metric(line.metric).title)
    worth = {"points": points(t, line.points), "share": points(t, line.share)}
    worth["contribution"] = points(t, line.contribution)
    if line.rated:
        value = points(t, line.value)
        return t("scorecards-metric-rated", title=name, value=value, raters=line.rated.raters, **worth)
    value = amount(t, line.value, line.unit)
    return t("scorecards-metric-scored", title=name, value=value, target=goal(t, line), **worth)

"""What a card would come to with other values: the way to the next band, and a form to try one's own."""

from collections.abc import Iterator
from decimal import Decimal

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View

from bot.features.metrics.rules.amounts import exact_amount, typed_amount
from bot.features.scorecards.service import Prospect, PublishedCard, WhatIf
from bot.features.scorecards.views.provisional import provisional_blocks
from bot.features.scorecards.views.words import amount, card_value, goal, listed, month, packed, shown_score, title
from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.pieces import modal, note, section
from bot.slack.text import cut, escape
from scoring.definitions import Band
from scoring.receipt import MetricLine
from scoring.what_if import Way

MOST_ON_CARD = 2
LABEL_LIMIT, HINT_LIMIT, TYPED_LIMIT = 200, 150, 60
TRIED_DECIMALS = 4


def way_line(t: Translator, published: PublishedCard, prospect: Prospect) -> Iterator[str]:
    """For a card's owner: the nearest ways to the next band, at most two; nothing where there is no next one."""
    if prospect.band is None:
        return
    band = escape(prospect.band.id)
    if not prospect.ways:
        yield t("scorecards-way-none", band=band)
        return
    ways = [_way(t, published, way) for way in prospect.ways[:MOST_ON_CARD]]
    yield t("scorecards-way", band=band, ways=t("scorecards-way-or").join(ways))


def what_if_view(t: Translator, found: WhatIf) -> View:
    """What has been tried stands on top, and in the fields."""
    published = found.published
    intro = t("scorecards-what-if-intro", month=month(t, published.card.period))
    blocks: list[Block] = [
        section(intro),
        *provisional_blocks(t, published),
        *packed(t, list(_tried(t, found)), most=1),
    ]
    blocks += packed(t, list(_prospect(t, published, found.prospect)), most=4)
    blocks += [_field(t, found, metric) for metric in found.open_metrics]
    blocks.append(note(t("scorecards-what-if-private")))
    if not found.open_metrics:
        return modal(t, "scorecards-what-if-title", blocks)
    return modal(
        t,
        "scorecards-what-if-title",
        blocks,
        callback="scorecards.what_if",
        submit="scorecards-what-if-submit",
        metadata={"card": card_value(published)},
    )


def _tried(t: Translator, found: WhatIf) -> Iterator[str]:
    """What the values come to; what one has not typed is as on the card."""
    if found.result is None:
        return
    result, receipt = found.result, found.published.receipt
    band = escape(result.band.id) if result.band else t("scorecards-incomplete")
    score = t("scorecards-no-score") if result.shown is None else t.number(result.shown, decimals=TRIED_DECIMALS)
    yield t("scorecards-what-if-result", score=score, band=band, before=shown_score(t, receipt.shown_score))
    for metric, value in found.values.items():
        line = _line(found, metric)
        before = amount(t, line.value, line.unit)
        after = exact_amount(t, value, line.unit)
        yield t("scorecards-what-if-value", title=_title(t, found.published, metric), before=before, after=after)
    if result.band:
        yield t("scorecards-what-if-coefficient", band=band, coefficient=t.number(result.band.coefficient))


def _prospect(t: Translator, published: PublishedCard, prospect: Prospect) -> Iterator[str]:
    if prospect.band is None:
        key = "scorecards-what-if-incomplete" if published.receipt.band is None else "scorecards-what-if-highest"
        yield t(key)
        return
    band: Band = prospect.band
    key = "scorecards-what-if-ways" if prospect.ways else "scorecards-what-if-no-way"
    yield t(key, band=escape(band.id), min=t.number(band.min), coefficient=t.number(band.coefficient))
    for way in prospect.ways:
        yield t("scorecards-what-if-way", way=_way(t, published, way))
    reached = {way.metric for way in prospect.ways}
    short = [line.metric for line in published.receipt.metrics if line.attainment is not None]
    others = [_title(t, published, metric) for metric in short if metric not in reached]
    if prospect.ways and others:
        yield t("scorecards-what-if-others", metrics=listed(t, others))


def _way(t: Translator, published: PublishedCard, way: Way) -> str:
    unit = published.scheme.metric(way.metric).unit
    before, value = amount(t, way.before, unit), _exact(t, way.value, unit)
    return t("scorecards-way-one", title=_title(t, published, way.metric), before=before, value=value)


def _exact(t: Translator, value: Decimal, unit: str) -> str:
    """To the last digit of the step: what is shown is what reaches the band."""
    return t.amount(value, unit, decimals=max(0, -int(value.as_tuple().exponent)))


def _field(t: Translator, found: WhatIf, metric: str) -> InputBlock:
    line, tried = _line(found, metric), found.values.get(metric)
    return InputBlock(
        block_id=metric,
        label=PlainTextObject(text=cut(found.published.scheme.metric(metric).title.into(t.language), LABEL_LIMIT)),
        hint=PlainTextObject(text=cut(_hint(t, line), HINT_LIMIT)),
        optional=True,
        element=PlainTextInputElement(
            action_id=VALUE, max_length=TYPED_LIMIT, initial_value=typed_amount(tried) if tried is not None else None
        ),
    )


def _hint(t: Translator, line: MetricLine) -> str:
    return t("scorecards-what-if-hint", value=amount(t, line.value, line.unit), target=goal(t, line))


def _line(found: WhatIf, metric: str) -> MetricLine:
    return next(line for line in found.published.receipt.metrics if line.metric == metric)


def _title(t: Translator, published: PublishedCard, metric: str) -> str:
    return title(t, published.scheme.metric(metric).title)

"""A team's rules in full, for every member to read."""

import json
from collections.abc import Iterator

from slack_sdk.models.blocks import Block, DividerBlock, HeaderBlock, MarkdownTextObject, PlainTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.features.schemes.rules import BEGINNING, adds_to_whole, shares, terms_of
from bot.features.schemes.service import RulesShown
from bot.i18n.translator import Translator
from bot.slack.text import cut, escape
from scoring.scheme import Band, Dimension, Direction, Metric, Scheme, Text

MOST_METRICS = 60
MOST_DIMENSIONS = 12
MOST_BANDS = 12
TITLE_LIMIT = 80
ANCHOR_LIMIT, ANCHOR_BYTES = 120, 300
WORDS_LIMIT, WORDS_BYTES = 600, 800
"""Slack takes views of 250,000 bytes, and a Chinese character is six of them."""
TERMS_SIZE, TERMS_BYTES = 2_900, 6_000
"""Characters and bytes of each of the terms' sections."""
LISTING_LIMIT = 900
"""Fluent refuses parameters of more than 1,000 characters."""


def rules_modal(t: Translator, shown: RulesShown) -> View:
    """Within 100 blocks and 3,000 characters each, whatever the scheme."""
    return View(
        type="modal",
        title=PlainTextObject(text=t("schemes-modal-title")),
        close=PlainTextObject(text=t("schemes-close")),
        blocks=[
            *_about(t, shown),
            *_dimensions(t, shown),
            DividerBlock(),
            *_scoring(t, shown.rules.scheme),
            *_terms(t, shown.rules.scheme),
        ],
    )


def _section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=cut(text)))


def _words(t: Translator, text: Text, limit: int = WORDS_LIMIT, size: int = WORDS_BYTES) -> str:
    words = text.into(t.language)
    fitting = size * len(words) // len(json.dumps(words))
    return escape(cut(words, min(limit, fitting)))


def _listed(t: Translator, items: list[str]) -> str:
    return cut(t.listing(items), LISTING_LIMIT)


def _about(t: Translator, shown: RulesShown) -> Iterator[Block]:
    scheme = shown.rules.scheme
    title = t("schemes-headline", scheme=cut(scheme.title.into(t.language), TITLE_LIMIT), version=shown.rules.version)
    yield HeaderBlock(text=PlainTextObject(text=cut(title, 150)))
    yield _section(escape(cut(scheme.summary.into(t.language), 1_500)))
    team = escape(cut(shown.team.name, TITLE_LIMIT))
    groups = _listed(t, [_words(t, dimension.title, TITLE_LIMIT) for dimension in scheme.dimensions])
    yield _section(t("schemes-runs", team=team, groups=groups, hash=shown.rules.hash[:12]))
    yield from _when(t, shown)
    if not adds_to_whole(scheme):
        total = sum(metric.weight for metric in scheme.metrics)
        yield _section(t("schemes-weights-scaled", total=t.number(total)))


def _when(t: Translator, shown: RulesShown) -> Iterator[Block]:
    """Since when, and what is to come; nothing of rules that have always held and will go on."""
    lines = []
    if shown.rules.since != BEGINNING:
        lines.append(t("schemes-since", month=t.month(shown.rules.since)))
    if follows := shown.follows:
        title = _words(t, follows.scheme.title, TITLE_LIMIT)
        lines.append(t("schemes-follows", month=t.month(follows.since), scheme=title))
    if lines:
        yield _section(" ".join(lines))


def _dimensions(t: Translator, shown: RulesShown) -> Iterator[Block]:
    scheme = shown.rules.scheme
    scaled, left = shares(scheme), MOST_METRICS
    for dimension in scheme.dimensions[:MOST_DIMENSIONS]:
        yield DividerBlock()
        yield _section(_dimension(t, dimension, sum(scaled[metric.id] for metric in dimension.metrics)))
        for metric in dimension.metrics[:left]:
            yield _section(_metric(t, shown, metric, scaled[metric.id]))
        left = max(left - len(dimension.metrics), 0)
    hidden = len(scheme.metrics) - sum(1 for _ in _shown_metrics(scheme))
    if hidden:
        yield _section(t("schemes-and-more", count=hidden))


def _shown_metrics(scheme: Scheme) -> Iterator[Metric]:
    left = MOST_METRICS
    for dimension in scheme.dimensions[:MOST_DIMENSIONS]:
        yield from dimension.metrics[:left]
        left = max(left - len(dimension.metrics), 0)


def _dimension(t: Translator, dimension: Dimension, share: float) -> str:
    title, kind = _words(t, dimension.title, TITLE_LIMIT), t(f"schemes-kind-{dimension.kind}")
    return t("schemes-dimension", title=title, kind=kind, share=t.number(share, decimals=1))


def _metric(t: Translator, shown: RulesShown, metric: Metric, share: float) -> str:
    title = _words(t, metric.title, TITLE_LIMIT)
    weight, cadence = t.number(metric.weight), t(f"schemes-cadence-{metric.cadence.value}")
    if adds_to_whole(shown.rules.scheme):
        first = t("schemes-metric", title=title, weight=weight, cadence=cadence)
    else:
        scaled = t.number(share, decimals=1)
        first = t("schemes-metric-scaled", title=title, weight=weight, share=scaled, cadence=cadence)
    lines = [first, _words(t, metric.definition)]
    if metric.origin:
        lines.append(t("schemes-source", source=_words(t, metric.origin)))
    if metric.is_rated:
        return "\n".join([*lines, *_rating(t, metric)])
    computed = t("schemes-formula", formula=metric.formula)
    return "\n".join([*lines, computed, _target(t, shown, metric), _curve(t, metric)])


def _rating(t: Translator, metric: Metric) -> Iterator[str]:
    yield t("schemes-rated", who=t(f"schemes-rated-by-{metric.source.value}"))
    for points, anchor in enumerate(metric.anchors or (), start=1):
        yield t("schemes-anchor", points=t.number(points), behaviour=_words(t, anchor, ANCHOR_LIMIT, ANCHOR_BYTES))


def _target(t: Translator, shown: RulesShown, metric: Metric) -> str:
    if metric.direction is Direction.WITHIN:
        low, high = t.amount(metric.low or 0, metric.unit), t.amount(metric.high or 0, metric.unit)
        return t("schemes-target-within", low=low, high=high)
    value = shown.targets.get(metric.id)
    if value is None:
        return t("schemes-target-none")
    origin = t(f"schemes-origin-{shown.origins[metric.id]}")
    return t(f"schemes-target-{metric.direction.value}", target=t.amount(value, metric.unit), origin=origin)


def _curve(t: Translator, metric: Metric) -> str:
    steps = [
        t("schemes-curve-step", attainment=t.number(at), points=t.number(worth)) for at, worth in metric.curve.points
    ]
    return t("schemes-curve", steps=_listed(t, steps))


def _scoring(t: Translator, scheme: Scheme) -> Iterator[Block]:
    bands = "\n".join(_band(t, band) for band in scheme.bands[:MOST_BANDS])
    yield _section(t("schemes-bands", bands=bands))
    yield _section(
        t(
            "schemes-how",
            line=t.number(scheme.line),
            needed=t.number(scheme.incomplete_below),
            cap=t.number(scheme.cap),
            cadences=t.listing([t(f"schemes-cadence-{cadence.value}") for cadence in scheme.cadences]),
        )
    )


def _terms(t: Translator, scheme: Scheme) -> Iterator[Block]:
    """A section each; lines that do not fit are counted."""
    for terms in terms_of(t, scheme):
        kept, room = [f"*{terms.heading}*"], TERMS_BYTES
        for number, line in enumerate(terms.lines):
            room -= len(json.dumps(line))
            if room < 0 or sum(map(len, kept)) + len(kept) + len(line) > TERMS_SIZE:
                kept.append(t("schemes-and-more", count=len(terms.lines) - number))
                break
            kept.append(line)
        yield _section("\n".join(kept))


def _band(t: Translator, band: Band) -> str:
    coefficient = t.number(band.coefficient)
    return t("schemes-band", band=escape(band.id), min=t.number(band.min), coefficient=coefficient)

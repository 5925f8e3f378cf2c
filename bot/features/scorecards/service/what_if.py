"""What somebody's own card would come to with other values: for them alone, and nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.errors import Rejected, RejectedFields
from bot.features.metrics.rules.numbers import read_value
from bot.features.people import service as people
from bot.features.people.service import Action
from bot.features.scorecards.service.provisional import card_shown
from bot.features.scorecards.service.reading import PublishedCard, published_card
from bot.turn import Turn
from scoring.definitions import Band, Figure, Metric
from scoring.scheme import Scheme
from scoring.what_if import Tried, Way, is_open, next_band, takes_whole, tried, ways_to

MOST_OPEN = 40
"""Metrics that a form has fields for."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """`band` is the next one, None in the highest and for a card without one; `ways` to it by one metric alone."""

    band: Band | None
    ways: Sequence[Way] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The owner's card, the way to the next band, and what the values they have tried (by metric) come to."""

    published: PublishedCard
    prospect: Prospect
    values: Mapping[str, Decimal] = field(default_factory=dict)
    result: Tried | None = None

    @property
    def open_metrics(self) -> list[str]:
        return [line.metric for line in self.published.receipt.metrics if is_open(line)][:MOST_OPEN]


def prospect_of(published: PublishedCard) -> Prospect:
    band = next_band(published.scheme, published.receipt)
    return Prospect(band, ways_to(published.scheme, published.receipt, band) if band else ())


async def what_if(turn: Turn, card: str | None = None) -> WhatIf:
    """Of the card that a button names, or the newest. Denied for anybody but its owner, managers and HR too."""
    if card is None:
        published = await published_card(turn.session, people.own(turn.who))
    else:
        published = await card_shown(turn, card)
    if published.member.key != turn.who.member_id:
        raise people.not_visible(turn.who, Action.SEE_CARD, published.member.key)
    return WhatIf(published, prospect_of(published))


async def try_values(turn: Turn, card: str, typed: Mapping[str, str]) -> WhatIf:
    """With what the owner has typed, by metric, read as a check-in reads it; what is empty stays as it is on the card.

    RejectedFields for what is no number, and for shares of what is counted in whole ones; nothing is stored.
    """
    found = await what_if(turn, card)
    scheme = found.published.scheme
    values, errors = dict[str, Decimal](), dict[str, Rejected]()
    for metric in found.open_metrics:
        if text := typed.get(metric, "").strip():
            try:
                values[metric] = read_value(text, _as_figure(scheme, scheme.metric(metric)))
            except Rejected as rejected:
                errors[metric] = rejected
    if errors:
        raise RejectedFields(errors)
    exact = {metric: float(value) for metric, value in values.items()}
    result = tried(scheme, found.published.receipt, exact)
    return WhatIf(found.published, found.prospect, values, result)


def _as_figure(scheme: Scheme, metric: Metric) -> Figure:
    """What a value of the metric is read as: any number with the metric's unit, a whole one where there are no shares
    of it."""
    whole = takes_whole(scheme, metric)
    return Figure.model_construct(id=metric.id, title=metric.title, unit=metric.unit, minimum=None, whole=whole)

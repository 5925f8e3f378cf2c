"""What people outside said, as a card takes it. Pure."""

from collections.abc import Collection, Iterator, Mapping

from bot.features.voices.rules.results import Counted
from scoring.periods import Cadence, Period
from scoring.rows import Mean
from scoring.scheme import Scheme, Source

Voices = Mapping[Cadence, Mapping[int, Mapping[str, Counted]]]
"""Cadence → member → metric, of the periods that end with the card's month."""


def periods_ending_with(month: Period) -> list[Period]:
    """The month itself, and the quarter, half and year that it is the last month of."""
    return [month.enclosing(cadence) for cadence in Cadence if month.ends_with(cadence)]


def means_of(scheme: Scheme, voices: Voices, members: Collection[int], month: Period) -> Iterator[Mean]:
    """Of the metrics that customers rate: each member's mean of the metric's own period, if it ends with the month.
    Where too few could judge, only their number."""
    for metric in scheme.metrics:
        if metric.source is not Source.CUSTOMER:
            continue
        said = voices.get(metric.cadence, {})
        for member in members:
            found = said.get(member, {}).get(metric.id)
            if found is not None:
                yield Mean(metric.id, member, month.start, found.count, found.mean)

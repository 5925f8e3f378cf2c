"""The entries behind a metric of a card: which counted when it came out, and what has come since. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.features.metrics.models import Entry
from scoring.receipt import MetricLine


class Counted(StrEnum):
    """What became of an entry on the card: it COUNTED, a correction REPLACED it, or it came LATER than the card."""

    COUNTED = "counted"
    REPLACED = "replaced"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Behind:
    entry: Entry
    state: Counted


def behind(line: MetricLine, entries: Iterable[Entry], *, as_of: datetime) -> Sequence[Behind]:
    """Of the figures and months that the line looks at, by day, figure and revision; `as_of` is when the card's figures
    were read."""
    looked_at = [(each.figure, each.first_month, each.last_month) for each in line.inputs]
    wanted = [each for each in entries if any(_is_within(each, *span) for span in looked_at)]
    newest: dict[tuple[str, date], int] = {}
    for each in wanted:
        if each.entered_at <= as_of:
            place = each.figure, each.on
            newest[place] = max(newest.get(place, 0), each.revision)
    return [Behind(each, _state(each, newest.get((each.figure, each.on), 0))) for each in sorted(wanted, key=_place)]


def _is_within(entry: Entry, figure: str, first_month: str, last_month: str) -> bool:
    return entry.figure == figure and first_month <= f"{entry.on:%Y-%m}" <= last_month


def _state(entry: Entry, newest: int) -> Counted:
    if entry.revision > newest:
        return Counted.LATER
    return Counted.COUNTED if entry.revision == newest else Counted.REPLACED


def _place(entry: Entry) -> tuple[date, str, int]:
    return entry.on, entry.figure, entry.revision

"""The entries behind a metric of a card: which counted when it came out, and what has come since. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.features.metrics.models import EXCLUDED, OPEN, Entry, EntryVerdict
from bot.features.metrics.rules.verdicts import Checked, checked, standing, verdict_of
from scoring.receipt import MetricLine


class Counted(StrEnum):
    """What became of an entry on the card: it COUNTED, somebody EXCLUDED it, a correction REPLACED it, or it came LATER
    than the card."""

    COUNTED = "counted"
    EXCLUDED = "excluded"
    REPLACED = "replaced"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Behind:
    """`verdict`: the newest on the entry, None for an open one; `is_later` than the card, on which it changes
    nothing."""

    entry: Entry
    state: Counted
    verdict: EntryVerdict | None = None
    is_later: bool = False


def behind(
    line: MetricLine, entries: Iterable[Entry], verdicts: Sequence[EntryVerdict] = (), *, as_of: datetime
) -> Sequence[Behind]:
    """Of the figures and months that the line looks at, by day, figure and revision; `as_of` is when the card's figures
    were read."""
    then, now = standing(verdicts, as_of=as_of), standing(verdicts)
    looked_at = [(each.figure, each.first_month, each.last_month) for each in line.inputs]
    wanted = [each for each in entries if any(_is_within(each, *span) for span in looked_at)]
    newest: dict[tuple[str, date], int] = {}
    for each in wanted:
        if each.entered_at <= as_of:
            place = each.figure, each.on
            newest[place] = max(newest.get(place, 0), each.revision)
    found = []
    for each in sorted(wanted, key=_place):
        state = _state(each, newest.get((each.figure, each.on), 0))
        if state is Counted.COUNTED and verdict_of(each, then) == EXCLUDED:
            state = Counted.EXCLUDED
        verdict = now.get(each.key)
        is_later = verdict is not then.get(each.key)
        found.append(
            Behind(each, state, verdict if verdict and (is_later or verdict.verdict != OPEN) else None, is_later)
        )
    return found


def checked_behind(
    line: MetricLine, entries: Iterable[Entry], verdicts: Sequence[EntryVerdict], *, as_of: datetime
) -> Checked:
    """How many of the entries that the line could count were verified or left out when the card's figures were read."""
    found = behind(line, entries, as_of=as_of)
    return checked([each.entry for each in found if each.state is Counted.COUNTED], standing(verdicts, as_of=as_of))


def _is_within(entry: Entry, figure: str, first_month: str, last_month: str) -> bool:
    return entry.figure == figure and first_month <= f"{entry.on:%Y-%m}" <= last_month


def _state(entry: Entry, newest: int) -> Counted:
    if entry.revision > newest:
        return Counted.LATER
    return Counted.COUNTED if entry.revision == newest else Counted.REPLACED


def _place(entry: Entry) -> tuple[date, str, int]:
    return entry.on, entry.figure, entry.revision

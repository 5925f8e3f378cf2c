"""What was found about entries: which verdict counts, and how many entries have one. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.features.metrics.models import EXCLUDED, OPEN, VERIFIED, Entry, EntryVerdict

Standing = Mapping[int, EntryVerdict]
"""By the entry's key; open ones have none, unless somebody took a verdict back."""


@dataclass(frozen=True, slots=True)
class Left:
    """So many entries that one person left out on a day, for one reason; None where it is forgotten."""

    count: int
    reason: str | None
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """Of `total` entries: how many whom has verified, by key, and what was left out by whom."""

    total: int
    verified: Mapping[int, int]
    excluded: Sequence[Left]

    @property
    def is_untouched(self) -> bool:
        return not self.verified and not self.excluded


def standing(verdicts: Iterable[EntryVerdict], *, as_of: datetime | None = None) -> dict[int, EntryVerdict]:
    """The newest verdict of each entry, as things stood at that moment."""
    found: dict[int, EntryVerdict] = {}
    for each in sorted(verdicts, key=lambda verdict: verdict.number):
        if as_of is None or each.given_at <= as_of:
            found[each.entry_id] = each
    return found


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """The revision of each figure and day that counts, by day."""
    found: dict[tuple[str, date], Entry] = {}
    for each in sorted(entries, key=lambda entry: entry.revision):
        found[each.figure, each.on] = each
    return sorted(found.values(), key=lambda entry: (entry.on, entry.figure))


def verdict_of(entry: Entry, found: Standing) -> str:
    return found[entry.key].verdict if entry.key in found else OPEN


def checked(entries: Sequence[Entry], found: Standing) -> Checked:
    """Of entries that count, or would but for their verdicts."""
    verified: dict[int, int] = {}
    excluded: dict[tuple[str | None, int, date], Left] = {}
    for each in (found[entry.key] for entry in entries if entry.key in found):
        if each.verdict == VERIFIED:
            verified[each.given_by] = verified.get(each.given_by, 0) + 1
        elif each.verdict == EXCLUDED:
            key = (each.reason, each.given_by, each.given_at.date())
            before = excluded[key].count if key in excluded else 0
            excluded[key] = Left(before + 1, each.reason, each.given_by, each.given_at)
    return Checked(len(entries), verified, tuple(excluded.values()))

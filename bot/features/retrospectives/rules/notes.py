"""Which notes the members see after the close. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

LEAST_WRITERS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """One note with its author."""

    author: int
    kind: str
    text: str
    is_for_few: bool


@dataclass(frozen=True, slots=True)
class Unsigned:
    """One note without."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """What the close leaves: `notes` in an order of chance, and how many people had written, shown or not."""

    notes: tuple[Unsigned, ...]
    writers: int


def without_authors(notes: Sequence[Written], random: Random) -> Remaining:
    """All of them from three writers on; from fewer those alone whose writers have agreed to that. `random` must not be
    one that somebody can run again."""
    writers = {each.author for each in notes}
    shown: Iterable[Written] = notes
    if len(writers) < LEAST_WRITERS:
        shown = (each for each in notes if each.is_for_few)
    unsigned = [Unsigned(each.kind, each.text) for each in shown]
    random.shuffle(unsigned)
    return Remaining(tuple(unsigned), len(writers))

"""What becomes of ratings when two accounts turn out to be one person's: nobody rates themselves, nor anybody twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.features.reviews.models import ASKED, DECLINED, DONE, DROPPED, ReviewAssignment
from bot.features.reviews.rules.assignment import Pair

RANK = {DONE: 3, DECLINED: 2, ASKED: 1, DROPPED: 0}
"""Of one person's two answers to being asked about one colleague, that which counts: what was said comes before that
they will not, and that before nothing yet."""


@dataclass(frozen=True, slots=True)
class Handing:
    """Who is asked by the row, or has said something, under an old account or about one; `pair` is what the person's
    newer account makes of it, None where that would be about themselves. `twin` asks for that pair already."""

    row: ReviewAssignment
    pair: Pair | None
    twin: ReviewAssignment | None

    @property
    def said_to(self) -> Pair | None:
        """Whose the row's rating becomes; None where it is not counted. Of two ratings the newer account's counts."""
        return self.pair if self.twin is None or RANK[self.row.state] > RANK[self.twin.state] else None

    @property
    def written_to(self) -> Pair | None:
        """Whose a draft becomes; None where it is for nothing, because the newer account has rated."""
        return None if self.twin is not None and self.twin.state == DONE else self.pair


def handings(known: Iterable[ReviewAssignment], *, old: int, new: int) -> Iterator[Handing]:
    """Of all rows about the old account; no two of them become one pair."""
    by_pair = {Pair(each.rater_id, each.subject_id): each for each in known}
    for was, row in by_pair.items():
        rater, subject = (new if member == old else member for member in (was.rater, was.subject))
        if old in (was.rater, was.subject):
            pair = Pair(rater, subject)
            yield Handing(row, None, None) if rater == subject else Handing(row, pair, by_pair.get(pair))

"""Who stands where: standings of one period, places in them, and the order of ids."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from scoring.cards import Cards
from scoring.errors import InputInvalid
from scoring.evidence import MemberId

K = TypeVar("K", bound=MemberId)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's or team's result of one period: the score as shown on the card, its band, and whether it counts.

    An incomplete card is in no ranking and has no band; `score` None is a card on which nothing was scored.
    Raises InputInvalid for NaN, infinity, or a complete card without a score.
    """

    score: float | None
    band: str | None = None
    is_complete: bool = True

    def __post_init__(self) -> None:
        if self.score is not None and not math.isfinite(self.score):
            raise InputInvalid(f"score {self.score} cannot be ranked: give a finite number, or None for no score")
        if self.is_complete and self.score is None:
            raise InputInvalid("a complete card needs a score: give one, or is_complete=False")


Standings = Mapping[MemberId, Standing]


def standings(cards: Cards) -> dict[MemberId, Standing]:
    """The standings of everybody on the cards, by the scores shown: rounded as the scheme says."""
    bands = [band.id for band in cards.scheme.bands]
    columns = zip(
        cards.members, cards.shown_score.tolist(), cards.band.tolist(), cards.is_complete.tolist(), strict=True
    )
    return {
        member: Standing(None if math.isnan(score) else score, bands[band] if band >= 0 else None, is_complete)
        for member, score, band, is_complete in columns
    }


def by_id(members: Iterable[K]) -> list[K]:
    """In a stated order that depends on nothing but the ids: numbers, texts, then UUIDs, each rising."""
    return sorted(members, key=lambda member: (type(member).__name__, member))


def places_at_top(n: int, percent: Decimal) -> int:
    """How many of `n` the top `percent` % are, rounded up in favour of people: 10 % of 25 are 3, of 1 is 1."""
    return math.ceil(Fraction(percent) * n / 100)


def places_at_bottom(n: int, percent: Decimal) -> int:
    """How many of `n` the bottom `percent` % are, rounded down in favour of people: 20 % of 9 are 1, of 4 none."""
    return math.floor(Fraction(percent) * n / 100)


@dataclass(frozen=True, slots=True)
class Field:
    """The complete cards of one period, sorted once. `scores` rises."""

    scores: tuple[float, ...]

    @classmethod
    def of(cls, period: Standings) -> Field:
        """Incomplete cards stay out."""
        return cls(tuple(sorted(s.score for s in period.values() if s.is_complete and s.score is not None)))

    def __len__(self) -> int:
        return len(self.scores)

    def place(self, score: float) -> int:
        """1 + how many did better: equals share a place. 1 is the best."""
        return 1 + len(self) - bisect_right(self.scores, score)

    def no_better(self, score: float) -> int:
        """How many did no better, oneself included: equals share the higher number."""
        return bisect_right(self.scores, score)

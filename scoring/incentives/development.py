"""What helps a person on: training in the weakest dimension, and the look at whether a role fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.errors import UnknownName
from scoring.evidence import MemberId
from scoring.incentives.amounts import number
from scoring.incentives.ranking import Field, Standing, Standings, by_id, places_at_bottom
from scoring.rewards import RoleFit, Training
from scoring.rounding import half_up


@dataclass(frozen=True, slots=True)
class TrainingNeed:
    """`weakest`: the dimensions with the lowest of the rounded `scores`, in their order; `below` is the rule's."""

    scores: Mapping[str, Decimal | None]
    lowest: Decimal | None
    below: float | None
    weakest: tuple[str, ...]


def training(rule: Training, scores: Mapping[str, float | None], *, decimals: int = 1) -> TrainingNeed:
    """In what a person should be trained. `scores`: dimension → score, None when nothing was scored in it.

    Scores are compared as shown, rounded half up to `decimals`. Dimensions that tie for the lowest are all named, and
    the person chooses. When all are equal (also when there is but one) none is the weakest, unless the rule has
    `below`, and then what counts is that the lowest is under it. Raises InputInvalid for NaN and infinity.
    """
    shown = {
        name: None if score is None else half_up(number(f"score of {name}", score), decimals)
        for name, score in scores.items()
    }
    known = [score for score in shown.values() if score is not None]
    if not known:
        return TrainingNeed(shown, None, rule.below, ())
    lowest = min(known)
    is_needed = max(known) > lowest if rule.below is None else lowest < Decimal(repr(rule.below))
    weakest = tuple(name for name, score in shown.items() if score == lowest) if is_needed else ()
    return TrainingNeed(shown, lowest, rule.below, weakest)


@dataclass(frozen=True, slots=True)
class FitPlace:
    """`no_better` of `ranked` complete cards scored no better than this one, itself included.

    Listed when `no_better` ≤ `places`. An incomplete card has no place (None) and is never listed.
    """

    score: float | None
    no_better: int | None
    places: int
    ranked: int
    is_listed: bool


@dataclass(frozen=True, slots=True)
class FitList:
    """Everybody with a card of the period, in order of id."""

    records: Mapping[MemberId, FitPlace]

    @property
    def listed(self) -> tuple[MemberId, ...]:
        """Whose fit with the role is looked at, in order of id."""
        return tuple(member for member, place in self.records.items() if place.is_listed)

    def of(self, member: MemberId) -> FitPlace:
        """Raises UnknownName."""
        if member not in self.records:
            raise UnknownName("member", member, known=[f"{len(self.records)} members of this list"])
        return self.records[member]


def role_fit(rule: RoleFit, period: Standings) -> FitList:
    """The bottom share of a period's complete cards.

    Of n complete cards the bottom p % are ⌊n·p / 100⌋ places: with 20 % nobody among four or fewer. Equal scores are
    never split: when those who tie do not all fit into the places, none of them is listed; nobody when all are equal.
    """
    field = Field.of(period)
    places = places_at_bottom(len(field), rule.bottom_percent)

    def place(standing: Standing) -> FitPlace:
        if not standing.is_complete or standing.score is None:
            return FitPlace(standing.score, None, places, len(field), False)
        no_better = field.no_better(standing.score)
        return FitPlace(standing.score, no_better, places, len(field), no_better <= places)

    return FitList({member: place(period[member]) for member in by_id(period)})

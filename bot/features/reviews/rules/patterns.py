"""How many raters did not tell people apart, and how many pairs gave each other nothing but the highest: as counts that
name nobody, or not at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.reviews.rules.results import HIGHEST, Given

LEAST_RATERS = 20
"""Who knows a team of six well can guess whom a count means; among twenty they cannot."""
LEAST_COUNT = 3
"""Below it, none, one and two are told alike."""
LEAST_RATED = 4
"""Colleagues: who rated three alike may have met three who are alike."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """`same`: raters who gave at least four colleagues one and the same value throughout; `mutual`: pairs in which both
    gave the other the highest value for everything. None for what is not told: fewer than three, all but fewer than
    three, or of fewer than twenty raters."""

    same: int | None
    mutual: int | None


def patterns_of(given: Sequence[Given], names: Mapping[int, str]) -> Patterns:
    """`names` are the pseudonyms of those who are raters and rated, by member."""
    by_rater: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in given:
        if each.value is not None:
            by_rater[each.rater][each.subject].append(each.value)
    highs = {
        (rater, names[subject])
        for rater, rated in by_rater.items()
        for subject, values in rated.items()
        if subject in names and min(values) == HIGHEST
    }
    same = sum(
        len(rated) >= LEAST_RATED and len({value for values in rated.values() for value in values}) == 1
        for rated in by_rater.values()
    )
    mutual = sum(one < other and (other, one) in highs for one, other in highs)
    return Patterns(_told(same, len(by_rater)), _told(mutual, len(by_rater)))


def _told(count: int, raters: int) -> int | None:
    if raters < LEAST_RATERS or not LEAST_COUNT <= count <= raters - LEAST_COUNT:
        return None
    return count

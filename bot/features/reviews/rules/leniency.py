"""How severely somebody rated beside those who rated the same colleagues, in words only.

An exact leniency is a pseudonym: with everybody's exact scores it makes equations out of which single ratings can be
worked out. So five words are all that is kept, and only of who has rated five colleagues or more.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.features.reviews.rules.results import Given

LEAST_RATED = 5
"""Colleagues who were rated by others as well."""
LITTLE, MUCH = 0.25, 0.75
"""Points of the scale from which on somebody rated a little, or well, above or below others."""


class Leaning(StrEnum):
    """From severe to lenient. All are equally long, so that a sealed one does not tell by its length which it is."""

    WELL_BELOW = "b2"
    BELOW = "b1"
    SAME = "s0"
    ABOVE = "a1"
    WELL_ABOVE = "a2"


def leanings(given: Sequence[Given]) -> dict[str, Leaning]:
    """By pseudonym: the mean difference between a rating and that of the others of the same colleague and metric,
    each colleague counting once. Who has rated fewer than five colleagues whom others rated as well is left out."""
    about: dict[tuple[int, str], list[Given]] = defaultdict(list)
    for each in given:
        if each.value is not None:
            about[each.subject, each.metric].append(each)
    apart: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for (subject, _), rows in about.items():
        total, others = sum(row.value or 0 for row in rows), len(rows) - 1
        for row in rows if others else ():
            value = row.value or 0
            apart[row.rater][subject].append(value - (total - value) / others)
    return {rater: _leaning(each) for rater, each in apart.items() if len(each) >= LEAST_RATED}


def _leaning(apart: Mapping[int, Sequence[float]]) -> Leaning:
    mean = sum(sum(each) / len(each) for each in apart.values()) / len(apart)
    if abs(mean) < LITTLE:
        return Leaning.SAME
    if mean > 0:
        return Leaning.WELL_ABOVE if mean >= MUCH else Leaning.ABOVE
    return Leaning.WELL_BELOW if mean <= -MUCH else Leaning.BELOW

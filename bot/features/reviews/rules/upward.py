"""What people say about whom they report to: everybody is asked, where they are enough, and only rough means remain.

A manager knows everybody who was asked. Who joins the team between two rounds would be told by the difference of two
exact means if the others said the same again; so a mean is kept as one of the two half points around it, by chance, in
such shares that it is right on average: 3.8 as 4.0 in six of ten cases and as 3.5 in the others.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import floor, sqrt
from typing import TYPE_CHECKING

from bot.features.reviews.rules.assignment import Pair, Peer, Plan
from bot.features.reviews.rules.kinds import LEAST_RATERS, Kind
from bot.features.reviews.rules.results import Given, Remains, Result, Score, comments_of, shuffled

if TYPE_CHECKING:
    import numpy as np

QUESTIONNAIRE = "upward"
LEAST = LEAST_RATERS[Kind.UPWARD]
STEP = 0.5
ROUNDING_ERROR = STEP / sqrt(6)
"""Standard error by which a mean is rounded; how much reports differ among themselves is told to nobody."""


def planned_upward(peers: Sequence[Peer], managers: Mapping[int, int]) -> Plan:
    """Every report who is there rates the manager, and nobody else does; `managers`: member → direct manager.

    Of managers with less than five such reports nobody is asked, because nothing could be told them; they are `short`,
    without others who could be asked.
    """
    present = {each.member: each for each in peers}
    reports: dict[int, list[int]] = defaultdict(list)
    for rater in sorted(present):
        manager = managers.get(rater)
        if manager in present and present[manager].is_rated:
            reports[manager] += [] if present[rater].is_away else [rater]
    asked = {manager: raters for manager, raters in sorted(reports.items()) if len(raters) >= LEAST}
    pairs = tuple(Pair(rater, manager) for manager, raters in asked.items() for rater in raters)
    across = sum(present[each.rater].team != present[each.subject].team for each in pairs)
    short: dict[int, tuple[int, ...]] = {manager: () for manager in sorted(reports) if manager not in asked}
    return Plan(pairs, short, across / len(pairs) if pairs else 0.0, 0.0, len(asked), len(asked))


def remains_upward(given: Sequence[Given], random: "np.random.Generator") -> Remains:
    """Means in half points from five raters on, without any correction: nobody rates two managers. No single rating is
    kept, and no group of raters is told apart. `random` as for `remains_of`."""
    values: dict[tuple[str, int], list[int]] = defaultdict(list)
    for each in given:
        if each.value is not None:
            values[each.metric, each.subject].append(each.value)
    results = tuple(
        Result(subject, metric, len(answers), _score(answers, random), {})
        for (metric, subject), answers in sorted(values.items())
    )
    return Remains(results, (), shuffled(comments_of(given), random))


def _score(answers: Sequence[int], random: "np.random.Generator") -> Score | None:
    if len(answers) < LEAST:
        return None
    mean = sum(answers) / len(answers)
    rough = STEP * floor(mean / STEP + random.random())
    return Score(len(answers), rough, ROUNDING_ERROR, rough, weight=0.0, parts=1)

"""A firm whose people differ in ability, in leniency, and rate each other as planned."""

from dataclasses import dataclass

import numpy as np

from bot.features.reviews.rules.assignment import Pair, Peer, planned
from bot.features.reviews.rules.collaboration import Graph, Tie, Worked, graph_of
from bot.features.reviews.rules.results import Given

QUALITY = "quality"


@dataclass(frozen=True)
class Firm:
    """`given[k]` is what `pairs[k]` said; `graph` is of who worked with whom."""

    pairs: tuple[Pair, ...]
    graph: Graph
    given: list[Given]
    able: np.ndarray
    lenient: np.ndarray


def name_of(rater: int) -> str:
    return f"rater {rater:04d}"


def rated(members: int, seed: int, *, lenient: float = 0.4, comment: bool = False) -> Firm:
    """In teams of six; one in three colleagues is of another team."""
    random = np.random.default_rng(seed)
    teams: dict[int, int | None] = {each: each // 6 for each in range(members)}
    met = random.integers(0, members, (2 * members, 2)).tolist()
    graph = graph_of(teams, [Worked(one, other, Tie.PROJECT) for one, other in met])
    plan = planned([Peer(each, teams[each]) for each in range(members)], graph, seed=seed)
    able, lenience = random.normal(0, 0.6, members), random.normal(0, lenient, members)
    given = []
    for pair in plan.pairs:
        felt = 3.3 + able[pair.subject] + lenience[pair.rater] + random.normal(0, 0.5)
        group = "team" if teams[pair.subject] == teams[pair.rater] else "across"
        text = f"case of {pair.rater} about {pair.subject}" if comment else ""
        value = int(np.clip(np.rint(felt), 1, 5))
        given.append(Given(pair.subject, name_of(pair.rater), QUALITY, value, text, group))
    return Firm(plan.pairs, graph, given, able, lenience)

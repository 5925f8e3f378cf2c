"""Colleagues of other teams rate: the same choice of raters, with the own team left out."""

from collections.abc import Sequence

from bot.features.reviews.rules.assignment import Peer, Plan, planned
from bot.features.reviews.rules.collaboration import Graph


def planned_across(peers: Sequence[Peer], graph: Graph, *, seed: int) -> Plan:
    """As `planned`, of peers with `is_across_only`."""
    teams = {each.member: each.team for each in peers}
    kept = [
        row
        for row in zip(graph.one, graph.other, graph.weight, strict=True)
        if teams[row[0]] is None or teams[row[0]] != teams[row[1]]
    ]
    one, other, weight = zip(*kept, strict=True) if kept else ((), (), ())
    return planned(peers, Graph(tuple(one), tuple(other), tuple(weight)), seed=seed)

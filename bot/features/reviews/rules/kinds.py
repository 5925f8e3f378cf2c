"""The kinds of review cycles: who rates whom, and how many have to."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """Colleagues rate each other; colleagues of other teams do; people rate whom they report to; people rate each other
    after a project."""

    PEER = "peer"
    CROSS = "cross"
    UPWARD = "upward"
    PROJECT = "project"


BY_HR = (Kind.PEER, Kind.CROSS, Kind.UPWARD)
"""Kinds of which HR can prepare a cycle; ratings about a project are opened by its retrospective."""
REPLACED = frozenset({Kind.PEER, Kind.CROSS})
"""Kinds in which somebody else is asked instead of who declines or leaves: elsewhere nobody else could tell."""
LEAST_RATERS: Mapping[Kind, int] = {Kind.PEER: 3, Kind.CROSS: 3, Kind.UPWARD: 5, Kind.PROJECT: 3}
"""From how many raters on there is a score. A manager knows everybody who may have rated, so it takes more of them."""

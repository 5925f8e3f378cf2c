"""Who worked with whom, and how much: the graph along which raters are chosen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

MOST_TIMES = 5
"""Beyond it the same again makes nobody a closer colleague."""
LARGEST_TEAM = 30
"""In larger teams not everybody works with everybody: who worked together there is known from other ties."""


class Tie(StrEnum):
    """What two people have in common."""

    TEAM = "team"
    PROJECT = "project"
    CAMPAIGN = "campaign"
    KUDOS = "kudos"
    PARTNER = "partner"


WEIGHTS: Mapping[Tie, float] = {Tie.TEAM: 1.0, Tie.KUDOS: 1.0, Tie.PARTNER: 2.0, Tie.CAMPAIGN: 2.0, Tie.PROJECT: 3.0}
"""How much a tie tells that one has seen the other at work; being in the same team, or under the same manager, alone
tells least."""


@dataclass(frozen=True, slots=True)
class Worked:
    """Two members who worked together, so many `times`."""

    one: int
    other: int
    tie: Tie
    times: int = 1


@dataclass(frozen=True, slots=True)
class Graph:
    """Pairs that worked together, each once, with their weight: three columns of equal length."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    weight: tuple[float, ...]

    def around(self, member: int) -> dict[int, float]:
        """Who worked with the member, and how much."""
        rows = zip(self.one, self.other, self.weight, strict=True)
        return {other if one == member else one: weight for one, other, weight in rows if member in (one, other)}


def graph_of(teams: Mapping[int, int | None], worked: Iterable[Worked]) -> Graph:
    """Of members with the team of each, and what else ties them. Ties of anybody who is not among them, and of anybody
    with themselves, are left out."""
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for each in [*_teammates(teams), *worked]:
        if each.one != each.other and each.one in teams and each.other in teams:
            pair = (min(each.one, each.other), max(each.one, each.other))
            weights[pair] += WEIGHTS[each.tie] * min(each.times, MOST_TIMES)
    pairs = sorted(weights)
    return Graph(
        tuple(one for one, _ in pairs), tuple(other for _, other in pairs), tuple(weights[pair] for pair in pairs)
    )


def of_one_manager(managers: Mapping[int, int], teams: Mapping[int, int | None]) -> list[Worked]:
    """Those of different teams who report to the same person, such as leads: nobody in a lead's own team can rate them
    as a colleague. None where more than thirty report to one."""
    reports: dict[int, list[int]] = defaultdict(list)
    for member, manager in managers.items():
        if member in teams:
            reports[manager].append(member)
    return [
        Worked(one, other, Tie.TEAM)
        for some in reports.values()
        if len(some) <= LARGEST_TEAM and len({teams[each] for each in some}) > 1
        for one, other in combinations(sorted(some), 2)
        if teams[one] != teams[other]
    ]


def _teammates(teams: Mapping[int, int | None]) -> Iterable[Worked]:
    in_team: dict[int, list[int]] = defaultdict(list)
    for member, team in teams.items():
        if team is not None:
            in_team[team].append(member)
    for members in in_team.values():
        if len(members) <= LARGEST_TEAM:
            yield from (Worked(one, other, Tie.TEAM) for one, other in combinations(members, 2))

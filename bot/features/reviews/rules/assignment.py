"""Who rates whom in a cycle: peers who worked together, in small and equal shares."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.features.reviews.rules.collaboration import Graph

LEAST, WANTED, MOST = 3, 5, 8
"""Raters of each member; nobody rates more than the most either."""
ACROSS = 0.10
OFFERED = 5
POOL = 200
"""Members with the least to do, among whom strangers are looked for."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who may take part. `managers`: who is above them, directly or not. `is_rated` False for those who only
    rate others; `is_away` for those who cannot rate anybody, `is_across_only` for those who rate other teams only."""

    member: int
    team: int | None
    managers: frozenset[int] = frozenset()
    is_rated: bool = True
    is_away: bool = False
    is_across_only: bool = False

    def may_rate(self, subject: "Peer") -> bool:
        """Nobody rates themselves, and no manager is a peer of those below, nor they of the manager."""
        is_manager = self.member in subject.managers or subject.member in self.managers
        is_too_near = self.is_across_only and self.team is not None and self.team == subject.team
        return not self.is_away and self.member != subject.member and not is_manager and not is_too_near


@dataclass(frozen=True, slots=True)
class Pair:
    """A rating to be given."""

    rater: int
    subject: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`short`: members for whom less than three peers can be found, with others who could be asked, of other teams
    first those who know the member's colleagues. `across`: share of ratings across teams; `reciprocal`: of those whose
    subject rates the rater, too. `parts` that the ratings fall into, and `least_parts`, fewer than which cannot be."""

    pairs: tuple[Pair, ...]
    short: Mapping[int, tuple[int, ...]]
    across: float
    reciprocal: float
    parts: int
    least_parts: int


def planned(peers: Sequence[Peer], graph: Graph, *, seed: int) -> Plan:
    """The same arguments give the same plan, in whatever order the peers come. Names in `graph` are among the peers."""
    from scoring.raters.assignment import assign  # here, because only the opening of a cycle should pay for scipy

    peers = sorted(peers, key=lambda each: each.member)
    found = assign(
        [each.member for each in peers],
        team=[_team(each) for each in peers],
        one=graph.one,
        other=graph.other,
        weight=graph.weight,
        forbidden=_forbidden(peers),
        absent=[each.member for each in peers if each.is_away],
        unrated=[each.member for each in peers if not each.is_rated],
        wanted=WANTED,
        least=LEAST,
        most=MOST,
        across=ACROSS,
        seed=seed,
    )
    raters, subjects = (tuple(map(int, map(str, column))) for column in (found.rater, found.subject))
    pairs = tuple(Pair(rater, subject) for rater, subject in zip(raters, subjects, strict=True))
    short = [int(str(each)) for each in found.short]
    return Plan(
        pairs,
        _offers(short, peers, graph, pairs, seed) if short else {},
        found.across,
        found.reciprocal,
        found.components,
        found.least_components,
    )


def replacing(
    subject: Peer, peers: Sequence[Peer], graph: Graph, pairs: Collection[Pair], *, declined: Collection[int]
) -> int | None:
    """Who rates the subject instead of somebody who has declined; `pairs` are those that hold without that one. None
    when nobody who worked with the subject, or is of the same team, has time. Nobody is asked who has declined."""
    from scoring.raters.assignment import Offer, replacement  # as above

    known = graph.around(subject.member)
    load = Counter(pair.rater for pair in pairs)
    taken = {pair.rater for pair in pairs if pair.subject == subject.member} | set(declined)
    rated_back = {pair.subject for pair in pairs if pair.rater == subject.member}
    offers = [
        Offer(each.member, known.get(each.member, 0.0), load[each.member], each.member in rated_back)
        for each in sorted(peers, key=lambda each: each.member)
        if each.may_rate(subject) and each.member not in taken and _knows(each, subject, known)
    ]
    found = replacement(offers, wanted=WANTED, most=MOST)
    return None if found is None else int(str(found))


def offered(
    subject: Peer, peers: Sequence[Peer], graph: Graph, pairs: Collection[Pair], *, declined: Collection[int], seed: int
) -> tuple[int, ...]:
    """Who else could rate the subject: first those who know the colleagues, then those with little to do."""
    return _Offers(peers, graph, pairs, seed).to(subject, without=declined)


def offered_each(
    subjects: Sequence[Peer],
    peers: Sequence[Peer],
    graph: Graph,
    pairs: Collection[Pair],
    *,
    declined: Mapping[int, Collection[int]],
    seed: int,
) -> dict[int, tuple[int, ...]]:
    """The same for several subjects; `declined` by subject."""
    offers = _Offers(peers, graph, pairs, seed)
    return {each.member: offers.to(each, without=declined.get(each.member, ())) for each in subjects}


def _knows(rater: Peer, subject: Peer, known: Mapping[int, float]) -> bool:
    return rater.member in known or (rater.team is not None and rater.team == subject.team)


def _team(peer: Peer) -> str:
    """Who is in no team, or rates other teams only, is one of their own: nobody is offered their own team's members."""
    return f"team {peer.team}" if peer.team is not None and not peer.is_across_only else f"member {peer.member}"


def _forbidden(peers: Sequence[Peer]) -> Iterator[tuple[int, int]]:
    present = {each.member for each in peers}
    for each in peers:
        for manager in each.managers & present:
            yield (manager, each.member)
            yield (each.member, manager)


def _offers(
    short: Sequence[int], peers: Sequence[Peer], graph: Graph, pairs: Sequence[Pair], seed: int
) -> dict[int, tuple[int, ...]]:
    offers = _Offers(peers, graph, pairs, seed)
    return {member: offers.to(offers.peers[member]) for member in short}


class _Offers:
    """Looks for strangers who could rate somebody, each time among the same few."""

    def __init__(self, peers: Sequence[Peer], graph: Graph, pairs: Collection[Pair], seed: int) -> None:
        self.peers = {each.member: each for each in peers}
        self._neighbours: dict[int, set[int]] = {each.member: set() for each in peers}
        for one, other in zip(graph.one, graph.other, strict=True):
            self._neighbours[one].add(other)
            self._neighbours[other].add(one)
        self._rated_by: dict[int, set[int]] = {}
        for pair in pairs:
            self._rated_by.setdefault(pair.subject, set()).add(pair.rater)
        load = Counter(pair.rater for pair in pairs)
        self._free = {each.member for each in peers if load[each.member] < MOST and not each.is_away}
        chance = _chance(seed)
        self._rank: Callable[[int], tuple[int, int]] = lambda member: (load[member], chance(member))
        self._pool = sorted(self._free, key=self._rank)[:POOL]

    def to(self, subject: Peer, *, without: Collection[int] = ()) -> tuple[int, ...]:
        taken = self._rated_by.get(subject.member, set()) | set(without)
        second = {far for near in self._neighbours[subject.member] for far in self._neighbours[near]}
        candidates = dict.fromkeys([*sorted(second & self._free, key=self._rank), *self._pool])
        fitting = [each for each in candidates if each not in taken and self.peers[each].may_rate(subject)]
        return tuple(fitting[:OFFERED])


def _chance(seed: int) -> Callable[[int], int]:
    """An order of members that nobody can foresee without the seed, and that is the same every time with it."""
    return lambda member: int.from_bytes(hashlib.blake2b(f"{seed}:{member}".encode(), digest_size=8).digest())

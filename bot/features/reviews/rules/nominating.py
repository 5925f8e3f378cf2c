"""Raters whom members name themselves, and how the rest is filled."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from random import Random

from bot.errors import Rejected
from bot.features.reviews.rules.assignment import LEAST, MOST, WANTED, Pair, Peer, Plan, offered_each, replacing
from bot.features.reviews.rules.collaboration import Graph

MOST_NAMED = 8


def accepted(subject: Peer, named: Sequence[int], peers: Mapping[int, Peer], names: Mapping[int, str]) -> set[int]:
    """Whom a member may name. Rejected for more than eight, and, with the name, for somebody who may not rate them:
    themselves, managers and those they manage, people who are away or in no team."""
    if len(set(named)) > MOST_NAMED:
        raise Rejected("reviews-error-many-named", field="raters", most=MOST_NAMED)
    for each in named:
        if each not in peers or not peers[each].may_rate(subject):
            raise Rejected("reviews-error-not-named", field="raters", name=names.get(each, ""))
    return set(named)


def filled(plan: Plan, approved: Sequence[Pair], peers: Sequence[Peer], graph: Graph, *, seed: int) -> Plan:
    """The plan with the raters whom members have named and managers approved, as far as nobody rates more than eight;
    whoever has named less than five gets the others by the plan, and three at least where that can be.

    Who is named by many rates those whom chance picks. The same arguments give the same plan.
    """
    everybody = {each.member: each for each in peers}
    wishes = sorted(set(approved), key=lambda pair: (pair.subject, pair.rater))
    Random(seed).shuffle(wishes)  # fair, not secret: the seed is kept with the cycle
    chosen = _Chosen()
    for pair in wishes:
        rater, subject = everybody.get(pair.rater), everybody.get(pair.subject)
        if rater and subject and subject.is_rated and rater.may_rate(subject):
            chosen.add(pair, most=MOST)
    for pair in plan.pairs:
        chosen.add(pair, most=WANTED)
    for each in peers:
        while each.is_rated and chosen.raters[each.member] < LEAST:
            rater_id = replacing(each, peers, graph, chosen.pairs, declined=())
            if rater_id is None or not chosen.add(Pair(rater_id, each.member), most=LEAST):
                break
    return chosen.plan(plan, peers, graph, everybody, seed=seed)


class _Chosen:
    """Pairs so far, with how many rate each member and how many each rates."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.raters: Counter[int] = Counter()
        self._load: Counter[int] = Counter()
        self._known: set[Pair] = set()

    def add(self, pair: Pair, *, most: int) -> bool:
        """False where somebody would have too many."""
        is_full = self.raters[pair.subject] >= most or self._load[pair.rater] >= MOST
        if is_full or pair in self._known:
            return False
        self.pairs.append(pair)
        self._known.add(pair)
        self.raters[pair.subject] += 1
        self._load[pair.rater] += 1
        return True

    def plan(
        self, before: Plan, peers: Sequence[Peer], graph: Graph, everybody: Mapping[int, Peer], *, seed: int
    ) -> Plan:
        few = [each for each in peers if each.is_rated and self.raters[each.member] < LEAST]
        short = offered_each(few, peers, graph, self.pairs, declined={}, seed=seed) if few else {}
        across = [everybody[pair.rater].team != everybody[pair.subject].team for pair in self.pairs]
        mutual = [Pair(pair.subject, pair.rater) in self._known for pair in self.pairs]
        return Plan(tuple(self.pairs), short, _share(across), _share(mutual), _parts(self.pairs), before.least_parts)


def _share(found: Collection[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _parts(pairs: Sequence[Pair]) -> int:
    """Into how many parts the ratings fall: raters and subjects are joined by each."""
    joined: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for pair in pairs:
        joined["rater", pair.rater].add(("subject", pair.subject))
        joined["subject", pair.subject].add(("rater", pair.rater))
    parts = 0
    while joined:
        parts += 1
        reached = [next(iter(joined))]
        while reached:
            reached += joined.pop(reached.pop(), set())
    return parts

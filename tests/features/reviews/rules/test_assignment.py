"""Who rates whom, for any firm that hypothesis thinks of, and for firms like real ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as properties
from hypothesis import strategies as st

from bot.features.reviews.rules.assignment import LEAST, MOST, OFFERED, Pair, Peer, Plan, offered, planned, replacing
from bot.features.reviews.rules.collaboration import Graph, Tie, Worked, graph_of

ANA, BO, CHEN, DEE, FINN, GUS = range(1, 7)
GROWTH, BRAND = 1, 2
TWO_TEAMS = [
    Peer(ANA, GROWTH),
    Peer(BO, GROWTH, managers=frozenset({ANA})),
    Peer(CHEN, GROWTH, managers=frozenset({ANA})),
    Peer(DEE, BRAND),
    Peer(FINN, BRAND, managers=frozenset({DEE})),
    Peer(GUS, BRAND, managers=frozenset({DEE})),
]


def ties(peers: Sequence[Peer], *worked: Worked) -> Graph:
    return graph_of({each.member: each.team for each in peers}, worked)


def broken(plan: Plan, peers: Sequence[Peer]) -> list[str]:
    """Which of the rules that always hold do not."""
    by_id = {each.member: each for each in peers}
    load, raters = Counter(p.rater for p in plan.pairs), Counter(p.subject for p in plan.pairs)
    offers = [(rater, subject) for subject, some in plan.short.items() for rater in some]
    found = {
        "a pair twice": len(set(plan.pairs)) < len(plan.pairs),
        "not a peer": not all(by_id[p.rater].may_rate(by_id[p.subject]) for p in plan.pairs),
        "rates too many": max(load.values(), default=0) > MOST,
        "is rated by too many": max(raters.values(), default=0) > MOST,
        "out of scope": any(not by_id[p.subject].is_rated for p in plan.pairs),
        "too few, and not said": any(
            each.is_rated and raters[each.member] < LEAST and each.member not in plan.short for each in peers
        ),
        "said, and not too few": any(raters[member] >= LEAST for member in plan.short),
        "offered who may not": not all(by_id[rater].may_rate(by_id[subject]) for rater, subject in offers),
        "offered who rates already": any(Pair(*each) in plan.pairs for each in offers),
        "offered who has no time": any(load[rater] >= MOST for rater, _ in offers),
    }
    return [what for what, is_so in found.items() if is_so]


@st.composite
def firms(draw: st.DrawFn) -> tuple[list[Peer], Graph]:
    """Up to thirty people in up to five teams, some in none, some above others, some away, some out of scope."""
    size = draw(st.integers(0, 30))
    someone = st.integers(0, max(size - 1, 0))
    peers = []
    for member in range(size):
        above = frozenset(draw(st.sets(st.integers(0, member - 1), max_size=2))) if member else frozenset()
        team = draw(st.none() | st.integers(1, 5))
        peers.append(
            Peer(member, team, above, is_rated=draw(st.integers(0, 5)) > 0, is_away=draw(st.integers(0, 5)) == 0)
        )
    pairs = draw(st.lists(st.tuples(someone, someone, st.sampled_from(Tie)), max_size=60)) if size else []
    return peers, ties(peers, *(Worked(*each) for each in pairs))


@given(firms(), st.integers(0, 2**31))
@properties(max_examples=80)
def test_whatever_the_firm_the_rules_hold(firm: tuple[list[Peer], Graph], seed: int) -> None:
    peers, graph = firm
    plan = planned(peers, graph, seed=seed)
    assert broken(plan, peers) == []
    assert planned(peers[::-1], graph, seed=seed) == plan


@given(firms(), st.integers(0, 2**31), st.data())
@properties(max_examples=60)
def test_whoever_declines_is_replaced_by_somebody_who_may(
    firm: tuple[list[Peer], Graph], seed: int, data: st.DataObject
) -> None:
    peers, graph = firm
    pairs = set(planned(peers, graph, seed=seed).pairs)
    if not pairs:
        return
    gone = data.draw(st.sampled_from(sorted(pairs, key=lambda pair: (pair.subject, pair.rater))))
    subject = next(each for each in peers if each.member == gone.subject)
    rater = replacing(subject, peers, graph, pairs - {gone}, declined={gone.rater})
    others = offered(subject, peers, graph, pairs - {gone}, declined={gone.rater}, seed=seed)
    for each in {rater, *others} - {None}:
        assert each != gone.rater
        assert Pair(each, gone.subject) not in pairs
        assert next(peer for peer in peers if peer.member == each).may_rate(subject)
        assert sum(pair.rater == each for pair in pairs - {gone}) < MOST


def like_a_real_one(members: int, seed: int) -> tuple[list[Peer], Graph]:
    """Teams of eight, the first of each leading it; everybody shares projects with some others, and so do the leads."""
    random = np.random.default_rng(seed)
    peers = [
        Peer(each, each // 8, frozenset({each // 8 * 8}) - {each}, is_away=bool(random.random() < 0.05))
        for each in range(members)
    ]
    met = random.integers(0, members, (2 * members, 2)).tolist()
    met += [(lead, (lead + 8 * step) % members) for lead in range(0, members, 8) for step in (1, 2, 3)]
    return peers, ties(peers, *(Worked(one, other, Tie.PROJECT) for one, other in met))


@pytest.mark.parametrize(("members", "reciprocal"), [(48, 0.45), (400, 0.30)])
@pytest.mark.parametrize("seed", range(3))
def test_in_firms_like_real_ones_everything_is_reached(members: int, reciprocal: float, seed: int) -> None:
    """With five raters out of some ten colleagues each, chance alone would make half of all ratings mutual."""
    peers, graph = like_a_real_one(members, seed)
    plan = planned(peers, graph, seed=seed)
    load = Counter(pair.rater for pair in plan.pairs)
    present = [each.member for each in peers if not each.is_away]
    assert broken(plan, peers) == []
    assert not plan.short
    assert plan.across >= 0.10
    assert plan.reciprocal < reciprocal
    assert plan.parts == plan.least_parts == 1
    assert np.std([load[each] for each in present]) < 1.6
    assert planned(peers, graph, seed=seed + 1).pairs != plan.pairs


def test_ana_is_no_peer_of_those_she_manages_nor_they_of_her() -> None:
    project = [Worked(ANA, each, Tie.PROJECT) for each in (BO, CHEN, DEE, FINN)]
    plan = planned(TWO_TEAMS, ties(TWO_TEAMS, *project), seed=1)
    assert {p.rater for p in plan.pairs if p.subject == ANA} <= {DEE, FINN}
    assert {p.subject for p in plan.pairs if p.rater == ANA} <= {DEE, FINN}


def test_chen_has_one_peer_in_the_team_so_others_are_offered_and_bos_partner_comes_first() -> None:
    plan = planned(TWO_TEAMS, ties(TWO_TEAMS, Worked(BO, GUS, Tie.PARTNER)), seed=1)
    assert [p.rater for p in plan.pairs if p.subject == CHEN] == [BO]
    assert plan.short[CHEN][0] == GUS
    assert set(plan.short[CHEN]) == {DEE, FINN, GUS}


def test_of_many_who_could_be_asked_a_few_are_named() -> None:
    peers = [*TWO_TEAMS, *(Peer(each, each) for each in range(10, 60))]
    assert len(planned(peers, ties(peers), seed=3).short[CHEN]) == OFFERED


def test_who_is_away_is_rated_and_rates_nobody() -> None:
    peers = [replace(each, is_away=each.member == BO) for each in TWO_TEAMS]
    plan = planned(peers, ties(peers, Worked(BO, DEE, Tie.PROJECT)), seed=1)
    assert BO not in {p.rater for p in plan.pairs}
    assert BO in {p.subject for p in plan.pairs}


def test_a_cycle_for_growth_asks_others_to_rate_but_rates_only_growth() -> None:
    peers = [replace(each, is_rated=each.team == GROWTH) for each in TWO_TEAMS]
    plan = planned(peers, ties(peers, Worked(BO, DEE, Tie.PROJECT)), seed=1)
    assert {p.subject for p in plan.pairs} <= {ANA, BO, CHEN}
    assert Pair(DEE, BO) in plan.pairs
    assert not set(plan.short) & {DEE, FINN, GUS}


def test_when_everybody_has_declined_nobody_is_left_to_ask() -> None:
    bo = TWO_TEAMS[1]
    everybody = {each.member for each in TWO_TEAMS}
    graph = ties(TWO_TEAMS, Worked(BO, DEE, Tie.PROJECT))
    assert replacing(bo, TWO_TEAMS, graph, (), declined={CHEN}) == DEE
    assert replacing(bo, TWO_TEAMS, graph, (), declined=everybody) is None
    assert offered(bo, TWO_TEAMS, graph, (), declined=everybody, seed=1) == ()

"""Raters whom people name are asked as far as nobody rates too many, and the rest is filled by the plan."""

from collections import Counter

import pytest

from bot.errors import Rejected
from bot.features.reviews.rules.assignment import Pair, Peer, Plan, planned
from bot.features.reviews.rules.collaboration import Graph, graph_of
from bot.features.reviews.rules.nominating import accepted, filled

TEAMS: dict[int, int | None] = {member: 1 + (member > 10) for member in range(1, 21)}
"""Ten in each; 1 and 11 are the managers."""


def peers(*, away: int | None = None) -> list[Peer]:
    return [
        Peer(member, team, frozenset({1 if team == 1 else 11} - {member}), is_away=member == away)
        for member, team in TEAMS.items()
    ]


def graph() -> Graph:
    return graph_of(TEAMS, ())


def plan(*, away: int | None = None) -> Plan:
    return planned(peers(away=away), graph(), seed=7)


def test_approved_names_are_asked_and_the_rest_is_filled() -> None:
    approved = [Pair(3, 2), Pair(14, 2)]
    found = filled(plan(), approved, peers(), graph(), seed=7)
    raters = Counter(pair.subject for pair in found.pairs)
    assert {*approved} <= {*found.pairs}
    assert raters[2] == 5
    assert all(count >= 3 for member, count in raters.items() if member not in (1, 11))
    assert max(Counter(pair.rater for pair in found.pairs).values()) <= 8
    assert len(set(found.pairs)) == len(found.pairs)


def test_who_is_named_by_everybody_rates_eight_of_them_by_chance_and_the_same_ones_each_time() -> None:
    approved = [Pair(2, subject) for subject in range(3, 21) if subject not in (1, 11)]
    found = [filled(plan(), approved, peers(), graph(), seed=seed) for seed in (7, 7, 8)]
    rated = [{pair.subject for pair in each.pairs if pair.rater == 2} for each in found]
    assert [len(each) for each in rated] == [8, 8, 8]
    assert rated[0] == rated[1] != rated[2]
    for each in found:
        raters = Counter(pair.subject for pair in each.pairs)
        assert all(raters[member] >= 3 for member in range(2, 11))


def test_nobody_is_asked_who_may_not_or_is_away() -> None:
    approved = [Pair(1, 2), Pair(2, 1), Pair(2, 2), Pair(5, 6), Pair(99, 2), Pair(2, 99)]
    found = filled(plan(away=5), approved, peers(away=5), graph(), seed=7)
    assert not set(approved) & set(found.pairs)


def test_eight_named_are_eight_raters_and_nobody_besides() -> None:
    approved = [Pair(rater, 2) for rater in (3, 4, 5, 6, 7, 8, 9, 10)]
    found = filled(plan(), approved, peers(), graph(), seed=7)
    assert {pair for pair in found.pairs if pair.subject == 2} == set(approved)
    assert found.parts >= found.least_parts


@pytest.mark.parametrize(
    ("named", "key"), [([1], "not-named"), ([2], "not-named"), ([99], "not-named"), ([*range(3, 12)], "many-named")]
)
def test_whom_nobody_may_name(named: list[int], key: str) -> None:
    known = {each.member: each for each in peers()}
    with pytest.raises(Rejected, match=f"reviews-error-{key}"):
        accepted(known[2], named, known, {})


def test_names_twice_are_once() -> None:
    known = {each.member: each for each in peers()}
    assert accepted(known[2], [3, 3, 14], known, {}) == {3, 14}
    assert accepted(known[2], [], known, {}) == set()

"""Who rates whom after a project."""

from collections import Counter

import pytest

from bot.features.reviews.rules.assignment import Pair, Peer
from bot.features.reviews.rules.projects import everybody, instead, project_questions, team_score
from scoring.scheme import load

NOBODY: frozenset[int] = frozenset()


def peers(size: int, *, manager_of: dict[int, int] | None = None, away: tuple[int, ...] = ()) -> list[Peer]:
    above = {member: frozenset({manager}) for member, manager in (manager_of or {}).items()}
    return [Peer(each, 1, above.get(each, NOBODY), is_away=each in away) for each in range(1, size + 1)]


@pytest.mark.parametrize("size", [4, 9])
def test_in_a_small_project_everybody_rates_everybody(size: int) -> None:
    plan = everybody(peers(size), seed=3)
    assert len(set(plan.pairs)) == len(plan.pairs) == size * (size - 1)
    assert all(pair.rater != pair.subject for pair in plan.pairs)
    assert plan.unrated == ()


@pytest.mark.parametrize("size", [10, 17, 40])
def test_in_a_larger_one_all_have_eight(size: int) -> None:
    plan = everybody(peers(size), seed=3)
    assert set(Counter(pair.rater for pair in plan.pairs).values()) == {8}
    assert set(Counter(pair.subject for pair in plan.pairs).values()) == {8}
    assert plan == everybody(list(reversed(peers(size))), seed=3)
    assert plan != everybody(peers(size), seed=4)


@pytest.mark.parametrize("seed", range(5))
def test_managers_and_their_people_leave_each_other_out(seed: int) -> None:
    below = dict.fromkeys(range(2, 21), 1)
    plan = everybody(peers(40, manager_of=below), seed=seed)
    both = {frozenset((pair.rater, pair.subject)) for pair in plan.pairs}
    assert not both & {frozenset((1, member)) for member in below}
    raters = Counter(pair.subject for pair in plan.pairs)
    assert min(raters.values()) >= 7
    assert max(Counter(pair.rater for pair in plan.pairs).values()) <= 8


def test_nobody_is_asked_about_who_cannot_have_three_raters() -> None:
    assert everybody(peers(3), seed=3).pairs == ()
    assert everybody(peers(3), seed=3).unrated == (1, 2, 3)
    plan = everybody(peers(5, manager_of={2: 1, 3: 1}), seed=3)
    assert plan.unrated == (1,), "two people alone may rate the manager"
    assert {pair.rater for pair in plan.pairs} == {1, 2, 3, 4, 5}, "who rates others all the same"


def test_who_is_away_rates_nobody_and_is_rated() -> None:
    plan = everybody(peers(6, away=(6,)), seed=3)
    assert 6 not in {pair.rater for pair in plan.pairs}
    assert {pair.rater for pair in plan.pairs if pair.subject == 6} == {1, 2, 3, 4, 5}


def test_instead_of_somebody_comes_whoever_has_least_to_do() -> None:
    members = peers(5, manager_of={1: 5})
    pairs = [Pair(2, 1), Pair(3, 4), Pair(3, 5)]
    assert instead(members[0], members, pairs, declined=()) == 4
    assert instead(members[0], members, pairs, declined={4}) == 3
    assert instead(members[0], members, pairs, declined={3, 4}) is None, "the manager is not asked"
    full = [*pairs, *(Pair(4, subject) for subject in range(10, 18))]
    assert instead(members[0], members, full, declined=()) == 3, "nobody has more than eight to give"


def test_a_scheme_asks_in_every_retrospective_what_it_scores_once_a_quarter() -> None:
    (asked,) = project_questions(load("integrated_team"))
    assert asked.metric == "retro_collaboration"
    assert len(asked.anchors) == 5
    assert project_questions(load("promotion")) == ()


def test_the_team_has_a_score_from_five_on() -> None:
    assert team_score([4.0, 5.0, 3.0, 4.0], unknown=4) is None
    scores = [4.0, 5.0, 3.0, 4.0, 3.5]
    assert [team_score(scores, unknown=each) is not None for each in range(5)] == [True, False, False, True, True]
    found = team_score(scores, unknown=4)
    assert found is not None
    assert (found.members, found.mean) == (5, 3.9)

"""Who rates whom: known, shared out evenly, across teams, in one piece."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_flow

from scoring.errors import ColumnInvalid, InputInvalid, UnknownName
from scoring.raters import components, estimate
from scoring.raters.assignment import Assignment, Offer, assign, replacement

CAST = ["Ana", "Bo", "Chen", "Dee", "Eve"]
TEAM = ["growth", "growth", "growth", "brand", "brand"]


def firm(members: int, *, outside: int = 3, seed: int = 0) -> dict[str, Any]:
    """Teams of ten; everybody worked with six of the team and some of anywhere."""
    random = np.random.default_rng(seed)
    one = np.repeat(np.arange(members), 6 + outside)
    mates = np.argsort(random.random((members, 10)), axis=1)[:, :6] + np.arange(members)[:, None] // 10 * 10
    other = np.hstack([mates, random.integers(0, members, (members, outside))]).ravel()
    is_other = one != other
    return {
        "member": np.arange(members),
        "team": np.arange(members) // 10,
        "one": one[is_other],
        "other": other[is_other],
        "weight": random.gamma(2.0, size=int(is_other.sum())),
    }


def check(result: Assignment, *, most: int = 8, forbidden: Collection[Any] = ()) -> None:
    pairs = list(zip(result.subject, result.rater, strict=True))
    assert len(set(pairs)) == len(pairs)
    assert all(subject != rater for subject, rater in pairs)
    assert not {(rater, subject) for subject, rater in pairs}.intersection(forbidden)
    assert result.raters.sum() == result.load.sum() == len(pairs)
    assert result.raters.max(initial=0) <= most
    assert result.load.max(initial=0) <= most


def cast(pairs: list[tuple[str, str, float]], **rules: Any) -> Assignment:
    one, other, weight = zip(*pairs, strict=True) if pairs else ((), (), ())
    rules = {"wanted": 2, "least": 1, "most": 3} | rules
    return assign(CAST, team=TEAM, one=one, other=other, weight=weight, **rules)


def test_people_who_worked_together_rate_each_other() -> None:
    result = assign(
        ["Ana", "Bo", "Chen", "Dee", "Eve", "Fay"],
        team=["a", "b", "c", "d", "e", "f"],
        one=["Ana", "Ana", "Bo", "Bo", "Chen", "Dee"],
        other=["Bo", "Chen", "Dee", "Eve", "Fay", "Eve"],
        weight=[5, 1, 4, 4, 2, 3],
        wanted=1,
        least=1,
        most=3,
    )
    chosen = dict(zip(result.subject, result.rater, strict=True))
    assert chosen["Fay"] == "Chen"
    assert all(
        {subject, rater}
        in [{"Ana", "Bo"}, {"Ana", "Chen"}, {"Bo", "Dee"}, {"Bo", "Eve"}, {"Chen", "Fay"}, {"Dee", "Eve"}]
        for subject, rater in zip(result.subject, result.rater, strict=True)
    )
    check(result, most=3)


def test_a_firm_gets_what_was_asked_for() -> None:
    result = assign(**firm(2_000))
    check(result)
    assert (result.raters >= 5).all()
    assert not result.short
    assert result.load.min() >= 3
    assert np.std(result.load) < 1
    assert result.across >= 0.10
    assert result.reciprocal < 0.30
    assert result.components == result.least_components == 1
    assert set(components(result.subject, result.rater)) == {0}


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    first, again, other = (assign(**firm(200), seed=seed) for seed in (1, 1, 2))
    assert (first.subject, first.rater) == (again.subject, again.rater)
    assert (first.subject, first.rater) != (other.subject, other.rater)


def test_forbidden_pairs_hold_one_way_only() -> None:
    """Ana manages Bo and Chen and must not be their peer; they may rate her."""
    forbidden = {("Ana", "Bo"), ("Ana", "Chen")}
    result = cast([("Ana", "Bo", 9), ("Ana", "Chen", 9), ("Bo", "Chen", 1)], forbidden=forbidden)
    check(result, most=3, forbidden=forbidden)
    assert ("Ana", "Bo") in zip(result.subject, result.rater, strict=True)


def test_who_is_absent_rates_nobody_and_is_rated() -> None:
    result = cast([("Ana", "Bo", 9), ("Ana", "Chen", 9), ("Bo", "Chen", 1)], absent=["Ana"])
    assert "Ana" not in result.rater
    assert "Ana" in result.subject


def test_who_is_not_rated_helps_to_rate_others_and_is_missed_by_nobody() -> None:
    result = cast([("Bo", "Dee", 5), ("Chen", "Dee", 5)], unrated=["Dee", "Eve"])
    assert not {"Dee", "Eve"} & {*result.subject, *result.short}
    assert "Dee" in result.rater
    check(result, most=3)


def test_a_rating_is_taken_over_by_who_is_close_and_has_time() -> None:
    ana, bo, dee = Offer("Ana", 4.0, 5, False), Offer("Bo", 4.0, 2, False), Offer("Dee", 1.0, 2, False)
    assert replacement([ana, bo, dee]) == "Bo"
    assert replacement([ana, Offer("Bo", 4.0, 8, False), dee]) == "Ana"
    assert replacement([Offer("Bo", 4.0, 2, True), Offer("Chen", 3.0, 2, False)]) == "Chen"
    assert replacement([Offer("Bo", 0.0, 2, False)]) == "Bo"
    assert replacement([Offer("Bo", 4.0, 8, False)]) is None
    assert replacement([]) is None


def test_who_worked_with_nobody_is_rated_by_the_team() -> None:
    result = cast([])
    assert dict(zip(CAST, result.raters.tolist(), strict=True)) == {"Ana": 2, "Bo": 2, "Chen": 2, "Dee": 1, "Eve": 1}
    # Dee and Eve rate each other: those two ratings have neither subject nor rater in common
    assert result.components == result.least_components == 3


def test_one_pair_across_is_used_to_join_two_teams() -> None:
    result = cast([("Chen", "Dee", 0.1)], across=0.0, wanted=1)
    assert result.components == result.least_components == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_chain_of_teams_is_held_together(seed: int) -> None:
    """Each team knows one person of the next team only."""
    one = np.arange(9, 290, 10)
    result = assign(
        np.arange(300), team=np.arange(300) // 10, one=one, other=one + 1, weight=np.ones(29), across=0.0, seed=seed
    )
    check(result)
    assert result.components == result.least_components == 1


def test_what_nobody_can_join_is_said() -> None:
    result = assign(**firm(100, outside=0))
    assert result.across == 0
    assert result.components == result.least_components == 10


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_enough_ratings_cross_teams(share: float) -> None:
    result = assign(**firm(300, outside=5), across=share)
    check(result)
    assert result.across >= share
    assert (result.raters >= 5).all()


@pytest.mark.parametrize("seed", range(12))
def test_no_more_members_could_have_had_enough_raters(seed: int) -> None:
    """Against the maximum flow that gives each subject `least` raters of at most `most` subjects."""
    random = np.random.default_rng(seed)
    n, least, most = 40, 3, 3
    one, other = random.integers(0, n, 90), (n * random.random(90) ** 3).astype(int)
    one, other = one[one != other], other[one != other]
    result = assign(
        np.arange(n),
        team=np.arange(n),
        one=one,
        other=other,
        weight=np.ones(len(one)),
        wanted=3,
        least=least,
        most=most,
    )
    check(result, most=most)
    edges = {(a, b) for a, b in zip(np.r_[one, other].tolist(), np.r_[other, one].tolist(), strict=True)}
    arcs = [(s, n + r, 1) for s, r in edges]
    arcs += [(2 * n, s, least) for s in range(n)] + [(n + r, 2 * n + 1, most) for r in range(n)]
    start, end, room = (np.array(column) for column in zip(*arcs, strict=True))
    graph = coo_array((room.astype(np.int32), (start, end)), shape=(2 * n + 2, 2 * n + 2)).tocsr()
    assert np.minimum(result.raters, least).sum() == maximum_flow(graph, 2 * n, 2 * n + 1).flow_value
    assert set(result.short) == set(np.flatnonzero(result.raters < least).tolist())


def test_what_is_assigned_can_be_corrected() -> None:
    plan = assign(**firm(500))
    random = np.random.default_rng(4)
    subject, rater = np.array(plan.subject), np.array(plan.rater)
    able, lenient = random.normal(0, 0.5, 500), random.normal(0, 0.4, 500)
    result = estimate(subject, rater, 3 + able[subject] + lenient[rater] + random.normal(0, 0.4, len(subject)))
    true = able[result.subjects]
    off = [1 - np.corrcoef(scores, true)[0, 1] ** 2 for scores in (result.corrected, result.plain_mean)]
    assert off[0] < 0.85 * off[1]


def test_nobody_and_somebody_alone() -> None:
    nobody = assign([], team=[], one=[], other=[], weight=[])
    assert (nobody.subject, nobody.short, nobody.components) == ((), (), 0)
    alone = assign(["Bo"], team=["growth"], one=[], other=[], weight=[])
    assert (alone.subject, alone.short, alone.components) == ((), ("Bo",), 0)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"member": ["Bo", "Bo"]}, ColumnInvalid, "'Bo' is repeated in row 2"),
        ({"team": ["growth"]}, ColumnInvalid, "unequal length"),
        ({"team": ["growth", None]}, ColumnInvalid, "team is missing in row 2"),
        ({"weight": [-1.0]}, ColumnInvalid, "weight is -1.0 in row 1"),
        ({"weight": [math.nan]}, ColumnInvalid, "weight is nan in row 1"),
        ({"weight": [1.0, 2.0]}, ColumnInvalid, "unequal length"),
        ({"other": ["Zoe"]}, UnknownName, "Zoe"),
        ({"forbidden": [("Zoe", "Bo")]}, UnknownName, "Zoe"),
        ({"absent": ["Zoe"]}, UnknownName, "Zoe"),
        ({"least": 6}, InputInvalid, "rising order"),
        ({"least": 0}, InputInvalid, "1 or more"),
        ({"most": 4}, InputInvalid, "rising order"),
        ({"across": 1.5}, InputInvalid, "share from 0 to 1"),
    ],
)
def test_unusable_wishes_are_refused(change: dict[str, Any], error: type[Exception], words: str) -> None:
    usual: dict[str, Any] = {
        "member": ["Bo", "Dee"],
        "team": ["a", "b"],
        "one": ["Bo"],
        "other": ["Dee"],
        "weight": [1],
    }
    with pytest.raises(error, match=words):
        assign(**usual | change)

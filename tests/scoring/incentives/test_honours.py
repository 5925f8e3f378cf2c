from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.definitions import Text
from scoring.errors import InputInvalid, UnknownName
from scoring.incentives import Standing, role_fit, star_of_the_month, top_teams, training
from scoring.rewards import RoleFit, Star, TopTeams, Training

TITLE = Text(en="a", zh_cn="甲")
INCOMPLETE = Standing(5.0, is_complete=False)
fields = st.dictionaries(
    st.integers(0, 60),
    st.builds(Standing, st.integers(0, 9).map(float), is_complete=st.booleans()),
    max_size=40,
)


def fit(**rules: Any) -> RoleFit:
    return RoleFit.model_validate({"id": "f", "title": TITLE, **rules})


def needs(**rules: Any) -> Training:
    return Training.model_validate({"id": "t", "title": TITLE, **rules})


def top(n: int = 3) -> TopTeams:
    return TopTeams.model_validate({"id": "t", "title": TITLE, "n": n})


def star(ties: str = "shared") -> Star:
    return Star.model_validate({"id": "s", "title": TITLE, "ties": ties})


def field(*values: float) -> dict[Any, Standing]:
    return {number: Standing(value) for number, value in enumerate(values)}


def shuffled(people: dict[Any, Any], seed: int) -> dict[Any, Any]:
    pairs = list(people.items())
    random.Random(seed).shuffle(pairs)
    return dict(pairs)


# Training


def test_training_is_in_the_weakest_dimension() -> None:
    need = training(needs(), {"traffic": 92.0, "sales": 71.25, "brand": 80.0, "growth": None})
    assert need.weakest == ("sales",)
    assert (need.lowest, need.scores["growth"]) == (Decimal("71.3"), None)


@pytest.mark.parametrize(
    ("scores", "below", "weakest"),
    [
        ({"a": 80.04, "b": 79.96, "c": 90.0}, None, ("a", "b")),  # both are shown as 80.0
        ({"c": 90.0, "b": 80.0, "a": 80.0}, None, ("b", "a")),  # in the order of the scheme
        ({"a": 80.0, "b": 80.0}, None, ()),  # none is weaker than another
        ({"a": 80.0}, None, ()),
        ({"a": 80.0, "b": None}, None, ()),
        ({"a": None}, None, ()),
        ({}, None, ()),
        ({"a": 59.9, "b": 90.0}, 60, ("a",)),
        ({"a": 60.0, "b": 90.0}, 60, ()),
        ({"a": 40.0}, 60, ("a",)),
        ({"a": 40.0, "b": 40.0}, 60, ("a", "b")),
    ],
)
def test_ties_and_single_dimensions(scores: dict[str, float | None], below: float | None, weakest: Any) -> None:
    assert training(needs(below=below), scores).weakest == weakest


def test_a_score_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputInvalid, match="score of a nan"):
        training(needs(), {"a": float("nan")})


# Role fit


def test_the_bottom_fifth_of_the_year() -> None:
    result = role_fit(fit(), field(50, 90, 40, 80, 70, 60, 75, 85, 95, 65))
    assert result.listed == (0, 2)
    place = result.of(0)
    assert (place.score, place.no_better, place.places, place.ranked) == (50.0, 2, 2, 10)
    assert result.of(1).no_better == 9


@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ((), ()),
        ((10,), ()),
        ((10, 20, 30, 40), ()),  # 20 % of 4, rounded down
        ((10, 20, 30, 40, 50), (0,)),
        ((10, 10, 30, 40, 50), ()),  # two tie for the only place: neither is listed
        ((40, 50, 50, 60, 65, 70, 75, 80, 90, 99), (0,)),  # two places, of which the tie takes none
        ((50,) * 10, ()),
    ],
)
def test_ties_and_small_groups_are_settled_in_favour_of_people(values: tuple[float, ...], listed: Any) -> None:
    assert role_fit(fit(), field(*values)).listed == listed


def test_incomplete_cards_are_never_in_a_bottom_list() -> None:
    people = {"Bo": INCOMPLETE, "Chen": Standing(None, is_complete=False), **field(10, 20, 30, 40, 50)}
    result = role_fit(fit(), people)
    assert result.listed == (0,)
    assert [(result.of(name).no_better, result.of(name).ranked) for name in ("Bo", "Chen")] == [(None, 5)] * 2
    with pytest.raises(UnknownName, match="7 members"):
        result.of("Eve")


@given(people=fields, percent=st.integers(1, 50))
def test_the_bottom_share_by_counting(people: dict[int, Standing], percent: int) -> None:
    listed = role_fit(fit(bottom_percent=percent), people).listed
    complete = {person: standing.score for person, standing in people.items() if standing.is_complete}
    assert 100 * len(listed) <= percent * len(complete)
    for person in people:
        no_better = sum(score <= complete[person] for score in complete.values()) if person in complete else None
        assert (person in listed) == (no_better is not None and 100 * no_better <= percent * len(complete))


@given(people=fields, seed=st.integers())
def test_the_order_of_people_does_not_matter(people: dict[int, Standing], seed: int) -> None:
    other = shuffled(people, seed)
    assert list(role_fit(fit(), other).records.items()) == list(role_fit(fit(), people).records.items())
    assert top_teams(top(), other) == top_teams(top(), people)
    ordered = star_of_the_month(star(), people, opted_in=list(people))
    assert star_of_the_month(star(), other, opted_in=list(other)) == ordered


# Top teams


def test_the_best_three_teams() -> None:
    teams = {"brand": 88.0, "growth": 91.5, "content": 79.0, "events": 88.0, "crm": 60.0}
    places = top_teams(top(), {name: Standing(score) for name, score in teams.items()})
    assert [(place.place, place.team, place.score, place.ranked) for place in places] == [
        (1, "growth", 91.5, 5),
        (2, "brand", 88.0, 5),
        (2, "events", 88.0, 5),
    ]


def test_teams_that_tie_at_the_last_place_are_all_in() -> None:
    assert [place.team for place in top_teams(top(1), field(80, 90, 90))] == [1, 2]
    assert [place.team for place in top_teams(top(), field(80, 90))] == [1, 0]
    assert top_teams(top(), {"brand": INCOMPLETE}) == ()
    assert top_teams(top(), {}) == ()


# Star of the month

MONTH = {"Bo": Standing(95.0), "Chen": Standing(90.0), "Dee": Standing(90.0), "Ana": INCOMPLETE}


def test_only_who_agreed_can_be_the_star_and_nobody_else_is_counted() -> None:
    choice = star_of_the_month(star(), MONTH, opted_in=["Ana", "Chen", "Eve"])
    assert (choice.stars, choice.decided_by, choice.score, choice.candidates) == (("Chen",), "score", 90.0, 1)
    nobody = star_of_the_month(star(), MONTH, opted_in=["Ana"])
    assert (nobody.stars, nobody.decided_by, nobody.score, nobody.candidates) == ((), "nobody", None, 0)


@pytest.mark.parametrize(
    ("ties", "last_star", "stars", "decided_by"),
    [
        ("shared", {"Chen": date(2026, 9, 1)}, ("Chen", "Dee"), "shared"),
        ("longest_ago", {"Chen": date(2026, 9, 1)}, ("Dee",), "longest_ago"),  # Dee never was one
        ("longest_ago", {"Chen": date(2026, 8, 1), "Dee": date(2026, 9, 1)}, ("Chen",), "longest_ago"),
        ("longest_ago", {"Chen": date(2026, 9, 1), "Dee": date(2026, 9, 1)}, ("Chen", "Dee"), "shared"),
        ("longest_ago", {}, ("Chen", "Dee"), "shared"),
        ("longest_ago", None, ("Chen", "Dee"), "shared"),
    ],
)
def test_equals_share_or_the_longest_wait_decides(
    ties: str, last_star: dict[Any, date] | None, stars: tuple[str, ...], decided_by: str
) -> None:
    choice = star_of_the_month(star(ties), MONTH, opted_in=["Chen", "Dee"], last_star=last_star)
    assert (choice.tied, choice.stars, choice.decided_by) == (("Chen", "Dee"), stars, decided_by)
    assert choice.last_star == {name: (last_star or {}).get(name) for name in ("Chen", "Dee")}

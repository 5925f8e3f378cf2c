from __future__ import annotations

import random
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import InputInvalid, UnknownName
from scoring.incentives import split_pool

cents = st.decimals(min_value=0, max_value=10**7, places=2)
points = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.one_of(st.integers(0, 10**6), st.floats(0, 1000), st.decimals(min_value=0, max_value=10**6, places=3)),
    max_size=12,
)


def amounts(split: Any) -> dict[Any, str]:
    return {member: str(share.amount) for member, share in split.shares.items()}


def test_the_cent_left_over_goes_to_the_largest_fraction() -> None:
    split = split_pool(100, {"Bo": 1, "Chen": 2, "Dee": 4})  # 14.2857.. + 28.5714.. + 57.1428..
    assert amounts(split) == {"Bo": "14.29", "Chen": "28.57", "Dee": "57.14"}
    assert split.of("Bo").fraction == Fraction(100 * 100 * 1, 7) - 1428
    assert [share.got_unit for share in split.shares.values()] == [True, False, False]
    assert (split.points, split.left) == (7, 0)


def test_equal_fractions_are_settled_in_order_of_id() -> None:
    assert amounts(split_pool("10.00", {"Dee": 1, "Bo": 1, "Chen": 1})) == {"Bo": "3.34", "Chen": "3.33", "Dee": "3.33"}
    assert list(amounts(split_pool(1, {10: 1, 9: 1, 2: 1})).items()) == [(2, "0.34"), (9, "0.33"), (10, "0.33")]
    ids = [UUID(int=2), "a", 7, UUID(int=1)]
    assert list(split_pool(1, dict.fromkeys(ids, 1)).shares) == [UUID(int=1), UUID(int=2), 7, "a"]


def test_without_any_points_the_pool_is_left() -> None:
    split = split_pool("500.50", {"Bo": 0, "Chen": 0.0})
    assert amounts(split) == {"Bo": "0.00", "Chen": "0.00"}
    assert (split.points, str(split.left)) == (0, "500.50")
    assert split_pool(5, {}).left == 5


def test_one_person_gets_all_and_an_empty_pool_gives_nothing() -> None:
    assert amounts(split_pool("0.01", {"Bo": 0.001, "Chen": 0})) == {"Bo": "0.01", "Chen": "0.00"}
    assert amounts(split_pool(0, {"Bo": 3})) == {"Bo": "0.00"}


def test_points_are_proportions_at_any_scale() -> None:
    large = split_pool(100, {"Bo": Decimal("1E+3"), "Chen": Decimal("2E+4")})
    small = split_pool(100, {"Bo": Decimal("1E-29"), "Chen": Decimal("2E-28")})
    assert amounts(large) == amounts(small) == {"Bo": "4.76", "Chen": "95.24"}


def test_yen() -> None:
    assert amounts(split_pool(1000, {"Bo": 1, "Chen": 1, "Dee": 1}, places=0)) == {
        "Bo": "334",
        "Chen": "333",
        "Dee": "333",
    }


@pytest.mark.parametrize(
    ("pool", "given_points", "says"),
    [
        (-1, {"Bo": 1}, "pool -1 is negative"),
        (10.0, {"Bo": 1}, "pool 10.0 is a float"),
        ("0.001", {"Bo": 1}, "more than 2 decimals"),
        (1, {"Bo": -1}, "points of Bo -1 is under 0"),
        (1, {"Bo": float("nan")}, "points of Bo nan"),
        (1, {"Bo": float("inf")}, "points of Bo inf"),
        (1, {"Bo": True}, "points of Bo True"),
        (1, {"Bo": "3"}, "points of Bo '3'"),
    ],
)
def test_pools_and_points_that_cannot_be_split_are_refused(pool: Any, given_points: Any, says: str) -> None:
    with pytest.raises(InputInvalid, match=says):
        split_pool(pool, given_points)


def test_somebody_who_is_not_in_the_pool() -> None:
    with pytest.raises(UnknownName, match="1 members of this pool"):
        split_pool(1, {"Bo": 1}).of("Eve")


@given(pool=cents, given_points=points)
def test_every_cent_is_given_once(pool: Decimal, given_points: dict[str, Any]) -> None:
    split = split_pool(pool, given_points)
    assert sum((share.amount for share in split.shares.values()), split.left) == pool
    assert (split.left == 0) or not split.points


@given(pool=cents, given_points=points)
def test_a_share_is_less_than_a_cent_from_the_exact_one(pool: Decimal, given_points: dict[str, Any]) -> None:
    split = split_pool(pool, given_points)
    for share in split.shares.values():
        if not split.points:
            continue
        exact = Fraction(pool) * Fraction(share.points) / Fraction(split.points)
        assert exact == Fraction(share.whole) + share.fraction / 100
        assert share.amount == share.whole + (Decimal("0.01") if share.got_unit else 0)
        assert not share.got_unit or share.points > 0


@given(pool=cents, given_points=points)
def test_more_points_never_get_less_but_for_the_cent_of_equals(pool: Decimal, given_points: dict[str, Any]) -> None:
    rising = sorted(split_pool(pool, given_points).shares.values(), key=lambda share: share.points)
    for fewer, more in pairwise(rising):
        assert fewer.amount <= more.amount or (fewer.points == more.points)


@given(pool=cents, given_points=points, seed=st.integers())
def test_the_order_of_people_does_not_matter(pool: Decimal, given_points: dict[str, Any], seed: int) -> None:
    shuffled = list(given_points.items())
    random.Random(seed).shuffle(shuffled)
    ordered = split_pool(pool, given_points)
    with localcontext() as context:  # nor does the caller's decimal context
        context.prec = 2
        again = split_pool(pool, dict(shuffled))
    assert list(again.shares.items()) == list(ordered.shares.items())
    assert (again.points, again.left) == (ordered.points, ordered.left)


def test_ten_thousand_people_share_a_pool_at_once() -> None:
    many = {person: person % 97 + 0.125 for person in range(10_000)}
    split = split_pool("1234567.89", many)
    assert sum(share.amount for share in split.shares.values()) == Decimal("1234567.89")

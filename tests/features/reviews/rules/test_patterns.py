"""Counts of raters who tell nobody apart, and of pairs who flatter each other; none that would name somebody."""

from itertools import combinations

from bot.features.reviews.rules.patterns import Patterns, patterns_of
from bot.features.reviews.rules.results import Given

NAMES = {member: f"p{member:02}" for member in range(1, 25)}


def said(rater: int, subject: int, value: int | None, metric: str = "peer") -> Given:
    return Given(subject, NAMES[rater], metric, value, "", "team")


def company(*, same: int = 0, mutual: int = 0, raters: int = 24) -> list[Given]:
    """Everybody rates the next five; the first `same` all alike, and the last `mutual` pairs only the highest."""
    given = []
    for rater in range(1, raters + 1):
        for step in range(1, 6):
            value = 3 if rater <= same else 2 + step % 3
            given.append(said(rater, (rater + step - 1) % raters + 1, value))
    pairs = list(combinations(range(raters - 5, raters + 1), 2))[:mutual]
    kept = [each for each in given if (each.rater, each.subject) not in {(NAMES[a], b) for a, b in pairs}]
    kept = [each for each in kept if (each.rater, each.subject) not in {(NAMES[b], a) for a, b in pairs}]
    return kept + [said(one, other, 5) for pair in pairs for one, other in (pair, pair[::-1])]


def test_many_are_counted() -> None:
    assert patterns_of(company(same=4, mutual=3), NAMES) == Patterns(4, 3)


def test_none_one_and_two_look_alike() -> None:
    assert {patterns_of(company(same=n, mutual=n), NAMES) for n in range(3)} == {Patterns(None, None)}


def test_all_but_two_would_name_the_two() -> None:
    assert patterns_of(company(same=21), NAMES).same == 21
    assert [patterns_of(company(same=n), NAMES).same for n in (22, 23, 24)] == [None, None, None]


def test_among_fewer_than_twenty_nothing_is_told() -> None:
    assert patterns_of(company(same=5, mutual=5, raters=19), NAMES) == Patterns(None, None)
    assert patterns_of(company(same=5, mutual=4, raters=20), NAMES) == Patterns(5, 4)


def test_one_metric_below_the_highest_ends_a_mutual_high_and_who_cannot_judge_says_nothing() -> None:
    given = company(mutual=3)
    one = next(each for each in given if each.value == 5)
    rater = next(member for member, name in NAMES.items() if name == one.rater)
    assert patterns_of([*given, said(rater, one.subject, None, "other")], NAMES).mutual == 3
    assert patterns_of([*given, said(rater, one.subject, 4, "other")], NAMES).mutual is None
    assert patterns_of([], NAMES) == Patterns(None, None)

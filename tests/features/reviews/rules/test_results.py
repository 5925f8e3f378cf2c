"""What a release leaves: the right scores, and no way back to who rated."""

from collections import Counter, defaultdict
from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as properties
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from bot.features.reviews.rules.results import Given, Kept, Remains, Result, Score, combined, remains_of
from scoring.raters import estimate
from scoring.raters.dyads import dyad_means
from tests.features.reviews.rules.firm import QUALITY, Firm, name_of, rated

ANA, BO, CHEN = 1, 2, 3


def remains(firm: Firm, seed: int = 0) -> Remains:
    return remains_of(firm.given, np.random.default_rng(seed))


def scores(found: Remains) -> dict[int, Score]:
    return {each.subject: each.score for each in found.results if each.score}


def told(subject: int, *values: int | None, text: str = "", group: str = "team") -> list[Given]:
    return [Given(subject, name_of(k), QUALITY, value, text, group) for k, value in enumerate(values)]


def test_scores_are_those_of_the_rater_model_on_the_same_ratings() -> None:
    firm = rated(60, 1)
    columns = zip(*((g.subject, g.rater, g.metric, g.value) for g in firm.given), strict=True)
    subject, rater, metric, value = columns
    dyads = dyad_means(subject, rater, metric, value)
    wanted = estimate(dyads.subject, dyads.rater, dyads.rating)
    found = scores(remains(firm))
    for k, each in enumerate(wanted.subjects.tolist()):
        assert found[each].corrected == pytest.approx(wanted.corrected[k], abs=1e-9)
        assert found[each].error == pytest.approx(wanted.subject_se[k], abs=1e-9)


def test_corrected_scores_are_nearer_to_the_truth_than_plain_means() -> None:
    firm = rated(300, 2, lenient=0.6)
    found = scores(remains(firm))
    able = firm.able[list(found)]
    said = {subject: [g.value for g in firm.given if g.subject == subject] for subject in found}
    means = [[each.corrected for each in found.values()], [np.mean(said[subject]) for subject in found]]
    off = [1 - np.corrcoef(each, able)[0, 1] ** 2 for each in means]
    assert off[0] < 0.8 * off[1]


@pytest.mark.parametrize("is_in_parts", [False, True])
def test_what_is_kept_of_each_rating_adds_up_to_the_score(is_in_parts: bool) -> None:
    """Over many releases, rounding up and down by chance evens out."""
    given = rated(18, 3).given
    if is_in_parts:  # two firms that do not know each other
        given = given + [replace(g, subject=g.subject + 100, rater=f"far {g.rater}") for g in rated(18, 4).given]
    sums: dict[int, list[float]] = defaultdict(list)
    random = np.random.default_rng(5)
    for _ in range(60):
        found = remains_of(given, random)
        by_subject: dict[int, list[Kept]] = defaultdict(list)
        for kept in found.kept:
            by_subject[kept.subject].append(kept)
        for subject, score in scores(found).items():
            own = by_subject[subject]
            assert len(own) == score.raters
            assert {each.weight for each in own} == {score.weight}
            rest = 1 - score.raters * score.weight
            sums[subject].append(rest * score.centre + score.weight * sum(each.value for each in own))
    assert scores(found)[0].parts == 1 + is_in_parts
    for subject, score in scores(found).items():
        assert np.mean(sums[subject]) == pytest.approx(score.corrected, abs=0.1)


def test_with_two_raters_there_is_no_score_and_nothing_is_kept() -> None:
    found = remains_of([*told(BO, 5, 4, text="Chen knows"), *told(CHEN, 5, 4, 3)], np.random.default_rng(1))
    bo, chen = found.results
    assert (bo.raters, bo.score, bo.groups) == (2, None, {})
    assert chen.score
    assert {each.subject for each in found.kept} == {CHEN}
    assert found.comments == ()


def test_who_cannot_judge_is_no_rater() -> None:
    found = remains_of(told(BO, 5, 4, None, text="Case"), np.random.default_rng(1))
    assert [(each.raters, each.score) for each in found.results] == [(2, None)]
    assert remains_of(told(BO, None, None, None), np.random.default_rng(1)).results == ()


@pytest.mark.parametrize("value", [1, 3, 5])
def test_all_ratings_equal(value: int) -> None:
    found = remains_of([*told(BO, *[value] * 3), *told(CHEN, *[value] * 4)], np.random.default_rng(1))
    for each in found.results:
        assert each.score
        assert each.score.shown == pytest.approx(value)
        assert each.score.without([value] * 3) is None or each.score.raters >= 6
    assert [each.value for each in found.kept] == [value] * 7


def test_a_score_beyond_the_scale_is_shown_at_its_end() -> None:
    assert Score(3, 5.2, 0.1, 3.0, 0.3, 1).shown == 5.0
    assert Score(3, 0.8, 0.1, 3.0, 0.3, 1).shown == 1.0


def test_of_four_raters_the_comments_go_and_of_five_they_stay_without_a_value() -> None:
    four, five = told(BO, 1, 2, 3, 4, text="About Bo"), told(CHEN, 1, 2, 3, 4, 5, text="说到陈琳 👍")
    found = remains_of([*four, *five], np.random.default_rng(1))
    assert {each.text for each in found.comments} == {"说到陈琳 👍"}
    assert not hasattr(found.comments[0], "value")


def test_order_tells_nothing() -> None:
    """Neither of comments nor of ratings: where a rating comes says nothing about where it was."""
    firm = rated(18, 6, comment=True)
    places: Counter[int] = Counter()
    random = np.random.default_rng(7)
    for _ in range(60):
        found = remains_of(firm.given, random)
        places[[each.text for each in found.comments].index(found_first(firm))] += 1
    assert max(places.values()) < 6  # of 60 over some 90 places


def found_first(firm: Firm) -> str:
    raters = Counter(each.subject for each in firm.given)
    return next(each.text for each in firm.given if raters[each.subject] >= 5)


@given(st.lists(st.lists(st.integers(1, 5), max_size=5), min_size=1, max_size=6))
@properties(max_examples=40)
def test_no_difference_of_longer_and_shorter_means_is_of_one_or_two_ratings(months: list[list[int]]) -> None:
    """Every mean over months that follow each other is shown; sums of any two differ by three ratings or none."""
    scores = [Score(len(m), float(np.mean(m)), 0.1, 3.0, 0.1, 1) if len(m) >= 3 else None for m in months]
    stretches = [scores[first:last] for first in range(len(months)) for last in range(first + 1, len(months) + 1)]
    counts = [sum(each.raters for each in some if each) for some in stretches]
    assert all((combined(some) is None) == (count == 0) for some, count in zip(stretches, counts, strict=True))
    for some, count in zip(stretches, counts, strict=True):
        for other in range(len(some)):
            left = sum(each.raters for each in some[other:] if each)
            assert count - left == 0 or count - left >= 3


def test_means_over_several_cycles_leave_out_what_was_held_back() -> None:
    many, few = Score(6, 4.0, 0.2, 3.5, 0.1, 1), Score(3, 3.0, 0.3, 3.5, 0.2, 1)
    assert combined([many, None, few]) == pytest.approx((6 * 4 + 3 * 3) / 9)
    assert combined([many, None]) == combined([many])
    assert combined([None]) is None


def test_an_appeal_that_has_three_of_six_dropped_is_answered_from_what_is_kept() -> None:
    """Bo's three highest are dropped: the score falls, and is less sure."""
    others = [g for g in rated(36, 8).given if g.rater != "rater 0000"]
    bo = [Given(100, name_of(k), QUALITY, value, "", "team") for k, value in enumerate((2, 2, 3, 4, 5, 5), start=1)]
    found = remains_of([*others, *bo], np.random.default_rng(1))
    score = scores(found)[100]
    highest = sorted(shares(found)[100])[-3:]
    revised = score.without(highest)
    assert revised
    assert revised.corrected < score.corrected - 0.5
    assert revised.error > score.error


def test_a_revision_is_the_score_of_what_remains() -> None:
    """By the formula of the receipt, with values as they were; and with kept ones as often too high as too low."""
    score = Score(raters=6, corrected=0.25 * 3 + 0.125 * 28, error=0.2, centre=3.0, weight=0.125, parts=1)
    revised = score.without([3, 4, 5])
    assert revised
    assert revised.corrected == pytest.approx((28 - 12 + 2 * 3.0) / 5)
    assert revised.error == pytest.approx(sqrt(0.2**2 * 8 / 5 + 3 / 6 / 25))


@pytest.mark.parametrize("dropped", [1, 2, 4, 5])
def test_a_revision_that_would_tell_a_rating_is_none(dropped: int) -> None:
    assert Score(6, 3.5, 0.2, 3.0, 0.1, 1).without([3] * dropped) is None


def test_groups_are_shown_only_where_no_difference_tells_anything() -> None:
    both = [*told(BO, 4, 4, 5), *(replace(g, rater=f"far {g.rater}") for g in told(BO, 2, 3, 2, group="across"))]
    (found,) = remains_of(both, np.random.default_rng(1)).results
    assert {name: count for name, (count, _) in found.groups.items()} == {"team": 3, "across": 3}
    (found,) = remains_of(both[:-1], np.random.default_rng(1)).results
    assert found.groups == {}


# Attacks on what is kept.


def shares(result: Remains) -> dict[int, list[int]]:
    of_subject: dict[int, list[int]] = defaultdict(list)
    for each in result.kept:
        of_subject[each.subject].append(each.value)
    return of_subject


def guessed_right(firm: Firm, values: dict[int, list[float]], sureness: float, seed: int) -> tuple[int, int]:
    """Who knows who rated whom, and every rater's leniency to the last digit, says of each value whose it is: the best
    matching by likelihood. Right ones, and all."""
    own: dict[int, list[Given]] = defaultdict(list)
    for each in firm.given:
        own[each.subject].append(each)
    random, right, total = np.random.default_rng(seed), 0, 0
    leniency = leniencies(firm)
    for subject, rows in own.items():
        order = random.permutation(len(rows))
        shown = [values[subject][k] for k in order]
        centre = float(np.mean(shown))
        cost = np.array([[-np.log(likelihood(v, leniency[g.rater], centre, sureness)) for g in rows] for v in shown])
        for place, rater in zip(*linear_sum_assignment(cost), strict=True):
            right += rater == order[place]
        total += len(rows)
    return right, total


def likelihood(value: float, leniency: float, centre: float, sureness: float) -> float:
    """Of a kept value, when it is this rater's: over all five that they can have given."""
    without = np.arange(1, 6) - leniency
    prior = np.exp(-((without - centre) ** 2) / 0.5)
    return float((prior * np.maximum(0, 1 - np.abs(without - value) / sureness)).sum()) + 1e-9


def leniencies(firm: Firm) -> dict[str, float]:
    """As the model has them, from a rating and what it is without its rater's leniency."""
    rows = firm.given
    found = estimate([g.subject for g in rows], [g.rater for g in rows], [g.value for g in rows])
    return dict(zip(found.raters.tolist(), found.rater_effects.tolist(), strict=True))


def in_order(firm: Firm, seed: int, *, is_rounded: bool) -> dict[int, list[float]]:
    """What would be kept, in the order of `firm.given`: the attacker is not told it, but whoever counts hits is."""
    leniency, random = leniencies(firm), np.random.default_rng(seed)
    values: dict[int, list[float]] = defaultdict(list)
    for each in firm.given:
        assert each.value
        exact = each.value - leniency[each.rater]
        values[each.subject].append(float(np.floor(exact + random.random())) if is_rounded else exact)
    return values


def test_what_is_kept_names_nobody_even_to_those_who_know_all_leniencies() -> None:
    """Five raters each: chance is 20 %. Exact values would name everybody; rounded ones leave hardly more than chance,
    and that only to somebody with what the release has erased."""
    tally = {"exact": [0, 0], "kept": [0, 0]}
    for seed in range(6):
        firm = rated(60, seed)
        for name, is_rounded, sureness in (("exact", False, 1e-6), ("kept", True, 1.0)):
            right, total = guessed_right(firm, in_order(firm, seed, is_rounded=is_rounded), sureness, seed)
            tally[name][0] += right
            tally[name][1] += total
    exact, kept = (right / total for right, total in tally.values())
    print(f"right of all guesses: {exact:.1%} of exact values, {kept:.1%} of kept ones, chance {0.2:.1%}")
    assert exact > 0.99
    assert kept < 0.28


def test_kept_values_are_what_the_attack_supposes() -> None:
    """Each is the whole number below or above the rating without its rater's leniency."""
    firm = rated(60, 9)
    exact = in_order(firm, 0, is_rounded=False)
    for subject, kept in shares(remains(firm)).items():
        low = sorted(np.floor(exact[subject]))
        assert all(one <= value <= one + 1 for one, value in zip(low, sorted(kept), strict=True))


def test_nothing_that_remains_has_anything_of_a_rater() -> None:
    firm = rated(36, 10, comment=False)
    text = repr(remains(firm))
    assert not any(each.rater in text for each in firm.given)
    assert set(Result.__dataclass_fields__) == {"subject", "metric", "raters", "score", "groups"}
    assert set(Kept.__dataclass_fields__) == {"subject", "metric", "value", "weight"}

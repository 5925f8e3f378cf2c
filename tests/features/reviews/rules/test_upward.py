"""Ana's reports are asked about her where they are five, and what they say stays rough."""

from collections import Counter

import numpy as np
import pytest

from bot.features.reviews.rules.assignment import Pair, Peer
from bot.features.reviews.rules.questionnaires import questionnaire
from bot.features.reviews.rules.results import Given
from bot.features.reviews.rules.upward import ROUNDING_ERROR, planned_upward, remains_upward

ANA, BOSS = 1, 99
REPORTS = (2, 3, 4, 5, 6)
METRIC = "upward_fairness"


def team(*, away: tuple[int, ...] = (), rated: bool = True) -> list[Peer]:
    own = [Peer(each, 1, frozenset({ANA, BOSS}), is_away=each in away, is_rated=rated) for each in REPORTS]
    return [Peer(ANA, 1, frozenset({BOSS}), is_rated=rated), *own, Peer(BOSS, 2, is_rated=rated)]


MANAGERS = dict.fromkeys(REPORTS, ANA) | {ANA: BOSS}


def said(*values: int | None, text: str = "") -> list[Given]:
    return [Given(ANA, f"{rater:032x}", METRIC, value, text, "team") for rater, value in enumerate(values)]


def test_every_report_is_asked_and_nobody_else() -> None:
    plan = planned_upward(team(), MANAGERS)
    assert set(plan.pairs) == {Pair(each, ANA) for each in REPORTS}
    assert (plan.parts, plan.reciprocal, plan.across) == (1, 0.0, 0.0)


@pytest.mark.parametrize("away", [(4,), (2, 3, 4, 5, 6)])
def test_with_fewer_than_five_who_are_there_nobody_is_asked_and_hr_is_told(away: tuple[int, ...]) -> None:
    plan = planned_upward(team(away=away), MANAGERS)
    assert plan.pairs == ()
    assert plan.short == {ANA: (), BOSS: ()}


def test_the_boss_of_bosses_is_rated_by_direct_reports_alone() -> None:
    many = [Peer(each, 3, frozenset({BOSS})) for each in range(10, 15)]
    plan = planned_upward([*team(), *many], MANAGERS | dict.fromkeys(range(10, 15), BOSS))
    raters = Counter(pair.subject for pair in plan.pairs)
    assert raters == {ANA: 5, BOSS: 6}
    assert Pair(2, BOSS) not in plan.pairs


def test_managers_outside_the_teams_are_not_asked_about() -> None:
    plan = planned_upward(team(rated=False), MANAGERS)
    assert (plan.pairs, plan.short) == ((), {})


def test_four_answers_are_no_score_and_their_comments_are_not_kept() -> None:
    left = remains_upward(said(4, 4, 5, 3, None, text="Case"), np.random.default_rng(1))
    (result,) = left.results
    assert (result.raters, result.score, left.kept, left.comments) == (4, None, (), ())


def test_of_five_only_half_points_remain_that_are_right_on_average() -> None:
    found = [remains_upward(said(4, 4, 5, 3, 3), np.random.default_rng(seed)) for seed in range(400)]
    shown = [each.results[0].score for each in found]
    assert {each and each.corrected for each in shown} == {3.5, 4.0}
    assert np.mean([each.corrected for each in shown if each]) == pytest.approx(3.8, abs=0.05)
    assert all(each and (each.error, each.raters) == (ROUNDING_ERROR, 5) for each in shown)
    assert all(each.kept == () and each.results[0].groups == {} for each in found)


def test_comments_come_in_an_order_of_chance_and_without_values() -> None:
    given = [Given(ANA, f"{k:032x}", METRIC, 3, f"Case {k}", "team") for k in range(6)]
    orders = {tuple(each.text for each in remains_upward(given, np.random.default_rng(s)).comments) for s in range(9)}
    assert len(orders) > 1
    assert {tuple(sorted(each)) for each in orders} == {tuple(f"Case {k}" for k in range(6))}


def test_five_questions_with_five_sentences_each_in_both_languages() -> None:
    asked = questionnaire("upward")
    assert [each.metric for each in asked] == [
        "upward_direction",
        "upward_feedback",
        "upward_support",
        "upward_fairness",
        "upward_growth",
    ]
    texts = [text for each in asked for text in each.anchors]
    assert len({text.en for text in texts}) == len({text.zh_cn for text in texts}) == 25

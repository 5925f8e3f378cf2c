"""Under three raters nothing of what they said can be found on anybody's card, whatever they said."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain import explain
from scoring.periods import Period
from scoring.scorecard import Cards, Rating, compute
from tests.scoring.build import dimension, evidence, figure, metric, rated, rating, scheme

OCTOBER = Period.parse("2026-10")
RULES = scheme(
    [figure("leads")],
    dimension("people", rated("care", "peer", weight=40), kind="capability"),
    dimension("results", metric("leads_told", "leads", weight=60, target=10)),
)
OTHERS, RATERS = ("Chen", "Dee", "Fay"), ("Ana", "Eve", "Hao", "Ivo")
POINTS = st.integers(1, 5)


def computed(ratings: list[Rating]) -> Cards:
    return compute(RULES, evidence(ratings=ratings, members=["Bo", *OTHERS]), OCTOBER)


def receipt(cards: Cards, member: str) -> str:
    return json.dumps(explain(cards.of(member)).as_json(), sort_keys=True)


@settings(max_examples=40)
@given(
    others=st.lists(st.tuples(st.sampled_from(OTHERS), st.sampled_from(RATERS), POINTS), max_size=16),
    raters=st.lists(st.sampled_from(RATERS), min_size=1, max_size=2, unique=True),
    said=st.lists(st.tuples(POINTS, POINTS), min_size=2, max_size=2),
)
def test_what_one_or_two_said_changes_nothing_that_is_shown(
    others: list[tuple[str, str, int]], raters: list[str], said: list[tuple[int, int]]
) -> None:
    about_others = [rating(subject, rater, points) for subject, rater, points in others]
    once, again = (
        computed([*about_others, *(rating("Bo", rater, each[k]) for rater, each in zip(raters, said, strict=False))])
        for k in (0, 1)
    )
    shown = receipt(once, "Bo")
    assert shown == receipt(again, "Bo")
    assert not [rater for rater in RATERS if rater in shown]

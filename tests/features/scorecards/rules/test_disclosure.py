"""No figure of a team, beside those told before, tells of fewer people than the minimum."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.scorecards.rules.disclosure import Contributors, known_periods, may_be_told, may_replace
from bot.features.scorecards.rules.team_figures import SCORE, SCORED, TeamFigure, TeamResult
from bot.features.scorecards.rules.team_moves import Move, Trend, moves, trend
from bot.features.scorecards.rules.team_telling import known_from, told
from scoring.periods import Period


def people(text: str) -> Contributors:
    return frozenset(map(ord, text))


@pytest.mark.parametrize(
    ("now", "before", "is_told"),
    [
        ("abc", [], True),
        ("ab", [], False),
        ("abcde", ["abcde"], True),
        ("abcdef", ["abcde"], False),  # f joined
        ("abcd", ["abcde"], False),  # e left
        ("abcdf", ["abcde"], False),  # f came for e: their difference
        ("abcdefgh", ["abcde"], True),  # three came
        ("abcdef", ["abc"], True),
        ("defg", ["abcdef", "abc"], False),  # defg − (abcdef − abc) = g, though each two differ by three or more
        ("abcdef", ["abcdef", "xyz"], True),  # the same people again
        # (axymno − pqrmno) − (bxytuv − pqrtuv) = a − b: Bo, who knows his own, would know Ana's.
        ("pqrtuv", ["axymno", "pqrmno", "bxytuv"], False),
    ],
)
def test_a_figure_is_told_where_nobody_or_enough_people_came_or_went(
    now: str, before: list[str], *, is_told: bool
) -> None:
    assert may_be_told(people(now), [people(each) for each in before], minimum=3) is is_told


@pytest.mark.parametrize(("changed", "may"), [(0, True), (1, False), (2, False), (3, True)])
def test_a_revision_is_told_where_it_touched_enough_people(changed: int, *, may: bool) -> None:
    assert may_replace(changed, minimum=3) is may


@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=4))
def test_what_has_been_told_never_singles_anybody_out(asked: list[Contributors]) -> None:
    """By brute force: whole-number combinations of the sums that were told."""
    known: list[Contributors] = []
    for each in asked:
        if may_be_told(each, known, minimum=3):
            known.append(each)
    for weights in _weights(len(known)):
        left = [sum(w for w, each in zip(weights, known, strict=True) if person in each) for person in range(10)]
        assert sum(map(bool, left)) not in (1, 2)


def _weights(n: int) -> Sequence[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for _ in range(n):
        found = [(*each, w) for each in found for w in (-1, 0, 1)]
    return found


def test_periods_that_are_known_are_the_months_before_and_the_parts() -> None:
    assert known_periods(Period.parse("2026-11")) == ["2026-10", "2026-09", "2026-Q3"]
    assert set(known_periods(Period.parse("2026-Q4"))) == {"2026-12", "2026-11", "2026-10", "2026-H2", "2026"}


def test_what_is_not_told_is_not_stored_either() -> None:
    figures = tuple(TeamFigure(metric=name, reason=SCORED, value=1.0, attainment=90.0) for name in ("leads", "rate"))
    result = TeamResult(4, 4, 80.0, figures, {SCORE: [1, 2, 3, 4], "leads": [1, 2, 3, 4], "rate": [1, 2, 3]})
    kept = told(result, known_from([{SCORE: [1, 2, 3], "rate": [1, 2, 3]}]), minimum=3)
    assert (kept.score, kept.contributors) == (None, {"leads": [1, 2, 3, 4], "rate": [1, 2, 3]})
    kept = told(result, known_from([{"leads": [1, 2, 3]}]), minimum=3)
    assert [(each.metric, each.reason, each.value) for each in kept.figures] == [
        ("leads", "changed", None),
        ("rate", "scored", 1.0),
    ]


@pytest.mark.parametrize(
    ("scores", "change", "course"),
    [
        ((81.6, 79.3, None), "2.3", None),
        ((81.6, 79.3, 75.0), "2.3", "rising"),
        ((70.0, 75.04, 80.0), "-5.0", "falling"),
        ((80.4, 80.0, 79.8), "0.4", "steady"),
        ((80.0, 90.0, 80.0), "-10.0", "mixed"),
        ((None, 79.3, 75.0), None, None),
        ((81.6, None, 75.0), None, None),
    ],
)
def test_the_trend_compares_what_was_shown(
    scores: tuple[float | None, float | None, float | None], change: str | None, course: str | None
) -> None:
    found = trend(*scores)
    assert (None if found.change is None else str(found.change), found.course) == (change, course)


def test_movers_go_up_first_and_small_moves_are_left_out() -> None:
    def told_of(**attained: float) -> tuple[TeamFigure, ...]:
        return tuple(TeamFigure(metric=name, reason=SCORED, attainment=value) for name, value in attained.items())

    found = moves(told_of(a=60, b=120, c=101, d=95, e=50), told_of(a=100, b=100, c=100, d=90))
    assert found == (Move("b", 100, 120), Move("d", 90, 95), Move("a", 100, 60))
    assert Trend() == trend(None, None, None)

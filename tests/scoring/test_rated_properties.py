"""What holds for every scheme with ratings, whoever rated whom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain import explain, recompute, recompute_interval
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import Cards, Evidence, Rating, RollUp, compute
from tests.scoring.build import dimension, entered, figure, metric, rated, rating, scheme, with_team

MEMBERS, RATERS = ("Ana", "Bo", "Chen", "Dee"), ("r1", "r2", "r3", "r4", "r5")
WHEN = ("2026-10", "2026-11", "2026-12")
PERIODS = st.sampled_from(["2026-10", "2026-12", "2026-Q4", "2026"]).map(Period.parse)
SOURCES = ("manager", "customer", "retro", "audit")

values = st.floats(1, 5).map(lambda value: round(value, 3))
one_rating = st.builds(rating, st.sampled_from(MEMBERS), st.sampled_from(RATERS), values, st.sampled_from(WHEN))
plain_ratings = st.lists(one_rating, max_size=30)
rows = st.lists(
    st.builds(entered, st.sampled_from(MEMBERS), st.just("a"), st.sampled_from(WHEN), st.floats(0, 200)),
    max_size=12,
    unique_by=lambda row: row[:3],
)
weights = st.floats(1, 60)
attained = st.none() | st.floats(-50, 300)


def rules(source: str, weight: float, other: float, cadence: str = "month") -> Scheme:
    people = dimension("people", rated("care", source, weight=weight, cadence=cadence), kind="capability")
    return with_team(scheme([figure("a")], people, dimension("results", metric("m", "a", weight=other, target=100))))


@st.composite
def schemes(draw: st.DrawFn, sources: Sequence[str] = SOURCES) -> Scheme:
    cadence = draw(st.sampled_from(["month", "quarter"]))
    return rules(draw(st.sampled_from(sources)), draw(weights), draw(weights), cadence)


def panel(dice: np.random.Generator) -> list[Rating]:
    """A dozen people rated by three to five colleagues each, with differences of skill, of severity, and by chance."""
    skill, severity = dice.normal(3.2, 0.5, 12), dice.normal(0, 0.4, 6)
    return [
        rating(MEMBERS[s] if s < 4 else f"m{s}", f"r{r}", _said(float(skill[s] + severity[r] + dice.normal(0, 0.5))))
        for s in range(12)
        for r in dice.choice(6, dice.integers(3, 6), replace=False)
    ]


def _said(value: float) -> float:
    return min(max(value, 1.0), 5.0)


peer_panels = st.integers(0, 10**6).map(lambda seed: panel(np.random.default_rng(seed)))


def scored(given: Scheme, told: list[RollUp], ratings: list[Rating], period: Period, **more: float | None) -> Cards:
    evidence = Evidence.from_rows(told, members=MEMBERS, ratings=ratings)
    return compute(given, evidence, period, **more)


def shuffled(things: Sequence[RollUp] | Sequence[Rating], dice: object) -> list[RollUp] | list[Rating]:
    mixed = list(things)
    dice.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    return mixed


@given(schemes(), rows, plain_ratings, PERIODS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_ratings_never_matters(
    given: Scheme, told: list[RollUp], ratings: list[Rating], period: Period, dice: object
) -> None:
    mixed = scored(given, shuffled(told, dice), shuffled(ratings, dice), period)
    assert list(mixed) == list(scored(given, told, ratings, period))


@settings(max_examples=25, deadline=None)
@given(rows, peer_panels, st.randoms(use_true_random=False))
def test_nor_does_that_of_peers(told: list[RollUp], ratings: list[Rating], dice: object) -> None:
    given, october = rules("peer", 40, 60), Period.parse("2026-10")
    mixed = scored(given, shuffled(told, dice), shuffled(ratings, dice), october)
    assert list(mixed) == list(scored(given, told, ratings, october))


@given(schemes(), rows, plain_ratings, PERIODS, values, values)
def test_a_better_rating_never_lowers_the_score(
    given: Scheme, told: list[RollUp], ratings: list[Rating], period: Period, one: float, other: float
) -> None:
    cards = [
        scored(given, told, [*ratings, rating("Bo", "r9", value)], period).of("Bo") for value in sorted((one, other))
    ]
    low, high = (card.score for card in cards)
    assert (low is None) == (high is None)
    assert low is None or high is None or high >= low - 1e-9


@pytest.mark.parametrize("seed", range(12))
def test_nor_does_a_better_one_among_many_peers(seed: int) -> None:
    """Of a dozen people. It is no theorem: what all ratings say about severity is estimated again, and among two or
    three people that can weigh more than one better rating."""
    dice = np.random.default_rng(seed)
    ratings, more = panel(dice), float(dice.uniform(0, 2))
    row = next(k for k, each in enumerate(ratings) if each.member == "Bo")
    better = [each._replace(value=_said(each.value + more)) if k == row else each for k, each in enumerate(ratings)]
    low, high = (
        scored(rules("peer", 40, 60), [], each, Period.parse("2026-10")).of("Bo").score for each in (ratings, better)
    )
    assert low is not None
    assert high is not None
    assert high >= low - 1e-9


@given(schemes(), rows, plain_ratings, PERIODS, st.floats(0.1, 10))
def test_scaling_all_weights_changes_nothing(
    given: Scheme, told: list[RollUp], ratings: list[Rating], period: Period, scale: float
) -> None:
    plain = given.model_dump(mode="json", by_alias=True)
    for group in plain["dimensions"]:
        for item in group["metrics"]:
            item["weight"] *= scale
    one, other = (scored(each, told, ratings, period) for each in (given, Scheme.model_validate(plain)))
    np.testing.assert_allclose(other.score, one.score, rtol=0, atol=1e-9)
    np.testing.assert_allclose(other.coverage, one.coverage, rtol=0, atol=1e-9)


@given(schemes(), rows, plain_ratings, PERIODS)
def test_a_missing_metric_never_counts_as_zero(
    given: Scheme, told: list[RollUp], ratings: list[Rating], period: Period
) -> None:
    for card in scored(given, told, ratings, period):
        worth = [line.points for line in card.metrics if line.points is not None]
        assert (card.own_score is None) == (not worth)
        assert card.own_score is None or min(worth) - 1e-9 <= card.own_score <= max(worth) + 1e-9


@given(schemes(), rows, plain_ratings, PERIODS, attained, st.floats(0, 5))
def test_the_receipt_adds_up(
    given: Scheme, told: list[RollUp], ratings: list[Rating], period: Period, team: float | None, special: float
) -> None:
    for card in scored(given, told, ratings, period, team_attainment=team, special=special):
        receipt = explain(card)
        assert recompute(receipt) == (None if card.score is None else pytest.approx(card.score, abs=1e-9))
        if receipt.own_score is not None:
            assert sum(line.contribution for line in receipt.metrics) == pytest.approx(receipt.own_score, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(rows, peer_panels, attained)
def test_so_does_that_of_peers(told: list[RollUp], ratings: list[Rating], team: float | None) -> None:
    computed = scored(rules("peer", 40, 60), told, ratings, Period.parse("2026-10"), team_attainment=team)
    for card in computed:
        receipt = explain(card)
        assert recompute(receipt) == pytest.approx(card.score, abs=1e-9)
        again = recompute_interval(receipt)
        assert again == (None if card.interval is None else pytest.approx(card.interval, abs=1e-9))
        if card.interval is not None:
            assert 0 <= card.interval[0] <= card.score + 1e-9 <= card.interval[1] + 2e-9 <= card.scheme.cap + 2e-9


class TestWeights:
    @pytest.mark.parametrize("tiny", [1e-12, 1e-300, 5e-324])
    def test_the_tiniest_weights_lose_no_digit(self, tiny: float) -> None:
        # care 3.5 -> 62.5 points; half of it and half of 100 is 81.25
        ratings, told = [rating("Bo", "Ana", 3.5)], [entered("Bo", "a", "2026-10", 100)]
        card = scored(rules("manager", tiny, tiny), told, ratings, Period.parse("2026-10")).of("Bo")
        assert (card.score, card.coverage) == (pytest.approx(81.25), pytest.approx(100))
        assert recompute(explain(card)) == pytest.approx(81.25)

    @pytest.mark.parametrize("tiny", [1e-12, 1e-300, 5e-324])
    def test_the_only_metric_with_a_value_has_all_the_weight_however_little_that_is(self, tiny: float) -> None:
        card = scored(rules("manager", tiny, 1000), [], [rating("Bo", "Ana", 3.5)], Period.parse("2026-10")).of("Bo")
        assert (card.score, card.is_complete) == (pytest.approx(62.5), False)
        assert card.coverage == pytest.approx(0, abs=1e-9)

    def test_four_hundred_metrics(self) -> None:
        names = [f"r{k}" for k in range(200)]
        people = dimension("people", *(rated(name, "audit", weight=1) for name in names), kind="process")
        results = dimension("results", *(metric(f"m{k}", "a", weight=1, target=100) for k in range(200)))
        ratings = [rating("Bo", "Ana", 1 + 4 * k / 199, name=name) for k, name in enumerate(names)]
        evidence = Evidence.from_rows([entered("Bo", "a", "2026-10", 100)], ratings=ratings)
        card = compute(scheme([figure("a")], people, results), evidence, Period.parse("2026-10")).of("Bo")
        # ratings from 1 to 5 in even steps are worth 50 on average, the others 100
        assert card.score == pytest.approx(75, abs=1e-9)
        assert recompute(explain(card)) == pytest.approx(75, abs=1e-9)

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.definitions import Band, Text
from scoring.errors import InputInvalid, UnknownName
from scoring.incentives import Outcome, Standing, Verdict, plan_due, promotion_list, raise_list, standings
from scoring.periods import Period
from scoring.rewards import PlanRule, PromotionList, RaiseList
from scoring.scorecard import compute
from tests.scoring import build

TITLE = Text(en="a", zh_cn="甲")
BANDS = [Band.model_validate(row) for row in build.BANDS]
Q4 = Period.parse("2026-Q4")
THREE = [Q4.previous(2), Q4.previous(1), Q4]
INCOMPLETE = Standing(88.0, is_complete=False)

scores = st.lists(st.integers(0, 12).map(lambda tens: tens * 10.0), max_size=40)


def raises(**rules: Any) -> RaiseList:
    return RaiseList.model_validate({"id": "r", "title": TITLE, **rules})


def promotions(**rules: Any) -> PromotionList:
    return PromotionList.model_validate({"id": "p", "title": TITLE, **rules})


def plan(**rules: Any) -> PlanRule:
    return PlanRule.model_validate({"id": "p", "kind": "coaching", "title": TITLE, **rules})


def field(*values: float) -> dict[Any, Standing]:
    return {number: Standing(value) for number, value in enumerate(values)}


def one_quarter(*values: float, percent: float = 10) -> tuple[Any, ...]:
    return raise_list(raises(in_a_row=1, top_percent=percent), {Q4: field(*values)}, upto=Q4).listed


# Raise list


def quarter(bo: float, chen: float, **others: Standing) -> dict[Any, Standing]:
    """A quarter of twenty people: the top ten percent are two."""
    crowd = {f"other{number}": Standing(60.0 + number) for number in range(18 - len(others))}
    return {"Bo": Standing(bo), "Chen": Standing(chen), **others, **crowd}


def test_top_ten_percent_in_three_quarters_in_a_row() -> None:
    history = {THREE[0]: quarter(95, 99), THREE[1]: quarter(94, 93), THREE[2]: quarter(91, 70)}
    listing = raise_list(raises(), history, upto=Q4)
    assert listing.listed == ("Bo",)
    bo, chen = listing.of("Bo"), listing.of("Chen")
    assert [(str(step.period), step.place, step.places, step.ranked) for step in bo.steps] == [
        ("2026-Q2", 2, 2, 20),
        ("2026-Q3", 1, 2, 20),
        ("2026-Q4", 1, 2, 20),
    ]
    assert chen.verdict is Verdict.MISSED
    # Bo and seven of the others scored over 70.
    assert [(step.outcome, step.score, step.place) for step in chen.steps][-1] == (Outcome.MISSED, 70.0, 9)


def test_a_quarter_without_a_complete_card_means_not_yet() -> None:
    history: dict[Period, Any] = {
        THREE[0]: quarter(95, 60),
        THREE[1]: quarter(94, 60, Dee=INCOMPLETE),
        THREE[2]: quarter(60, 60, Dee=Standing(99)),
    }
    dee = raise_list(raises(), history, upto=Q4).of("Dee")
    assert dee.verdict is Verdict.NOT_YET
    assert [step.outcome for step in dee.steps] == [Outcome.NO_CARD, Outcome.INCOMPLETE, Outcome.MET]
    assert [(step.score, step.place, step.ranked) for step in dee.steps[:2]] == [(None, None, 20), (88.0, None, 19)]
    assert raise_list(raises(), history, upto=Q4).of("Bo").verdict is Verdict.MISSED
    with pytest.raises(UnknownName, match="members of this list"):
        raise_list(raises(), history, upto=Q4).of("Eve")


def test_quarters_must_follow_each_other() -> None:
    with_gap = {Q4.previous(3): field(90), Q4.previous(1): field(90), Q4: field(90)}
    assert raise_list(raises(), with_gap, upto=Q4).of(0).verdict is Verdict.NOT_YET
    assert raise_list(raises(), {}, upto=Q4).records == {}


@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ((), ()),
        ((50.0,), (0,)),  # at least one place
        ((50, 60, 70), (2,)),  # 10 % of 3, rounded up
        ((70, 60, 70), (0, 2)),  # who ties at the last place is in
        ((60, 60, 60), (0, 1, 2)),
        (tuple(range(10)), (9,)),
        (tuple(range(11)), (9, 10)),  # 1.1 places are 2
        ((95, 94, 94, 90, *range(16)), (0, 1, 2)),  # two places, and two people share the second
    ],
)
def test_what_the_top_ten_percent_of_few_people_are(values: tuple[float, ...], listed: tuple[int, ...]) -> None:
    assert one_quarter(*values) == listed


def test_percentages_are_exact() -> None:
    assert len(one_quarter(*range(1000), percent=0.1)) == 1  # 0.1 % of 1,000 is 1 and not a hair more
    assert len(one_quarter(*range(1000), percent=100)) == 1000


def test_the_period_must_be_one_of_the_rule() -> None:
    with pytest.raises(InputInvalid, match=r"2026-10 is a month: this rule looks at periods of one quarter"):
        raise_list(raises(), {}, upto=Period.parse("2026-10"))


@given(values=scores, percent=st.integers(1, 100))
def test_the_top_share_by_counting(values: list[float], percent: int) -> None:
    listed = one_quarter(*values, percent=percent)
    for number, score in enumerate(values):
        better = sum(other > score for other in values)
        assert (number in listed) == (100 * better < percent * len(values))


@given(values=scores, seed=st.integers())
def test_the_order_of_people_does_not_matter(values: list[float], seed: int) -> None:
    people = list(field(*values).items())
    random.Random(seed).shuffle(people)
    rule = raises(in_a_row=1)
    shuffled = raise_list(rule, {Q4: dict(people)}, upto=Q4)
    ordered = raise_list(rule, {Q4: field(*values)}, upto=Q4)
    assert list(shuffled.records.items()) == list(ordered.records.items())


# Promotion list

TWO_YEARS = [Q4.previous(back) for back in reversed(range(8))]


def banded(*bands: str | None) -> dict[Period, Any]:
    """Bo's quarters up to Q4; None is a quarter without a card."""
    quarters = TWO_YEARS[-len(bands) :]
    return {
        quarter: {"Bo": Standing(75.0, band)} if band else {} for quarter, band in zip(quarters, bands, strict=True)
    }


def test_b_or_better_for_two_years() -> None:
    listing = promotion_list(promotions(), banded(*"BABSBBAB"), upto=Q4, bands=BANDS)
    assert listing.listed == ("Bo",)
    steps = listing.of("Bo").steps
    assert [step.band for step in steps] == list("BABSBBAB")
    assert [step.period for step in steps] == TWO_YEARS
    assert {step.needed for step in steps} == {"B"}


@pytest.mark.parametrize(
    ("bands", "verdict", "outcomes"),
    [
        ("BBBCBBBB", Verdict.MISSED, {Outcome.MET: 7, Outcome.MISSED: 1}),
        ("BBBBBBB", Verdict.NOT_YET, {Outcome.MET: 7, Outcome.NO_CARD: 1}),
        ("C", Verdict.MISSED, {Outcome.MISSED: 1, Outcome.NO_CARD: 7}),
        (("B", None, *"BBBBBB"), Verdict.NOT_YET, {Outcome.MET: 7, Outcome.NO_CARD: 1}),
    ],
)
def test_one_quarter_can_be_missing_or_missed(bands: Any, verdict: Verdict, outcomes: dict[Outcome, int]) -> None:
    record = promotion_list(promotions(), banded(*bands), upto=Q4, bands=BANDS).of("Bo")
    assert record.verdict is verdict
    seen = [step.outcome for step in record.steps]
    assert {outcome: seen.count(outcome) for outcome in seen} == outcomes


def test_an_incomplete_card_does_not_count_and_does_not_hurt() -> None:
    history = banded(*"BBBBBBBB")
    history[TWO_YEARS[3]] = {"Bo": Standing(20.0, is_complete=False)}
    record = promotion_list(promotions(), history, upto=Q4, bands=BANDS).of("Bo")
    assert (record.verdict, record.steps[3].outcome) == (Verdict.NOT_YET, Outcome.INCOMPLETE)


def test_an_older_quarter_than_the_last_eight_is_forgotten() -> None:
    history = banded(*"BBBBBBBB") | {Q4.previous(8): {"Bo": Standing(10.0, "D"), "Dee": Standing(10.0, "D")}}
    assert promotion_list(promotions(), history, upto=Q4, bands=BANDS).listed == ("Bo",)


def test_bands_that_the_scheme_does_not_have() -> None:
    with pytest.raises(UnknownName, match="S, A, B, C, D"):
        promotion_list(promotions(min_band="X"), {}, upto=Q4, bands=BANDS)
    with pytest.raises(UnknownName, match="'E'"):
        promotion_list(promotions(), banded("E"), upto=Q4, bands=BANDS)


# Plans

NOVEMBER, DECEMBER = Period.parse("2026-11"), Period.parse("2026-12")


def test_two_months_under_the_line_make_a_plan_due() -> None:
    record = plan_due(plan(line=60), {NOVEMBER: 59.9, DECEMBER: 40.0}, upto=DECEMBER, scheme_line=50)
    assert record.verdict is Verdict.LISTED
    assert [(str(step.period), step.value, step.line) for step in record.steps] == [
        ("2026-11", 59.9, 60),
        ("2026-12", 40.0, 60),
    ]


@pytest.mark.parametrize(
    ("months", "verdict"),
    [
        ({NOVEMBER: 59.9, DECEMBER: 60.0}, Verdict.MISSED),  # on the line is not under it
        ({NOVEMBER: 59.9, DECEMBER: 59.99999999999999}, Verdict.MISSED),  # noise of binary sums
        ({NOVEMBER: 70.0, DECEMBER: 10.0}, Verdict.MISSED),
        ({NOVEMBER: None, DECEMBER: 10.0}, Verdict.NOT_YET),  # an incomplete card hurts nobody
        ({NOVEMBER: 10.0, DECEMBER: None}, Verdict.NOT_YET),
        ({DECEMBER.previous(2): 10.0, DECEMBER: 10.0}, Verdict.LISTED),  # a month on leave ends nothing
        ({DECEMBER.previous(3): 10.0, DECEMBER.previous(2): None, DECEMBER: 10.0}, Verdict.LISTED),
        ({DECEMBER.previous(3): 70.0, NOVEMBER: None, DECEMBER: 10.0}, Verdict.MISSED),
        ({DECEMBER.previous(2): 10.0, NOVEMBER: 10.0}, Verdict.NOT_YET),  # due in November, not again in December
        ({DECEMBER.previous(2): 70.0, NOVEMBER: 10.0, DECEMBER: 10.0}, Verdict.LISTED),
        ({}, Verdict.NOT_YET),
    ],
)
def test_months_in_a_row(months: dict[Period, float | None], verdict: Verdict) -> None:
    assert plan_due(plan(), months, upto=DECEMBER, scheme_line=60).verdict is verdict


def test_missing_and_incomplete_months_are_told_apart() -> None:
    october = NOVEMBER.previous()
    steps = plan_due(plan(), {october: 50.0, DECEMBER: None}, upto=DECEMBER, scheme_line=60).steps
    assert [step.outcome for step in steps] == [Outcome.MET, Outcome.NO_CARD, Outcome.INCOMPLETE]


def test_under_target_means_under_100_percent_unless_the_rule_has_a_line() -> None:
    months = {NOVEMBER: 95.0, DECEMBER: 99.0}
    for rules, verdict in (({}, Verdict.LISTED), ({"line": 99}, Verdict.MISSED), ({"line": 99.5}, Verdict.LISTED)):
        record = plan_due(plan(basis="target", **rules), months, upto=DECEMBER, scheme_line=60)
        assert record.verdict is verdict


def test_a_plan_looks_at_months_and_numbers() -> None:
    with pytest.raises(InputInvalid, match="quarter"):
        plan_due(plan(), {}, upto=Q4, scheme_line=60)
    with pytest.raises(InputInvalid, match="nan of 2026-12"):
        plan_due(plan(), {DECEMBER: float("nan")}, upto=DECEMBER, scheme_line=60)


# Standings


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_scores_that_cannot_be_ranked_are_refused(score: float) -> None:
    with pytest.raises(InputInvalid, match="cannot be ranked"):
        Standing(score)


def test_a_complete_card_has_a_score() -> None:
    with pytest.raises(InputInvalid, match="needs a score"):
        Standing(None)


def test_standings_are_what_the_cards_show() -> None:
    scheme = build.scheme(
        [build.figure("calls"), build.figure("sales")],
        build.dimension(
            "all",
            build.metric("calls", "calls", weight=30, target=100),
            build.metric("sales", "sales", weight=70, target=100),
        ),
    )
    entered = [
        build.entered("Bo", "calls", "2026-10", 90),
        build.entered("Bo", "sales", "2026-10", 90),
        build.entered("Chen", "calls", "2026-10", 99),
    ]
    evidence = build.evidence(*entered, members=["Bo", "Chen", "Dee"])
    found = standings(compute(scheme, evidence, Period.parse("2026-10")))
    assert found == {
        "Bo": Standing(85.0, "A"),
        "Chen": Standing(98.5, is_complete=False),
        "Dee": Standing(None, is_complete=False),
    }


def test_lists_of_ten_thousand_people_are_made_at_once() -> None:
    crowd = {person: Standing(float(person % 1200) / 10, "B") for person in range(10_000)}
    history = dict.fromkeys(TWO_YEARS, crowd)
    raised = raise_list(raises(), history, upto=Q4)
    promoted = promotion_list(promotions(), history, upto=Q4, bands=BANDS)
    assert len(raised.listed) >= 1000
    assert len(promoted.listed) == 10_000

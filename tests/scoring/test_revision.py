"""A published card with other ratings: everything else on it stays to the last digit."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.definitions import Source
from scoring.errors import InputInvalid
from scoring.evidence import Evidence
from scoring.explain import Receipt, explain, recompute, recompute_interval
from scoring.periods import Period
from scoring.revision import revised
from scoring.rows import Corrected, Rating, RollUp
from scoring.scheme import Scheme, load
from scoring.scorecard import compute
from tests.scoring.build import dimension, figure, metric, rated, scheme, with_team

DECEMBER = Period.parse("2026-12")
MEMBERS = (1, 2, 3, 4, 5)
RULES = with_team(
    scheme(
        [figure("leads"), figure("budget", entered="quarter")],
        dimension(
            "results",
            metric("leads_told", "leads", weight=30, cadence="quarter", target=90),
            metric("spent", "budget", weight=10, cadence="quarter", target=50, direction="lower"),
            metric("grown", "leads / lag(leads, 1)", weight=5, target=1),
            metric("yearly", "leads", weight=5, cadence="year", target=100),
        ),
        dimension("people", rated("care", weight=30, cadence="quarter"), rated("focus", "manager", weight=20)),
    )
)
FIGURES = [
    RollUp(member, "leads", date(2026, month, 1), 9, 30 * member, 9, 9)
    for member in (1, 2, 3)
    for month in (10, 11, 12)
    if (member, month) != (2, 11)
]
FIGURES += [RollUp(member, "budget", DECEMBER.start, 1, 40, 40, 40) for member in (1, 2)]
BOSS = [Rating("focus", member, 99, DECEMBER.start, 4.0) for member in (1, 3)]
ROUNDS = [Corrected("care", member, DECEMBER.start, 4, 3.0 + member / 5, 0.25, 3.4, 2) for member in (1, 2, 3, 4)]
ROUNDS += [Corrected("care", 5, DECEMBER.start, 2)]
GIVEN = {
    "team_attainment": [95, 130, float("nan"), 95, 60],
    "special": [2, 0, 0, 0, 5],
    "targets": {"leads_told": [80] * 5},
}
SHARE = {date(2026, 12, 1): [1, 0.5, 1, 1, 0]}


def receipts(rules: Scheme, *, corrected: list[Corrected]) -> list[Receipt]:
    evidence = Evidence.from_rows(FIGURES, MEMBERS, ratings=BOSS, corrected=corrected)
    return [explain(card) for card in compute(rules, evidence, DECEMBER, present_share=SHARE, **GIVEN)]


def again(rules: Scheme, published: list[Receipt], corrected: list[Corrected]) -> list[Receipt]:
    evidence = Evidence.from_rows([], MEMBERS, corrected=corrected)
    return [explain(card) for card in revised(rules, published, evidence)]


def test_ratings_that_come_later_make_the_card_that_they_would_have_made() -> None:
    early, whole = receipts(RULES, corrected=[]), receipts(RULES, corrected=ROUNDS)
    assert early != whole
    assert again(RULES, early, ROUNDS) == whole
    for receipt in whole:
        assert recompute(receipt) == pytest.approx(receipt.score)
        assert recompute_interval(receipt) == (receipt.interval and pytest.approx(receipt.interval))


def test_without_new_ratings_nothing_changes() -> None:
    for corrected in ([], ROUNDS):
        published = receipts(RULES, corrected=corrected)
        assert again(RULES, published, []) == published


def test_a_second_round_takes_the_place_of_the_first_alone() -> None:
    more = [*ROUNDS, Corrected("care", 1, DECEMBER.start, 4, 2.0, 0.3, 3.4, 1)]
    assert again(RULES, receipts(RULES, corrected=ROUNDS), more) == receipts(RULES, corrected=more)


@pytest.mark.parametrize("name", ["integrated_team", "work_plan"])
def test_built_in_rules(name: str) -> None:
    rules = load(name)
    (peer,) = [each.id for each in rules.metrics if each.source == "peer"]
    rounds = [each._replace(metric=peer) for each in ROUNDS]
    rows = [
        RollUp(member, each.id, date(2026, month, 1), 3, 20.0 * member, 7, 9)
        for member in (1, 2, 3)
        for each in rules.figures
        for month in (10, 11, 12)
    ]
    published = [explain(card) for card in compute(rules, Evidence.from_rows(rows, MEMBERS), DECEMBER)]
    whole = Evidence.from_rows(rows, MEMBERS, corrected=rounds)
    assert again(rules, published, rounds) == [explain(card) for card in compute(rules, whole, DECEMBER)]


def test_receipts_of_other_rules_or_months_are_refused() -> None:
    published = receipts(RULES, corrected=[])
    with pytest.raises(InputInvalid, match="receipts"):
        again(load("work_plan"), published, ROUNDS)
    with pytest.raises(InputInvalid, match="receipts"):
        again(RULES, published[:4], ROUNDS)


def test_what_a_source_says_now_takes_the_place_of_what_it_said() -> None:
    """The boss says 2 instead of 4 about 1, nothing any more about 3, and something about 2 for the first time."""
    said = [Rating("focus", 1, 99, DECEMBER.start, 2.0), Rating("focus", 2, 99, DECEMBER.start, 5.0)]
    published = receipts(RULES, corrected=ROUNDS)
    evidence = Evidence.from_rows([], MEMBERS, ratings=said)
    assert [explain(card) for card in revised(RULES, published, evidence)] == published
    again = [explain(card) for card in revised(RULES, published, evidence, sources=[Source.MANAGER])]
    whole = Evidence.from_rows(FIGURES, MEMBERS, ratings=said, corrected=ROUNDS)
    assert again == [explain(card) for card in compute(RULES, whole, DECEMBER, present_share=SHARE, **GIVEN)]
    none = Evidence.from_rows([], MEMBERS)
    left = [explain(card) for card in revised(RULES, published, none, sources=[Source.MANAGER])]
    assert [line.reason for each in left for line in each.metrics if line.metric == "focus"] == [
        *["no_data"] * 4,
        "absent",
    ]

"""Receipts of rated cards: what is on them, what can be computed again from them, and what must never be there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.explain import Receipt, explain, recompute, recompute_interval
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import Cards, Rating, compute
from tests.scoring.build import dimension, entered, evidence, figure, metric, rated, rating, scheme, with_team

OCTOBER = Period.parse("2026-10")
FROZEN = Path(__file__).with_name("frozen_receipt.json")
RATERS = tuple(f"colleague-{n}-of-nobody-else" for n in range(8))


def rules() -> Scheme:
    return scheme(
        [figure("leads")],
        dimension("people", rated("care", weight=30), rated("trust", weight=20), kind="capability"),
        dimension("boss", rated("focus", "manager", weight=10), kind="process"),
        dimension("results", metric("leads_told", "leads", weight=40, target=100)),
    )


def ratings() -> list[Rating]:
    """Eight raters, six subjects; every value is unlike all others. Mei has two raters only."""
    dice = np.random.default_rng(3)
    skill = {"Bo": 3.1, "Chen": 4.2, "Dee": 2.6, "Finn": 3.7, "Hana": 3.4}
    rows = [
        rating(subject, rater, mean + float(dice.uniform(-0.6, 0.6)), name=name)
        for name in ("care", "trust")
        for subject, mean in skill.items()
        for rater in dice.choice(RATERS, 5, replace=False)
    ]
    rows += [rating("Mei", rater, float(dice.uniform(2, 4.9)), name="care") for rater in RATERS[:2]]
    return rows


def computed(**given: Any) -> Cards:
    told = [*ratings(), rating("Bo", "Ana", 4, name="focus")]
    rows = [entered(who, "leads", "2026-10", 90) for who in ("Bo", "Chen")]
    return compute(with_team(rules()), evidence(*rows, ratings=told), OCTOBER, **given)


def bo(**given: Any) -> Receipt:
    return explain(computed(**given).of("Bo"))


class TestRatedLines:
    def test_peers(self) -> None:
        line = bo().metrics[0]
        assert line.rated is not None
        told = [row.value for row in ratings() if (row.metric, row.member) == ("care", "Bo")]
        assert (line.source, line.unit, line.formula, line.inputs) == ("peer", "rating", "", ())
        assert (line.curve, line.target, line.attainment) == ((), None, None)
        assert (line.rated.raters, line.rated.components) == (5, 1)
        assert line.rated.plain_mean == pytest.approx(np.mean(told))
        assert line.rated.corrected == line.value
        assert line.points == pytest.approx(25 * (line.value - 1))
        assert line.rated.standard_error is not None
        assert 0 < line.rated.standard_error < 1

    def test_managers(self) -> None:
        line = bo().metrics[2]
        assert line.rated is not None
        assert (line.source, line.points, line.rated.raters, line.rated.plain_mean) == ("manager", 75, 1, 4)
        assert (line.rated.corrected, line.rated.standard_error, line.rated.component) == (None, None, None)

    def test_formulas_have_none(self) -> None:
        line = bo().metrics[3]
        assert (line.source, line.rated) == ("formula", None)


class TestTeam:
    @pytest.mark.parametrize(
        ("attained", "coefficient"), [(100, 1), (95, 0.95), (80, 0.8), (79, 0.8), (-40, 0.8), (120, 1.2), (500, 1.2)]
    )
    def test_the_coefficient_is_the_attainment_within_the_limits(self, attained: float, coefficient: float) -> None:
        receipt = bo(team_attainment=attained)
        assert receipt.team_coefficient == pytest.approx(coefficient)
        assert (receipt.team_attainment, receipt.team_min, receipt.team_max) == (attained, 0.8, 1.2)
        assert receipt.score == pytest.approx(receipt.own_score * coefficient)
        assert "team_attainment_missing" not in receipt.notes

    @pytest.mark.parametrize("attained", [None, np.nan])
    def test_without_an_attainment_it_is_one_and_the_receipt_says_so(self, attained: float | None) -> None:
        receipt = bo(team_attainment=attained)
        assert (receipt.team_coefficient, receipt.team_attainment) == (1, None)
        assert "team_attainment_missing" in receipt.notes
        assert recompute(receipt) == pytest.approx(receipt.score, abs=1e-9)

    def test_each_member_has_their_teams(self) -> None:
        cards = computed(team_attainment=[90, 110, 100, 100, 100, np.nan])
        assert cards.members[:2] == ("Bo", "Chen")
        assert cards.team_coefficient.tolist() == pytest.approx([0.9, 1.1, 1, 1, 1, 1])


class TestComputedAgain:
    @pytest.mark.parametrize("attained", [None, 70, 93, 110, 150])
    def test_every_card_and_its_interval(self, attained: float | None) -> None:
        for card in computed(team_attainment=attained, special=1.5):
            receipt = Receipt.from_json(json.loads(json.dumps(explain(card).as_json(), allow_nan=False)))
            assert receipt == explain(card)
            assert recompute(receipt) == (None if card.score is None else pytest.approx(card.score, abs=1e-9))
            again = recompute_interval(receipt)
            assert again == (None if card.interval is None else pytest.approx(card.interval, abs=1e-9))

    def test_no_result_is_read(self) -> None:
        plain = bo(team_attainment=93).as_json()
        score, interval = plain["score"], plain["interval"]
        for line in plain["metrics"]:
            line |= {"value": 0, "points": 0, "share": 0, "contribution": 0}
        plain |= {"own_score": 0, "score": 0, "coverage": 0, "team_coefficient": 9, "interval": [0, 0]}
        assert recompute(Receipt.from_json(plain)) == pytest.approx(score, abs=1e-9)
        assert recompute_interval(Receipt.from_json(plain)) == pytest.approx(interval, abs=1e-9)

    def test_contributions_add_to_the_own_score(self) -> None:
        receipt = bo()
        assert sum(line.contribution for line in receipt.metrics) == pytest.approx(receipt.own_score, abs=1e-9)
        assert sum(line.share for line in receipt.metrics) == pytest.approx(100, abs=1e-9)


class TestAnonymity:
    def test_no_rater_and_no_single_rating_is_on_cards_or_receipts(self) -> None:
        singles = np.array([row.value for row in ratings()])
        cards = computed(team_attainment=97)
        for given in (cards, *cards, *(explain(card).as_json() for card in cards)):
            numbers, texts = zip(*_leaves(given), strict=True)
            assert not [text for text in texts if text in RATERS or "colleague" in text]
            found = np.array([number for number in numbers if number is not None])
            assert np.nanmin(np.abs(found[:, np.newaxis] - singles)) > 1e-6

    def test_what_two_people_said_leaves_no_trace(self) -> None:
        receipt = explain(computed().of("Mei"))
        assert receipt.metrics[0].reason == "too_few_raters"
        (shown,) = [line.rated for line in receipt.metrics if line.metric == "care"]
        assert shown is not None
        assert {name for name, value in shown.model_dump().items() if value is not None} == {"raters"}


def _leaves(thing: Any) -> Iterator[tuple[float | None, str]]:
    """Every number and every text inside, also inside arrays. Of the scheme, which everybody may read, nothing."""
    if isinstance(thing, Scheme):
        return
    if isinstance(thing, np.ndarray):
        yield from ((float(each), "") for each in thing.ravel())
    elif isinstance(thing, dict):
        yield from (leaf for pair in thing.items() for each in pair for leaf in _leaves(each))
    elif isinstance(thing, (list, tuple)):
        yield from (leaf for each in thing for leaf in _leaves(each))
    elif is_dataclass(thing):
        yield from (leaf for field in fields(thing) for leaf in _leaves(getattr(thing, field.name)))
    elif isinstance(thing, (int, float)) and not isinstance(thing, (bool, Enum)):
        yield float(thing), ""
    else:
        yield None, str(thing)


class TestReceiptsOfBefore:
    """Cards are frozen when they are published; those of before ratings and team goals must stay readable."""

    def test_what_they_lack_reads_as_none(self) -> None:
        receipt = Receipt.model_validate_json(FROZEN.read_text(encoding="utf-8"))
        assert {(line.source, line.rated) for line in receipt.metrics} == {("formula", None)}
        assert (receipt.interval, receipt.interval_level, receipt.needs_calibration) == (None, None, False)
        assert (receipt.team_attainment, receipt.team_min, receipt.team_max) == (None, None, None)

    def test_they_compute_to_the_same_score(self) -> None:
        receipt = Receipt.from_json(json.loads(FROZEN.read_text(encoding="utf-8")))
        assert (receipt.team_coefficient, receipt.shown_score, receipt.band) == (1.1, "92.8", "S")
        assert recompute(receipt) == pytest.approx(receipt.score, abs=1e-9)
        assert recompute_interval(receipt) is None

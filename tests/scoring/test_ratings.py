"""From single ratings to the mean of a rated metric on a card."""

from __future__ import annotations

import math
import subprocess
import sys
from datetime import date, datetime
from typing import Any

import numpy as np
import pytest

from scoring.errors import EvidenceInvalid, InputInvalid
from scoring.explain import explain, recompute
from scoring.periods import Period
from scoring.ratings import Ratings
from scoring.scheme import Scheme
from scoring.scorecard import Card, Cards, Rating, RollUp, compute
from tests.scoring.build import dimension, entered, evidence, figure, metric, month, rated, rating, scheme

OCTOBER, NOVEMBER, DECEMBER = (Period.parse(f"2026-{n}") for n in (10, 11, 12))
Q4, H2, YEAR = (Period.parse(text) for text in ("2026-Q4", "2026-H2", "2026"))
PLAIN_SOURCES = ("manager", "customer", "retro", "audit", "self")


def rules(source: str = "peer", **changes: Any) -> Scheme:
    """Care, rated with a weight of 40, beside leads against a target of 10, with 60."""
    return scheme(
        [figure("leads")],
        dimension("people", rated("care", source, weight=40, **changes), kind="capability"),
        dimension("results", metric("leads_told", "leads", weight=60, target=10)),
    )


def of(source: str, *ratings: Rating, period: Period = OCTOBER, rows: tuple[RollUp, ...] = (), **changes: Any) -> Cards:
    return compute(rules(source, **changes), evidence(*rows, ratings=ratings, members=["Bo", "Chen"]), period)


def care(card: Card) -> Any:
    return card.metrics[0]


class TestColumns:
    def test_a_rater_who_rates_twice_counts_once(self) -> None:
        ratings = [rating("Bo", "Ana", 2), rating("Bo", "Ana", 4, "2026-11"), rating("Bo", "Dee", 5)]
        columns = Ratings.from_rows(ratings)
        dyads = columns.dyads([month("2026-10"), month("2026-11")])
        assert (dyads.subject.tolist(), dyads.mean.tolist()) == ([0, 0], [3, 5])

    def test_only_the_months_asked_for(self) -> None:
        columns = Ratings.from_rows([rating("Bo", "Ana", 2), rating("Bo", "Ana", 4, "2026-11")])
        assert columns.dyads([month("2026-11")]).mean.tolist() == [4]
        assert columns.dyads([month("2026-09")]).mean.tolist() == []
        assert columns.dyads([]).mean.tolist() == []

    def test_no_rows(self) -> None:
        assert Ratings.from_rows([]).dyads([month("2026-10")]).mean.tolist() == []

    def test_ids_of_any_kind_stay_apart(self) -> None:
        columns = Ratings.from_rows([rating(7, "Ana", 2), rating("7", "Ana", 4)])  # type: ignore[arg-type]  # on purpose
        assert columns.dyads([month("2026-10")]).mean.size == 2
        assert columns.subjects == (7, "7")

    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 0.99, 5.01, -1])
    def test_values_outside_one_to_five_are_refused_by_name(self, value: float) -> None:
        with pytest.raises(EvidenceInvalid, match="of 'Bo' for 'care' must be from 1 to 5"):
            evidence(ratings=[rating("Bo", "Ana", 3), rating("Bo", "Dee", value)])

    @pytest.mark.parametrize("when", [date(2026, 10, 2), datetime(2026, 10, 1)])  # noqa: DTZ001 - the point is that a datetime is refused
    def test_months_are_first_days(self, when: date) -> None:
        with pytest.raises(EvidenceInvalid, match="first day"):
            evidence(ratings=[Rating("care", "Bo", "Ana", when, 3)])

    def test_whoever_is_rated_is_a_member_unless_members_are_given(self) -> None:
        assert evidence(entered("Dee", "leads", "2026-10", 1), ratings=[rating("Bo", "Ana", 3)]).members == (
            "Bo",
            "Dee",
        )
        assert evidence(ratings=[rating("Bo", "Ana", 3)], members=["Dee"]).members == ("Dee",)

    def test_members_may_be_given_by_position(self) -> None:
        given = type(evidence()).from_rows([], ["Dee"], ratings=[rating("Bo", "Ana", 3)])
        assert (given.members, list(given.ratings)) == (("Dee",), ["care"])


class TestPlainMeans:
    @pytest.mark.parametrize("source", PLAIN_SOURCES)
    def test_one_rater_is_enough(self, source: str) -> None:
        # (4 − 1) / 4 = 75 points
        line = care(of(source, rating("Bo", "Bo" if source == "self" else "Ana", 4)).of("Bo"))
        assert (line.reason.code, line.value, line.points) == ("scored", 4, 75)
        assert (line.target, line.attainment, line.target_factor) == (None, None, 1)
        assert (line.rated.raters, line.rated.plain_mean, line.rated.corrected) == (1, 4, None)

    def test_each_rater_has_the_same_say_however_often_they_rated(self) -> None:
        # Ana 2 and 4 make 3, Dee says 5: (3 + 5) / 2 = 4, not 11 / 3
        ratings = [rating("Bo", "Ana", 2), rating("Bo", "Ana", 4), rating("Bo", "Dee", 5)]
        assert care(of("manager", *ratings).of("Bo")).value == 4

    @pytest.mark.parametrize(("value", "worth"), [(1, 0), (2, 25), (3, 50), (4.5, 87.5), (5, 100)])
    def test_points_are_25_for_each_step_above_1(self, value: float, worth: float) -> None:
        assert care(of("retro", rating("Bo", "Ana", value)).of("Bo")).points == worth

    def test_nobody_rated(self) -> None:
        card = of("manager", rating("Chen", "Ana", 3), rows=(entered("Bo", "leads", "2026-10", 10),)).of("Bo")
        assert (care(card).reason.code, care(card).rated.raters, care(card).value) == ("no_data", 0, None)
        assert (card.score, card.coverage, card.interval) == (100, 60, None)

    def test_no_ratings_at_all(self) -> None:
        assert care(of("peer").of("Bo")).reason.code == "no_data"
        assert care(of("audit").of("Bo")).reason.code == "no_data"

    def test_ratings_of_other_metrics_are_left_alone(self) -> None:
        ratings = [rating("Bo", "Ana", 3, name="golf"), rating("Bo", "Ana", 3, name="leads_told")]
        assert of("manager", *ratings).of("Bo").score is None


class TestWindows:
    RATINGS = (rating("Bo", "Ana", 2), rating("Bo", "Ana", 4, "2026-11"), rating("Bo", "Dee", 5, "2026-12"))

    @pytest.mark.parametrize(
        ("period", "value"), [(OCTOBER, 2), (NOVEMBER, 4), (DECEMBER, 5), (Q4, 4), (H2, 4), (YEAR, 4)]
    )
    def test_longer_cards_use_all_ratings_of_their_months(self, period: Period, value: float) -> None:
        # Q4: Ana's mean 3 and Dee's 5 make 4; the mean of three cards would be 3.67
        assert care(of("manager", *self.RATINGS, period=period).of("Bo")).value == value

    def test_a_quarterly_metric_is_in_progress_until_december(self) -> None:
        card = of("manager", *self.RATINGS, period=NOVEMBER, cadence="quarter").of("Bo")
        line = care(card)
        assert (line.reason.code, line.value, line.points, line.share) == ("in_progress", 3, None, 0)
        done = care(of("manager", *self.RATINGS, period=DECEMBER, cadence="quarter").of("Bo"))
        assert (done.reason.code, done.value, done.points) == ("scored", 4, 75)

    def test_months_without_ratings_are_no_gap(self) -> None:
        rows = tuple(entered("Bo", "leads", f"2026-{n}", 10) for n in (10, 11, 12))
        card = of("manager", rating("Bo", "Ana", 4, "2026-11"), period=Q4, rows=rows).of("Bo")
        assert (card.coverage, care(card).missing_months, care(card).months_used) == (100, (), 3)

    def test_presence_scales_nothing_and_absence_is_not_due(self) -> None:
        half = compute(rules("manager"), evidence(ratings=[rating("Bo", "Ana", 4)]), OCTOBER, present_share=0.5).card(0)
        assert (care(half).value, care(half).target_factor) == (4, 1)
        away = compute(rules("manager"), evidence(members=["Bo"]), OCTOBER, present_share=0).card(0)
        assert (care(away).reason.code, explain(away).due_weight) == ("absent", 0)

    def test_a_rating_about_the_last_days_counts_even_when_away(self) -> None:
        away = compute(rules("manager"), evidence(ratings=[rating("Bo", "Ana", 4)]), OCTOBER, present_share=0).card(0)
        assert care(away).points == 75


class TestPeers:
    def three(self, member: str = "Bo", *values: float) -> list[Rating]:
        return [
            rating(member, who, value) for who, value in zip(("Ana", "Dee", "Eve"), values or (3, 4, 5), strict=True)
        ]

    @pytest.mark.parametrize("n", [1, 2])
    def test_under_three_raters_nothing_is_shown(self, n: int) -> None:
        card = of("peer", *self.three()[:n], *self.three("Chen")).of("Bo")
        line = care(card)
        assert (line.reason.code, line.value, line.points, line.share) == ("too_few_raters", None, None, 0)
        hidden = (line.rated.plain_mean, line.rated.corrected, line.rated.standard_error, line.rated.component_mean)
        assert (line.rated.raters, hidden) == (n, (None, None, None, None))

    def test_the_same_person_three_times_is_one_rater(self) -> None:
        ratings = [rating("Bo", "Ana", 3), rating("Bo", "Ana", 4), rating("Bo", "Ana", 5)]
        assert care(of("peer", *ratings).of("Bo")).rated.raters == 1

    def test_raters_of_different_months_add_up_on_a_quarter_card(self) -> None:
        months = ("2026-10", "2026-11", "2026-12")
        ratings = [rating("Bo", who, 4, when) for who, when in zip(("Ana", "Dee", "Eve"), months, strict=True)]
        assert care(of("peer", *ratings).of("Bo")).reason.code == "too_few_raters"
        line = care(of("peer", *ratings, period=Q4).of("Bo"))
        assert (line.reason.code, line.rated.raters, line.points) == ("scored", 3, pytest.approx(75))

    def test_one_subject_keeps_the_plain_mean(self) -> None:
        line = care(of("peer", *self.three()).of("Bo"))
        assert (line.value, line.rated.plain_mean) == (pytest.approx(4), 4)

    def test_nothing_is_shown_before_the_window_ends(self) -> None:
        ratings = [rating("Bo", who, 4, "2026-10") for who in ("Ana", "Dee", "Eve")]
        line = care(of("peer", *ratings, cadence="quarter").of("Bo"))
        assert (line.reason.code, line.value, line.rated) == ("in_progress", None, None)

    def test_a_rating_of_oneself_is_refused(self) -> None:
        with pytest.raises(EvidenceInvalid, match="'Bo' is among their own peers for 'care'"):
            of("peer", *self.three(), rating("Bo", "Bo", 5))

    def test_but_only_in_the_months_that_count(self) -> None:
        assert care(of("peer", *self.three(), rating("Bo", "Bo", 5, "2026-09")).of("Bo")).rated.raters == 3

    @pytest.mark.parametrize("value", [1, 3, 5])
    def test_when_all_say_the_same_that_is_the_score(self, value: float) -> None:
        computed = of("peer", *self.three("Bo", *[value] * 3), *self.three("Chen", *[value] * 3))
        for card in computed:
            assert care(card).points == pytest.approx(25 * (value - 1), abs=1e-6)
            assert (card.interval, card.needs_calibration) == (None, False)

    def test_subjects_who_are_not_members_still_tell_how_strict_a_rater_is(self) -> None:
        rng, skill = np.random.default_rng(5), np.random.default_rng(6).normal(3, 0.6, 40)
        rows = [
            rating(f"m{s}", f"r{r}", float(np.clip(skill[s] + (-1 if r == 0 else 0.2) + rng.normal(0, 0.2), 1, 5)))
            for s in range(40)
            for r in {0, *rng.choice(range(1, 9), 3, replace=False).tolist()}
            if s or r < 6
        ]
        mine = [row for row in rows if row.member == "m0"]
        others = [row for row in rows if row.member != "m0"]
        whole = compute(rules(), evidence(ratings=rows, members=["m0"]), OCTOBER).of("m0")
        alone = compute(rules(), evidence(ratings=mine, members=["m0"]), OCTOBER).of("m0")
        assert len(others) > 100
        assert care(alone).value == pytest.approx(care(alone).rated.plain_mean)
        assert care(whole).value > care(whole).rated.plain_mean + 0.05

    @pytest.mark.parametrize("told", [("Chen",), ("Chen", "Hao")])
    def test_what_others_receipts_show_does_not_tell_a_rating_that_is_withheld(self, told: tuple[str, ...]) -> None:
        # Ana is the only one to rate Chen and Hao: the mean of all less those shown would be what she said
        shown = [*self.three("Bo", 4, 4, 5), *self.three("Fay", 3, 4, 4), *self.three("Gus", 4, 3, 5)]
        receipts = [
            explain(of("peer", *shown, *(rating(name, "Ana", said) for name in told)).of("Bo")) for said in (1, 3, 5)
        ]
        assert receipts[0] == receipts[1] == receipts[2]
        assert receipts[0].score is not None

    def test_a_longer_card_tells_nothing_that_the_shorter_ones_did_not(self) -> None:
        # Hao rated in one quarter only; counted once over the half year, 2 · (4 · mean − …) would be what he said.
        # (4 · 3.5 + 3 · 4) / 7 is what anybody can work out from the two quarters.
        third = [
            rating("Bo", who, said, "2026-09")
            for who, said in zip(("Ana", "Dee", "Eve", "Hao"), (4, 3, 5, 2), strict=True)
        ]
        fourth = [
            rating("Bo", who, said, "2026-12") for who, said in zip(("Ana", "Dee", "Eve"), (5, 3, 4), strict=True)
        ]
        means = [
            care(of("peer", *third, *fourth, period=period, cadence="quarter").of("Bo")).rated
            for period in (Period.parse("2026-Q3"), Q4, H2)
        ]
        assert [each.plain_mean for each in means] == [3.5, 4, pytest.approx(26 / 7)]
        assert [each.raters for each in means] == [4, 3, 4]

    def test_a_quarter_of_too_few_raters_does_not_show_in_a_longer_card(self) -> None:
        shown = [rating("Bo", who, 4, "2026-09") for who in ("Ana", "Dee", "Eve")]
        few = [rating("Bo", who, 1, "2026-12") for who in ("Ana", "Hao")]
        found = care(of("peer", *shown, *few, period=H2, cadence="quarter").of("Bo")).rated
        assert (found.raters, found.plain_mean, found.corrected) == (3, 4, pytest.approx(4))

    def test_what_three_withheld_raters_said_counts(self) -> None:
        shown = [*self.three("Bo", 4, 4, 5), *self.three("Fay", 3, 4, 4)]
        means = [
            care(of("peer", *shown, *(rating("Chen" + row.rater, row.rater, said) for row in shown[:3])).of("Bo")).rated
            for said in (1, 5)
        ]
        assert means[0].component_mean < means[1].component_mean
        assert means[0].plain_mean == means[1].plain_mean

    def test_own_targets_are_refused(self) -> None:
        with pytest.raises(InputInvalid, match="'care' is rated; it has no targets"):
            compute(rules(), evidence(members=["Bo"]), OCTOBER, targets={"care": [3.0]})


class TestSeparateGroups:
    def test_each_group_keeps_its_own_mean_and_the_receipt_says_so(self) -> None:
        ratings = [rating(f"a{s}", f"x{r}", value) for s, value in enumerate((2, 3, 4)) for r in range(3)]
        ratings += [rating(f"b{s}", f"y{r}", value) for s, value in enumerate((4, 4.5, 5)) for r in range(3)]
        computed = compute(rules(), evidence(ratings=ratings), OCTOBER)
        low, high = care(computed.of("a1")), care(computed.of("b1"))
        assert low.rated.component != high.rated.component
        assert (low.rated.components, high.rated.components) == (2, 2)
        assert low.rated.component_mean == pytest.approx(3, abs=0.01)
        assert high.rated.component_mean == pytest.approx(4.5, abs=0.01)
        assert "raters_apart" in explain(computed.of("a1")).notes

    def test_one_group_has_no_such_note(self) -> None:
        ratings = [rating(f"a{s}", f"x{r}", value) for s, value in enumerate((2, 3, 4)) for r in range(3)]
        assert "raters_apart" not in explain(compute(rules(), evidence(ratings=ratings), OCTOBER).of("a1")).notes


def test_rated_and_formula_metrics_make_one_score() -> None:
    # care 4 -> 75 points with 40, leads 10 of 10 -> 100 with 60: 0.4 · 75 + 0.6 · 100 = 90
    card = of("manager", rating("Bo", "Ana", 4), rows=(entered("Bo", "leads", "2026-10", 10),)).of("Bo")
    assert (card.score, card.coverage, card.band and card.band.id) == (pytest.approx(90), 100, "S")
    assert recompute(explain(card)) == pytest.approx(90)


def test_a_scheme_of_one_rated_metric() -> None:
    alone = scheme([], dimension("people", rated("care", "manager")))
    card = compute(alone, evidence(ratings=[rating("Bo", "Ana", 4)]), OCTOBER).of("Bo")
    assert (card.score, card.coverage) == (75, 100)


def test_nobody_pays_for_the_rater_model_without_peers() -> None:
    code = """
import sys
from tests.scoring.test_ratings import of, rating
assert of("manager", rating("Bo", "Ana", 4)).of("Bo").metrics[0].points == 75
assert "scipy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)

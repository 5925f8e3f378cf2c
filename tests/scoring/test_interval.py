"""How far a score may be off because ratings scatter, and when people must look at a card again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scoring.interval import interval, quantile
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import Card, Rating, compute
from tests.scoring.build import dimension, entered, evidence, figure, metric, rated, rating, scheme, with_team

OCTOBER = Period.parse("2026-10")
NAN = float("nan")


def ends(score: float, errors: list[float], share: list[float], **given: float) -> tuple[float, float]:
    rest = {"level": 0.95, "cap": 120.0} | given
    factor = np.array([rest.pop("factor", 1.0)])
    found = interval(np.array([score]), errors=np.array([errors]), share=np.array([share]), factor=factor, **rest)
    return float(found[0, 0]), float(found[0, 1])


@pytest.mark.parametrize(("level", "errors"), [(0.5, 0.6744897502), (0.9, 1.6448536270), (0.95, 1.9599639845)])
def test_quantiles_are_those_of_the_tables(level: float, errors: float) -> None:
    assert quantile(level) == pytest.approx(errors, abs=1e-9)


class TestByHand:
    def test_errors_add_as_squares_of_their_shares(self) -> None:
        # (0.6 · 5)² + (0.4 · 10)² = 25, its root 5, times 1.96 = 9.8
        assert ends(70, [5, 10], [60, 40]) == pytest.approx((60.2002, 79.7998), abs=1e-4)

    def test_what_peers_did_not_rate_has_no_error(self) -> None:
        assert ends(70, [5, NAN], [60, 40]) == pytest.approx((70 - 1.959964 * 3, 70 + 1.959964 * 3), abs=1e-5)

    def test_the_team_coefficient_stretches_it(self) -> None:
        assert ends(70, [5, 10], [60, 40], factor=1.2) == pytest.approx((58.2402, 81.7598), abs=1e-4)

    def test_it_ends_at_nothing_and_at_the_cap(self) -> None:
        assert ends(2, [40], [100]) == pytest.approx((0, 80.3986), abs=1e-4)
        assert ends(118, [20], [100])[1] == 120
        assert ends(130, [2], [100]) == (120, 120)

    @pytest.mark.parametrize(("errors", "share"), [([NAN], [100.0]), ([5.0], [0.0]), ([0.0], [100.0])])
    def test_none_without_a_scored_peer_metric(self, errors: list[float], share: list[float]) -> None:
        assert np.isnan(ends(70, errors, share)).all()


def rules(**changes: Any) -> Scheme:
    return scheme(
        [figure("leads")],
        dimension("people", rated("care", weight=50), kind="capability"),
        dimension("results", metric("leads_told", "leads", weight=50, target=100)),
        **changes,
    )


def told(spread: float, *, seed: int = 1) -> list[Rating]:
    dice = np.random.default_rng(seed)
    skill = [3.6, *dice.uniform(2.5, 4.5, 19)]
    return [
        rating("Bo" if s == 0 else f"m{s}", f"r{r}", float(np.clip(skill[s] + dice.normal(0, spread), 1, 5)))
        for s in range(20)
        for r in dice.choice(12, 5, replace=False)
    ]


def bo(spread: float, leads: float | None = 100, given: Scheme | None = None, **more: Any) -> Card:
    rows = [] if leads is None else [entered("Bo", "leads", "2026-10", leads)]
    return compute(given or rules(), evidence(*rows, ratings=told(spread), members=["Bo"]), OCTOBER, **more).of("Bo")


class TestOnCards:
    def test_it_is_around_the_score_by_the_weight_of_the_peers(self) -> None:
        card = bo(0.6)
        line = card.metrics[0]
        assert card.score is not None
        assert line.rated is not None
        assert line.rated.standard_error is not None
        reach = 1.9599639845 * 0.5 * 25 * line.rated.standard_error
        assert card.interval == pytest.approx((card.score - reach, card.score + reach), abs=1e-6)

    def test_a_lower_level_is_narrower(self) -> None:
        wide, narrow = bo(0.6).interval, bo(0.6, given=rules(interval_level=0.5)).interval
        assert wide is not None
        assert narrow is not None
        assert narrow[1] - narrow[0] == pytest.approx((wide[1] - wide[0]) * 0.6744897502 / 1.9599639845)

    def test_the_team_coefficient_is_part_of_it(self) -> None:
        plain, stretched = bo(0.6).interval, bo(0.6, given=with_team(rules()), team_attainment=110).interval
        assert plain is not None
        assert stretched == pytest.approx([1.1 * end for end in plain])

    def test_two_bands_are_a_case_for_calibration(self) -> None:
        card = bo(0.6)
        assert card.interval is not None
        assert card.band is not None
        assert (card.band.id, card.interval[0] < 80 < card.interval[1]) == ("B", True)
        assert card.needs_calibration

    def test_one_band_is_none(self) -> None:
        card = bo(0.1)
        assert card.interval is not None
        assert 80 < card.interval[0] < card.interval[1] < 90
        assert not card.needs_calibration

    def test_its_ends_are_rounded_as_the_score_is(self) -> None:
        # The low end 80.079 is shown as 80.1: a band from 80.1 has both ends, one from 80.2 only the high one.
        low, _ = bo(0.1).interval or (0, 0)
        assert 80.05 < low < 80.1
        for edge, is_case in ((80.1, False), (80.2, True)):
            bands = [{"id": "A", "min": edge, "coefficient": 1}, {"id": "B", "min": 0, "coefficient": 0}]
            assert bo(0.1, given=rules(bands=bands)).needs_calibration is is_case

    def test_an_incomplete_card_has_no_band_to_calibrate(self) -> None:
        card = bo(0.6, leads=None)
        assert (card.is_complete, card.needs_calibration) == (False, False)
        assert card.interval is not None

    def test_cards_without_peers_have_none(self) -> None:
        card = compute(rules(), evidence(entered("Bo", "leads", "2026-10", 90)), OCTOBER).of("Bo")
        assert (card.interval, card.needs_calibration) == (None, False)

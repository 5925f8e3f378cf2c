"""What each channel is owed, beside other programs, brute force and properties."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from math import factorial

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mam import MAM

from scoring.attribution import Model, attribute, removal_effects
from scoring.errors import InputInvalid, UnknownName
from tests.scoring.attribution.touches import Touch, journeys, many, path, worked

HEURISTICS = [Model.FIRST, Model.LAST, Model.LINEAR, Model.POSITION, Model.TIME_DECAY]


@pytest.mark.parametrize(
    ("model", "social", "email", "search"),
    [
        ("first", 210, 0, 90),
        ("last", 0, 90, 210),
        ("linear", 70, 115, 115),
        ("position", 84, 87, 129),
        ("time_decay", 30, 120, 150),
        ("markov", 75, 112.5, 112.5),
        ("shapley", 70, 115, 115),
    ],
)
def test_the_worked_example_comes_out_as_on_paper(model: str, social: float, email: float, search: float) -> None:
    expected = {"email": email, "search": search, "social": social}
    assert attribute(journeys(worked()), model=model) == pytest.approx(expected, rel=1e-12)


def test_without_a_channel_the_worked_example_loses_what_paper_says() -> None:
    expected = {"email": 3 / 4, "search": 3 / 4, "social": 1 / 2}
    assert removal_effects(journeys(worked())) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (["a"], {"a": 100}),
        (["a", "b"], {"a": 50, "b": 50}),
        (["a", "b", "c"], {"a": 40, "b": 20, "c": 40}),
        (["a", "b", "c", "d"], {"a": 40, "b": 10, "c": 10, "d": 40}),
        (["a", "a"], {"a": 100}),
        (["a", "b", "a", "a"], {"a": 90, "b": 10}),
    ],
)
def test_position_gives_the_ends_forty_each(channels: list[str], expected: Mapping[str, float]) -> None:
    assert attribute(journeys(path(1, *channels, value=100)), model="position") == pytest.approx(expected, rel=1e-12)


def test_a_channel_touched_again_is_a_further_touch_but_one_member_of_the_set() -> None:
    again = journeys(path(1, "email", "email", "search", value=90))
    assert attribute(again, model="linear") == pytest.approx({"email": 60, "search": 30})
    assert attribute(again, model="shapley") == pytest.approx({"email": 45, "search": 45})


def test_time_decay_halves_over_the_half_life_and_rounds_no_hours() -> None:
    half_an_hour = journeys([Touch(1, "early", 0.0), Touch(1, "late", 1800.0)])
    early = 2 ** (-0.5 / 24 / 7)
    assert attribute(half_an_hour, model="time_decay")["early"] == pytest.approx(early / (1 + early), rel=1e-14)
    shorter = attribute(half_an_hour, model="time_decay", half_life_days=0.5 / 24)
    assert shorter == pytest.approx({"early": 1 / 3, "late": 2 / 3})


def test_time_decay_counts_back_from_the_journeys_own_last_touch() -> None:
    alone = attribute(journeys(path(1, "a", "b")), model="time_decay")
    late = [touch._replace(at=touch.at + 1e9) for touch in path(1, "a", "b")]
    beside = attribute(journeys([*late, Touch(2, "c", 5e9, False)]), model="time_decay")
    assert beside == pytest.approx({**alone, "c": 0.0}, rel=1e-12)


def test_touches_aeons_apart_leave_the_last_one_everything() -> None:
    aeons = journeys([Touch(1, "early", -1e308), Touch(1, "late", 1e308)])
    assert attribute(aeons, model="time_decay", half_life_days=1e-300) == {"early": 0.0, "late": 1.0}


def test_ties_in_time_keep_the_order_of_the_rows() -> None:
    tied = [Touch(1, channel, 0.0) for channel in "cab"]
    assert attribute(journeys(tied), model="first") == {"a": 0, "b": 0, "c": 1}
    assert attribute(journeys(tied), model="last") == {"a": 0, "b": 1, "c": 0}


def test_ties_among_many_rows_keep_their_order_too() -> None:
    """More rows than a sort puts right by inserting one after the other."""
    dice = random.Random(5)
    tied = [Touch(dice.randrange(40), dice.choice("abcdef"), float(dice.randrange(3))) for _ in range(5_000)]
    ordered = paths(tied)
    for model, end in (("first", 0), ("last", -1)):
        expected = Counter(channels[end] for channels, _, _ in ordered)
        assert attribute(journeys(tied), model=model) == pytest.approx({**dict.fromkeys("abcdef", 0), **expected})


@pytest.mark.parametrize("model", Model)
def test_no_touches_give_no_channels(model: Model) -> None:
    assert attribute(journeys([]), model=model) == {}
    assert removal_effects(journeys([])) == {}


@pytest.mark.parametrize("model", Model)
def test_nothing_converted_owes_nothing(model: Model) -> None:
    lost = journeys([*path(1, "a", "b", converted=False, value=50), *path(2, "b", converted=False)])
    assert lost.total == 0
    assert attribute(lost, model=model) == {"a": 0.0, "b": 0.0}
    assert removal_effects(lost) == {"a": 0.0, "b": 0.0}


@pytest.mark.parametrize("model", Model)
def test_conversions_worth_nothing_owe_nothing(model: Model) -> None:
    worthless = journeys(path(1, "a", "b", value=0))
    assert attribute(worthless, model=model) == {"a": 0.0, "b": 0.0}
    assert removal_effects(worthless) == pytest.approx({"a": 1.0, "b": 1.0})


def test_a_channel_that_never_leads_anywhere_loses_nothing_when_it_goes() -> None:
    effects = removal_effects(journeys([*path(1, "a"), *path(2, "dead end", converted=False)]))
    assert effects == {"a": 1.0, "dead end": 0.0}


# Other programs and brute force


def in_mam(touches: Sequence[Touch]) -> MAM:
    """Their value is summed over a journey's touches, so each journey's value stands on its last touch only."""
    latest = {touch.journey: max(each.at for each in touches if each.journey == touch.journey) for touch in touches}
    frame = pl.DataFrame(
        {
            "journey": [str(touch.journey) for touch in touches],
            "channel": [str(touch.channel) for touch in touches],
            "at": [datetime(2026, 1, 1) + timedelta(seconds=touch.at) for touch in touches],  # noqa: DTZ001 - they want it naive
            "converted": [touch.converted for touch in touches],
            "value": [touch.value * touch.converted if touch.at == latest[touch.journey] else 0.0 for touch in touches],
        }
    )
    return MAM(
        frame,
        format_type="format_1",
        channels_colname="channel",
        journey_with_conv_colname="converted",
        datetime_colname="at",
        user_id_colname="journey",
        conversion_value_colname="value",
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_heuristics_agree_with_marketing_attribution_models(seed: int) -> None:
    touches = many(seed)
    ours, theirs = journeys(touches), in_mam(touches)
    for model, run in {
        Model.FIRST: theirs.run_first_click,
        Model.LAST: theirs.run_last_click,
        Model.LINEAR: theirs.run_linear,
        Model.POSITION: theirs.run_position_based,
        Model.TIME_DECAY: theirs.run_time_decay,
    }.items():
        table = run().to_polars()
        expected = dict(zip(table["channels"].cast(pl.String), table["attribution"], strict=True))
        assert attribute(ours, model=model) == pytest.approx(expected, rel=1e-9), model


@pytest.mark.parametrize("same_state", [True, False])
def test_removal_effects_agree_with_marketing_attribution_models(same_state: bool) -> None:
    """With and without transitions from a channel to itself: they make no difference."""
    touches = many(3)
    table = in_mam(touches).run_markov(transition_to_same_state=same_state).metadata["removal_effect"]
    assert removal_effects(journeys(touches)) == pytest.approx(table["removal_effect"].to_dict(), rel=1e-9)


def paths(touches: Iterable[Touch]) -> list[tuple[list[Hashable], bool, Fraction]]:
    found: dict[Hashable, list[Touch]] = {}
    for touch in sorted(touches, key=lambda each: each.at):
        found.setdefault(touch.journey, []).append(touch)
    return [([each.channel for each in rows], rows[0].converted, Fraction(rows[0].value)) for rows in found.values()]


def chance_to_convert(touches: Iterable[Touch], without: Hashable) -> Fraction:
    """Gauss-Jordan in exact fractions on the chain from the start, with `without` leading to null."""
    routes = [["(start)", *channels, converted] for channels, converted, _ in paths(touches)]
    states = list(dict.fromkeys(state for route in routes for state in route[:-1]))
    rows = {state: dict.fromkeys([*states, True], Fraction(0)) for state in states}
    for route in routes:
        for origin, target in itertools.pairwise(route):
            if target is not False:
                rows[origin][target] += 1
    for state, row in rows.items():
        left = sum(route[:-1].count(state) for route in routes)
        for target in row:
            row[target] = row[target] / left if state != without and target != without else Fraction(0)
    for state in states:  # x = row · x + c for every state: eliminate one after the other
        own = 1 - rows[state].pop(state)
        rows[state] = {target: share / own for target, share in rows[state].items()}
        for other in states:
            if other != state:
                share = rows[other].pop(state)
                for target, part in rows[state].items():
                    rows[other][target] += share * part
    return rows["(start)"][True]


@pytest.mark.parametrize("seed", range(6))
def test_removal_effects_are_those_of_the_chain_solved_in_fractions(seed: int) -> None:
    touches = many(seed, count=12, channels="abcd", longest=5)
    whole = chance_to_convert(touches, without=None)
    expected = {name: float(1 - chance_to_convert(touches, name) / whole) for name in {t.channel for t in touches}}
    assert removal_effects(journeys(touches)) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("seed", range(6))
def test_shapley_is_the_mean_gain_over_all_orders_of_channels(seed: int) -> None:
    touches = many(seed, count=25, channels="abcde", longest=6)
    known = [(frozenset(channels), worth) for channels, converted, worth in paths(touches) if converted]
    players = sorted({touch.channel for touch in touches})

    def worth_of(coalition: frozenset[Hashable]) -> Fraction:
        return sum((worth for channels, worth in known if channels <= coalition), Fraction(0))

    expected = dict.fromkeys(players, Fraction(0))
    for order in itertools.permutations(players):
        for k, player in enumerate(order):
            expected[player] += worth_of(frozenset(order[: k + 1])) - worth_of(frozenset(order[:k]))
    mean = {player: float(gain / factorial(len(players))) for player, gain in expected.items()}
    assert attribute(journeys(touches), model="shapley") == pytest.approx(mean, rel=1e-12)


# What always holds


@st.composite
def touch_lists(draw: st.DrawFn) -> list[Touch]:
    """Times differ within a journey, so that rows in another order say the same."""
    touches = []
    for name in range(draw(st.integers(1, 6))):
        moments = draw(st.lists(st.integers(0, 10**7), min_size=1, max_size=6, unique=True))
        converted, value = draw(st.booleans()), draw(st.floats(0, 1e9))
        touches += [Touch(name, draw(st.sampled_from("abcd")), float(at), converted, value) for at in moments]
    return touches


@settings(max_examples=60)
@given(touch_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(touches: list[Touch], dice: random.Random) -> None:
    mixed = dice.sample(touches, len(touches))
    for model in Model:
        expected = attribute(journeys(touches), model=model)
        assert attribute(journeys(mixed), model=model) == pytest.approx(expected, rel=1e-9), model


@settings(max_examples=60)
@given(touch_lists())
def test_all_models_hand_out_exactly_the_total(touches: list[Touch]) -> None:
    total = sum(worth for _, converted, worth in paths(touches) if converted)
    for model in Model:
        credit = attribute(journeys(touches), model=model)
        assert sum(credit.values()) == pytest.approx(float(total), rel=1e-9), model
        assert min(credit.values()) >= 0


@settings(max_examples=40)
@given(touch_lists(), st.floats(1e-3, 1e3))
def test_another_unit_of_value_scales_every_credit(touches: list[Touch], factor: float) -> None:
    scaled = [touch._replace(value=touch.value * factor) for touch in touches]
    for model in Model:
        expected = {name: value * factor for name, value in attribute(journeys(touches), model=model).items()}
        assert attribute(journeys(scaled), model=model) == pytest.approx(expected, rel=1e-9, abs=1e-300), model
    assert removal_effects(journeys(scaled)) == removal_effects(journeys(touches))


@settings(max_examples=40)
@given(touch_lists())
def test_a_removal_effect_is_a_share(touches: list[Touch]) -> None:
    assert all(0 <= effect <= 1 for effect in removal_effects(journeys(touches)).values())


def test_unknown_models_and_impossible_half_lives_are_refused() -> None:
    known = journeys(worked())
    with pytest.raises(UnknownName, match="unknown attribution model 'u_shaped'; known are: first, last, linear"):
        attribute(known, model="u_shaped")
    for days in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(InputInvalid, match="half_life_days"):
            attribute(known, model="time_decay", half_life_days=days)


def test_too_many_channels_for_one_inverse_are_refused() -> None:
    scattered = journeys(Touch(k, k, 0.0) for k in range(5_001))
    with pytest.raises(InputInvalid, match="5001 channels are too many"):
        removal_effects(scattered)
    assert sum(attribute(scattered, model="shapley").values()) == 5_001


def test_attribution_needs_no_scipy() -> None:
    code = "import sys, scoring.attribution; assert not any(name.startswith('scipy') for name in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)

"""A team's figures are sums of at least three people's."""

import numpy as np
import pytest

from bot.features.scorecards.rules.team_bounds import scores
from bot.features.scorecards.rules.team_figures import TEAM_FIGURES
from bot.features.scorecards.rules.team_results import rows_by_team, team_result
from scoring.periods import Period
from scoring.scheme import Scheme
from scoring.scorecard import Cards, Evidence, RollUp, compute
from tests.scoring import build

OCTOBER = Period.parse("2026-10")
SCHEME = build.scheme(
    [
        build.figure("leads"),
        build.figure("uv"),
        build.figure("followers", aggregate="last"),
        build.figure("grade", aggregate="mean"),
        build.figure("best", aggregate="max"),
    ],
    build.dimension(
        "work",
        build.metric("leads", "leads", weight=40, target=10),
        build.metric("rate", "100 * leads / uv", weight=20, target=5),
        build.metric("fans", "followers", weight=10, target=100),
        build.metric("grade", "grade", weight=10, target=4),
        build.metric("best", "best", weight=10, target=4),
        build.metric("yearly", "leads", weight=10, target=5, cadence="year"),
    ),
    cadences=["month", "year"],
)


def cards(told: dict[int, dict[str, float]], *, rules: Scheme = SCHEME, **targets: list[float]) -> Cards:
    entries = [
        RollUp(member, figure, OCTOBER.start, 2, value, value, value)
        for member, figures in told.items()
        for figure, value in figures.items()
    ]
    evidence = Evidence.from_rows(entries, members=sorted(told))
    return compute(rules, evidence, OCTOBER, targets=targets)


EVERYTHING = {"leads": 10.0, "uv": 100.0, "followers": 50.0, "grade": 8.0, "best": 3.0}


def test_sums_ratios_of_sums_and_means_and_no_peak() -> None:
    told = {member: {**EVERYTHING, "leads": 10.0 * member, "best": float(member)} for member in (1, 2, 3)}
    result = team_result(cards(told, leads=[10, 20, 30]), np.arange(3), minimum=3)
    found = {figure.metric: (figure.value, figure.target) for figure in result.figures}
    assert found == {
        "leads": (60, 60),
        "rate": (pytest.approx(20), 5),
        "fans": (150, 100),
        "grade": (4, 4),
        "best": (None, None),
        "yearly": (None, None),
    }
    reasons = {figure.metric: figure.reason for figure in result.figures}
    assert (reasons["yearly"], reasons["best"]) == ("in_progress", "one_persons"), "the best of all is one person's"
    assert "best" not in result.contributors
    assert (result.n_members, result.n_scored) == (3, 3)


def test_the_score_is_the_mean_of_complete_cards_only() -> None:
    told = dict.fromkeys((1, 2, 3), EVERYTHING) | {4: {"best": 4.0}}
    computed = cards(told)
    result = team_result(computed, np.arange(4), minimum=3)
    assert (result.n_members, result.n_scored) == (4, 3)
    assert result.score == pytest.approx(computed.shown_score[:3].mean())


def test_under_the_minimum_nothing_is_kept() -> None:
    result = team_result(cards({1: EVERYTHING, 2: EVERYTHING}), np.arange(2), minimum=3)
    assert result.score is None
    assert {figure.value for figure in result.figures} == {None}
    assert {figure.reason for figure in result.figures} == {"too_few", "in_progress"}


def test_a_metric_with_too_few_contributors_is_hidden_and_one_without_any_is_named() -> None:
    told = {1: EVERYTHING, 2: {"leads": 3.0}, 3: {"leads": 4.0}, 4: {"leads": 5.0}}
    told = {member: {k: v for k, v in figures.items() if k != "grade"} for member, figures in told.items()}
    result = team_result(cards(told), np.arange(4), minimum=3)
    reasons = {figure.metric: figure.reason for figure in result.figures}
    assert (reasons["leads"], reasons["rate"], reasons["grade"]) == ("scored", "too_few", "no_data")


def test_only_the_teams_own_rows_count_and_they_survive_storage() -> None:
    computed = cards({member: {**EVERYTHING, "leads": float(member)} for member in range(1, 7)})
    rows = rows_by_team([7, 7, 7, 8, 8, 8])
    assert {team: found.tolist() for team, found in rows.items()} == {7: [0, 1, 2], 8: [3, 4, 5]}
    result = team_result(computed, rows[8], minimum=3)
    assert result.figures[0].value == 15
    assert TEAM_FIGURES.validate_json(TEAM_FIGURES.dump_json(result.figures)) == result.figures


@pytest.mark.parametrize(("leads", "shown"), [((37, 0, 0, 0), None), ((37, 5, 0, 0), None), ((37, 5, 1, 0), 43)])
def test_a_sum_to_which_others_add_nothing_gives_nobody_away(leads: tuple[float, ...], shown: float | None) -> None:
    told = {member: {**EVERYTHING, "leads": value} for member, value in enumerate(leads, start=1)}
    result = team_result(cards(told), np.arange(len(leads)), minimum=3)
    [figure] = [each for each in result.figures if each.metric == "leads"]
    assert (figure.value, figure.reason) == (shown, "scored" if shown else "too_few")


@pytest.mark.parametrize(
    ("minimum", "people", "met", "told"),
    [(2, 4, 2, None), (2, 5, 2, 2), (3, 4, 2, None), (3, 5, 3, None), (3, 6, 3, 3), (3, 6, 2, None), (3, 7, 4, 4)],
)
def test_how_many_met_their_target_is_told_of_no_team_under_five(
    minimum: int, people: int, met: int, told: int | None
) -> None:
    """Nor where those who met it, or those who did not, are fewer than the minimum."""
    leads = {member: {"leads": 10.0 if member < met else 9.0} for member in range(people)}
    (figure, *_) = team_result(cards(leads), np.arange(people), minimum=minimum).figures
    assert (figure.metric, figure.reason, figure.n, figure.n_met) == ("leads", "scored", people, told)


SHARES = build.scheme(
    [build.figure("done"), build.figure("uv")],
    build.dimension(
        "work",
        build.metric("share", "100 * done / uv", weight=60, target=90, unit="percent"),
        build.metric("growth", "100 * (uv / lag(uv, 12) - 1)", weight=40, target=90, unit="percent"),
    ),
)


@pytest.mark.parametrize(
    ("done", "shown"),
    [
        ((100, 100, 100), (99, None, "at-least")),
        ((100, 100, 98), (99, None, "at-least")),
        ((100, 100, 94), (98, 108.89, None)),
        ((130, 130, 130), (130, 144.44, None)),  # a percentage of no whole
        ((0, 0, 0), None),
        ((9, 3, 0), None),
        ((9, 3, 3), (5, 5.56, None)),
    ],
)
def test_all_or_nothing_would_be_everybodys_own(
    done: tuple[int, ...], shown: tuple[float, float | None, str | None] | None
) -> None:
    told = {member: {"done": float(value), "uv": 100.0} for member, value in enumerate(done, start=1)}
    found = team_result(cards(told, rules=SHARES), np.arange(3), minimum=3).figures[0]
    if shown is None:
        assert (found.reason, found.value) == ("too_few", None)
    else:
        reached = None if found.attainment is None else round(found.attainment, 2)
        assert (found.value, reached, found.end) == (pytest.approx(shown[0]), *shown[1:])


BESIDE = build.scheme(
    [build.figure(name) for name in ("leads", "deals", "calls")],
    build.dimension(
        "work",
        *(build.metric(name, name, weight=20, target=10) for name in ("leads", "deals")),
        build.metric("per_lead", "deals / leads", weight=20, target=1),
        build.metric("per_call", "deals / calls", weight=20, target=1),
        build.metric("per_month", "deals / leads", weight=20, target=1, cadence="quarter"),
    ),
)


@pytest.mark.parametrize(
    ("without_deals", "hidden"), [((), set()), ((6,), {"per_lead"}), ((5, 6), {"per_lead"}), ((4, 5, 6), set())]
)
def test_a_ratio_beside_both_its_sums_tells_of_nobody(without_deals: tuple[int, ...], hidden: set[str]) -> None:
    """Leads of six, deals of five and deals per lead of the five: the leads of the five, and so the sixth's."""
    told = {member: {"leads": 5.0, "deals": 2.0, "calls": 4.0} for member in range(1, 7)}
    for member in without_deals:
        told[member] = {"leads": 5.0}
    result = team_result(cards(told, rules=BESIDE), np.arange(6), minimum=3)
    assert {each.metric for each in result.figures if each.reason == "changed"} == hidden
    assert not hidden & {*result.contributors}


@pytest.mark.parametrize(
    ("mean", "people", "told", "end"),
    [
        (100.0, 3, 100.0, None),
        (119.9, 3, 120 - 10 / 3, "at-least"),
        (119.9, 50, 119.8, "at-least"),
        (119.7, 50, 119.7, None),
        (120.0, 1_000, 119.99, "at-least"),
        (0.5, 5, 2.0, "at-most"),
    ],
)
def test_a_mean_near_the_end_of_the_scale_leaves_everybody_ten_points(
    mean: float, people: int, told: float, end: str | None
) -> None:
    scale = scores(SCHEME)
    assert scale.told(mean, people) == pytest.approx(told)
    assert scale.end_of(scale.told(mean, people), people) == end
    below, above = people * scale.told(mean, people), people * (120 - scale.told(mean, people))
    assert min(below, above) >= 10 - 1e-9, "nobody's own is known to within less"


@pytest.mark.parametrize(("rated", "found"), [((1, 2, 3), ("scored", 3.0)), ((1, 2), ("too_few", None))])
def test_of_a_rated_metric_the_members_mean_is_shown(rated: tuple[int, ...], found: tuple[str, float | None]) -> None:
    scheme = build.scheme([], build.dimension("people", build.rated("care", "manager")))
    ratings = [build.rating(member, 9, 1.0 + member) for member in rated]  # type: ignore[arg-type]  # ids are numbers here
    computed = compute(scheme, Evidence.from_rows([], members=[1, 2, 3], ratings=ratings), OCTOBER)
    (figure,) = team_result(computed, np.arange(3), minimum=3).figures
    assert (figure.reason, figure.value) == found
    assert (figure.target, figure.attainment) == (None, None)

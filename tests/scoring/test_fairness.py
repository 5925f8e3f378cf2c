from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pytest
from fairlearn.metrics import MetricFrame, demographic_parity_ratio, selection_rate
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from scoring.errors import ColumnInvalid, InputInvalid, UnknownName
from scoring.fairness import BandChanges, BandRates, GroupRate, band_changes, band_rates, fisher_exact


def rates(counts: Mapping[Any, tuple[int, int]], **options: Any) -> BandRates:
    """`counts`: members and selected of each group."""
    groups: list[Any] = []
    selected: list[bool] = []
    for group, (members, reached) in counts.items():
        groups += [group] * members
        selected += [True] * reached + [False] * (members - reached)
    return band_rates(groups, selected, **options)


def by_group(report: BandRates) -> dict[Any, GroupRate]:
    return {each.group: each for each in report.groups}


def hidden(report: BandRates) -> set[Any]:
    return {each.group for each in report.groups if each.suppressed}


def test_the_worked_example_shows_both_the_ratio_and_the_chance() -> None:
    """12 of 20 against 8 of 20: under four fifths, yet chance alone does that in about a third of all cases."""
    report = rates({"design": (20, 8), "content": (20, 12)})
    design, content = by_group(report)["design"], by_group(report)["content"]
    assert report.reference == "content"
    assert (content.rate, content.impact_ratio, content.p_value) == (0.6, 1.0, None)
    assert (design.rate, design.below_four_fifths) == (0.4, True)
    assert design.impact_ratio == pytest.approx(2 / 3)
    assert design.p_value == pytest.approx(0.343, abs=5e-4)
    assert (report.members, report.selected) == (40, 20)
    assert report.lowest_impact_ratio == design.impact_ratio


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(5, 40), st.integers(0, 40)), min_size=1, max_size=5))
def test_rates_and_ratio_agree_with_fairlearn(drawn: list[tuple[int, int]]) -> None:
    counts = {name: (members, min(reached, members)) for name, (members, reached) in zip("abcde", drawn, strict=False)}
    report = rates(counts)
    groups = np.repeat(list(counts), [members for members, _ in counts.values()])
    selected = np.concatenate([np.arange(members) < reached for members, reached in counts.values()]).astype(int)
    frame = MetricFrame(metrics=selection_rate, y_true=selected, y_pred=selected, sensitive_features=groups)
    assert {each.group: each.rate for each in report.groups} == pytest.approx(frame.by_group.to_dict())
    if selected.any():
        ratio = demographic_parity_ratio(selected, selected, sensitive_features=groups)
        assert report.lowest_impact_ratio == pytest.approx(ratio, rel=1e-12)
    else:
        assert report.lowest_impact_ratio is None


@settings(max_examples=300)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_fisher_agrees_with_scipy(a: int, b: int, c: int, d: int) -> None:
    expected = stats.fisher_exact([[a, b], [c, d]]).pvalue
    assert fisher_exact((a + b, a), (c + d, c)) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    "table", [(5_000, 2_400, 5_000, 2_600), (9_990, 100, 10, 3), (100_000, 50_000, 100_000, 50_300)]
)
def test_fisher_agrees_with_scipy_in_large_firms(table: tuple[int, int, int, int]) -> None:
    n, a, m, c = table
    expected = stats.fisher_exact([[a, n - a], [c, m - c]]).pvalue
    assert fisher_exact((n, a), (m, c)) == pytest.approx(expected, rel=1e-8)


def test_fisher_of_the_lady_tasting_tea() -> None:
    assert fisher_exact((4, 3), (4, 1)) == pytest.approx(34 / 70)


def test_fisher_where_nothing_can_differ() -> None:
    for first, second in [((5, 0), (7, 0)), ((5, 5), (7, 7)), ((0, 0), (7, 3)), ((0, 0), (0, 0))]:
        assert fisher_exact(first, second) == 1.0
    assert fisher_exact((10_000, 0), (10_000, 10_000)) == 0.0


@pytest.mark.parametrize("wrong", [(3, 4), (3, -1)])
def test_fisher_refuses_impossible_groups(wrong: tuple[int, int]) -> None:
    with pytest.raises(InputInvalid, match="must be between 0 and the members"):
        fisher_exact(wrong, (5, 2))


def test_exactly_four_fifths_is_not_below() -> None:
    for members in range(5, 200, 5):
        design = by_group(rates({"design": (members, members * 3 // 5), "content": (members * 4, members * 3)}))[
            "design"
        ]
        assert design.impact_ratio == 0.8
        assert not design.below_four_fifths


def test_nobody_selected_has_no_ratio() -> None:
    report = rates({"design": (6, 0), "content": (9, 0)})
    assert report.reference == "content"
    assert [each.impact_ratio for each in report.groups] == [None, None]
    assert [each.p_value for each in report.groups] == [None, 1.0]
    assert by_group(report)["design"].below_four_fifths is None
    assert report.lowest_impact_ratio is None


def test_everyone_selected_is_equal() -> None:
    report = rates({"design": (6, 6), "content": (9, 9)})
    assert [each.impact_ratio for each in report.groups] == [1.0, 1.0]
    assert by_group(report)["design"].p_value == 1.0


def test_one_group_is_its_own_reference() -> None:
    report = rates({"design": (6, 2)})
    assert report.groups == (GroupRate("design", 6, 2, 2 / 6, 1.0, None),)
    assert (report.reference, report.lowest_impact_ratio) == ("design", 1.0)


def test_no_rows_give_no_groups() -> None:
    assert band_rates([], []) == BandRates((), None, 0, 0)


def test_of_equal_rates_the_largest_group_is_the_reference_then_the_first() -> None:
    assert rates({"a": (10, 5), "b": (20, 10), "c": (20, 10)}).reference == "b"


# Suppression


def test_a_single_small_group_takes_another_with_it() -> None:
    """Otherwise the firm's totals less the groups shown would be the small group's."""
    report = rates({"design": (3, 2), "content": (12, 6), "events": (30, 10)})
    assert hidden(report) == {"design", "content"}
    assert (report.members, report.selected) == (45, 18)
    assert report.reference == "events"
    assert by_group(report)["design"] == GroupRate("design")


def test_two_groups_with_a_small_one_show_only_totals() -> None:
    report = rates({"design": (3, 2), "content": (20, 6)})
    assert hidden(report) == {"design", "content"}
    assert (report.reference, report.members, report.selected) == (None, 23, 8)
    assert report.lowest_impact_ratio is None


def test_a_small_group_alone_shows_not_even_totals() -> None:
    assert rates({"design": (3, 2)}) == BandRates((GroupRate("design"),), None, None, None)


def test_small_groups_that_are_few_together_take_another_with_them() -> None:
    assert hidden(rates({"a": (1, 0), "b": (2, 1), "c": (8, 3), "d": (30, 4)})) == {"a", "b", "c"}
    assert hidden(rates({"a": (2, 0), "b": (3, 1), "c": (8, 3), "d": (30, 4)})) == {"a", "b"}


def test_small_groups_whose_sum_tells_all_take_another_with_them() -> None:
    """Nobody of a and b together was selected: the sum alone would say it of each of them."""
    assert hidden(rates({"a": (4, 0), "b": (4, 0), "c": (8, 3), "d": (30, 4)})) == {"a", "b", "c"}
    assert hidden(rates({"a": (4, 4), "b": (4, 4), "c": (8, 3), "d": (30, 4)})) == {"a", "b", "c"}


def test_totals_that_tell_all_are_not_shown() -> None:
    assert rates({"a": (4, 0), "b": (9, 0)}) == BandRates((GroupRate("a"), GroupRate("b")), None, None, None)


def test_the_reference_is_a_group_that_is_shown() -> None:
    report = rates({"best": (4, 4), "second": (10, 7), "third": (12, 6), "fourth": (14, 7)})
    assert hidden(report) == {"best", "second"}
    assert report.reference == "fourth"
    assert by_group(report)["third"].impact_ratio == 1.0


group_counts = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12)), min_size=1, max_size=6)


@given(group_counts)
def test_what_is_suppressed_cannot_be_derived_from_the_totals(drawn: list[tuple[int, int]]) -> None:
    """Knowing every group's size and the firm's totals, at least two counts remain possible for each hidden group."""
    counts = {name: (members, min(reached, members)) for name, (members, reached) in zip("abcdef", drawn, strict=False)}
    report = rates(counts)
    kept = hidden(report)
    assert kept >= {name for name, (members, _) in counts.items() if members < 5}
    if report.selected is None:
        assert kept == set(counts)
        return
    shown = [each for each in report.groups if not each.suppressed]
    left = report.selected - sum(each.selected for each in shown if each.selected is not None)
    pool = sum(counts[name][0] for name in kept)
    assert not kept or pool >= 5
    for name in kept:
        size = counts[name][0]
        assert max(0, left - (pool - size)) < min(size, left)


@given(group_counts)
def test_nothing_shown_depends_on_what_a_hidden_group_got(drawn: list[tuple[int, int]]) -> None:
    counts = {name: (members, min(reached, members)) for name, (members, reached) in zip("abcdef", drawn, strict=False)}
    report = rates(counts)
    for name in hidden(report):
        members, reached = counts[name]
        other = rates({**counts, name: (members, members - reached)})
        if hidden(other) == hidden(report):
            shown = {each.group: each for each in report.groups if not each.suppressed}
            assert {key: by_group(other)[key] for key in shown} == shown


def test_suppression_may_be_stricter_or_off() -> None:
    counts = {"a": (9, 3), "b": (12, 6), "c": (30, 10)}
    assert hidden(rates(counts, smallest=10)) == {"a", "b"}
    assert hidden(rates({"a": (1, 1), "b": (2, 0)}, smallest=1)) == set()
    with pytest.raises(InputInvalid, match="smallest is 0"):
        rates(counts, smallest=0)


def test_columns_that_cannot_be_used_are_refused() -> None:
    for groups, selected, message in [
        (["a", None], [True, False], "group is missing in row 2"),
        (["a", "b"], [True], "group 2, selected 1"),
        (["a", "b"], [True, 3], r"selected is 3.0 in row 2"),
        (["a", "b"], [1.0, np.nan], "selected is nan in row 2"),
    ]:
        with pytest.raises(ColumnInvalid, match=message):
            band_rates(groups, selected)


def test_columns_may_be_arrays() -> None:
    report = band_rates(np.array([2, 1, 1, 2, 1] * 5), np.array([1, 0, 0, 1, 1] * 5, dtype=np.int8))
    assert [each.group for each in report.groups] == [1, 2]
    assert report.reference == 2


# What the peer correction changes

BANDS = ("S", "A", "B", "C", "D")


@pytest.mark.parametrize(
    ("before", "after", "expected", "share"),
    [
        ("SABCD", "SABCD", BandChanges(5, 0, 0), 0.0),
        ("SABCD", "ASBCC", BandChanges(5, 2, 1), 0.6),
        (["A", None, "B", "C"], ["B", "A", None, "C"], BandChanges(2, 0, 1), 0.5),
        ([None], ["A"], BandChanges(0, 0, 0), None),
        ([], [], BandChanges(0, 0, 0), None),
    ],
)
def test_band_changes_are_counted_over_members_with_both(
    before: Iterable[str | None], after: Iterable[str | None], expected: BandChanges, share: float | None
) -> None:
    found = band_changes(before, after, bands=BANDS)
    assert found == expected
    assert found.share == share


def test_band_changes_refuse_other_members_and_bands() -> None:
    with pytest.raises(ColumnInvalid, match="before lists 2 members and after 1"):
        band_changes("SA", "S", bands=BANDS)
    with pytest.raises(UnknownName, match="unknown band 'E'; known are: S, A, B, C, D"):
        band_changes("SA", "SE", bands=BANDS)

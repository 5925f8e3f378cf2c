from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.features.people.rules.merging import Clash, Days, Keep, overlaid, renamed, uncovered
from bot.features.people.rules.timeline import Span, value_on

GROWTH, BRAND = 1, 2


def day(number: int) -> date:
    return date(2026, 11, number)


def test_what_only_one_account_says_holds() -> None:
    assert overlaid([Span(GROWTH, day(1))], [], left_on=day(10), keep=None) == ((Span(GROWTH, day(1)),), [])
    assert overlaid([], [Span(BRAND, day(1))], left_on=None, keep=None) == ((Span(BRAND, day(1)),), [])
    assert overlaid([], [], left_on=None, keep=None) == ((), [])


def test_once_the_old_account_has_left_the_new_one_counts() -> None:
    spans, clashes = overlaid([Span(GROWTH, day(1))], [Span(BRAND, day(12), day(20))], left_on=day(10), keep=None)
    assert spans == (Span(GROWTH, day(1), day(11)), Span(BRAND, day(12), day(20))), "and Growth does not come back"
    assert clashes == []


def test_the_same_team_under_both_is_one_stretch() -> None:
    spans, clashes = overlaid([Span(GROWTH, day(1))], [Span(GROWTH, day(8))], left_on=day(10), keep=None)
    assert (spans, clashes) == ((Span(GROWTH, day(1)),), [])


def test_two_teams_at_a_time_clash_on_those_days_until_one_is_kept() -> None:
    old, new = [Span(GROWTH, day(1))], [Span(BRAND, day(8))]
    assert overlaid(old, new, left_on=day(10), keep=None)[1] == [Days(day(8), day(9))]
    assert overlaid(old, new, left_on=None, keep=None)[1] == [Days(day(8), None)]
    kept = overlaid(old, new, left_on=day(10), keep=Keep.OLD)
    assert kept == ((Span(GROWTH, day(1), day(9)), Span(BRAND, day(10))), [])
    kept = overlaid(old, new, left_on=day(10), keep=Keep.NEW)
    assert kept == ((Span(GROWTH, day(1), day(7)), Span(BRAND, day(8))), [])


def test_neighbours_that_become_equal_are_one() -> None:
    spans = [Span(GROWTH, day(1), day(5)), Span(BRAND, day(6))]
    assert renamed(spans, BRAND, GROWTH) == (Span(GROWTH, day(1)),)


def test_days_that_are_taken_are_cut_out_of_a_stretch() -> None:
    taken = [Days(day(18), day(30)), Days(day(8), day(9))]
    assert uncovered(Days(day(5), day(20)), taken) == [Days(day(5), day(7)), Days(day(10), day(17))]
    assert uncovered(Days(day(8), day(9)), taken) == []
    assert uncovered(Days(day(1), day(2)), taken) == [Days(day(1), day(2))]


def test_an_open_clash_has_words_of_its_own() -> None:
    assert Clash("team", {"first": day(1), "last": None}).key == "people-merge-clash-team-open"
    assert Clash("team", {"first": day(1), "last": day(2)}).key == "people-merge-clash-team"
    assert Clash("card", {"month": "2026-10"}).key == "people-merge-clash-card"


@st.composite
def timelines(draw: st.DrawFn) -> list[Span]:
    edges = sorted(draw(st.sets(st.integers(1, 28), max_size=6)))
    spans = [Span(draw(st.integers(1, 3)), day(first), day(last - 1)) for first, last in pairwise(edges)]
    return [*spans, Span(draw(st.integers(1, 3)), day(edges[-1]))] if edges and draw(st.booleans()) else spans


@given(timelines(), timelines(), st.none() | st.integers(1, 28), st.sampled_from([None, *Keep]))
def test_nothing_is_said_that_neither_said_and_each_day_is_said_once(
    old: list[Span], new: list[Span], left: int | None, keep: Keep | None
) -> None:
    left_on = day(left) if left else None
    spans, clashes = overlaid(old, new, left_on=left_on, keep=keep)
    for number in range(1, 31):
        on = day(number)
        first, second, merged = value_on(old, on), value_on(new, on), value_on(spans, on)
        assert sum(span.holds_on(on) for span in spans) <= 1
        assert merged in (first, second)
        if merged is None:
            assert second is None
            assert first is None or (left_on is not None and on >= left_on), "only what the old one said after it left"
        has_clash = any(each.first_on <= on and (each.last_on is None or on <= each.last_on) for each in clashes)
        differ = None not in (first, second) and first != second
        is_over = left_on is not None and on >= left_on
        assert has_clash is (differ and not is_over and keep is None)

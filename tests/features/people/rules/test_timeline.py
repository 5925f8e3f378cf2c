from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.features.people.rules.timeline import Span, changed, days_of_change, until, value_on, without

GROWTH, BRAND, SEARCH = 1, 2, 3
FIRST = date(2026, 11, 1)


def day(number: int) -> date:
    return date(2026, 11, number)


def test_a_change_ends_what_was_on_the_day_before() -> None:
    assert changed([Span(GROWTH, FIRST)], BRAND, day(10)) == (Span(GROWTH, FIRST, day(9)), Span(BRAND, day(10)))


def test_of_several_changes_on_a_day_the_last_stays() -> None:
    spans = changed([Span(GROWTH, FIRST)], BRAND, day(10))
    assert changed(spans, SEARCH, day(10)) == (Span(GROWTH, FIRST, day(9)), Span(SEARCH, day(10)))
    assert changed(spans, GROWTH, day(10)) == (Span(GROWTH, FIRST),), "there and back is nothing"
    assert changed(spans, None, day(10)) == (Span(GROWTH, FIRST, day(9)),)


def test_a_change_today_leaves_what_is_planned_for_later() -> None:
    planned = changed([Span(GROWTH, FIRST)], BRAND, day(20))
    assert changed(planned, SEARCH, day(10)) == (
        Span(GROWTH, FIRST, day(9)),
        Span(SEARCH, day(10), day(19)),
        Span(BRAND, day(20)),
    )


def test_who_goes_is_in_nothing_that_was_planned_and_others_plans_stay() -> None:
    spans = [Span(GROWTH, FIRST, day(9)), Span(BRAND, day(10), day(19)), Span(GROWTH, day(20))]
    assert without(spans, GROWTH, day(5)) == (Span(GROWTH, FIRST, day(4)), Span(BRAND, day(10), day(19)))
    assert without(spans, GROWTH, FIRST) == (Span(BRAND, day(10), day(19)),), "what began on the day never was"
    assert without(spans, SEARCH, day(5)) == tuple(spans)
    assert until(spans, day(12)) == (Span(GROWTH, FIRST, day(9)), Span(BRAND, day(10), day(11)))


def test_nothing_holds_before_the_first_and_after_the_last_day() -> None:
    spans = [Span(GROWTH, day(5), day(9))]
    assert [value_on(spans, day(each)) for each in (4, 5, 9, 10)] == [None, GROWTH, GROWTH, None]
    assert days_of_change(spans, day(7)) == {day(7), day(10)}


def test_a_change_before_the_first_day_holds_until_then() -> None:
    assert changed([Span(GROWTH, day(5))], BRAND, day(2)) == (Span(BRAND, day(2), day(4)), Span(GROWTH, day(5)))


def test_what_began_further_east_meanwhile_never_was() -> None:
    planned = changed([Span(GROWTH, FIRST)], BRAND, day(11))
    assert changed(planned, SEARCH, day(10)) == (
        Span(GROWTH, FIRST, day(9)),
        Span(SEARCH, day(10), day(10)),
        Span(BRAND, day(11)),
    )
    assert changed(planned, SEARCH, day(10), begun=day(11)) == (Span(GROWTH, FIRST, day(9)), Span(SEARCH, day(10)))
    assert changed(planned, GROWTH, day(10), begun=day(11)) == (Span(GROWTH, FIRST),)


CHANGES = st.lists(
    st.tuples(st.sampled_from([None, GROWTH, BRAND, SEARCH]), st.integers(0, 12), st.integers(0, 1)), max_size=12
)


@given(CHANGES)
def test_whatever_is_changed_no_two_overlap_and_every_day_says_what_was_said_last(
    changes: list[tuple[int | None, int, int]],
) -> None:
    spans: tuple[Span, ...] = ()
    told: dict[date, int | None] = {}
    days = [FIRST + timedelta(days=offset) for offset in range(14)]
    for value, offset, ahead in changes:
        before = {each: value_on(spans, each) for each in days}
        on, begun = days[offset], days[offset + ahead]
        until = min(
            (each for each in days if each > begun and before[each] != before[each - timedelta(days=1)]), default=None
        )
        spans = changed(spans, value, on, begun=begun)
        told = {each: value if on <= each and (until is None or each < until) else before[each] for each in days}
        for first, second in pairwise(spans):
            assert first.last_on is not None
            assert first.last_on < second.first_on
        assert all(span.last_on is None or span.first_on <= span.last_on for span in spans)
        assert {each: value_on(spans, each) for each in days} == told

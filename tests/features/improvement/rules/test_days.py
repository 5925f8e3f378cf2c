"""Dates that move: never earlier, in their order, on no day off."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.features.improvement.rules.days import IsOff, later, leaves_since, long_leave, postponed, worked, working_days
from bot.features.improvement.rules.terms import Meeting, Milestone, Terms

FIRST = date(2026, 11, 2)
DAYS = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
CALENDARS = st.frozensets(st.integers(0, 300), max_size=80).map(
    lambda off: lambda on: on.weekday() > 4 or (on - FIRST).days in off
)
MONDAY = date(2026, 12, 7)


def weekends(on: date) -> bool:
    return on.weekday() > 4


@given(days=st.lists(DAYS, min_size=1, max_size=8), since=DAYS, by=st.integers(0, 40), is_off=CALENDARS)
def test_dates_never_come_earlier_nor_in_another_order_nor_on_a_day_off(
    days: list[date], since: date, by: int, is_off: IsOff
) -> None:
    ordered = sorted(worked(day, is_off) for day in days)
    terms = Terms(
        milestones=tuple(Milestone(ref=f"m{k}", what="x", seen="y", due_on=day) for k, day in enumerate(ordered)),
        meetings=tuple(Meeting(ref=f"t{k}", on=day) for k, day in enumerate(ordered)),
        starts_on=ordered[0],
        ends_on=ordered[-1],
    )
    moved = postponed(terms, since, by, is_off)
    for before, after in zip(terms.milestones, moved.milestones, strict=True):
        if before.due_on < since or by == 0:
            assert after == before
        else:
            assert working_days(before.due_on, after.due_on, is_off) == by
        assert after.due_on >= before.due_on
        assert not is_off(after.due_on)
    after_days = [each.due_on for each in moved.milestones]
    assert after_days == sorted(after_days) == [each.on for each in moved.meetings]
    assert (moved.starts_on, moved.ends_on) == (after_days[0], after_days[-1])


@given(on=DAYS, first=st.integers(0, 30), second=st.integers(0, 30), is_off=CALENDARS)
def test_two_pauses_move_as_far_as_one_that_is_as_long(on: date, first: int, second: int, is_off: IsOff) -> None:
    assert later(later(on, first, is_off), second, is_off) == later(on, first + second, is_off)


def test_a_calendar_without_working_days_ends_the_search() -> None:
    assert worked(MONDAY, lambda _on: True) == MONDAY


def test_absences_with_a_weekend_between_are_one_leave() -> None:
    away = [(MONDAY, date(2026, 12, 8)), (date(2026, 12, 3), date(2026, 12, 4))]
    assert long_leave(away, MONDAY, weekends) is None
    away.append((date(2026, 12, 9), date(2026, 12, 9)))
    assert long_leave(away, MONDAY, weekends) == (date(2026, 12, 3), date(2026, 12, 9))
    assert long_leave(away, date(2026, 12, 10), weekends) is None


def test_a_working_day_between_makes_two() -> None:
    away = [(date(2026, 12, 1), date(2026, 12, 3)), (date(2026, 12, 7), date(2026, 12, 9))]
    assert long_leave(away, date(2026, 12, 8), weekends) is None


def test_leaves_that_are_over_count_from_a_day_on_and_only_long_ones() -> None:
    away = [(date(2026, 11, 23), date(2026, 12, 4)), (date(2026, 12, 14), date(2026, 12, 17))]
    since, today = date(2026, 11, 25), date(2026, 12, 21)
    assert leaves_since(away, since, today, weekends) == ((since, date(2026, 12, 4)),)
    assert leaves_since(away, date(2026, 12, 1), today, weekends) == (), "four days of it are left"
    assert leaves_since(away, since, date(2026, 12, 4), weekends) == (), "it is not over"

"""What is due when: on working days, never in a pause, and of whom nothing is asked who is away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.improvement.rules import due
from bot.features.improvement.rules.days import DAY, working_days
from bot.features.improvement.rules.due import Item, Stretch, Week, What
from bot.features.improvement.rules.states import State
from bot.features.improvement.rules.terms import Meeting, Milestone

FIRST = date(2026, 11, 25)
"""A Wednesday."""
LAST = date(2027, 2, 24)
A, P, X = State.ACTIVE, State.PAUSED, State.EXTENDED
DAYS = st.integers(0, 90).map(lambda n: FIRST + timedelta(days=n))
OFF = st.frozensets(st.integers(0, 120), max_size=40)
STRETCHES = st.lists(DAYS, min_size=2, max_size=6, unique=True).map(sorted)


def is_off(on: date) -> bool:
    return on.weekday() > 4


def weeks(*ran: Stretch, until: date = LAST, away: tuple[date, ...] = ()) -> list[tuple[str, str, str]]:
    found = due.weeks(ran, LAST, until, is_off=is_off, is_there=lambda on: not is_off(on) and on not in away)
    return [(str(each.monday)[5:], str(each.told_on)[5:], str(each.noted_on)[5:]) for each in found]


def days(first: str, last: str) -> tuple[date, ...]:
    since, until = date.fromisoformat(first), date.fromisoformat(last)
    return tuple(since + k * DAY for k in range((until - since).days + 1))


def test_a_check_in_on_fridays_and_a_note_on_mondays() -> None:
    assert weeks((FIRST, LAST), until=date(2026, 12, 7)) == [
        ("11-23", "11-27", "11-30"),
        ("11-30", "12-04", "12-07"),
        ("12-07", "12-11", "12-14"),
    ]
    assert weeks((FIRST, LAST))[-1] == ("02-22", "02-24", "02-25"), "the last one on the last day"
    assert len(weeks((FIRST, LAST))) == 14


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        (days("2026-12-03", "2026-12-04"), ("11-30", "12-02", "12-03")),
        (days("2026-11-30", "2026-12-03"), ("11-30", "12-04", "12-07")),
        (days("2026-11-30", "2026-12-04"), None),
    ],
)
def test_whoever_is_away_is_asked_before_or_not_at_all(
    away: tuple[date, ...], expected: tuple[str, str, str] | None
) -> None:
    found = {each[0]: each for each in weeks((FIRST, LAST), away=away)}
    assert found.get("11-30") == expected


def test_no_week_is_told_of_that_ends_in_a_pause() -> None:
    pause = (FIRST, date(2026, 12, 1)), (date(2026, 12, 17), LAST)
    assert [each[0] for each in weeks(*pause, until=date(2026, 12, 20))] == ["11-23", "12-14"]


def test_a_plan_runs_from_its_start_to_its_pause_and_on_from_the_day_of_its_return() -> None:
    moves = [
        (date(2026, 11, 18), State.APPROVED, State.PUBLISHED),
        (FIRST, State.ACKNOWLEDGED, A),
        (date(2026, 12, 2), A, A),
        (date(2026, 12, 7), A, P),
        (date(2026, 12, 9), P, P),
        (date(2026, 12, 14), P, A),
        (date(2027, 1, 4), A, X),
        (date(2027, 2, 1), X, State.NOT_PASSED),
        (date(2027, 2, 8), State.NOT_PASSED, X),
    ]
    ran = [(FIRST, date(2026, 12, 6)), (date(2026, 12, 14), date(2027, 1, 31)), (date(2027, 2, 8), LAST)]
    assert due.stretches(moves, LAST) == tuple(ran)
    assert due.stretches(moves[:1], LAST) == ()
    assert due.stretches([(FIRST, State.ACKNOWLEDGED, A), (FIRST, A, P)], LAST) == ()


@given(bounds=STRETCHES, off=OFF, away=OFF)
def test_weeks_of_any_plan(bounds: list[date], off: frozenset[int], away: frozenset[int]) -> None:
    def closed(on: date) -> bool:
        return is_off(on) or (on - FIRST).days in off

    def there(on: date) -> bool:
        return not closed(on) and (on - FIRST).days not in away

    ran = tuple(zip(bounds[::2], bounds[1::2], strict=False))
    ends_on = ran[-1][1]
    found = due.weeks(ran, ends_on, LAST, is_off=closed, is_there=there)
    assert [each.monday for each in found] == sorted({each.monday for each in found}), "one a week, in order"
    for each in found:
        assert each.monday.weekday() == 0
        assert due.week_of(each.told_on) == each.monday
        assert there(each.told_on)
        assert any(first <= each.told_on <= last for first, last in ran), "the plan runs"
        rest = (each.told_on + k * DAY for k in range(1, 7 - each.told_on.weekday()))
        assert not any(there(day) and day <= ends_on for day in rest), "the last day of the week"
        assert not closed(each.noted_on)
        assert working_days(each.told_on + DAY, each.noted_on, closed) == 0, "the working day after"


@given(on=DAYS.map(lambda day: day + timedelta(days=30)), off=OFF)
def test_reminders_come_three_working_days_before(on: date, off: frozenset[int]) -> None:
    def closed(day: date) -> bool:
        return is_off(day) or (day - FIRST).days in off

    before, itself = due.reminders(on, closed)
    assert itself == on
    assert not closed(before)
    assert working_days(before, on, closed) == due.AHEAD


def test_where_nobody_ever_works_it_is_the_day_itself() -> None:
    assert due.earlier(FIRST, 3, lambda _on: True) == FIRST


@pytest.mark.parametrize(
    ("on", "asked", "is_turn"),
    [
        (-4, (), False),
        (-3, (), True),
        (-2, (-3,), False),
        (-2, (), True),
        (0, (-3,), True),
        (0, (-3, -1), True),
        (1, (0,), False),
        (1, (-3,), True),
        (6, (), True),
        (7, (), False),
    ],
)
def test_one_is_reminded_on_the_day_or_the_next_one_on_which_anything_is_asked(
    on: int, asked: tuple[int, ...], is_turn: bool
) -> None:
    day = date(2026, 12, 10)
    item = Item(What.MILESTONE, "m1", day, (day - 3 * DAY, day), is_open=True)
    assert due.is_turn(item, day + on * DAY, [day + k * DAY for k in asked]) is is_turn


def test_what_is_done_or_over_is_not_open() -> None:
    found = due.weeks(((FIRST, LAST),), LAST, date(2026, 12, 8), is_off=is_off, is_there=lambda on: not is_off(on))
    first, second, third = (each.monday for each in found)
    friday, tuesday = date(2026, 12, 4), date(2026, 12, 8)
    assert [each.is_open for each in due.checkin_items(found, (), friday, friday)] == [True]
    assert [each.is_open for each in due.checkin_items(found, {second}, friday, friday)] == [False]
    assert [each.is_open for each in due.checkin_items(found, (), friday, tuesday)] == [False], "the week is over"
    assert [(each.ref, each.is_open) for each in due.note_items(found, (), friday, friday)] == [(str(first), True)]
    assert [(each.ref, each.is_open) for each in due.note_items(found, (), friday, tuesday)] == [(str(first), False)]
    assert [each.is_open for each in due.note_items(found, {second}, tuesday, tuesday)] == [False]
    assert list(due.checkin_items(found, (), third + 7 * DAY, third + 7 * DAY)) == []


def test_milestones_and_reviews_but_no_other_talk() -> None:
    milestones = [Milestone(ref=f"m{k}", what="x", seen="y", due_on=FIRST) for k in (1, 2)]
    meetings = [Meeting(ref="t1", kind="mid", on=LAST), Meeting(ref="t2", kind="other", on=LAST)]
    assert [(each.ref, each.is_open) for each in due.milestone_items(milestones, {"m1"}, is_off)] == [
        ("m1", False),
        ("m2", True),
    ]
    assert [each.ref for each in due.meeting_items(meetings, (), is_off)] == ["t1"]


def test_the_manager_writes_of_the_week_that_waits_first() -> None:
    found = due.weeks(((FIRST, LAST),), LAST, date(2026, 12, 11), is_off=is_off, is_there=lambda on: not is_off(on))
    first, second, third = (each.monday for each in found)

    def offered(on: str, *noted: date) -> list[date]:
        return [each.monday for each in due.writable(found, noted, date.fromisoformat(on))]

    assert offered("2026-11-26") == [], "nobody has said anything yet"
    assert offered("2026-11-27") == offered("2026-12-03") == [first]
    assert offered("2026-12-04") == [first, second]
    assert offered("2026-12-04", first) == [second, first]
    assert offered("2026-12-04", first, second) == [second, first]
    assert offered("2026-12-07") == [second], "the first is over"
    assert offered("2026-12-11", second) == [third, second]


@given(noted=st.frozensets(st.integers(0, 13)), on=DAYS)
def test_hr_hears_once_of_two_in_a_row(noted: frozenset[int], on: date) -> None:
    found = due.weeks(((FIRST, LAST),), LAST, LAST, is_off=is_off, is_there=lambda day: not is_off(day))
    written = {found[k].monday for k in noted}
    run, seconds = due.missed(found, written, on, is_off=is_off)
    over = [each for each in found if working_days(each.noted_on, on, is_off) >= due.GRACE or each.monday in written]
    runs = "".join("x" if each.monday in written else "." for each in over).split("x")
    assert len(seconds) == sum(len(each) // 2 for each in runs)
    assert not {each.monday for each in seconds} & written
    assert run == len(runs[-1])
    _, later = due.missed(found, written, on + 7 * DAY, is_off=is_off)
    assert later[: len(seconds)] == seconds, "nothing is taken back"


def test_what_was_missed_before_the_hand_over_is_not_the_new_managers() -> None:
    found = due.weeks(((FIRST, LAST),), LAST, LAST, is_off=is_off, is_there=lambda on: not is_off(on))
    on = date(2026, 12, 16)
    assert due.missed(found, (), on, is_off=is_off) == (3, (found[1],))
    assert due.missed(found, (), on, is_off=is_off, since=date(2026, 12, 14)) == (1, ())
    assert due.missed(found, {found[2].monday}, on, is_off=is_off) == (0, (found[1],))
    assert due.missed(found[:1], (), date(2026, 12, 1), is_off=is_off) == (0, ()), "she still has a day"
    assert isinstance(found[0], Week)

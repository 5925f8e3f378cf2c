"""When a round runs, and on which days somebody hears of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.appraisals.rules.dates import MOST_PROMPTS, is_reminded, window_of
from bot.features.reviews.rules.dates import Dates
from bot.scheduling.asking import Habits
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.periods import Cadence, Period

PLAIN = WorkingCalendar()
GOLDEN_WEEK = WorkingCalendar(days_off={date(2026, 10, day): "National Day" for day in range(1, 9)})


@pytest.mark.parametrize(
    ("month", "close_day", "calendar", "opens", "closes"),
    [
        ("2026-11", 7, PLAIN, "2026-11-25", "2026-12-04"),
        ("2026-11", 15, PLAIN, "2026-11-25", "2026-12-07"),
        ("2026-09", 7, GOLDEN_WEEK, "2026-09-25", "2026-09-30"),
        ("2026-09", 15, GOLDEN_WEEK, "2026-09-25", "2026-10-14"),
        ("2026-11", 1, PLAIN, "2026-11-25", "2026-11-30"),
        ("2026-07", 7, PLAIN, "2026-07-24", "2026-08-06"),
    ],
)
def test_the_days_of_a_round(month: str, close_day: int, calendar: WorkingCalendar, opens: str, closes: str) -> None:
    """The fifth working day, but never after cards are due; nobody loses a holiday to it."""
    window = window_of(Period.parse(month), calendar, close_day=close_day)
    assert (str(window.opens_on), str(window.closes_on)) == (opens, closes)


@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)), close_day=st.integers(1, 28))
def test_ratings_are_there_before_the_cards_are(day: date, close_day: int) -> None:
    month = Period.containing(day, Cadence.MONTH)
    window = window_of(month, PLAIN, close_day=close_day)
    assert window.opens_on <= window.closes_on < month.previous(-1).start.replace(day=close_day)
    assert PLAIN.why_off(window.opens_on) is PLAIN.why_off(window.closes_on) is None


WINDOW, MONTH_END = Dates(date(2026, 11, 25), date(2026, 12, 4)), date(2026, 11, 30)


def told_on(habits: Habits) -> list[date]:
    """The days on which somebody who writes nothing is told."""
    days: list[date] = []
    for offset in range(40):
        on = date(2026, 11, 10) + timedelta(days=offset)
        if is_reminded(habits, WINDOW, MONTH_END, on=on, prompts=len(days)):
            days.append(on)
    return days


def test_once_at_the_start_and_three_times_after_that() -> None:
    assert [f"{day:%m-%d}" for day in told_on(Habits("Europe/Berlin", PLAIN))] == ["11-25", "12-01", "12-03", "12-04"]


@given(
    first=st.integers(0, 30),
    length=st.integers(0, 20),
    off=st.sets(st.integers(0, 39), max_size=10),
    paused=st.integers(0, 40),
)
def test_nobody_is_told_more_often_or_on_a_day_off(first: int, length: int, off: set[int], paused: int) -> None:
    start = date(2026, 11, 10)
    days_off = {start + timedelta(days=each): "off" for each in off}
    away = ((start + timedelta(days=first), start + timedelta(days=first + length)),)
    habits = Habits("Asia/Shanghai", WorkingCalendar(days_off=days_off), away, start + timedelta(days=paused))
    days = told_on(habits)
    assert len(days) <= MOST_PROMPTS
    assert all(habits.why_unasked(day) is None and day in WINDOW for day in days)
    asked = [day for each in range(10) if habits.why_unasked(day := WINDOW.opens_on + timedelta(days=each)) is None]
    assert days[:1] == asked[:1]
    assert not asked or asked[-1] in days, "and on the last day they work"

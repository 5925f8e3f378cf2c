"""When people rate: by the calendar of where they work."""

from datetime import date, timedelta

import pytest

from bot.errors import Rejected
from bot.features.reviews.rules.dates import (
    Dates,
    chosen,
    dates_of,
    extended,
    halfway,
    is_away,
    left_from,
    release_day,
)
from bot.scheduling.asking import Habits
from bot.scheduling.working_calendar import WorkingCalendar
from scoring.periods import Period

WEEK = WorkingCalendar()
CHINA = WorkingCalendar(country="CN")


def dates(month: str, calendar: WorkingCalendar = WEEK) -> Dates:
    return dates_of(Period.parse(month), calendar)


@pytest.mark.parametrize(
    ("month", "calendar", "opens", "closes"),
    [
        ("2026-11", WEEK, 25, 30),  # a Wednesday, to the Monday that ends the month
        ("2026-10", WEEK, 23, 30),  # the 25th and the 31st are on a weekend
        ("2026-12", WorkingCalendar(country="DE"), 24, 31),
        ("2027-02", WEEK, 24, 26),  # the 25th would leave two days
        ("2026-09", CHINA, 24, 30),  # the 25th is the Mid-Autumn Festival
        ("2026-11", WorkingCalendar(days_off={date(2026, 11, d): "Retreat" for d in range(20, 31)}), 17, 19),
    ],
)
def test_from_the_25th_to_the_last_working_day(month: str, calendar: WorkingCalendar, opens: int, closes: int) -> None:
    found = dates(month, calendar)
    assert (found.opens_on.day, found.closes_on.day) == (opens, closes)
    days = [date(found.opens_on.year, found.opens_on.month, day) for day in range(opens, closes + 1)]
    assert sum(calendar.why_off(day) is None for day in days) >= 3


def test_a_month_with_a_single_working_day_has_that_one_and_one_without_any_is_refused() -> None:
    off = {date(2026, 11, day): "Closed" for day in range(1, 31)}
    with pytest.raises(Rejected, match="reviews-error-no-working-day"):
        dates("2026-11", WorkingCalendar(days_off=off))
    found = dates("2026-11", WorkingCalendar(days_off=off, extra_days=frozenset({date(2026, 11, 28)})))
    assert found == Dates(date(2026, 11, 28), date(2026, 11, 28))


def test_eve_gives_people_more_time() -> None:
    november = dates("2026-11")
    planned = november.closes_on
    longer = extended(november, date(2026, 12, 2), planned=planned, today=date(2026, 11, 30), calendar=WEEK)
    assert longer == Dates(november.opens_on, date(2026, 12, 2))
    latest = extended(longer, date(2026, 12, 29), planned=planned, today=date(2026, 12, 2), calendar=WEEK)
    assert latest.closes_on == planned + timedelta(days=29)
    with pytest.raises(Rejected, match="reviews-error-extended") as refused:
        extended(latest, date(2026, 12, 30), planned=planned, today=date(2026, 12, 29), calendar=WEEK)
    assert refused.value.params == {"planned": planned, "days": 29}


@pytest.mark.parametrize(
    ("to", "today", "key"),
    [
        (date(2026, 11, 30), date(2026, 11, 27), "extension"),  # that is the day it closes on
        (date(2026, 11, 27), date(2026, 11, 26), "extension"),
        (date(2026, 12, 1), date(2026, 12, 2), "extension"),
        (date(2026, 12, 30), date(2026, 11, 27), "extension"),  # thirty days more
        (date(2026, 12, 5), date(2026, 11, 27), "day-off"),
    ],
)
def test_no_more_time_than_makes_sense(to: date, today: date, key: str) -> None:
    with pytest.raises(Rejected, match=f"reviews-error-{key}"):
        extended(dates("2026-11"), to, planned=date(2026, 11, 30), today=today, calendar=WEEK)


def test_cycles_overlap_when_a_day_belongs_to_both() -> None:
    november = dates("2026-11")
    assert november.overlap(Dates(date(2026, 11, 30), date(2026, 12, 3)))
    assert not november.overlap(Dates(date(2026, 12, 1), date(2026, 12, 3)))


def test_bo_is_away_when_no_day_is_left_to_him() -> None:
    november = dates("2026-11")
    opened = november.opens_on
    until_friday = Habits("Europe/Berlin", WEEK, away=((opened, date(2026, 11, 27)),))
    assert not is_away(until_friday, november, today=opened)  # there is the Monday
    assert is_away(Habits("Europe/Berlin", WEEK, away=((opened, date(2026, 11, 30)),)), november, today=opened)
    assert is_away(Habits("Europe/Berlin", WEEK, paused_until=date(2026, 12, 1)), november, today=opened)
    last_day = Habits("Europe/Berlin", WEEK, away=((date(2026, 11, 30), date(2026, 11, 30)),))
    assert is_away(last_day, november, today=date(2026, 11, 28))


DECEMBER = Period.parse("2026-12")


@pytest.mark.parametrize(
    ("opens", "closes", "key", "field"),
    [
        (date(2026, 12, 9), date(2026, 12, 15), "opens", "opens_on"),  # yesterday
        (date(2027, 2, 1), date(2027, 2, 5), "opens", "opens_on"),
        (date(2026, 12, 15), date(2026, 12, 14), "closes", "closes_on"),
        (date(2026, 12, 15), date(2027, 2, 1), "closes", "closes_on"),
        (date(2026, 12, 15), date(2026, 12, 20), "day-off", "closes_on"),
        (date(2026, 12, 18), date(2026, 12, 21), "few-days", "closes_on"),
    ],
)
def test_days_that_eve_cannot_choose(opens: date, closes: date, key: str, field: str) -> None:
    with pytest.raises(Rejected, match=f"reviews-error-{key}") as refused:
        chosen(DECEMBER, Dates(opens, closes), today=date(2026, 12, 10), calendar=WEEK)
    assert refused.value.field == field


def test_days_that_eve_can_choose() -> None:
    for opens, closes in (((2026, 12, 10), (2026, 12, 14)), ((2026, 12, 12), (2027, 1, 29))):
        days = Dates(date(*opens), date(*closes))
        assert chosen(DECEMBER, days, today=date(2026, 12, 10), calendar=WEEK) == days


@pytest.mark.parametrize(
    ("today", "closes"),
    [(date(2026, 12, 25), 31), (date(2026, 12, 29), 31), (date(2026, 12, 30), 1), (date(2026, 12, 31), 4)],
)
def test_whoever_is_asked_late_has_three_working_days(today: date, closes: int) -> None:
    found = left_from(Dates(date(2026, 12, 25), date(2026, 12, 31)), today, WEEK)
    assert found.closes_on.day == closes


def test_half_of_the_working_days() -> None:
    assert halfway(Dates(date(2026, 12, 25), date(2026, 12, 31)), WEEK) == date(2026, 12, 29)
    assert halfway(Dates(date(2026, 12, 26), date(2026, 12, 27)), WEEK) == date(2026, 12, 27), "without a working day"


@pytest.mark.parametrize(
    ("calendar", "is_held", "on"),
    [
        (WEEK, False, date(2027, 1, 4)),
        (WorkingCalendar(country="DE"), False, date(2027, 1, 5)),  # not on New Year's Day
        (WEEK, True, date(2027, 1, 30)),
        (WorkingCalendar(days_off={date(2027, 1, day): "Closed" for day in range(1, 31)}), False, date(2027, 1, 30)),
    ],
)
def test_results_come_out_on_the_second_working_day_or_after_thirty_days(
    calendar: WorkingCalendar, is_held: bool, on: date
) -> None:
    assert release_day(date(2026, 12, 31), calendar, is_held=is_held) == on

"""Whether somebody is asked on a day, and when."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.scheduling.asking import (
    Habits,
    PutOff,
    QuietHours,
    choices_of,
    expected_between,
    next_runs,
    put_off,
    run_before,
    time_to_ask,
)
from bot.scheduling.recurrence import Occurrence, at_local_time
from bot.scheduling.working_calendar import Why, WorkingCalendar

BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"
BO = Habits(BERLIN, WorkingCalendar("1-5", "DE"))
CHEN = Habits(SHANGHAI, WorkingCalendar("1-5", "CN"))
FIVE_PM = 17 * 60
WEDNESDAY = date(2026, 11, 18)
NIGHT = QuietHours(20 * 60, 8 * 60)
LUNCH = QuietHours(12 * 60, 13 * 60)


def local(on: date, minute: int, zone: str = BERLIN) -> datetime:
    found = at_local_time(on, minute, zone)
    assert found
    return found


def asked(habits: Habits, minute: int = FIVE_PM, *, late: timedelta = timedelta(), on: date = WEDNESDAY) -> object:
    at = local(on, minute, habits.zone)
    return time_to_ask(habits, Occurrence(on, at), at + late)


def test_a_working_day_is_asked_about_in_time() -> None:
    assert asked(BO) == local(WEDNESDAY, FIVE_PM)


@pytest.mark.parametrize(
    ("habits", "on", "why"),
    [
        (BO, date(2026, 11, 21), Why.WEEKEND),
        (BO, date(2026, 12, 25), Why.HOLIDAY),
        (CHEN, date(2026, 10, 1), Why.HOLIDAY),
        (replace(BO, away=((WEDNESDAY, WEDNESDAY),)), WEDNESDAY, Why.AWAY),
        (replace(BO, away=((date(2026, 11, 1), date(2026, 11, 17)),)), date(2026, 11, 17), Why.AWAY),
        (replace(BO, paused_until=date(2026, 11, 19)), WEDNESDAY, Why.PAUSED),
        (replace(BO, calendar=WorkingCalendar(days_off={WEDNESDAY: "Company day"})), WEDNESDAY, Why.DAY_OFF),
    ],
)
def test_nobody_is_asked_on_a_day_off(habits: Habits, on: date, why: Why) -> None:
    assert asked(habits, on=on) is why


def test_the_first_day_back_is_asked_about() -> None:
    back = replace(BO, away=((date(2026, 11, 1), date(2026, 11, 17)),), paused_until=WEDNESDAY)
    assert asked(back) == local(WEDNESDAY, FIVE_PM)


def test_a_sunday_that_china_works_is_asked_about() -> None:
    sunday = date(2026, 9, 20)
    assert asked(CHEN, on=sunday) == local(sunday, FIVE_PM, SHANGHAI)


def test_a_pause_stops_questions_not_expectations() -> None:
    paused = replace(BO, paused_until=date(2026, 12, 1))
    assert (paused.why_unasked(WEDNESDAY), paused.why_absent(WEDNESDAY)) == (Why.PAUSED, None)


@pytest.mark.parametrize(
    ("minute", "late", "is_asked"),
    [
        (FIVE_PM, timedelta(hours=3), True),
        (FIVE_PM, timedelta(hours=6, minutes=59), True),
        (FIVE_PM, timedelta(hours=7), False),
        (FIVE_PM, timedelta(hours=16), False),
        (23 * 60 + 30, timedelta(hours=1), True),
        (23 * 60 + 30, timedelta(hours=2, minutes=1), False),
        (9 * 60, timedelta(hours=14), True),
        (9 * 60, timedelta(days=3), False),
    ],
    ids=[
        "three hours late",
        "just before midnight",
        "the day is over",
        "yesterday's at nine",
        "a late one, a little past midnight",
        "a late one, long past midnight",
        "a morning's in the evening",
        "three days",
    ],
)
def test_after_an_outage_only_what_still_makes_sense_comes(minute: int, late: timedelta, is_asked: bool) -> None:
    assert asked(BO, minute, late=late) == (local(WEDNESDAY, minute) if is_asked else Why.OVER)


def test_quiet_hours_put_off_until_they_end_or_to_never() -> None:
    bo = replace(BO, quiet=LUNCH)
    assert asked(bo, 12 * 60 + 30) == local(WEDNESDAY, 13 * 60)
    assert asked(bo, 13 * 60) == local(WEDNESDAY, 13 * 60)
    late = replace(BO, quiet=NIGHT)
    assert asked(late, FIVE_PM, late=timedelta(hours=4)) is Why.QUIET
    assert asked(late, 7 * 60) == local(WEDNESDAY, 8 * 60)


@pytest.mark.parametrize(
    ("minute", "quiet", "loud"),
    [
        (17 * 60, NIGHT, 17 * 60),
        (20 * 60, NIGHT, 19 * 60 + 45),
        (23 * 60, NIGHT, 19 * 60 + 45),
        (7 * 60, NIGHT, 8 * 60),
        (8 * 60, NIGHT, 8 * 60),
        (12 * 60, LUNCH, 13 * 60),
    ],
)
def test_a_prompt_inside_quiet_hours_moves_within_its_day(minute: int, quiet: QuietHours, loud: int) -> None:
    assert quiet.loud_minute(minute) == loud


def test_the_coming_days_tell_why_each_is_left_out() -> None:
    bo = replace(BO, away=((date(2026, 12, 23), date(2026, 12, 24)),), paused_until=date(2026, 12, 22))
    now = local(date(2026, 12, 21), 9 * 60)
    runs = next_runs(bo, FIVE_PM, now, days=8)
    assert [run.on.day for run in runs] == [21, 22, 23, 24, 25, 26, 27, 28]
    assert [run.why for run in runs] == [
        Why.PAUSED,
        None,
        Why.AWAY,
        Why.AWAY,
        Why.HOLIDAY,
        Why.WEEKEND,
        Why.WEEKEND,
        None,
    ]
    assert runs[1].at == local(date(2026, 12, 22), FIVE_PM)


def test_a_prompt_is_put_off_within_the_day_or_to_the_next_working_morning() -> None:
    friday = date(2026, 11, 20)
    morning, evening, late = (local(friday, minute) for minute in (10 * 60, FIVE_PM, 23 * 60 + 10))
    assert put_off(BO, PutOff.HOUR, morning) == local(friday, 11 * 60)
    assert put_off(BO, PutOff.AFTERNOON, morning) == local(friday, 14 * 60)
    assert put_off(BO, PutOff.TOMORROW, evening) == local(date(2026, 11, 23), 9 * 60)
    assert choices_of(BO, morning) == tuple(PutOff)
    assert choices_of(BO, evening) == (PutOff.HOUR, PutOff.TOMORROW)
    assert choices_of(BO, late) == (PutOff.TOMORROW,)
    assert put_off(replace(BO, quiet=LUNCH), PutOff.HOUR, local(friday, 11 * 60 + 30)) == local(friday, 13 * 60)
    assert choices_of(replace(BO, quiet=NIGHT), local(friday, 19 * 60 + 30)) == (PutOff.TOMORROW,)


def test_each_expected_day_lies_between_two_digests_once() -> None:
    ten = 10 * 60
    thursday, friday, monday, tuesday = (date(2026, 11, day) for day in (19, 20, 23, 24))
    assert run_before(BO, ten, local(monday, ten)) == local(friday, ten)
    assert expected_between(BO, FIVE_PM, local(friday, ten), local(monday, ten)) == [friday]
    assert expected_between(BO, FIVE_PM, local(monday, ten), local(tuesday, ten)) == [monday]
    away = replace(BO, away=((friday, monday),))
    assert run_before(away, ten, local(tuesday, ten)) == local(thursday, ten)
    assert expected_between(away, FIVE_PM, local(thursday, ten), local(tuesday, ten)) == [thursday]
    gone = replace(BO, away=((date(2026, 10, 1), monday),))
    assert run_before(gone, ten, local(tuesday, ten)) == local(tuesday, ten) - timedelta(days=14)

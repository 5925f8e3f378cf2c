"""Prompts come at the wanted local hour, also when clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.models import MONTHLY, WORKDAYS
from bot.scheduling.recurrence import Recurrence, at_local_time

FIVE_PM = 17 * 60
ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "Asia/Shanghai",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
    ]
)


def test_friday_evening_is_followed_by_monday() -> None:
    recurrence = Recurrence(WORKDAYS, FIVE_PM, "Europe/Berlin")
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    assert recurrence.next_after(friday) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert recurrence.last_until(friday) == friday


def test_the_month_is_closed_on_its_day_in_the_workspace_zone() -> None:
    recurrence = Recurrence(MONTHLY, 9 * 60, "Asia/Shanghai", day=7)
    assert recurrence.next_after(datetime(2026, 11, 7, 1, 0, tzinfo=UTC)) == datetime(2026, 12, 7, 1, 0, tzinfo=UTC)


def test_a_working_week_from_sunday_to_thursday_is_not_offered_but_monday_to_saturday_is() -> None:
    six_days = Recurrence(WORKDAYS, FIVE_PM, "UTC", working_days="1-6")
    assert six_days.happens_on(date(2026, 11, 21))
    assert not six_days.happens_on(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("zone", "on", "minute", "wanted"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 150, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 10, 25), 150, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 10, 4), 135, datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ],
    ids=["gap: first minute after it", "overlap: the first of the two", "half-hour gap"],
)
def test_clock_changes(zone: str, on: date, minute: int, wanted: datetime) -> None:
    assert at_local_time(on, minute, zone) == wanted


@given(
    zone=ZONES,
    minute=st.integers(0, 1439),
    moment=st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive by hypothesis' rule
)
def test_each_working_day_has_one_occurrence(zone: str, minute: int, moment: datetime) -> None:
    recurrence = Recurrence(WORKDAYS, minute, zone)
    following = recurrence.next_after(moment)
    assert following > moment
    assert recurrence.last_until(following) == following
    assert recurrence.last_until(following - timedelta(minutes=1)) <= moment
    assert following.astimezone(ZoneInfo(zone)).isoweekday() <= 5 or minute < 60

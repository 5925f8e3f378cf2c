"""Days and hours as people type them about the time ahead."""

from datetime import date

import pytest

from bot.errors import Rejected
from bot.features.people.rules.days import Stretch, read_day, read_quiet, read_resumption, read_stretch, require_open

TODAY = date(2026, 11, 18)
FIRST, FIFTH = date(2026, 12, 1), date(2026, 12, 5)


@pytest.mark.parametrize(
    ("typed", "stretch"),
    [
        ("2026-12-01..2026-12-05", Stretch(FIRST, FIFTH, "vacation")),
        ("2026-12-01 .. 2026-12-05 sick", Stretch(FIRST, FIFTH, "sick")),
        ("2026-12-01 to 2026-12-05 Trip", Stretch(FIRST, FIFTH, "trip")),
        ("12-01 – 12-05", Stretch(FIRST, FIFTH, "vacation")),
        ("12月1日至12月5日 病假", Stretch(FIRST, FIFTH, "sick")),
        ("2026年12月1日到12月5日 产假", Stretch(FIRST, FIFTH, "leave")),
        ("12月1日~12月5日 出差", Stretch(FIRST, FIFTH, "trip")),
        ("tomorrow", Stretch(date(2026, 11, 19), date(2026, 11, 19), "vacation")),
        ("明天 事假", Stretch(date(2026, 11, 19), date(2026, 11, 19), "leave")),
        ("12-28..01-04", Stretch(date(2026, 12, 28), date(2027, 1, 4), "vacation")),
        ("11-16", Stretch(date(2026, 11, 16), date(2026, 11, 16), "vacation")),
        ("01-04", Stretch(date(2027, 1, 4), date(2027, 1, 4), "vacation")),
    ],
)
def test_days_away(typed: str, stretch: Stretch) -> None:
    assert read_stretch(typed, today=TODAY) == stretch


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2026-12-05..2026-12-01", "people-error-days-backwards"),
        ("2026-12-01..2028-12-01", "people-error-too-long-away"),
        ("2026-10-01", "people-error-too-long-ago"),
        ("2026-02-30", "people-error-bad-day"),
        ("02-30", "people-error-bad-day"),
        ("sick", "people-error-bad-day"),
        ("next week", "people-error-bad-day"),
        ("2026-12-01..", "people-error-bad-day"),
    ],
)
def test_what_cannot_be_meant_is_refused(typed: str, key: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_stretch(typed, today=TODAY)
    assert refused.value.key == key


def test_a_day_that_leap_years_have_is_the_next_one_there_is() -> None:
    assert read_day("2028-02-29", today=TODAY) == date(2028, 2, 29)


def test_a_pause_ends_on_a_day_ahead() -> None:
    assert read_resumption("12-01", today=TODAY) == FIRST
    assert read_resumption("off", today=TODAY) is None
    assert read_resumption("关闭", today=TODAY) is None
    for typed, key in (
        ("today", "people-error-not-ahead"),
        ("2026-11-01", "people-error-not-ahead"),
        ("2030-01-01", "people-error-too-long-away"),
    ):
        with pytest.raises(Rejected) as refused:
            read_resumption(typed, today=TODAY)
        assert refused.value.key == key


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("20:00-8:00", (1200, 480)),
        ("8pm - 8am", (1200, 480)),
        ("12:00~13:30", (720, 810)),
        ("20点至8点半", (1200, 510)),
        ("off", None),
        ("取消", None),
    ],
)
def test_quiet_hours(typed: str, hours: tuple[int, int] | None) -> None:
    assert read_quiet(typed) == hours


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("20:00", "people-error-bad-quiet"),
        ("at night", "people-error-bad-quiet"),
        ("25:00-8:00", "people-error-bad-quiet"),
        ("8:00-8:00", "people-error-long-quiet"),
        ("8:00-7:00", "people-error-long-quiet"),
    ],
)
def test_quiet_hours_that_cannot_be_meant(typed: str, key: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_quiet(typed)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("first", "today", "is_open"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), True),
        (date(2026, 10, 31), date(2026, 11, 5), False),
        (date(2026, 10, 31), date(2026, 11, 4), True),
        (date(2026, 9, 30), date(2026, 11, 4), False),
        (date(2025, 12, 31), date(2026, 1, 4), True),
    ],
)
def test_days_of_a_month_whose_cards_are_made_are_not_one_s_own_to_enter(
    first: date, today: date, is_open: bool
) -> None:
    stretch = Stretch(first, today, "sick")
    if is_open:
        require_open(stretch, today=today, making_day=5)
    else:
        with pytest.raises(Rejected, match="people-error-away-closed"):
            require_open(stretch, today=today, making_day=5)

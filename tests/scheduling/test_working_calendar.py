"""Which days are worked, and what a day off is called."""

from datetime import date

import pytest

from bot.scheduling.working_calendar import Why, WorkingCalendar, country_named, holiday_name

CHRISTMAS = date(2026, 12, 25)
SHIFT_OF_NATIONAL_DAY = date(2026, 9, 20)  # a Sunday that China works
NATIONAL_DAY_BRIDGE = date(2026, 10, 7)


@pytest.mark.parametrize(
    ("country", "on", "why"),
    [
        ("", date(2026, 11, 18), None),
        ("", date(2026, 11, 21), Why.WEEKEND),
        ("", CHRISTMAS, None),
        ("DE", CHRISTMAS, Why.HOLIDAY),
        ("CN", CHRISTMAS, None),
        ("CN", SHIFT_OF_NATIONAL_DAY, None),
        ("DE", SHIFT_OF_NATIONAL_DAY, Why.WEEKEND),
        ("CN", NATIONAL_DAY_BRIDGE, Why.HOLIDAY),
        ("DE-BY", date(2026, 1, 6), Why.HOLIDAY),
        ("DE-BE", date(2026, 1, 6), None),
        ("DE", date(2026, 10, 3), Why.WEEKEND),
    ],
)
def test_countries_have_their_own_days(country: str, on: date, why: Why | None) -> None:
    assert WorkingCalendar("1-5", country).why_off(on) is why


def test_the_workspaces_own_days_win_over_the_country() -> None:
    friday, saturday = date(2026, 12, 18), date(2026, 12, 19)
    own = WorkingCalendar("1-5", "DE", {friday: "Company day"}, frozenset({saturday, CHRISTMAS}))
    assert own.why_off(friday) is Why.DAY_OFF
    assert [own.why_off(on) for on in (saturday, CHRISTMAS)] == [None, None]


def test_a_week_of_six_days_has_one_day_of_weekend() -> None:
    assert WorkingCalendar("1-6").why_off(date(2026, 11, 21)) is None
    assert WorkingCalendar("1-6").why_off(date(2026, 11, 22)) is Why.WEEKEND


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("CN", "zh-CN", "春节"),
        ("CN", "en", "Chinese New Year (Spring Festival)"),
    ],
)
def test_holidays_have_names_in_the_readers_language(country: str, language: str, name: str) -> None:
    assert holiday_name(country, date(2026, 2, 17), language) == name


def test_a_language_that_a_country_lacks_is_read_in_english() -> None:
    assert holiday_name("DE", CHRISTMAS, "zh-CN") == "Christmas Day"
    assert holiday_name("DE-BY", date(2026, 1, 6), "en") == "Epiphany"
    assert holiday_name("DE", date(2026, 11, 18), "en") == ""


@pytest.mark.parametrize(
    ("typed", "country"),
    [("cn", "CN"), (" de-by ", "DE-BY"), ("US", "US"), ("XX", None), ("DE-XX", None), ("DE-", None), ("", None)],
)
def test_countries_are_known_by_their_codes(typed: str, country: str | None) -> None:
    assert country_named(typed) == country

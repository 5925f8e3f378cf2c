import pytest

from bot.features.people.rules.settings import language_named, minute_of_day


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("9:30", 570),
        ("09:30", 570),
        ("9：30", 570),
        ("9.30", 570),
        ("17", 1020),
        ("0:00", 0),
        ("23:59", 1439),
        ("5pm", 1020),
        ("12am", 0),
        ("12 PM", 720),
        ("9点", 540),
        ("9点半", 570),
        ("9点05分", 545),
        (" 9:30 ", 570),
    ],
)
def test_times_as_people_write_them(typed: str, minute: int) -> None:
    assert minute_of_day(typed) == minute


@pytest.mark.parametrize("typed", ["", "24:00", "9:60", "9:3", "-1", "13pm", "0am", "noon", "9:30:00", "930"])
def test_what_is_no_time_of_day(typed: str) -> None:
    assert minute_of_day(typed) is None


@pytest.mark.parametrize(
    ("typed", "language"),
    [("zh-CN", "zh-CN"), ("ZH", "zh-CN"), ("中文", "zh-CN"), ("English", "en"), ("auto", "auto"), ("自动", "auto")],
)
def test_languages_as_people_call_them(typed: str, language: str) -> None:
    assert language_named(typed) == language


def test_a_language_that_is_not_spoken() -> None:
    assert language_named("fr") is None

"""Typos, and what comes of them."""

from bot.likeness import nearest

TOPICS = ["team", "target", "timezone", "schedule"]


def test_a_typo_finds_what_was_meant() -> None:
    assert nearest("tagret", TOPICS) == ["target"]
    assert nearest("shedule", TOPICS) == ["schedule"]


def test_several_come_with_the_likest_first() -> None:
    assert nearest("Bo Li", ["Chen", "Bo Lin", "Bo Li-Wei"], most=3) == ["Bo Lin", "Bo Li-Wei"]


def test_of_two_that_are_equally_alike_the_first_is_offered() -> None:
    assert nearest("ab", ["abd", "abc"]) == ["abd"]


def test_what_resembles_nothing_is_no_typo() -> None:
    assert nearest("xylophone", TOPICS) == []
    assert nearest("team", []) == []


def test_names_that_stand_for_something_are_names() -> None:
    assert nearest("tema", {"team": 1, "target": 2}) == ["team"]


def test_chinese_names_are_compared_too() -> None:
    assert nearest("陈晓名", ["陈晓明", "王芳"]) == ["陈晓明"]

"""Help fits whoever asks, on one screen, and names everything there is."""

import re

import pytest

from bot.features.catalogue import LISTENERS
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator
from bot.slack.commands import COMMAND_WORDS, COMMANDS
from bot.slack.topics import DUTIES, help_overview

SCREEN = 26
"""Lines of a window of Slack's on a laptop."""
NAMED = re.compile(r"`/perf (\w+)|(?<=· )`(\w+)")
NOT_EVERYBODYS = {"appraise", "proposals", "plans", "reviews", "stars", "close", "people", "admin"}
CASES = [(language, duties) for language in LANGUAGES for duties in ((), *((each,) for each in DUTIES), DUTIES)]


def text(language: str, duties: tuple[str, ...]) -> str:
    blocks = help_overview(translator(language), duties).payload()["blocks"]
    return "\n".join(block["text"]["text"] for block in blocks if block["type"] == "section")


def topics(shown: str) -> set[str]:
    return {first or second for first, second in NAMED.findall(shown)}


@pytest.mark.parametrize(("language", "duties"), CASES)
def test_help_is_one_screen_of_topics_that_exist(language: str, duties: tuple[str, ...]) -> None:
    shown = text(language, duties)
    known = {alias for topic in LISTENERS.topics.values() for alias in (topic.name, *topic.aliases)}
    assert topics(shown) <= known
    assert len(shown.splitlines()) <= (SCREEN if len(duties) < 2 else 2 * SCREEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_fits_comes_first_and_nothing_is_left_out(language: str) -> None:
    assert topics(text(language, ())).isdisjoint(NOT_EVERYBODYS)
    assert topics(text(language, DUTIES)) | {"campaign"} >= set(LISTENERS.topics)
    for duty in DUTIES:
        first = translator(language)(f"help-for-{duty}").splitlines()[0]
        assert text(language, (duty,)).startswith(first)
        assert first not in text(language, ())


def test_words_of_commands_are_commands() -> None:
    assert set(COMMAND_WORDS.values()) <= set(COMMANDS)
    assert COMMAND_WORDS.keys().isdisjoint(LISTENERS.topics)

"""Whoever looks after deliveries reads nothing of warnings, proposals and plans: all of it is promised privately."""

import ast
from pathlib import Path

import pytest

import bot.features.improvement
from bot.i18n.catalogues import LANGUAGES
from bot.i18n.translator import translator

SOURCES = sorted(Path(bot.features.improvement.__file__).parent.rglob("*.py"))


def promises(source: str) -> list[tuple[int, bool]]:
    """The line of each, and whether it is a private one."""
    calls = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    return [
        (each.lineno, any(more.arg == "is_private" and ast.unparse(more.value) == "True" for more in each.keywords))
        for each in calls
        if ast.unparse(each.func).split(".")[-1] == "Promise"
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_promise_is_a_private_one(path: Path) -> None:
    lines = [line for line, is_private in promises(path.read_text(encoding="utf-8")) if not is_private]
    assert not lines, f"{path.name}: line {lines}: promise it with is_private=True"


def test_those_there_are_were_looked_at() -> None:
    found = [each for path in SOURCES for each in promises(path.read_text(encoding="utf-8"))]
    assert len(found) >= 3
    assert promises("Promise(1, 'a', KIND, to, due)") == [(1, False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locked_phone_shows_the_same_of_something_ordinary(language: str) -> None:
    """Of a manager's rating that is out, and of a question about a card that is answered."""
    t = translator(language)
    assert t("improvement-notice") == t("appraisals-notice")
    assert t("improvement-private") == t("scorecards-notice")

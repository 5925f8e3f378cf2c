import ast
import inspect
from pathlib import Path

import pytest

from bot.errors import Rejected
from bot.features import people
from bot.features.people.models import Member
from bot.features.people.views import answers
from bot.i18n.catalogues import LANGUAGES, bundle_for
from bot.i18n.translator import Translator, translator
from bot.slack.refusals import refusal_text
from tests.features.people.cast import Cast


@pytest.fixture(params=LANGUAGES)
def t(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


def keys_in_code() -> set[str]:
    """Every catalogue key that the slice writes out."""
    folder = Path(inspect.getfile(people)).parent
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in folder.rglob("*.py")]
    words = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {word for word in words if isinstance(word, str) and word.startswith("people-")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_both_catalogues(language: str) -> None:
    keys = {key for key in keys_in_code() if not key.endswith("-")}
    assert len(keys) > 60
    assert [key for key in sorted(keys) if not bundle_for(language).has_message(key)] == []


def test_the_answer_about_the_language_is_in_that_language() -> None:
    chen = Member(id=1, workspace_id=1, slack_user="U", name="Chen", zone="UTC", locale="en-US", language="zh-CN")
    assert "简体中文" in answers.language_message(chen, "en").text
    chen.language = None
    assert "English" in answers.language_message(chen, "zh-CN").text


def test_the_hour_is_told_with_its_zone(t: Translator) -> None:
    assert "09:05" in answers.hours_message(t, 545, "Asia/Shanghai").text
    assert "Asia/Shanghai" in answers.hours_message(t, 545, "Asia/Shanghai").text
    assert "9:30" in answers.hours_message(t, None, "Asia/Shanghai").text


async def test_every_problem_of_an_import_can_be_told(cast: Cast, t: Translator) -> None:
    report = await cast.load(
        "member,team,manager,role,channel,lead\n"
        "U0BO,,U0BO,,,\nU0ANA,,U0CHEN,,,\nU0GUS,,,,,\nU0DEE,Growth,,,C0A,yes\nU0DEE,,,,,\nU0EVE,,,,C0B,\n"
        "U0CHEN,Growth,U0GUS,,,\nU0BO,,,boss,,\n"
    )
    told = [refusal_text(t, Rejected(problem.key, **problem.params)) for problem in report.problems]
    assert [problem.line for problem in report.problems] == [2, 3, 4, 6, 7, 8, 9]
    assert all("{" not in text for text in told)
    assert "U0GUS" in told[2]


@pytest.mark.parametrize("others", [[], [3], [3, 5]])
def test_a_circle_names_the_other_lines(t: Translator, others: list[int]) -> None:
    refused = Rejected("people-import-circle", typed="U0BO", manager="U0ANA", others=others, found=len(others))
    text = refusal_text(t, refused)
    assert all(str(line) in text for line in others)

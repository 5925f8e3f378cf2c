import ast
import inspect
from pathlib import Path

import pytest

from bot.features import people
from bot.features.people.models import Member
from bot.features.people.rules.rows import RowProblem
from bot.features.people.service import ImportReport
from bot.features.people.views import answers
from bot.i18n.catalogues import LANGUAGES, bundle_for
from bot.i18n.translator import Translator, translator
from tests.features.people.cast import TABLE, Cast


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


async def test_the_report_of_an_import_names_each_line(cast: Cast, t: Translator) -> None:
    text = "member,manager\nU0BO,U0BO\nU0ANA,U0CHEN\nU0GUS,\n"
    done, *lines = answers.import_lines(t, await cast.load(text))
    assert "3" in done
    assert [str(number) in line for number, line in zip((2, 3, 4), lines, strict=True)] == [True] * 3
    assert "U0GUS" in lines[2]


async def test_a_clean_import_has_one_line(cast: Cast, t: Translator) -> None:
    assert len(answers.import_lines(t, await cast.load(TABLE))) == 1


def test_what_was_typed_is_cut_to_one_line(t: Translator) -> None:
    problem = RowProblem(7, "people-import-unknown-member", {"typed": "a\nb" * 100})
    (_, line) = answers.import_lines(t, ImportReport(0, 0, 0, [problem]))
    assert "\n" not in line
    assert "…" in line

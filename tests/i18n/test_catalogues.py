"""Both languages say the same things."""

import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.i18n.catalogues import LANGUAGES, catalogue_files, language_for
from bot.i18n.translator import translator

ROOT = Path(__file__).resolve().parents[2]


@cache
def messages(language: str) -> dict[str, ast.Message | ast.Term]:
    found: dict[str, ast.Message | ast.Term] = {}
    for file in catalogue_files(language):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            if isinstance(entry, (ast.Message, ast.Term)):
                assert entry.id.name not in found, f"{entry.id.name} is in two catalogues"
                found[entry.id.name] = entry
    return found


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent's name
        self.names.add(node.id.name)


def variables(entry: ast.Message | ast.Term) -> set[str]:
    found = _Variables()
    found.visit(entry)
    return found.names


def test_the_same_keys_and_variables() -> None:
    english, chinese = (messages(language) for language in LANGUAGES)
    assert set(english) == set(chinese)
    assert [key for key in english if variables(english[key]) != variables(chinese[key])] == []


def test_every_key_in_the_code_exists() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py")]
    slices = {path.name for path in (ROOT / "bot" / "features").iterdir() if path.is_dir()}
    prefixes = "|".join(sorted(slices | {"edge", "topic", "help"}))
    used = {key for source in sources for key in re.findall(rf'"((?:{prefixes})-[a-z0-9-]+)"', source)}
    assert used - set(messages("en")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_terms_so_that_renamed_ones_read_right(language: str) -> None:
    for file in catalogue_files(language):
        text = "\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("-"))
        assert not re.search(r"(?<![\w<])/(perf|checkin|kudos|scorecard)\b", text), file


def test_chinese_bold_has_room_on_both_sides() -> None:
    """Slack only sees `*bold*` between spaces or ASCII punctuation, never directly beside a Chinese character."""
    for file in catalogue_files("zh-CN"):
        for line in file.read_text(encoding="utf-8").splitlines():
            text = line.partition(" = ")[2] or line
            assert not re.search(
                r"[\u3000-\u9fff\uff00-\uffef]\*[^*]+\*|\*[^*]+\*[\u3000-\u9fff\uff00-\uffef]", text
            ), line


@pytest.mark.parametrize(
    ("locale", "language"), [("zh-CN", "zh-CN"), ("zh-TW", "zh-CN"), ("en-GB", "en"), ("fr-FR", "en"), (None, "en")]
)
def test_the_readers_locale_chooses_the_language(locale: str | None, language: str) -> None:
    assert language_for(locale) == language


def test_a_missing_key_or_parameter_is_an_error_not_a_blank() -> None:
    with pytest.raises(LookupError, match="no message 'nothing-here'"):
        translator("en")("nothing-here")
    with pytest.raises(LookupError, match="typed"):
        translator("en")("topic-unknown", known="scheme")


def test_numbers_are_grouped_and_rounded_half_up() -> None:
    t = translator("en")
    assert [t.number(value) for value in (1234.5, 0.125, -3, 12.0)] == ["1,234.5", "0.13", "−3", "12"]
    assert t.number(72.24999999999999, decimals=1) == "72.3", "a sum of parts reads as its total does"
    assert t.amount(31900.4, "CNY") == "¥31,900"
    assert [t.amount(value, "CNY") for value in (244.3, 244, -0.5, 12.345)] == ["¥244.30", "¥244", "−¥0.50", "¥12.35"]
    assert t.amount(3.14159, "percent") == "3.14%"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (12.5, "JPY", "¥13"),
        (-0.4, "JPY", "¥0"),
        (-0.5, "JPY", "−¥1"),
        (244.3, "KRW", "₩244"),
        (999.5, "VND", "₫1,000"),
        (31_900.4, "VND", "₫31,900"),
        (12.5, "USD", "$12.50"),
        (12.3456, "KWD", "KWD12.35"),
    ],
)
def test_money_without_cents_never_shows_any(value: float, unit: str, shown: str) -> None:
    """Of those that have them, places are two, also where they have three."""
    t = translator("en")
    assert (t.amount(value, unit), t.amount(value, unit, decimals=2)) == (shown, shown)


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (24, "h", "24 h", "24 小时"),
        (1.5, "hours", "1.5 h", "1.5 小时"),
        (1, "days", "1 day", "1 天"),
        (3, "days", "3 days", "3 天"),
        (5, "day", "day 5", "5 日"),
        (1, "weeks", "1 week", "1 周"),
        (2, "times", "2×", "2 次"),
        (12, "count", "12", "12"),
    ],
)
def test_units_have_words(value: float, unit: str, english: str, chinese: str) -> None:
    assert (translator("en").amount(value, unit), translator("zh-CN").amount(value, unit)) == (english, chinese)


def test_units_beside_a_title_have_names() -> None:
    assert [translator("zh-CN").unit(unit) for unit in ("h", "percent", "CNY")] == ["小时", "%", "CNY"]

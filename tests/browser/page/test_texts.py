"""The page's own texts: complete in both languages and all of them used."""

import re
from importlib.resources import files

import pytest

from bot.sandbox.page import LOCALES, locale_for, region_for, texts

PLACE = re.compile(r"\{(\w+)\}")
# Keys that the scripts put together from a part.
PREFIXES = ("clock.", "fault.")


def scripts() -> str:
    folder = files("bot.sandbox.page")
    sources = [*(folder / "static" / "js").iterdir(), folder / "templates" / "page.html"]
    return "".join(source.read_text(encoding="utf-8") for source in sources)


def test_both_languages_have_the_same_texts() -> None:
    english, chinese = (texts(locale) for locale in LOCALES)
    assert set(english) == set(chinese)


def test_no_text_is_empty_or_lost_its_places() -> None:
    english, chinese = (texts(locale) for locale in LOCALES)
    for key, text in english.items():
        assert text.strip()
        assert sorted(PLACE.findall(chinese[key])) == sorted(PLACE.findall(text)), key


def test_chinese_texts_are_chinese() -> None:
    for key, text in texts("zh-CN").items():
        assert re.search(r"[\u4e00-\u9fff]", text), key


def test_every_text_is_used_and_every_used_text_exists() -> None:
    source = scripts()
    used = set(re.findall(r't\(\s*"([a-z]+\.\w+)"', source)) | set(re.findall(r'strings\["([a-z]+\.\w+)"\]', source))
    assert used <= set(texts("en"))
    unused = {key for key in texts("en") if f'"{key}"' not in source and not key.startswith(PREFIXES)}
    assert unused == set()


@pytest.mark.parametrize(
    ("locale", "language", "region"),
    [
        ("zh-CN", "zh-CN", "zh-CN"),
        ("zh-TW", "zh-CN", "zh-TW"),
        ("en_GB", "en", "en-GB"),
        ("en-US", "en", "en-US"),
        ("fr-FR", "en", "en"),
        ("", "en", "en"),
    ],
)
def test_a_person_reads_the_page_in_the_nearest_language(locale: str, language: str, region: str) -> None:
    assert locale_for(locale) == language
    assert region_for(locale) == region

"""The page's own texts. `strings/<locale>.json` maps dotted keys to text with `{name}` places."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LOCALES = ("en", "zh-CN")


def locale_for(locale: str) -> str:
    """The page's language for a person's `locale`, such as "zh-CN" or "en_GB"; English for any other language."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return next((each for each in LOCALES if each.partition("-")[0] == language), LOCALES[0])


def region_for(locale: str) -> str:
    """The tag that dates and numbers follow: the person's own ("en-GB") where its language is one of the page's."""
    tag = locale.replace("_", "-")
    language = locale_for(locale)
    return tag if tag.partition("-")[0].lower() == language.partition("-")[0] else language


@cache
def texts(locale: str) -> Mapping[str, str]:
    """All texts in one of LOCALES."""
    source = files(__package__) / "strings" / f"{locale}.json"
    return MappingProxyType(json.loads(source.read_text(encoding="utf-8")))

"""Loads the Fluent catalogues: one file per slice and language, found by their place in the tree."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "zh-CN")
DEFAULT_LANGUAGE = "en"

_command_names: dict[str, str] = {}


def language_for(locale: str | None) -> str:
    """The catalogue for a Slack locale such as `zh-CN`, `zh-TW` or `en-GB`; English for what we do not speak."""
    return "zh-CN" if (locale or "").lower().startswith("zh") else DEFAULT_LANGUAGE


def catalogue_files(language: str) -> list[Traversable]:
    """Every `<language>.ftl` in `bot/i18n/locales` and in the slices' `locales` folders."""
    root = resources.files("bot")
    folders = [root / "i18n", *sorted((root / "features").iterdir(), key=lambda entry: entry.name)]
    files = [folder / "locales" / f"{language}.ftl" for folder in folders if folder.is_dir()]
    return [file for file in files if file.is_file()]


def name_commands(names: Mapping[str, str]) -> None:
    """What the terms `-perf`, `-checkin`, … read as, where the settings give commands other names."""
    _command_names.update(names)
    bundle_for.cache_clear()


@cache
def bundle_for(language: str) -> FluentBundle:
    # Isolation marks are invisible characters that Slack would show or copy.
    bundle = FluentBundle([language], use_isolating=False)
    for file in catalogue_files(language):
        bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    terms = "\n".join(f"-{name} = {shown}" for name, shown in _command_names.items())
    bundle.add_resource(FluentResource(terms), allow_overrides=True)
    return bundle

"""Texts as people type them: compared without regard to case or width, kept without invisible characters."""

import unicodedata

from bot.errors import Rejected
from bot.i18n.catalogues import LANGUAGES
from bot.slack.text import clean, cut
from scoring.definitions import Text

TITLE_LIMIT = 60
"""Characters of a title; what a translation takes as a parameter must be short."""


def plain(typed: str) -> str:
    """Full-width signs as their plain forms and one kind of minus, trimmed."""
    if typed.isascii():
        return typed.strip()
    return unicodedata.normalize("NFKC", typed).replace("−", "-").strip()


def folded(typed: str) -> str:
    """The same for two spellings of a name: case, width, spaces, `_` and `-` do not matter."""
    return " ".join(plain(typed).casefold().replace("_", " ").replace("-", " ").split())


def free_text(typed: str, *, limit: int, field: str | None = None) -> str:
    """The text without what nobody sees; Rejected beyond `limit` characters."""
    kept = clean(typed).strip()
    if len(kept) > limit:
        raise Rejected("metrics-error-too-long", field=field, length=len(kept), limit=limit)
    return kept


def titled(title: Text) -> dict[str, str]:
    """A scheme's title as a parameter of Rejected, which is escaped when it is shown."""
    return {language: cut(title.into(language), TITLE_LIMIT) for language in LANGUAGES}

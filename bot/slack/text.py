"""Makes people's text safe and short enough for Slack."""

import re

ELLIPSIS = "…"
HALF_AN_ESCAPE = re.compile("&[a-z]{0,3}$")
SECTION_LIMIT = 3_000


def escape(text: str) -> str:
    """Text as text: no mentions, no links in disguise."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str, *, limit: int = 80) -> str:
    """What somebody typed, escaped and cut, without marks that would format it."""
    return escape(cut(" ".join(text.replace("`", "'").split()), limit))


def cut(text: str, limit: int = SECTION_LIMIT) -> str:
    """At most `limit` characters, the last a visible ellipsis when something was left out; no half of an escape."""
    return text if len(text) <= limit else HALF_AN_ESCAPE.sub("", text[: limit - 1]).rstrip() + ELLIPSIS


def unescape(text: str) -> str:
    """Slack escapes three characters in what it sends; give them back. NUL, which PostgreSQL does not take, goes."""
    return text.replace("\0", "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

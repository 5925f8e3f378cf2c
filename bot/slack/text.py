"""Makes people's text safe and short enough for Slack."""

import re

ELLIPSIS = "…"
HALF_AN_ESCAPE = re.compile("&[a-z]{0,3}$")
SECTION_LIMIT = 3_000
UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Joiners are not among them: emoji and some scripts need these."""
FORMATTING = re.compile(r"(?<![^\W_])[*_~](?=\S)")
"""Marks inside of a word, and those before a space, begin nothing."""
LIKE = {"*": "∗", "_": "ˍ", "~": "∼"}
NAMED_EMOJI = re.compile(r":(?=(?!\d+:)[^\s:/&]{1,100}:)|(?<!\d):(?=(?:100|1234):)")
"""Not the colons of 12:30:45 nor those of an address."""
LIKE_COLON = "∶"
LIKE_BRACKETS = str.maketrans("<>", "‹›")
MARKED = re.compile("[&<>`*_~]")


def clean(text: str) -> str:
    """Without what nobody sees: control characters, of which PostgreSQL does not take NUL; halves of a character, which
    no encoding takes; what turns the direction of the text that follows; and spaces of no width."""
    if text.isprintable():
        # Then it has none of them, which is seen several times faster.
        return text
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escape(text: str) -> str:
    """Text as text: no mentions, no links in disguise, no formatting, no emoji by name. Slack has no escape for the
    last two, so what would begin them gives way to its look-alike."""
    text = clean(text)
    if MARKED.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("`", "'")
        text = FORMATTING.sub(lambda mark: LIKE[mark.group()], text)
    return NAMED_EMOJI.sub(LIKE_COLON, text) if text.count(":") > 1 else text


def bare(text: str) -> str:
    """For where Slack shows characters as they are, such as labels and alt texts: nothing in it is a mention, whatever
    reads it."""
    return clean(text).translate(LIKE_BRACKETS)


def quoted(text: str, *, limit: int = 80) -> str:
    """What somebody typed, escaped and cut, on one line."""
    return escape(cut(" ".join(text.split()), limit))


def cut(text: str, limit: int = SECTION_LIMIT) -> str:
    """At most `limit` characters, the last a visible ellipsis when something was left out; no half of an escape, and
    nothing that nobody sees."""
    text = clean(text)
    return text if len(text) <= limit else HALF_AN_ESCAPE.sub("", text[: limit - 1]).rstrip() + ELLIPSIS


def unescape(text: str) -> str:
    """Slack escapes three characters in what it sends; give them back, and leave out what nobody sees."""
    text = clean(text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text

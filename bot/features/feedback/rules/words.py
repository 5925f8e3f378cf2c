"""Reads what people type after a command, and texts of messages as Slack stores them. Pure."""

import re
from collections.abc import Mapping

ADDRESSED = re.compile(r"\s*(<@[A-Z0-9]+(?:\|[^>]*)?>|@\S+|[^\s<>]+@\S+)\s*(.*)", re.DOTALL)
MARKUP = re.compile(
    r"<(?:([@#])(?P<id>[A-Z][A-Z0-9]+)|(!)(?P<word>[a-z]+(?:\^[^>|]*)?)|(?P<link>(?:https?:|mailto:|tel:)[^>|]+))"
    r"(?:\|(?P<label>[^>]*))?>"
)
"""Mentions of people and channels, of groups, and links; a `<` that somebody typed is none of them."""
SLACK_ID = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>|[UW][A-Z0-9]+")


def addressed(typed: str) -> tuple[str, str]:
    """Whom a line starts with (a mention, @name or e-mail address; empty for nobody) and what follows."""
    found = ADDRESSED.match(typed)
    return (found[1], found[2].strip()) if found else ("", typed.strip())


def is_slack_id(typed: str) -> bool:
    """Whether nobody has typed it: a mention, or what a picker gives."""
    return bool(SLACK_ID.fullmatch(typed.strip()))


def mentioned(message: str) -> set[str]:
    """Slack ids of the people whom a message names without their names beside."""
    return {found["id"] for found in MARKUP.finditer(message) if found[1] == "@" and not found["label"]}


def plain(message: str, names: Mapping[str, str]) -> str:
    """A message's text without Slack's markup: nobody is mentioned by it, links show where they lead.

    `names` by Slack id stand for mentions that carry none.
    """
    return MARKUP.sub(lambda found: _plain(found, names), message).strip()


def _plain(found: re.Match[str], names: Mapping[str, str]) -> str:
    label = found["label"] or ""
    if found["id"]:
        return f"{found[1]}{label or names.get(found['id'], found['id'])}"
    if found["word"]:
        return label or f"@{found['word'].partition('^')[0]}"
    address = found["link"].removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({address})" if label and label != address else address

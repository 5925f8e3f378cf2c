"""The arguments of a Web API call, whether they came as a query, a form or JSON."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from bot.sandbox.errors import SlackError, with_messages

Item = TypeVar("Item")


class Arguments:
    """Reads arguments by name; raises SlackError("invalid_arguments") in Slack's words."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = {name: value for name, value in given.items() if name != "token" and value is not None}

    def text(self, name: str, default: str = "") -> str:
        """A string; `default` when it is not given."""
        return str(self.given.get(name, default))

    def required(self, name: str) -> str:
        """A string that must be there."""
        if not self.text(name):
            raise with_messages("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """true, 1, "true" or "1"."""
        return str(self.given.get(name, default)).lower() in ("true", "1")

    def number(self, name: str, default: int, *, most: int) -> int:
        """A whole number from 1 to `most`; 0 and absence mean `default`."""
        text = self.text(name, str(default))
        if not text.isdecimal() or int(text) > most:
            raise with_messages("invalid_arguments", [f"[ERROR] must be between 1 and {most} [json-pointer:/{name}]"])
        return int(text) or default

    def names(self, name: str) -> list[str]:
        """A comma-separated list or a JSON array."""
        value = self.given.get(name, "")
        parts = value if isinstance(value, list) else str(value).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def structure(self, name: str, *, error: str = "invalid_arguments") -> Any:
        """An object or array, possibly as JSON text; None when absent, SlackError(error) when it is not JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise SlackError(error) from None

    def page(self, items: Sequence[Item], *, default: int, most: int = 1000) -> tuple[list[Item], dict[str, str]]:
        """The items of the asked page and its `response_metadata`; SlackError("invalid_cursor")."""
        start = _offset(self.text("cursor"))
        end = start + self.number("limit", default, most=most)
        return list(items[start:end]), {"next_cursor": _cursor(end) if end < len(items) else ""}


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"offset:{offset}".encode()).decode()


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, offset = base64.urlsafe_b64decode(cursor).decode().partition(":")
        if kind == "offset":
            return int(offset)
    except ValueError:
        pass
    raise SlackError("invalid_cursor")

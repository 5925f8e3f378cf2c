"""What views make: a message or a view as plain data, built from slack_sdk's block models."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.slack.labels import name_apart


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is what notifications and screen readers get; blocks are what is shown. `noted` is added to the payload of
    its promise before it is sent: plain JSON, of what it is about, never text."""

    text: str
    blocks: Sequence[Block] = ()
    noted: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    _made: str = field(default="", repr=False, compare=False)

    def payload(self) -> dict[str, Any]:
        """Arguments of chat.postMessage; slack_sdk's validation raises SlackObjectFormationError."""
        if self._made:
            made: dict[str, Any] = json.loads(self._made)
            return made
        blocks = [as_data(block) for block in self.blocks]
        name_apart(blocks)
        return {"text": self.text, "blocks": blocks}

    def written(self) -> str:
        """The payload as JSON."""
        return self._made or json.dumps(self.payload())

    def made(self) -> "Message":
        """The same, for messages that many people get: its blocks are checked and written only once."""
        return replace(self, _made=self.written())


def view_payload(view: View) -> dict[str, Any]:
    """Arguments of views.open; slack_sdk's validation raises SlackObjectFormationError."""
    payload = as_data(view)
    name_apart(payload.get("blocks") or ())
    return payload


def as_data(shown: JsonObject) -> dict[str, Any]:
    """What the object's `to_dict()` gives or raises. That looks for the validators among all names of an object each
    time, which takes longer than everything else about an answer; here each class is looked at once."""
    shape = _shape_of(shown)
    if not shape:
        made: dict[str, Any] = shown.to_dict()
        return made
    for validator in shape.validators:
        getattr(shown, validator)()
    values = ((name, getattr(shown, name, None)) for name in shape.attributes)
    return {name: _plain(value) for name, value in values if not _is_empty(value)}


@dataclass(frozen=True, slots=True)
class _Shape:
    """Names of a class that `to_dict()` reads and calls, in its order."""

    attributes: tuple[str, ...]
    validators: tuple[str, ...]


_shapes: dict[type[JsonObject], _Shape | None] = {}


def _shape_of(shown: JsonObject) -> _Shape | None:
    """None for classes that make their data in a way of their own."""
    kind = type(shown)
    if kind not in _shapes:
        own = kind.to_dict is not JsonObject.to_dict or str(getattr(shown, "type", "")).startswith("rich_text")
        names = (name for name in dir(kind) if name[:2] != "__" and hasattr(getattr(kind, name), "validator"))
        _shapes[kind] = None if own else _Shape(tuple(sorted(shown.attributes)), tuple(names))
    return _shapes[kind]


def _plain(value: Any) -> Any:
    if isinstance(value, JsonObject):
        return as_data(value)
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _is_empty(value: Any) -> bool:
    return value is None or (not value and hasattr(value, "__len__"))

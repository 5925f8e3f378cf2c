"""What views make: a message or a view as plain data, built from slack_sdk's block models."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is what notifications and screen readers get; blocks are what is shown."""

    text: str
    blocks: Sequence[Block] = ()
    _made: tuple[dict[str, Any], ...] | None = field(default=None, repr=False, compare=False)

    def payload(self) -> dict[str, Any]:
        """Arguments of chat.postMessage; slack_sdk's validation raises SlackObjectFormationError."""
        made = [block.to_dict() for block in self.blocks] if self._made is None else list(self._made)
        return {"text": self.text, "blocks": made}

    def made(self) -> "Message":
        """The same, for messages that many people get: its blocks are checked and turned into data only once."""
        return replace(self, _made=tuple(block.to_dict() for block in self.blocks))


def view_payload(view: View) -> dict[str, Any]:
    """Arguments of views.open; slack_sdk's validation raises SlackObjectFormationError."""
    shown: dict[str, Any] = view.to_dict()
    return shown

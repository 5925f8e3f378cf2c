"""What Slack and three registries of its limits say of a message or view, and who hears what of it.

Thousands of views are made of few different blocks: each is looked at once, and what holds them together always.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.sandbox.limits import MESSAGE_TEXT, check_blocks, check_view
from bot.slack.labels import LABEL_LIMIT
from bot.slack.messages import Message, as_data
from tests.blockkit.registry import rebuild_message, rebuild_view
from tests.watching import OWN_LINK

MARKS = ("<!", "<@", "<http")
"""What would notify or lead astray; every one in these worlds was typed by somebody."""

FORMATTED = ("*fett*", "_schief_", "~weg~", "`roh`", ":skull:")
"""What these worlds type that would look like ours: bold, code, a sign."""

UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Turns or hides what follows, or cannot be encoded."""

ESCAPED = ("&amp;", "&lt;", "&gt;")
BADLY_ESCAPED = re.compile("&amp;(amp|lt|gt);|&(?!(amp|lt|gt);)")
"""Twice, or cut in the middle."""

FULL = 40
"""Blocks from which on the other registry counts them, too."""


@dataclass(frozen=True, slots=True)
class Known:
    """Blocks, and frames of messages and views without them, as JSON, that have passed already."""

    passed: set[str] = field(default_factory=set)

    def is_new(self, plain: Any) -> bool:
        text = json.dumps(plain)
        if text in self.passed:
            return False
        self.passed.add(text)
        return True


def accepted(shown: Message | View, payload: dict[str, Any], known: Known) -> None:
    """AssertionError, or what the registries raise, for what Slack would refuse or show otherwise than it is meant."""
    if isinstance(shown, Message):
        assert 0 < len(payload["text"]) <= MESSAGE_TEXT
        assert check_blocks(payload["blocks"]) == []
    else:
        assert check_view(payload, kind=payload["type"]) == []
    objects: Sequence[Block] = shown.blocks or ()
    new = [
        (made, plain)
        for made, plain in zip(objects, payload["blocks"], strict=True)
        if known.is_new({**plain, "block_id": None})
    ]
    for made, _ in new:
        assert json.dumps(as_data(made)) == json.dumps(made.to_dict()), "slack_sdk makes other data of it"
    blocks = [plain for _, plain in new]
    if len(payload["blocks"]) >= FULL:
        blocks = payload["blocks"]
    if isinstance(shown, View) and known.is_new({**payload, "blocks": []}):
        assert json.dumps(as_data(shown)) == json.dumps(shown.to_dict()), "slack_sdk makes other data of it"
        blocks = payload["blocks"]
    if blocks:
        (rebuild_message if isinstance(shown, Message) else rebuild_view)({**payload, "blocks": blocks})
    _safe({**payload, "blocks": [plain for _, plain in new]})


def ambiguous(payload: Any) -> list[str]:
    """Buttons that a screen reader says alike although they do different things, and labels that are too long."""
    said: dict[tuple[str, str | None], set[tuple[str, str | None]]] = defaultdict(set)
    for each in parts(payload, "button"):
        label = each.get("accessibility_label")
        assert len(label or "") <= LABEL_LIMIT, label
        said[each["text"]["text"], label].add((each["action_id"], each.get("value")))
    return [f"{label or text} ({min(does)[0]})" for (text, label), does in said.items() if len(does) > 1]


def parts(plain: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every object of a type."""
    if isinstance(plain, dict):
        if plain.get("type") == kind:
            yield plain
        for value in plain.values():
            yield from parts(value, kind)
    elif isinstance(plain, list):
        for each in plain:
            yield from parts(each, kind)


def _safe(payload: Any) -> None:
    """In `mrkdwn` Slack looks for mentions and links; `plain_text` it shows as it is."""
    marked = [each["text"] for each in parts(payload, "mrkdwn")]
    plain = [each["text"] for each in parts(payload, "plain_text")]
    assert [text for text in marked if any(mark in OWN_LINK.sub("", text) for mark in MARKS)] == []
    assert [text for text in marked if any(mark in text for mark in FORMATTED)] == []
    assert [text for text in (*marked, *plain) if UNSEEN.search(text)] == []
    assert [text for text in marked if BADLY_ESCAPED.search(text)] == []
    assert [text for text in plain if any(escaped in text for escaped in ESCAPED)] == []

"""What a screen reader says of buttons that look alike: each is named by what it stands beside."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from bot.slack.text import bare, cut, unescape

LABEL_LIMIT = 75
BETWEEN = " – "
_MARKS = re.compile(r"[*_~`>]|<[^>]*>|:[a-z_]+:")
"""Formatting, mentions and named emoji."""

Data = dict[str, Any]


def name_apart(blocks: Sequence[Data]) -> None:
    """Gives buttons of one message or view that have the same text, and do different things, labels that tell them
    apart: the text, what stands before the button, and a number where that is the same as well. Whatever has a label of
    its own keeps it."""
    alike: dict[str, list[tuple[Data, str]]] = defaultdict(list)
    for button, beside in _buttons(blocks):
        if "accessibility_label" not in button:
            alike[button["text"]["text"]].append((button, beside))
    for text, found in alike.items():
        if len({(button["action_id"], button.get("value")) for button, _ in found}) > 1:
            _label(text, found)


def _label(text: str, found: list[tuple[Data, str]]) -> None:
    labels = [cut(f"{text}{BETWEEN}{beside}" if beside else text, LABEL_LIMIT) for _, beside in found]
    often, so_far = Counter(labels), Counter[str]()
    for (button, _), label in zip(found, labels, strict=True):
        so_far[label] += 1
        number = f" {so_far[label]}/{often[label]}" if often[label] > 1 else ""
        button["accessibility_label"] = cut(label, LABEL_LIMIT - len(number)) + number


def _buttons(blocks: Sequence[Data]) -> Iterator[tuple[Data, str]]:
    """Each with the words before it: those of its section, or of the last one above its row."""
    beside = ""
    for block in blocks:
        if block["type"] in ("section", "header") and block.get("text"):
            beside = _words(block["text"]["text"])
        elements = block.get("elements", ()) if block["type"] == "actions" else [block.get("accessory") or {}]
        for element in elements:
            if element.get("type") == "button":
                yield element, beside


def _words(text: str) -> str:
    """The first line, without what only looks."""
    return " ".join(bare(unescape(_MARKS.sub("", text.strip().split("\n")[0]))).split())

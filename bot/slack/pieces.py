"""Pieces of which messages and windows are made."""

import json
from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot.i18n.translator import Translator
from bot.slack.text import cut, escape

CHUNK = 580
"""Characters of one section, which holds 3,000 once every one of them is escaped."""


def section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=cut(text)))


def note(text: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=cut(text))])


def written(text: str, heading: str = "") -> list[Block]:
    """All that somebody wrote, as a quotation, under a `heading` (mrkdwn) if there is one."""
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    quotes = ["\n".join(f"> {escape(line)}" for line in chunk.split("\n")) for chunk in chunks]
    first = f"{heading}\n" if heading else ""
    return [section(f"{first}{quote}" if place == 0 else quote) for place, quote in enumerate(quotes)]


def button(
    t: Translator, key: str, action_id: str, value: str, *, is_primary: bool = False, confirm: str = ""
) -> ButtonElement:
    """`confirm` is the key of what is asked before it counts."""
    return ButtonElement(
        text=PlainTextObject(text=t(key)),
        action_id=action_id,
        value=value,
        style="primary" if is_primary else None,
        confirm=_asked_first(t, key, confirm) if confirm else None,
    )


def _asked_first(t: Translator, key: str, text: str) -> ConfirmObject:
    return ConfirmObject(
        title=PlainTextObject(text=t(key)),
        text=PlainTextObject(text=t(text)),
        confirm=PlainTextObject(text=t(key)),
        deny=PlainTextObject(text=t("edge-cancel")),
    )


def modal(
    t: Translator,
    title: str,
    blocks: Sequence[Block],
    *,
    callback: str | None = None,
    submit: str = "edge-send",
    metadata: Mapping[str, object] | None = None,
) -> View:
    """With a callback, a form; without, something to read. `title` and `submit` are keys."""
    return View(
        type="modal",
        title=PlainTextObject(text=t(title)),
        close=PlainTextObject(text=t("edge-cancel" if callback else "edge-close")),
        submit=PlainTextObject(text=t(submit)) if callback else None,
        callback_id=callback,
        private_metadata=json.dumps(metadata) if metadata else None,
        blocks=list(blocks),
    )

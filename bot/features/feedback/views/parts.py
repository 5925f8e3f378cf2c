"""Pieces of which forms, lists and messages are made."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

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

from bot.features.people.models import Member
from bot.i18n.translator import Translator
from bot.slack.text import cut, escape, quoted
from scoring.definitions import Text

NAME_LIMIT, TITLE_LIMIT = 40, 80
CHUNK = 580
"""Characters of one section, which holds 3,000 once every one of them is escaped."""


def section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=cut(text)))


def note(text: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=cut(text))])


def name_of(t: Translator, member: Member | None) -> str:
    """For mrkdwn."""
    return quoted(member.name, limit=NAME_LIMIT) if member else t("feedback-somebody")


def title_of(t: Translator, title: Text) -> str:
    """For mrkdwn."""
    return quoted(title.into(t.language), limit=TITLE_LIMIT)


def written(text: str) -> list[Block]:
    """All that somebody wrote, as a quotation."""
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    return [section("\n".join(f"> {escape(line)}" for line in chunk.split("\n"))) for chunk in chunks]


def day_of(t: Translator, moment: datetime, zone: str) -> str:
    return t.day(moment.astimezone(ZoneInfo(zone)).date())


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
        deny=PlainTextObject(text=t("feedback-cancel")),
    )


def modal(
    t: Translator,
    title: str,
    blocks: Sequence[Block],
    *,
    callback: str | None = None,
    submit: str = "feedback-send",
    metadata: Mapping[str, object] | None = None,
) -> View:
    """With a callback, a form; without, something to read."""
    return View(
        type="modal",
        title=PlainTextObject(text=t(title)),
        close=PlainTextObject(text=t("feedback-cancel" if callback else "edge-close")),
        submit=PlainTextObject(text=t(submit)) if callback else None,
        callback_id=callback,
        private_metadata=json.dumps(metadata) if metadata else None,
        blocks=list(blocks),
    )

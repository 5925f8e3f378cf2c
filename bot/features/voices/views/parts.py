"""Pieces of which windows are made."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
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

from bot.features.voices.service import Subject
from bot.i18n.translator import Translator
from bot.slack.text import cut, escape, quoted
from scoring.periods import Cadence, Period

NAME_LIMIT, CHUNK = 80, 580
"""Characters; a section holds 3,000, once every one of them is escaped."""


def section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=cut(text)))


def note(text: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=cut(text))])


def name_of(subject: Subject) -> str:
    """For mrkdwn."""
    return quoted(subject.name, limit=NAME_LIMIT)


def written(text: str, heading: str) -> list[Block]:
    """All that somebody wrote, as a quotation under a heading."""
    chunks = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    quotes = ["\n".join(f"> {escape(line)}" for line in chunk.split("\n")) for chunk in chunks]
    return [section(f"{heading}\n{quote}" if place == 0 else quote) for place, quote in enumerate(quotes)]


def period_name(t: Translator, period: Period) -> str:
    year = str(period.start.year)
    if period.cadence is Cadence.MONTH:
        return t.month(period.start)
    number = str((period.start.month - 1) // period.cadence.months + 1)
    return t(f"voices-period-{period.cadence.value}", year=year, number=number)


def day_of(t: Translator, last: date | datetime, zone: str) -> str:
    """The last day of something; of a moment, the day that ends with it or holds it."""
    if isinstance(last, datetime):
        local = last.astimezone(ZoneInfo(zone))
        last = date.fromordinal(local.date().toordinal() - (local.hour == local.minute == 0))
    return t.day(last)


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
        deny=PlainTextObject(text=t("voices-cancel")),
    )


def modal(
    t: Translator,
    title: str,
    blocks: Sequence[Block],
    *,
    callback: str | None = None,
    metadata: Mapping[str, object] | None = None,
) -> View:
    """With a callback, a form; without, something to read."""
    return View(
        type="modal",
        title=PlainTextObject(text=t(title)),
        close=PlainTextObject(text=t("voices-cancel" if callback else "edge-close")),
        submit=PlainTextObject(text=t("voices-make-links")) if callback else None,
        callback_id=callback,
        private_metadata=json.dumps(metadata) if metadata else None,
        blocks=list(blocks),
    )

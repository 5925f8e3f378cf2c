"""Shows a Rejected in a person's language, with what they typed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from slack_sdk.models.blocks import MarkdownTextObject, PlainTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.errors import Rejected, RejectedFields
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import cut, quoted

LIST_LIMIT = 1_000
"""Characters; Fluent refuses longer parameters."""

LISTING_LIMIT = 900
"""Fluent refuses parameters of more than 1,000 characters."""


def refusal_text(t: Translator, rejected: Rejected) -> str:
    return cut(t(rejected.key, **{name: _shown(t, value) for name, value in rejected.params.items()}))


def refusal_message(t: Translator, rejected: Rejected | RejectedFields) -> Message:
    each = rejected.fields.values() if isinstance(rejected, RejectedFields) else [rejected]
    return _plain(cut("\n".join(refusal_text(t, one) for one in each)))


def repeated_message(t: Translator) -> Message:
    """For a command that came twice."""
    return _plain(t("edge-repeated"))


def repeated_form(t: Translator) -> Message:
    """For a form that came twice."""
    return _plain(t("edge-repeated-form"))


def notice_view(t: Translator, message: Message) -> View:
    """A message in a modal of its own."""
    return View(
        type="modal",
        title=PlainTextObject(text=t("edge-notice-title")),
        close=PlainTextObject(text=t("edge-close")),
        blocks=list(message.blocks) or [SectionBlock(text=MarkdownTextObject(text=message.text))],
    )


def _plain(text: str) -> Message:
    return Message(text, [SectionBlock(text=MarkdownTextObject(text=text))])


def _shown(t: Translator, value: object) -> object:
    """A parameter as the reader sees it; what a person typed is escaped and cut."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return quoted(str(value[t.language]))
    if isinstance(value, date):
        return t.day(value)
    if isinstance(value, (Decimal, float)):
        return t.number(value)
    if isinstance(value, (list, tuple)):
        return cut(t.listing([str(_shown(t, item)) for item in value]), LIST_LIMIT)
    return value

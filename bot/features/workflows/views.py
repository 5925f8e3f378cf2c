"""What people are told when a workflow asks, and what the workflow is told when it cannot go on."""

from collections.abc import Mapping
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, PlainTextObject

from bot.features.workflows.service import Due
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section, written
from bot.slack.text import cut, escape

BUTTON_LIMIT = 75


def checkin_message(t: Translator, on: date) -> Message:
    text = t("workflows-asks-checkin", day=t.day(on))
    check_in = button(t, "workflows-check-in", "metrics.open_checkin", on.isoformat(), is_primary=True)
    return Message(text, [section(text), ActionsBlock(elements=[check_in]), note(t("workflows-learns-checkin"))])


def done_message(t: Translator, on: date) -> Message:
    text = t("workflows-checkin-done", day=t.day(on))
    return Message(text, [section(text)])


def rating_message(t: Translator, due: Due) -> Message:
    name = escape(due.subject.name)
    text = t("workflows-asks-rating", name=name)
    label = cut(t("workflows-rate", name=due.subject.name), BUTTON_LIMIT)
    value = f"{due.cycle_id}:{due.subject.key}"
    rate = ButtonElement(text=PlainTextObject(text=label), action_id="reviews.open", value=value, style="primary")
    reason = written(due.reason, t("workflows-reason")) if due.reason else []
    return Message(text, [section(text), *reason, ActionsBlock(elements=[rate]), note(t("workflows-learns-rating"))])


def failure_text(t: Translator, about: Mapping[str, object]) -> str:
    """Plain text, for whoever looks after the workflow."""
    return t(f"workflows-fail-{about['error']}", user=str(about.get("user", "")))

"""Answers to commands, for the person alone."""

from datetime import date

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.features.metrics.service import Told
from bot.features.metrics.views.lines import metric_text, month_text, title_of, told_value
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import cut, escape, quoted

NOTE_SHOWN = 300


def told_message(t: Translator, told: Told) -> Message:
    """What became of a value, then the month so far."""
    first = _first_line(t, told)
    lines = [first, *_month_lines(t, told)]
    blocks: list[Block] = [section("\n".join(lines))]
    if told.state == "differs":
        blocks.append(ActionsBlock(elements=[fix_button(t, "metrics-button-correct", told.on, told.figure.id)]))
    return Message(first, blocks)


def help_message(t: Translator) -> Message:
    text = t("metrics-help")
    return Message(text, [section(text)])


def section(text: str) -> SectionBlock:
    return SectionBlock(text=MarkdownTextObject(text=cut(text)))


def fix_button(t: Translator, key: str, on: date, figure_id: str = "") -> ButtonElement:
    """Opens the form for corrections; its value is `figure|day`."""
    return ButtonElement(
        text=PlainTextObject(text=t(key)), action_id="metrics.open_fix", value=f"{figure_id}|{on.isoformat()}"
    )


def fill_in_button(t: Translator, on: date) -> ButtonElement:
    text = PlainTextObject(text=t("metrics-button-fill-in"))
    return ButtonElement(text=text, action_id="metrics.open_checkin", value=on.isoformat(), style="primary")


def _first_line(t: Translator, told: Told) -> str:
    before = told_value(t, told.figure, told.before) if told.before is not None else ""
    return t(
        f"metrics-told-{told.state}",
        figure=escape(title_of(t, told.figure.title)),
        value=told_value(t, told.figure, told.value),
        before=before,
        day=t.day(told.on),
    )


def _month_lines(t: Translator, told: Told) -> list[str]:
    lines = [f"> {quoted(told.note, limit=NOTE_SHOWN)}"] if told.note and told.state == "added" else []
    month = month_text(t, told.line)
    is_running = told.on.replace(day=1) == told.today.replace(day=1)
    if is_running:
        month = t("metrics-month-day", month=month, passed=told.days.passed, whole=told.days.whole)
    metrics = [escape(f"• {metric_text(t, metric)}") for metric in told.line.metrics]
    return [*lines, escape(month), *metrics, *([] if is_running else [t("metrics-told-past-month")])]

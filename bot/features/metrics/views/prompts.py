"""Figures in the day's prompt, their reminder, what they turn into, and the lead's list."""

from collections.abc import Sequence
from datetime import date, timedelta

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ContextBlock,
    MarkdownTextObject,
    SectionBlock,
)

from bot.features.metrics.rules.pace import FigureLine
from bot.features.metrics.service import Done, Due, Missing
from bot.features.metrics.views.answers import fill_in_button, fix_button, section
from bot.features.metrics.views.lines import last_text, pace_text, title_of, titles_of, told_value
from bot.features.people.views.parts import names
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.text import cut, escape

LINES_SHOWN = 12
LINE_LIMIT = 230
NAME_LIMIT = 60
DAYS_SHOWN = 7


def due_blocks(t: Translator, due: Due, *, is_brief: bool = False) -> list[Block]:
    """What is due, with the last value and the month so far; in brief, how much it is, in one block."""
    if is_brief:
        return [_brief(t, due.on, len(due.lines))]
    lines = [_due_line(t, line, due) for line in due.lines[:LINES_SHOWN]]
    return [
        section(t("metrics-prompt-title", weekday=t.weekday(due.on), name=_name(due))),
        section("\n".join([*lines, *_more(t, due.lines)])),
        ContextBlock(elements=[_working_day(t, due.days.passed, due.days.whole)]),
        ActionsBlock(elements=[fill_in_button(t, due.on)]),
    ]


def digest_message(t: Translator, missing: Sequence[Missing]) -> Message:
    """Names and days, never figures."""
    days = [t("metrics-digest-day", day=t.day(each.on), names=names(t, each.members)) for each in missing[-DAYS_SHOWN:]]
    title = t("metrics-digest-title")
    note = ContextBlock(elements=[MarkdownTextObject(text=t("metrics-digest-note"))])
    return Message(title, [section(title), *(section(day) for day in days), note])


def nudge_message(t: Translator, due: Due) -> Message:
    """A short reminder."""
    text = t("metrics-nudge", name=_name(due), weekday=t.weekday(due.on), count=len(due.lines))
    return Message(text, [section(text), ActionsBlock(elements=[fill_in_button(t, due.on)])])


def done_message(t: Translator, done: Done) -> Message:
    """To whoever has told a day's figures without a prompt."""
    return Message(_done_title(t, done), done_blocks(t, done))


def done_blocks(t: Translator, done: Done, *, is_brief: bool = False) -> list[Block]:
    """What came in, and what is still open; in brief, how much is open, or that nothing is, in one block."""
    if is_brief:
        return [_brief(t, done.on, len(done.due)) if done.due else section(_done_title(t, done))]
    told = [
        f"{_bold(t, line)} {escape(told_value(t, line.figure, value))} → {escape(cut(pace_text(t, line), LINE_LIMIT))}"
        for line, value in done.told[:LINES_SHOWN]
    ]
    lines = [_done_title(t, done), *told, *_more(t, done.told)]
    if done.due:
        names = escape(titles_of(t, [line.figure.title for line in done.due]))
        lines += [t("metrics-done-open", figures=names)]
    buttons = [fill_in_button(t, done.on)] if done.due else []
    buttons += [fix_button(t, "metrics-button-fix", done.on)] if done.told else []
    blocks: list[Block] = [section("\n".join(lines))]
    if buttons:
        blocks.append(ActionsBlock(elements=list(buttons)))
    return blocks


def _brief(t: Translator, on: date, count: int) -> Block:
    text = t("metrics-prompt-brief", day=t.day(on), count=count)
    return SectionBlock(text=MarkdownTextObject(text=text), accessory=fill_in_button(t, on))


def _done_title(t: Translator, done: Done) -> str:
    return t("metrics-done", time=t.clock_time(done.at, done.zone), day=t.day(done.on))


def _due_line(t: Translator, line: FigureLine, due: Due) -> str:
    parts = [last_text(t, line), pace_text(t, line)]
    if line.last is not None and line.last_on == due.on - timedelta(days=1):
        parts[0] = t("metrics-yesterday", value=told_value(t, line.figure, line.last))
    return f"{_bold(t, line)} — {escape(cut(' · '.join(part for part in parts if part), LINE_LIMIT))}"


def _bold(t: Translator, line: FigureLine) -> str:
    return f"*{escape(title_of(t, line.figure.title))}*"


def _more(t: Translator, lines: Sequence[object]) -> list[str]:
    left_out = len(lines) - LINES_SHOWN
    return [t("metrics-more", count=left_out)] if left_out > 0 else []


def _working_day(t: Translator, passed: int, whole: int) -> MarkdownTextObject:
    return MarkdownTextObject(text=t("metrics-working-day", passed=passed, whole=whole))


def _name(due: Due) -> str:
    return escape(cut(due.name, NAME_LIMIT))

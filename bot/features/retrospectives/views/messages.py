"""What people are told without asking. No note and no score is ever in a message; buttons lead to them."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.features.feedback.views.parts import (
    name_of,
)
from bot.features.retrospectives.service import Item, Line
from bot.features.retrospectives.views.parts import IN_MESSAGE, own_action, title_of
from bot.i18n.translator import Translator
from bot.slack.messages import Message
from bot.slack.pieces import button, note, section

SHOWN, SHOWN_IN_PROMPT = 15, 4


def opened_message(t: Translator, line: Line) -> Message:
    """To each member, once."""
    text = t("retrospectives-told-opened", name=name_of(t, line.lead), title=title_of(line.row))
    row = line.row
    buttons = [
        button(t, "retrospectives-write", "retrospectives.open_write", str(row.key), is_primary=True),
        button(t, "retrospectives-see", "retrospectives.open_one", str(row.key)),
    ]
    rated = "retrospectives-rate-note" if row.cycle_id else "retrospectives-no-ratings"
    told = note(t("retrospectives-told-opened-note", day=t.day(row.closes_on)))
    return Message(text, [section(text), told, note(t(rated)), ActionsBlock(elements=buttons)])


def closed_message(t: Translator, line: Line) -> Message:
    """To each member and the lead, once."""
    return _leading(t, "retrospectives-told-closed", line)


def results_message(t: Translator, line: Line) -> Message:
    """Likewise."""
    return _leading(t, "retrospectives-told-results", line)


def given_message(t: Translator, items: Sequence[Item], *, today: date) -> Message:
    """To the owner alone: what they were given on a day. Without any, in place of what stood here before."""
    text = t("retrospectives-told-given" if items else "retrospectives-told-nothing", count=len(items))
    return Message(text, [section(text), *_items(t, items, today=today, shown=SHOWN)])


def due_blocks(t: Translator, items: Sequence[Item], *, today: date) -> list[Block]:
    """In the owner's prompt: what they are reminded of."""
    text = t("retrospectives-told-due" if items else "retrospectives-told-nothing", count=len(items))
    return [section(text), *_items(t, items, today=today, shown=SHOWN_IN_PROMPT)]


def _items(t: Translator, items: Sequence[Item], *, today: date, shown: int) -> list[Block]:
    blocks = [block for item in items[:shown] for block in own_action(t, item, today=today, where=IN_MESSAGE)]
    if len(items) > shown:
        blocks.append(note(t("retrospectives-actions-more", count=len(items) - shown)))
    return blocks


def _leading(t: Translator, key: str, line: Line) -> Message:
    text = t(key, title=title_of(line.row))
    see = button(t, "retrospectives-see", "retrospectives.open_one", str(line.row.key), is_primary=True)
    return Message(text, [section(text), ActionsBlock(elements=[see])])

"""Pieces of which windows, messages and Home are made."""

from collections.abc import Iterator
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, InputBlock, PlainTextObject
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from bot.features.feedback.views.parts import (
    name_of,
)
from bot.features.retrospectives.models import DONE, OPEN, TITLE_LIMIT, RetroAction, Retrospective
from bot.features.retrospectives.service import Item
from bot.i18n.translator import Translator
from bot.slack.pieces import button, section
from bot.slack.text import cut, quoted

IN_MESSAGE, IN_LIST, IN_ONE = "message", "list", "one"
"""Where a button stands: what is shown once it has been pressed."""
ACTION_SHOWN, LABEL = 200, 200


def title_of(row: Retrospective) -> str:
    """For mrkdwn."""
    return quoted(row.title, limit=TITLE_LIMIT)


def field(t: Translator, name: str, element: InputInteractiveElement, *, optional: bool = False) -> InputBlock:
    """An input with a label of its own, and a hint where the catalogue has one."""
    label = PlainTextObject(text=cut(t(f"retrospectives-field-{name}"), LABEL))
    return InputBlock(block_id=name.replace("-", "_"), label=label, element=element, optional=optional)


def own_action(t: Translator, item: Item, *, today: date, where: str) -> Iterator[Block]:
    """One's own, with what can be done about it."""
    project = quoted(item.project, limit=TITLE_LIMIT)
    yield section(f"{_line(t, item.action, today)}\n{t('retrospectives-of-project', project=project)}")
    yield ActionsBlock(elements=list(owner_buttons(t, item.action, where)))


def anybodys_action(t: Translator, item: Item, *, today: date) -> Block:
    """With its owner."""
    return section(f"{_line(t, item.action, today)}\n{name_of(t, item.owner)}")


def owner_buttons(t: Translator, action: RetroAction, where: str) -> Iterator[ButtonElement]:
    value = f"{action.key}:{where}"
    if action.state == DONE:
        yield button(t, "retrospectives-reopen", "retrospectives.reopen", value)
        return
    yield button(t, "retrospectives-finish", "retrospectives.finish", value, is_primary=True)
    yield button(t, "retrospectives-put-off", "retrospectives.open_put_off", value)


def lead_buttons(t: Translator, action: RetroAction) -> Iterator[ButtonElement]:
    if action.state == OPEN:
        value = f"{action.key}:{IN_ONE}"
        yield button(t, "retrospectives-change", "retrospectives.open_change", value)
        yield button(
            t, "retrospectives-call-off", "retrospectives.call_off", value, confirm="retrospectives-call-off-confirm"
        )


def _line(t: Translator, action: RetroAction, today: date) -> str:
    text = quoted(action.text, limit=ACTION_SHOWN)
    if action.state == DONE:
        return t("retrospectives-action-done", text=text, day=t.day(action.done_on or action.due_on))
    key = "retrospectives-action-overdue" if action.due_on < today else "retrospectives-action-open"
    return t(key, text=text, day=t.day(action.due_on))

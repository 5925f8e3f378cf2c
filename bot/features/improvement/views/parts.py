"""Pieces of which the windows of plans are made."""

import json
from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import MarkdownTextObject

from bot.i18n.translator import Translator
from bot.slack.forms import VALUE
from bot.slack.messages import as_data
from bot.slack.pieces import button
from bot.slack.text import cut

LABEL, OPTION = 200, 75
PAGE = 80
"""Blocks of a window that are text; buttons come on top."""
MOST_BYTES = 200_000
"""Of these blocks, written as JSON; a window takes 250,000."""
MOST_OPTIONS = 100


def text_input(
    t: Translator, label: str, field: str, value: str, *, limit: int, is_long: bool = True, is_optional: bool = False
) -> InputBlock:
    """`label` is a key, and the same with `-hint` what stands below."""
    return InputBlock(
        block_id=field,
        label=PlainTextObject(text=cut(t(label), LABEL)),
        hint=PlainTextObject(text=t(f"{label}-hint")),
        optional=is_optional,
        element=PlainTextInputElement(
            action_id=VALUE, multiline=is_long, max_length=limit, initial_value=value[:limit] or None
        ),
    )


def day_input(t: Translator, label: str, field: str, on: date | None) -> InputBlock:
    return InputBlock(
        block_id=field,
        label=PlainTextObject(text=cut(t(label), LABEL)),
        element=DatePickerElement(action_id=VALUE, initial_date=on.isoformat() if on else None),
    )


def choice_input(t: Translator, label: str, field: str, options: Sequence[Option], chosen: str) -> InputBlock:
    """The first one unless another is chosen."""
    shown = list(options)[:MOST_OPTIONS]
    initial = next((each for each in shown if each.value == chosen), shown[0])
    return InputBlock(
        block_id=field,
        label=PlainTextObject(text=cut(t(label), LABEL)),
        element=StaticSelectElement(action_id=VALUE, options=shown, initial_option=initial),
    )


def option(words: str, value: str) -> Option:
    return Option(value=value, text=PlainTextObject(text=cut(words, OPTION)))


def line_with(t: Translator, text: str, key: str, action: str, value: str) -> SectionBlock:
    """A line with its button."""
    return SectionBlock(text=MarkdownTextObject(text=cut(text)), accessory=button(t, key, action, value))


def paged(
    t: Translator, blocks: Sequence[Block], page: int, action: str, value: str
) -> tuple[list[Block], list[ButtonElement]]:
    """One page of them, and the buttons to the others; `value` is the plan's, to which the page is added."""
    pages = _pages(blocks)
    page = min(max(page, 0), len(pages) - 1)
    turning = []
    if page > 0:
        turning.append(button(t, "improvement-earlier", f"{action}:back", f"{value}:{page - 1}"))
    if page < len(pages) - 1:
        turning.append(button(t, "improvement-later", f"{action}:on", f"{value}:{page + 1}"))
    return pages[page], turning


def _pages(blocks: Sequence[Block]) -> list[list[Block]]:
    """As many blocks as a window takes, by their number and by their bytes; one page at least."""
    pages: list[list[Block]] = [[]]
    weight = 0
    for block in blocks:
        size = len(json.dumps(as_data(block)))
        if len(pages[-1]) == PAGE or weight + size > MOST_BYTES:
            pages.append([])
            weight = 0
        pages[-1].append(block)
        weight += size
    return pages


def row_of(buttons: Sequence[ButtonElement]) -> list[Block]:
    """None where there is nothing to press."""
    return [ActionsBlock(elements=list(buttons))] if buttons else []

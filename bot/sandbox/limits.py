"""Slack's published limits for blocks, messages and views, as a table, and the findings when they are broken."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from bot.sandbox.elements import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION, SLACK_FILE, TEXT_TYPES, URL, plain, text
from bot.sandbox.shapes import Rule, Shape, anything, boolean, finding, items, one_of, string, typed

MESSAGE_TEXT: Final = 40_000
MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
VIEW_BYTES: Final = 250_000
TABLE_CHARACTERS: Final = 10_000
MARKDOWN_CHARACTERS: Final = 12_000

BLOCK_ID: Final[dict[str, Rule]] = {"block_id": string(255)}
CONTEXT_ITEM: Final = typed({"image": ELEMENTS["image"], **dict.fromkeys(TEXT_TYPES, text(3000))})
RICH_ELEMENT: Final = typed(
    dict.fromkeys(("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"), anything)
)
RICH_TEXT: Final = Shape(fields=BLOCK_ID | {"elements": items(RICH_ELEMENT, most=1000)}, required=("elements",))
CELL: Final = typed(
    {"raw_text": Shape(fields={"text": string(TABLE_CHARACTERS)}, required=("text",)), "rich_text": RICH_TEXT}
)
COLUMN: Final = Shape(fields={"align": one_of("left", "center", "right"), "is_wrapped": boolean})

BLOCKS: Final[dict[str, Rule]] = {
    "section": Shape(
        fields=BLOCK_ID
        | {
            "text": text(3000),
            "fields": items(text(2000), most=10),
            "accessory": typed(ELEMENTS, *IN_SECTION),
            "expand": boolean,
        },
        at_least_one=("text", "fields"),
    ),
    "header": Shape(fields=BLOCK_ID | {"text": plain(150)}, required=("text",)),
    "divider": Shape(fields=BLOCK_ID),
    "image": Shape(
        fields=BLOCK_ID | {"image_url": URL, "slack_file": SLACK_FILE, "alt_text": string(2000), "title": plain(2000)},
        required=("alt_text",),
        exactly_one=("image_url", "slack_file"),
    ),
    "context": Shape(fields=BLOCK_ID | {"elements": items(CONTEXT_ITEM, most=10)}, required=("elements",)),
    "actions": Shape(
        fields=BLOCK_ID | {"elements": items(typed(ELEMENTS, *IN_ACTIONS), most=25)}, required=("elements",)
    ),
    "input": Shape(
        fields=BLOCK_ID
        | {
            "label": plain(2000),
            "element": typed(ELEMENTS, *IN_INPUT),
            "hint": plain(2000),
            "optional": boolean,
            "dispatch_action": boolean,
        },
        required=("label", "element"),
    ),
    "rich_text": RICH_TEXT,
    "markdown": Shape(fields=BLOCK_ID | {"text": string(MARKDOWN_CHARACTERS)}, required=("text",)),
    "table": Shape(
        fields=BLOCK_ID
        | {"rows": items(items(CELL, most=20), most=100), "column_settings": items(COLUMN, most=20, least=0)},
        required=("rows",),
    ),
    "video": Shape(
        fields=BLOCK_ID
        | {
            "alt_text": string(2000),
            "title": plain(200),
            "title_url": URL,
            "video_url": URL,
            "thumbnail_url": URL,
            "description": plain(200),
            "author_name": string(50),
            "provider_name": string(50),
            "provider_icon_url": URL,
        },
        required=("alt_text", "title", "video_url", "thumbnail_url"),
    ),
}
MESSAGE_ONLY: Final = ("table", "markdown")
MESSAGE_RULE: Final = items(typed(BLOCKS), most=MESSAGE_BLOCKS, least=0)
VIEW_RULE: Final = items(typed(BLOCKS, *(set(BLOCKS) - set(MESSAGE_ONLY))), most=VIEW_BLOCKS, least=0)

SHARED: Final[dict[str, Rule]] = {
    "blocks": VIEW_RULE,
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}
MODAL: Final = Shape(
    fields=SHARED
    | {
        "title": plain(24),
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
    required=("title", "blocks"),
)
HOME: Final = Shape(fields=SHARED, required=("blocks",))


def check_blocks(blocks: Any, *, pointer: str = "/blocks") -> list[str]:
    """Findings on a message's blocks; an empty list means Slack takes them."""
    found = list(MESSAGE_RULE(blocks, pointer))
    return found or [*_duplicates(blocks, pointer), *_tables(blocks, pointer)]


def check_view(view: Any, *, kind: str) -> list[str]:
    """Findings on a view meant as "modal" or "home"."""
    pointer = "/view"
    found = list(typed({kind: MODAL if kind == "modal" else HOME})(view, pointer))
    if found:
        return found
    blocks = view["blocks"]
    if len(json.dumps(view)) > VIEW_BYTES:
        return [finding(f"must be less than {VIEW_BYTES} bytes", pointer)]
    return [*_duplicates(blocks, f"{pointer}/blocks"), *_modal(view, pointer), *_focus(blocks, pointer)]


def files_of(block: Mapping[str, Any]) -> list[dict[str, str]]:
    """The references to uploaded files in a block: `{"id": …}` or `{"url": …}`."""
    holders = [block, block.get("accessory"), *(block.get("elements") or ())]
    return [each["slack_file"] for each in holders if isinstance(each, dict) and each.get("slack_file")]


def elements_of(block: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The interactive elements of a block, wherever the block keeps them."""
    held = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
    return [
        each for each in held if isinstance(each, dict) and each.get("type") in ELEMENTS and each["type"] != "image"
    ]


def _modal(view: Mapping[str, Any], pointer: str) -> Iterator[str]:
    asks = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and asks and not view.get("submit"):
        yield finding("missing required field: submit (views with input blocks must have it)", pointer)


def _focus(blocks: Sequence[Mapping[str, Any]], pointer: str) -> Iterator[str]:
    focused = [each for block in blocks for each in elements_of(block) if each.get("focus_on_load")]
    if len(focused) > 1:
        yield finding("focus_on_load can only be true for one element", f"{pointer}/blocks")


def _tables(blocks: Sequence[Mapping[str, Any]], pointer: str) -> Iterator[str]:
    tables = [block for block in blocks if block["type"] == "table"]
    if len(tables) > 1:
        yield finding("only_one_table_allowed", pointer)
    cells = (cell for table in tables for row in table["rows"] for cell in row)
    if sum(len(cell.get("text", "")) for cell in cells) > TABLE_CHARACTERS:
        yield finding(f"tables must be less than {TABLE_CHARACTERS + 1} characters", pointer)
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        yield finding(f"markdown must be less than {MARKDOWN_CHARACTERS + 1} characters", pointer)


def _duplicates(blocks: Sequence[Mapping[str, Any]], pointer: str) -> Iterator[str]:
    for name in _repeated(block.get("block_id") for block in blocks):
        yield finding(f'`block_id` "{name}" already exists', pointer)
    for index, block in enumerate(blocks):
        for name in _repeated(element.get("action_id") for element in elements_of(block)):
            yield finding(f'`action_id` "{name}" already exists', f"{pointer}/{index}")


def _repeated(names: Iterable[str | None]) -> list[str]:
    return [name for name, times in Counter(names).items() if name and times > 1]

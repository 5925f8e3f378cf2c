"""What Slack refuses is refused here too, with a pointer to the place."""

from typing import Any

import pytest

from bot.sandbox.limits import check_blocks, check_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "fine", **fields: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **fields}


def button(**fields: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go", **fields}


def option(value: str, **fields: Any) -> Json:
    return {"text": plain(value), "value": value, **fields}


def select(*values: str, **fields: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": [option(value) for value in values], **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def ask(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain("Name"), "element": element, **fields}


def modal(*blocks: Json, **fields: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks), **fields}


ENTRY = {"type": "plain_text_input", "action_id": "entry"}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}
CELL = {"type": "raw_text", "text": "1"}


@pytest.mark.parametrize(
    "block",
    [
        section("x" * 3000),
        section(fields=[plain("x" * 2000)] * 10),
        section(accessory=button(value="x" * 2000, text=plain("x" * 75), style="primary")),
        {"type": "header", "text": plain("x" * 150)},
        {"type": "divider", "block_id": "x" * 255},
        IMAGE,
        {"type": "context", "elements": [plain("a")] * 9 + [IMAGE]},
        actions(*(button(action_id=str(number)) for number in range(25))),
        actions(select(*(str(number) for number in range(100)))),
        ask(ENTRY, hint=plain("x" * 2000), optional=True),
        {"type": "table", "rows": [[CELL] * 20] * 100},
        {"type": "markdown", "text": "# Title"},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    ],
)
def test_blocks_within_the_limits_pass(block: Json) -> None:
    assert check_blocks([block]) == []


@pytest.mark.parametrize(
    ("block", "finding"),
    [
        (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ({"type": "section"}, "missing required field"),
        (section(fields=[plain("x")] * 11), "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
        (section(fields=[plain("x" * 2001)]), "must be less than 2001 characters"),
        (section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
        (section(accessory=ENTRY), "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]"),
        ({"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "unsupported type: mrkdwn"),
        ({"type": "marquee"}, "unsupported type: marquee [json-pointer:/blocks/0/type]"),
        ({"type": "divider", "block_id": "x" * 256}, "must be less than 256 characters"),
        ({**IMAGE, "alt_text": "x" * 2001}, "must be less than 2001 characters"),
        ({"type": "image", "image_url": "https://example.com/a.png"}, "missing required field: alt_text"),
        ({"type": "image", "alt_text": "a"}, "must provide exactly one of: image_url, slack_file"),
        ({"type": "context", "elements": [plain("a")] * 11}, "no more than 10 items allowed"),
        ({"type": "context", "elements": [button()]}, "unsupported type: button"),
        (actions(*(button(action_id=str(number)) for number in range(26))), "no more than 25 items allowed"),
        (actions(), "must have at least 1 items"),
        (actions(button(), button()), '`action_id` "go" already exists'),
        (actions(button(text=plain("x" * 76))), "must be less than 76 characters"),
        (actions(button(text={"type": "mrkdwn", "text": "x"})), "unsupported type: mrkdwn"),
        (actions(button(value="x" * 2001)), "must be less than 2001 characters"),
        (actions(button(action_id="x" * 256)), "must be less than 256 characters"),
        (actions(button(style="huge")), "must be one of: primary, danger"),
        (actions(select(*(str(number) for number in range(101)))), "no more than 100 items allowed"),
        (actions(select("x" * 76)), "must be less than 76 characters"),
        (actions(select("a", placeholder=plain("x" * 151))), "must be less than 151 characters"),
        (actions(select("a", initial_option=option("b"))), "initial option must match one of the options"),
        (
            actions({"type": "static_select", "action_id": "pick"}),
            "must provide exactly one of: options, option_groups",
        ),
        (ask(ENTRY, label=plain("x" * 2001)), "must be less than 2001 characters"),
        (ask(ENTRY, hint=plain("x" * 2001)), "must be less than 2001 characters"),
        (ask(button()), "unsupported type: button"),
        (ask({"type": "number_input", "action_id": "n"}), "missing required field: is_decimal_allowed"),
        ({"type": "table", "rows": [[CELL]] * 101}, "no more than 100 items allowed"),
        ({"type": "table", "rows": [[CELL] * 21]}, "no more than 20 items allowed"),
    ],
)
def test_blocks_beyond_the_limits_are_refused(block: Json, finding: str) -> None:
    found = check_blocks([block])

    assert len(found) == 1
    assert finding in found[0]


def test_a_message_holds_fifty_blocks_and_a_view_a_hundred() -> None:
    assert check_blocks([section()] * 50) == []
    assert check_blocks([section()] * 51) == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert check_view(modal(*[section()] * 100), kind="modal") == []
    assert check_view(modal(*[section()] * 101), kind="modal") == [
        "[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]"
    ]


def test_block_ids_are_unique_and_one_table_is_enough() -> None:
    assert "already exists" in check_blocks([section(block_id="a"), section(block_id="a")])[0]
    assert "only_one_table_allowed" in check_blocks([{"type": "table", "rows": [[CELL]]}] * 2)[0]


@pytest.mark.parametrize(
    ("view", "finding"),
    [
        (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
        (modal(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
        (modal(callback_id="x" * 256), "must be less than 256 characters"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters"),
        (modal(ask(ENTRY), submit=None), "missing required field: submit"),
        (modal({"type": "table", "rows": [[CELL]]}), "unsupported type: table"),
        ({"type": "modal", "blocks": []}, "missing required field: title"),
        ({"type": "home", "blocks": []}, "unsupported type: home"),
        (modal(ask({**ENTRY, "focus_on_load": True}), ask({**ENTRY, "focus_on_load": True})), "focus_on_load"),
    ],
)
def test_modals_beyond_the_limits_are_refused(view: Json, finding: str) -> None:
    found = check_view(view, kind="modal")

    assert len(found) == 1
    assert finding in found[0]


def test_a_home_tab_has_no_title() -> None:
    assert check_view({"type": "home", "blocks": [section()]}, kind="home") == []
    assert "invalid additional property: title" in check_view(modal() | {"type": "home"}, kind="home")[0]


def test_nothing_but_objects_and_lists_is_understood() -> None:
    assert "must be an array" in check_blocks("hello")[0]
    assert "must be an object" in check_blocks(["hello"])[0]
    assert "must be an object" in check_view("hello", kind="modal")[0]

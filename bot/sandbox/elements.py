"""Slack's published limits for block elements and composition objects, as a table."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.sandbox.shapes import Rule, Shape, anything, boolean, finding, integer, items, one_of, string, typed

ACTION_ID: Final = string(255)
URL: Final = string(3000)
TEXT_TYPES: Final = ("plain_text", "mrkdwn")
SLACK_FILE: Final = Shape(fields={"id": string(255), "url": URL}, exactly_one=("id", "url"))


def text(longest: int, *, is_plain: bool = False) -> Rule:
    """A text object of at most `longest` characters; `is_plain` forbids mrkdwn."""
    content = string(longest)
    plain = Shape(fields={"text": content, "emoji": boolean}, required=("text",))
    marked = Shape(fields={"text": content, "verbatim": boolean}, required=("text",))
    return typed({"plain_text": plain} if is_plain else {"plain_text": plain, "mrkdwn": marked})


def plain(longest: int) -> Rule:
    """A plain_text object of at most `longest` characters."""
    return text(longest, is_plain=True)


CONFIRM: Final = Shape(
    fields={
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    required=("title", "text", "confirm", "deny"),
)


def option(*, may_mark: bool) -> Shape:
    """A choice; radio buttons and checkboxes may use mrkdwn."""
    label = text(75) if may_mark else plain(75)
    description = text(75) if may_mark else plain(75)
    fields = {"text": label, "value": string(150), "description": description, "url": URL}
    return Shape(fields=fields, required=("text", "value"))


PLAIN_OPTION: Final = option(may_mark=False)
MARKED_OPTION: Final = option(may_mark=True)
OPTION_GROUP: Final = Shape(
    fields={"label": plain(75), "options": items(PLAIN_OPTION, most=100)}, required=("label", "options")
)


def offered_options(element: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every option of a select, radio or checkbox element, groups unfolded."""
    groups = element.get("option_groups") or ()
    return [*(element.get("options") or ()), *(each for group in groups for each in group.get("options") or ())]


def initial_is_offered(element: Any, pointer: str) -> Iterator[str]:
    """The preselected options are among the offered ones."""
    offered = {each.get("value") for each in offered_options(element) if isinstance(each, dict)}
    single = element.get("initial_option")
    chosen = [single] if single else list(element.get("initial_options") or ())
    if any(not isinstance(each, dict) or each.get("value") not in offered for each in chosen):
        yield finding("initial option must match one of the options", pointer)


BASE: Final[dict[str, Rule]] = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": boolean}
PLACED: Final[dict[str, Rule]] = BASE | {"placeholder": plain(150)}
MANY: Final[dict[str, Rule]] = PLACED | {"max_selected_items": integer(1, 100)}
CHOICES: Final[dict[str, Rule]] = {
    "options": items(PLAIN_OPTION, most=100),
    "option_groups": items(OPTION_GROUP, most=100),
}
RADIO: Final[dict[str, Rule]] = BASE | {"options": items(MARKED_OPTION, most=10)}
TYPED: Final[dict[str, Rule]] = PLACED | {
    "dispatch_action_config": Shape(
        fields={"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), most=2)}
    )
}
IDS: Final = items(string(255), most=100, least=0)
NUMBER: Final = string(64)
TO_URL: Final[dict[str, Rule]] = {"response_url_enabled": boolean}


def _select(single: dict[str, Rule], multi: dict[str, Rule], kind: str) -> dict[str, Rule]:
    return {f"{kind}_select": Shape(fields=PLACED | single), f"multi_{kind}_select": Shape(fields=MANY | multi)}


ELEMENTS: Final[dict[str, Rule]] = {
    "button": Shape(
        fields={
            "action_id": ACTION_ID,
            "text": plain(75),
            "value": string(2000, shortest=0),
            "url": URL,
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
        required=("text",),
    ),
    "checkboxes": Shape(
        fields=RADIO | {"initial_options": items(MARKED_OPTION, most=10)},
        required=("options",),
        also=(initial_is_offered,),
    ),
    "radio_buttons": Shape(
        fields=RADIO | {"initial_option": MARKED_OPTION}, required=("options",), also=(initial_is_offered,)
    ),
    "overflow": Shape(fields=BASE | {"options": items(PLAIN_OPTION, most=5)}, required=("options",)),
    "static_select": Shape(
        fields=PLACED | CHOICES | {"initial_option": PLAIN_OPTION},
        exactly_one=("options", "option_groups"),
        also=(initial_is_offered,),
    ),
    "multi_static_select": Shape(
        fields=MANY | CHOICES | {"initial_options": items(PLAIN_OPTION, most=100)},
        exactly_one=("options", "option_groups"),
        also=(initial_is_offered,),
    ),
    **_select(
        {"initial_option": PLAIN_OPTION, "min_query_length": integer(0, 100)},
        {"initial_options": items(PLAIN_OPTION, most=100), "min_query_length": integer(0, 100)},
        "external",
    ),
    **_select({"initial_user": string(255)}, {"initial_users": IDS}, "users"),
    **_select({"initial_channel": string(255)} | TO_URL, {"initial_channels": IDS}, "channels"),
    **_select(
        {"initial_conversation": string(255), "default_to_current_conversation": boolean, "filter": anything} | TO_URL,
        {"initial_conversations": IDS, "default_to_current_conversation": boolean, "filter": anything},
        "conversations",
    ),
    "datepicker": Shape(fields=PLACED | {"initial_date": string(10, shortest=10)}),
    "timepicker": Shape(fields=PLACED | {"initial_time": string(5, shortest=5), "timezone": string(64)}),
    "datetimepicker": Shape(fields=BASE | {"initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": Shape(
        fields=TYPED
        | {
            "multiline": boolean,
            "initial_value": string(3000, shortest=0),
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        }
    ),
    "number_input": Shape(
        fields=TYPED
        | {"is_decimal_allowed": boolean, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        required=("is_decimal_allowed",),
    ),
    "email_text_input": Shape(fields=TYPED | {"initial_value": string(3000)}),
    "url_text_input": Shape(fields=TYPED | {"initial_value": string(3000)}),
    "rich_text_input": Shape(fields=TYPED | {"initial_value": anything}),
    "file_input": Shape(
        fields={
            "action_id": ACTION_ID,
            "filetypes": items(string(20), most=100),
            "max_files": integer(1, 10),
        }
    ),
    "image": Shape(
        fields={"image_url": URL, "slack_file": SLACK_FILE, "alt_text": string(2000)},
        required=("alt_text",),
        exactly_one=("image_url", "slack_file"),
    ),
}

SELECTS: Final = tuple(name for name in ELEMENTS if name.endswith("_select") and not name.startswith("multi_"))
MULTI_SELECTS: Final = tuple(name for name in ELEMENTS if name.startswith("multi_"))
INPUTS_ONLY: Final = tuple(name for name in ELEMENTS if name.endswith("_input"))
PICKERS: Final = ("checkboxes", "radio_buttons", "datepicker", "timepicker")
IN_SECTION: Final = ("button", "image", "overflow", *PICKERS, *SELECTS, *MULTI_SELECTS)
IN_ACTIONS: Final = ("button", "overflow", "datetimepicker", *PICKERS, *SELECTS)
IN_INPUT: Final = ("datetimepicker", *PICKERS, *SELECTS, *MULTI_SELECTS, *INPUTS_ONLY)

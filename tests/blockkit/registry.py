"""Rebuilds a payload from `slackblocks` objects, which check it against another registry of Slack's limits.

Whatever a payload says must be known to that library, and come back from it unchanged.
"""

from collections.abc import Callable, Mapping
from typing import Any

import slackblocks as other
from slackblocks.messages import BaseMessage
from slackblocks.objects import OptionGroup

Json = Mapping[str, Any]
Made = Callable[..., Any]

OF_BLOCK: Mapping[str, Made] = {
    "section": other.SectionBlock,
    "header": other.HeaderBlock,
    "divider": other.DividerBlock,
    "context": other.ContextBlock,
    "actions": other.ActionsBlock,
    "input": other.InputBlock,
}
OF_ELEMENT: Mapping[str, Made] = {
    "button": other.Button,
    "checkboxes": other.CheckboxGroup,
    "conversations_select": other.ConversationSelectMenu,
    "datepicker": other.DatePicker,
    "file_input": other.FileInput,
    "multi_static_select": other.StaticMultiSelectMenu,
    "multi_users_select": other.UserMultiSelectMenu,
    "plain_text_input": other.PlainTextInput,
    "radio_buttons": other.RadioButtonGroup,
    "static_select": other.StaticSelectMenu,
    "timepicker": other.TimePicker,
    "users_select": other.UserSelectMenu,
}
TEXTS = ("plain_text", "mrkdwn")
EMITTED_BY_DEFAULT: Mapping[str, Any] = {"emoji": False, "verbatim": False, "mrkdwn": True}
"""What the library writes out although nobody asked for it."""


def rebuild_message(payload: Json) -> None:
    """Raises slackblocks' InvalidUsageError, KeyError for what it does not know, AssertionError for what got lost."""
    message = BaseMessage(text=payload["text"], blocks=[_block(each) for each in payload["blocks"]])
    _same(message.to_dict(), payload)


def rebuild_view(payload: Json) -> None:
    """Of a modal or a Home; raises like `rebuild_message`."""
    kinds = {"modal": other.ModalView, "home": other.HomeTabView}
    rest = {name: _part(value) for name, value in payload.items() if name not in ("type", "blocks")}
    view = kinds[payload["type"]](blocks=[_block(each) for each in payload["blocks"]], **rest)
    _same(view.to_dict(), payload)


def _block(plain: Json) -> Any:
    return OF_BLOCK[plain["type"]](**{name: _part(value) for name, value in plain.items() if name != "type"})


def _part(value: Any) -> Any:
    if isinstance(value, list):
        return [_part(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") in TEXTS:
        return other.Text.from_dict(value)
    if "type" in value:
        return OF_ELEMENT[value["type"]](**{name: _part(each) for name, each in value.items() if name != "type"})
    if "deny" in value:
        return other.Confirm(**{name: _part(each) for name, each in value.items()})
    if "label" in value:
        return OptionGroup.from_dict(value)
    if "value" in value:
        return other.Option.from_dict(value)
    if "trigger_actions_on" in value:
        return other.DispatchActionConfiguration(**value)
    if "deny" in value:
        return other.ConfirmationDialogue(**{name: _part(each) for name, each in value.items()})
    return other.ConversationFilter.from_dict(value)


def _same(rebuilt: Any, payload: Any, path: str = "") -> None:
    """Every value of the payload is in what was rebuilt, and nothing besides generated ids and defaults."""
    if isinstance(payload, Mapping):
        for name in rebuilt.keys() - payload.keys() - {"block_id"}:
            assert rebuilt[name] == EMITTED_BY_DEFAULT.get(name, False), f"{path}/{name} was added"
        for name, value in payload.items():
            if value not in (None, False, ""):
                assert name in rebuilt, f"{path}/{name} is unknown to the registry"
                _same(rebuilt[name], value, f"{path}/{name}")
    elif isinstance(payload, list):
        assert len(rebuilt) == len(payload), path
        for k, (ours, theirs) in enumerate(zip(rebuilt, payload, strict=True)):
            _same(ours, theirs, f"{path}/{k}")
    else:
        assert rebuilt == payload, path

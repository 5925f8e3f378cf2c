"""What stands in a form: `{block_id: {action_id: {"type": …, …}}}`, as view.state.values and state.values carry it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from bot.sandbox.elements import offered_options
from bot.sandbox.errors import Refused
from bot.sandbox.limits import elements_of

Field = dict[str, Any]
State = dict[str, dict[str, Field]]
Element = Mapping[str, Any]

INITIAL: Final[Mapping[str, str]] = {
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
    "static_select": "initial_option",
    "external_select": "initial_option",
    "radio_buttons": "initial_option",
    "users_select": "initial_user",
    "channels_select": "initial_channel",
    "conversations_select": "initial_conversation",
    "checkboxes": "initial_options",
    "multi_static_select": "initial_options",
    "multi_external_select": "initial_options",
    "multi_users_select": "initial_users",
    "multi_channels_select": "initial_channels",
    "multi_conversations_select": "initial_conversations",
    "plain_text_input": "initial_value",
    "number_input": "initial_value",
    "email_text_input": "initial_value",
    "url_text_input": "initial_value",
    "rich_text_input": "initial_value",
    "file_input": "initial_files",
}


def value_key(element: Element) -> str | None:
    """Under which name the element reports its value ("selected_date", "value" …); None for buttons and overflow."""
    initial = INITIAL.get(str(element["type"]))
    if initial is None:
        return None
    if element["type"] == "rich_text_input":
        return "rich_text_value"
    if element["type"] == "file_input":
        return "files"
    return "value" if initial == "initial_value" else initial.replace("initial_", "selected_")


def initial_state(blocks: Sequence[Element]) -> State:
    """What the form holds before anybody touched it."""
    state: State = {}
    for block, element in stateful(blocks):
        key = value_key(element)
        start = element.get(INITIAL[element["type"]])
        is_many = element["type"] == "checkboxes" or element["type"].startswith("multi_")
        empty: Any = [] if is_many else None
        field = {"type": element["type"], str(key): empty if start is None else start}
        state.setdefault(block["block_id"], {})[element["action_id"]] = field
    return state


def carried_over(entered: State, blocks: Sequence[Element]) -> State:
    """The state of new `blocks`: initial values, except where the same field of the same type was there before."""
    state = initial_state(blocks)
    for block_id, fields in state.items():
        for action_id, field in fields.items():
            before = entered.get(block_id, {}).get(action_id)
            if before is not None and before["type"] == field["type"]:
                fields[action_id] = before
    return state


def stateful(blocks: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    """Every (block, element) whose value is part of the state."""
    for block in blocks:
        for element in elements_of(block):
            if value_key(element) is not None:
                yield block, element


def field_of(element: Element, value: Any) -> Field:
    """The state entry of `element` when a person enters the plain `value`.

    Options are named by their value; dates and times are strings, a moment is epoch seconds; lists for multi selects.
    A mapping that already has the element's type is taken as it is. Refused when an option is not on offer.
    """
    if isinstance(value, Mapping) and value.get("type") == element["type"]:
        return dict(value)
    key = value_key(element)
    convert = _CONVERSIONS.get(str(key), _as_is)
    return {"type": element["type"], str(key): convert(element, value)}


def _as_is(_: Element, value: Any) -> Any:
    return value


def _as_text(_: Element, value: Any) -> str | None:
    return None if value in (None, "") else str(value)


def _as_option(element: Element, value: Any) -> Any:
    if value is None or isinstance(value, Mapping):
        return value
    offered = offered_options(element)
    if not offered and element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": str(value)}, "value": str(value)}
    for option in offered:
        if option["value"] == str(value):
            return dict(option)
    raise Refused(f"{value!r} is not offered by {element['action_id']}; offered: {[o['value'] for o in offered]}")


def _as_options(element: Element, values: Any) -> list[Any]:
    return [_as_option(element, value) for value in values or ()]


_CONVERSIONS: Final[Mapping[str, Callable[[Element, Any], Any]]] = {
    "value": _as_text,
    "selected_option": _as_option,
    "selected_options": _as_options,
}


def fill_in(state: State, blocks: Sequence[Element], values: Mapping[str, Any]) -> State:
    """`state` with `values` entered. Keys are block or action ids; a block id may also hold `{action_id: value}`.

    Refused when a key names no field of the form.
    """
    filled = {block_id: dict(fields) for block_id, fields in state.items()}
    unknown = set(values)
    for block, element in stateful(blocks):
        for key in (block["block_id"], element["action_id"]):
            if key in values:
                unknown.discard(key)
                entry = _entry(element, values[key])
                filled[block["block_id"]].update(entry)
    if unknown:
        known = sorted({element["action_id"] for _, element in stateful(blocks)})
        raise Refused(f"the form has no field {sorted(unknown)}; it has {known}")
    return filled


def _entry(element: Element, value: Any) -> dict[str, Field]:
    action_id = str(element["action_id"])
    if not isinstance(value, Mapping) or "type" in value or "value" in value:
        return {action_id: field_of(element, value)}
    return {action_id: field_of(element, value[action_id])} if action_id in value else {}

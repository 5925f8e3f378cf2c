"""What arrives from Slack, read once into data that slices can use without knowing payloads."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.slack.text import unescape

VALUE = "value"
"""The action id of every input: the block id alone names the field."""
_LIVE = f":{VALUE}"


def live(action: str) -> str:
    """The action id of an input of which the app hears as it is filled in: a listener's, and still an input's."""
    return f"{action}{_LIVE}"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who Slack says is asking; the signature has been verified."""

    team: str
    user: str


@dataclass(frozen=True, slots=True)
class CommandForm:
    """`name` is the command as the registry calls it, `text` what was typed after it."""

    name: str
    text: str
    channel: str


@dataclass(frozen=True, slots=True)
class MessageRef:
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that was put into a form: Slack's id, and what it says of it; `size` is in bytes."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """The state of a view or message: block id → what was entered."""

    values: Mapping[str, Mapping[str, Any]]

    def text(self, field: str) -> str:
        """What was typed, trimmed; empty when nothing was."""
        return unescape(str(self._element(field).get("value") or "")).strip()

    def choice(self, field: str) -> str | None:
        option = self._element(field).get("selected_option")
        return str(option["value"]) if option else None

    def choices(self, field: str) -> list[str]:
        return [str(option["value"]) for option in self._element(field).get("selected_options") or []]

    def day(self, field: str) -> date | None:
        chosen = self._element(field).get("selected_date")
        return date.fromisoformat(chosen) if chosen else None

    def minute(self, field: str) -> int | None:
        """Of a time picker: minutes after midnight."""
        hour, _, minute = str(self._element(field).get("selected_time") or "").partition(":")
        return int(hour) * 60 + int(minute) if hour and minute else None

    def files(self, field: str) -> list[Uploaded]:
        found = self._element(field).get("files") or []
        return [Uploaded(str(each["id"]), str(each.get("name") or ""), int(each.get("size") or 0)) for each in found]

    def user(self, field: str) -> str | None:
        return self._element(field).get("selected_user")

    def users(self, field: str) -> list[str]:
        return list(self._element(field).get("selected_users") or [])

    def picked_user(self, block: str, action_id: str) -> str | None:
        """Of a menu that tells the app of each choice and therefore has an action id of its own."""
        picked: str | None = self.values.get(block, {}).get(action_id, {}).get("selected_user")
        return picked

    def picked_option(self, block: str, action_id: str) -> str | None:
        """Likewise of a menu of options."""
        option = self.values.get(block, {}).get(action_id, {}).get("selected_option")
        return str(option["value"]) if option else None

    def channel(self, field: str) -> str | None:
        element = self._element(field)
        return element.get("selected_channel") or element.get("selected_conversation")

    def fields(self) -> list[str]:
        """The inputs; buttons and pickers beside them have no place for an error."""
        return [block_id for block_id, elements in self.values.items() if any(map(_is_input, elements))]

    def _element(self, field: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = next(
            (element for action_id, element in self.values.get(field, {}).items() if _is_input(action_id)), {}
        )
        return found


@dataclass(frozen=True, slots=True)
class ActionForm:
    """A button, menu, picker or field; `value` is what it carries; `is_typed` for a field that is typed into."""

    action_id: str
    value: str
    message: MessageRef | None
    metadata: Mapping[str, Any]
    inputs: Inputs
    in_modal: bool
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class SubmissionForm:
    """A modal that was submitted, with the metadata it was opened with."""

    callback_id: str
    metadata: Mapping[str, Any]
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """Somebody's message, with Slack's markup; `author` is empty for one that no account wrote."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class ShortcutForm:
    """`message` is what a message shortcut was used on."""

    callback_id: str
    message: WrittenMessage | None = None


@dataclass(frozen=True, slots=True)
class EventForm:
    type: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FunctionForm:
    """A step that a workflow has come to: `execution` is Slack's id of it, `inputs` what its parameters are set to."""

    callback_id: str
    execution: str
    inputs: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Empty when it is not set."""
        return unescape(str(self.inputs.get(name) or "")).strip()


Form = CommandForm | ActionForm | SubmissionForm | ShortcutForm | EventForm | FunctionForm


def _is_input(action_id: str) -> bool:
    return action_id == VALUE or action_id.endswith(_LIVE)


def row_key(carried: object) -> int:
    """The key of a row that a button or form carries; 0, which is no row's, for anything else: it can be forged."""
    text = str(carried)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def caller_of(body: Mapping[str, Any]) -> Caller:
    """The person behind a command, an interaction or an event; empty user for events about nobody."""
    event = body.get("event", {})
    user = body.get("user_id") or body.get("user", {}).get("id") or event.get("user") or ""
    if isinstance(user, dict):
        user = user.get("id", "")
    return Caller(team=str(body.get("team_id") or body.get("team", {}).get("id") or ""), user=str(user))


def read_action(body: Mapping[str, Any]) -> ActionForm:
    action = body["actions"][0]
    view = body.get("view") or {}
    message = body.get("message")
    state = view.get("state") or body.get("state") or {}
    return ActionForm(
        action_id=str(action["action_id"]),
        value=_carried(action),
        message=MessageRef(body["channel"]["id"], message["ts"]) if message else None,
        metadata=_metadata(view),
        inputs=Inputs(state.get("values", {})),
        in_modal=view.get("type") == "modal",
        is_typed=action.get("type") == "plain_text_input",
    )


def read_submission(body: Mapping[str, Any]) -> SubmissionForm:
    view = body["view"]
    inputs = {block_id: dict(elements) for block_id, elements in view["state"]["values"].items()}
    return SubmissionForm(str(view["callback_id"]), _metadata(view), Inputs(inputs))


def read_shortcut(body: Mapping[str, Any]) -> ShortcutForm:
    message = body.get("message")
    if message is None:
        return ShortcutForm(str(body["callback_id"]))
    written = WrittenMessage(str(message.get("user") or ""), unescape(str(message.get("text") or "")))
    return ShortcutForm(str(body["callback_id"]), written)


def read_event(body: Mapping[str, Any]) -> EventForm:
    return EventForm(body["event"]["type"], body["event"])


def read_function(body: Mapping[str, Any]) -> FunctionForm:
    event = body["event"]
    inputs = event.get("inputs")
    callback_id, execution = event["function"]["callback_id"], event["function_execution_id"]
    return FunctionForm(str(callback_id), str(execution), inputs if isinstance(inputs, dict) else {})


def _carried(action: Mapping[str, Any]) -> str:
    option = action.get("selected_option") or {}
    picked = action.get("value") or option.get("value") or action.get("selected_date") or action.get("selected_user")
    return str(picked or "")


def _metadata(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """Empty when it is not what one of our views was opened with."""
    try:
        found = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

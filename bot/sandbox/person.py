"""A person at the keyboard: the same gestures for tests and for the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.answers import Submitted
from bot.sandbox.core import Core
from bot.sandbox.errors import Refused
from bot.sandbox.form_state import State, field_of, fill_in, initial_state, value_key
from bot.sandbox.interactions import Done, Interactions
from bot.sandbox.limits import elements_of
from bot.sandbox.messages import Message
from bot.sandbox.payloads import performed
from bot.sandbox.people import PersonSpec
from bot.sandbox.views import View


class Person:
    """Acts as one account. `channel` is a conversation's id or "#name"; None means the direct message with the app."""

    def __init__(self, core: Core, interactions: Interactions, user: str) -> None:
        self.id = user
        self._core = core
        self._interactions = interactions

    @property
    def profile(self) -> PersonSpec:
        """The account as it is now."""
        return self._core.workspace.people[self.id]

    @property
    def views(self) -> tuple[View, ...]:
        """The stack of open modals, the one in front last."""
        return self._core.views.stack(self.id)

    @property
    def view(self) -> View:
        """The modal in front; Refused when none is open."""
        if not self.views:
            raise Refused(f"no modal is open in front of {self.id}")
        return self.views[-1]

    @property
    def home(self) -> View | None:
        """The Home tab as last published, without telling the app that somebody looks."""
        return self._core.views.home(self.id)

    def messages(self, channel: str | None = None) -> list[Message]:
        """What the person sees there, ephemeral messages included, oldest first."""
        return self._core.workspace.conversations[self._place(channel)].visible_to(self.id)

    async def command(self, line: str, channel: str | None = None) -> Done:
        """Send a slash command, such as "/hello there"."""
        return await self._interactions.command(self.id, self._place(channel), line)

    async def click(
        self, target: Message | View, action_id: str, block_id: str | None = None, *, value: Any = None, **fields: Any
    ) -> Done:
        """Use the element `action_id` of a message, modal or Home tab.

        `value` is the choice for a select, picker or overflow menu (an option's value, a date …); further `fields` go
        into the action as they are. Refused when the element is not there.
        """
        current = self._current(target)
        block, element = find_element(current.blocks, action_id, block_id)
        entered = _entered(element, value) | fields
        state = _state_of(current)
        if value_key(element) is not None:
            state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": element["type"], **entered}
        action = performed(element, str(block["block_id"]), entered)
        if isinstance(current, View):
            return await self._interactions.act_on_view(self.id, current, action, state)
        return await self._interactions.act_on_message(self.id, current, action, state)

    async def submit(self, view: View | None = None, values: Mapping[str, Any] | None = None) -> Submitted:
        """Fill in and submit a modal (default: the one in front).

        `values` maps block ids or action ids to plain values (see `form_state.field_of`); other fields keep
        what they have.
        """
        current = self._core.views.find((view or self.view).id)
        return await self._interactions.submit(self.id, current, fill_in(current.state, current.blocks, values or {}))

    def upload(self, name: str, content: bytes) -> dict[str, Any]:
        """Choose a file for a form; what it is as a value of a file_input."""
        return self._interactions.upload(self.id, name, content).to_api(self._core.address.base_url)

    def delete_file(self, file: Mapping[str, Any]) -> None:
        """It is gone from Slack; Refused for somebody else's."""
        stored = self._core.files.find(str(file["id"]))
        if stored is None or stored.owner != self.id:
            raise Refused(f"{self.id} has no file {file['id']}")
        self._core.files.forget(stored.id)

    async def close(self, view: View | None = None) -> None:
        """Dismiss a modal (default: the one in front)."""
        await self._interactions.close(self.id, view or self.view)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Done:
        """Use a global shortcut, or a message shortcut on `message`."""
        return await self._interactions.shortcut(self.id, callback_id, message)

    async def open_home(self) -> View | None:
        """Open the app's Home tab, wait until the app has heard of it, and return what it shows."""
        self._interactions.open_home(self.id)
        await self._core.bot.settle()
        return self.home

    async def say(self, text: str, channel: str | None = None) -> Message:
        """Write a message and wait until the app has heard of it."""
        message = self._interactions.say(self.id, self._place(channel), text)
        await self._core.bot.settle()
        return message

    def _place(self, channel: str | None) -> str:
        if channel is None:
            return self._core.workspace.direct(self.id).id
        named = (each.id for each in self._core.workspace.of_person(self.id) if channel in (each.id, f"#{each.name}"))
        place = next(named, None)
        if place is None:
            raise Refused(f"{self.id} is not in the conversation {channel!r}")
        return place

    def _current(self, target: Message | View) -> Message | View:
        if isinstance(target, View):
            return self._core.views.find(target.id)
        return self._core.workspace.conversations[target.channel].messages.get(target.ts, target)


def find_element(
    blocks: Sequence[Mapping[str, Any]], action_id: str, block_id: str | None = None
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The (block, element) with these ids; Refused names what there is."""
    offered = [(block, element) for block in blocks for element in elements_of(block)]
    for block, element in offered:
        if element["action_id"] == action_id and block_id in (None, block["block_id"]):
            return block, element
    raise Refused(f"there is no {action_id!r} to use; there are {[element['action_id'] for _, element in offered]}")


def _entered(element: Mapping[str, Any], value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if element["type"] == "overflow":
        chosen = [option for option in element["options"] if option["value"] == value]
        if not chosen:
            raise Refused(f"{value!r} is not offered by {element['action_id']}")
        return {"selected_option": chosen[0]}
    return {"value": value} if value_key(element) is None else field_of(element, value)


def _state_of(target: Message | View) -> State:
    state = target.state if isinstance(target, View) else initial_state(target.blocks)
    return {block_id: dict(fields) for block_id, fields in state.items()}

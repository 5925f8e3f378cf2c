"""What people do in Slack's client, sent to the app, and what they see of the answer."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.answers import TROUBLE, Submitted, respond, settle_submission
from bot.sandbox.core import Core
from bot.sandbox.delivery import Ack
from bot.sandbox.errors import Refused, SlackError
from bot.sandbox.executions import Execution
from bot.sandbox.file_store import StoredFile
from bot.sandbox.form_checks import refusals
from bot.sandbox.form_state import State
from bot.sandbox.messages import Conversation, Message, may_see
from bot.sandbox.payloads import Payloads, now_ts
from bot.sandbox.views import View

WARNING = "⚠️ This app did not react: "
NAME = re.compile(r"(?<![\w<|])([@#])([\w.\-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Whether the app acknowledged; `error` is what the person was shown otherwise, `message` the command's answer."""

    ok: bool
    error: str | None = None
    message: Message | None = None


class Interactions:
    """Each method is one gesture of one person. Refused when Slack's client would not offer the gesture."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._payloads = Payloads(core)

    async def command(self, user: str, channel: str, line: str) -> Done:
        """Run "/name text" in a conversation; the acknowledgement's body becomes the answer."""
        conversation = self._entered(user, channel)
        name, _, text = line.strip().partition(" ")
        declared = next((each for each in self._core.manifest.commands if each["command"] == name), None)
        if declared is None:
            return self._command_failed(user, channel, f"{name} is not a valid command.")
        shown = self._escaped(text.strip(), has_labels=True) if declared.get("should_escape") else text.strip()
        payload = self._payloads.command(user, conversation, name=name, text=shown)
        ack = await self._core.bot.ask("slash_commands", payload)
        if ack.failure:
            return self._command_failed(user, channel, f'{name} failed with the error "{ack.failure}"')
        try:
            message = respond(self._core, user=user, channel=channel, said=ack.body) if ack.body else None
        except SlackError as problem:
            return self._command_failed(user, channel, f'{name} failed with the error "{problem.code}"')
        return Done(ok=True, message=message)

    async def act_on_message(self, user: str, message: Message, action: dict[str, Any], state: State) -> Done:
        """Use an interactive element of a message."""
        self._visible(user, message)
        payload = self._payloads.message_action(user, message, action) | {"state": {"values": state}}
        ack = await self._core.bot.ask("interactive", payload)
        return self._after_action(user, message.channel, ack)

    async def act_on_view(self, user: str, view: View, action: dict[str, Any], state: State) -> Done:
        """Use an interactive element of a modal or of the Home tab, with `state` entered so far."""
        self._own(user, view)
        filled = self._core.views.fill(view, state)
        ack = await self._core.bot.ask("interactive", self._payloads.view_action(user, filled, action))
        return self._after_action(user, None, ack)

    async def submit(self, user: str, view: View, state: State) -> Submitted:
        """Press the submit button of the modal in front; Slack's client checks the fields first."""
        self._in_front(user, view)
        self._own_files(user, state)
        filled = self._core.views.fill(view, state)
        wrong = refusals(filled.blocks, state)
        if wrong:
            return Submitted(ok=False, response_action="errors", errors=wrong)
        ack = await self._core.bot.ask("interactive", self._payloads.submission(user, filled))
        if ack.failure:
            return Submitted(ok=False, error=f"{TROUBLE} ({ack.failure})")
        still_open = next((each for each in self._core.views.stack(user) if each.id == view.id), None)
        return settle_submission(self._core, still_open, ack.body) if still_open else Submitted(ok=True)

    async def close(self, user: str, view: View) -> None:
        """Dismiss the modal in front; the app hears of it when it asked to."""
        self._in_front(user, view)
        is_cleared = bool(view.content.get("clear_on_close"))
        if is_cleared:
            self._core.views.clear(user)
        else:
            self._core.views.close(view)
        if view.content.get("notify_on_close"):
            await self._core.bot.ask("interactive", self._payloads.closing(user, view, is_cleared=is_cleared))

    async def shortcut(self, user: str, callback_id: str, message: Message | None = None) -> Done:
        """Use a shortcut, on `message` if it is a message shortcut."""
        kind = "global" if message is None else "message"
        declared = {(each["callback_id"], each["type"]) for each in self._core.manifest.shortcuts}
        if (callback_id, kind) not in declared:
            raise Refused(f"the manifest declares no {kind} shortcut {callback_id!r}")
        self._active(user)
        if message is None:
            payload = self._payloads.shortcut(user, callback_id)
        else:
            self._visible(user, message)
            payload = self._payloads.message_shortcut(user, callback_id, message)
        ack = await self._core.bot.ask("interactive", payload)
        return self._after_action(user, message.channel if message else None, ack)

    def run_step(self, callback_id: str, inputs: Mapping[str, Any]) -> Execution:
        """Let a workflow come to a step of the app's, which hears of it in the background."""
        core = self._core
        execution = core.executions.start(core.workspace, callback_id, inputs)
        event = core.executions.event(execution, app_id=core.identity.app_id, bot_token=core.tokens.bot, ts=now_ts())
        core.bot.tell("function_executed", event)
        return execution

    def upload(self, user: str, name: str, content: bytes) -> StoredFile:
        """Choose a file for a form; it is the person's own from then on, whether or not the form is submitted."""
        self._active(user)
        return self._core.files.put(user, name, content)

    def say(self, user: str, channel: str, text: str) -> Message:
        """Write a message; the app hears of it if it is there and subscribed."""
        conversation = self._entered(user, channel)
        if conversation.kind == "im" and not self._core.manifest.accepts_messages:
            raise Refused("sending messages to this app has been turned off (manifest: features.app_home)")
        ts = self._core.workspace.ts.next()
        return self._core.board.post(Message(channel=channel, ts=ts, user=user, text=self._escaped(text)))

    def open_home(self, user: str) -> View | None:
        """Look at the app's Home tab; the app hears app_home_opened."""
        self._active(user)
        view = self._core.views.home(user)
        channel = self._core.workspace.direct(user).id
        event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "home", "event_ts": now_ts()}
        known: Mapping[str, Any] = {"view": self._core.view_json(view)} if view else {}
        self._core.bot.tell("app_home_opened", {**event, **known})
        return view

    def _after_action(self, user: str, channel: str | None, ack: Ack) -> Done:
        if ack.failure is None:
            return Done(ok=True)
        text = f"{WARNING}{ack.failure}"
        self._core.feed.tell(user, {"type": "failure", "channel": channel, "text": text})
        return Done(ok=False, error=text)

    def _command_failed(self, user: str, channel: str, text: str) -> Done:
        return Done(ok=False, error=text, message=self._core.board.notice(user, channel, text))

    def _escaped(self, text: str, *, has_labels: bool = False) -> str:
        return NAME.sub(lambda found: self._mention(found, has_labels=has_labels), html.escape(text, quote=False))

    def _mention(self, found: re.Match[str], *, has_labels: bool) -> str:
        sign, name = found.groups()
        workspace = self._core.workspace
        named = workspace.people.values() if sign == "@" else workspace.conversations.values()
        ids = [each.id for each in named if each.name == name]
        label = f"|{name}" if has_labels else ""
        return f"<{sign}{ids[0]}{label}>" if ids else found.group()

    def _active(self, user: str) -> None:
        if user not in self._core.workspace.people:
            raise Refused(f"nobody here has the id {user!r}")
        if self._core.workspace.people[user].deleted:
            raise Refused(f"the account of {user} is deactivated and can do nothing")

    def _entered(self, user: str, channel: str) -> Conversation:
        self._active(user)
        conversation = self._core.workspace.conversations.get(channel)
        if conversation is None or user not in conversation.members:
            raise Refused(f"{user} is not in the conversation {channel!r}")
        return conversation

    def _visible(self, user: str, message: Message) -> None:
        conversation = self._entered(user, message.channel)
        stored = conversation.messages.get(message.ts)
        if stored is None or not may_see(conversation, stored, user):
            raise Refused(f"{user} sees no message {message.ts} in {message.channel}")

    def _own(self, user: str, view: View) -> None:
        self._active(user)
        if view.user != user:
            raise Refused(f"the view {view.id} is not in front of {user}")

    def _own_files(self, user: str, state: State) -> None:
        fields = [field for block in state.values() for field in block.values() if field["type"] == "file_input"]
        for each in [file for field in fields for file in field.get("files") or []]:
            stored = self._core.files.find(str(each.get("id")))
            if stored is None or stored.owner != user:
                raise Refused(f"{user} has put no file {each.get('id')} into a form")

    def _in_front(self, user: str, view: View) -> None:
        self._own(user, view)
        stack = self._core.views.stack(user)
        if not stack or stack[-1].id != view.id:
            raise Refused(f"the modal {view.id} is not the one in front of {user}")

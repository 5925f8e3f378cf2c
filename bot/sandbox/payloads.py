"""The payloads of commands and interactions, field by field as Slack documents them."""

import time
from collections.abc import Mapping
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.messages import Conversation, Message
from bot.sandbox.views import View

Fields = dict[str, Any]


class Payloads:
    """Builds payloads; each gets a fresh trigger id and, where Slack gives one, a response URL."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def command(self, user: str, conversation: Conversation, *, name: str, text: str) -> Fields:
        """The form of a slash command."""
        identity = self._core.identity
        return {
            "token": self._core.tokens.verification,
            "team_id": identity.team_id,
            "team_domain": identity.team_domain,
            "channel_id": conversation.id,
            "channel_name": channel_name(conversation),
            "user_id": user,
            "user_name": self._core.workspace.person(user).name,
            "command": name,
            "text": text,
            "api_app_id": identity.app_id,
            "is_enterprise_install": "false",
            "response_url": self._response_url(user, conversation.id),
            "trigger_id": self._core.triggers.issue(user),
        }

    def message_action(self, user: str, message: Message, action: Fields) -> Fields:
        """block_actions on a message; an ephemeral one is not part of the payload."""
        conversation = self._core.workspace.conversations[message.channel]
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.is_ephemeral,
        }
        shown = {} if message.is_ephemeral else {"message": self._core.message_json(message, with_metadata=True)}
        return self._interaction("block_actions", user) | {
            "container": container,
            "channel": {"id": conversation.id, "name": channel_name(conversation)},
            "response_url": self._response_url(user, message.channel, ts=message.ts),
            "actions": [action],
            **shown,
        }

    def view_action(self, user: str, view: View, action: Fields) -> Fields:
        """block_actions in a modal or Home tab."""
        modal_id = view.id if view.kind == "modal" else None
        return self._interaction("block_actions", user, view_id=modal_id) | {
            "container": {"type": "view", "view_id": view.id},
            "view": self._core.view_json(view),
            "actions": [action],
        }

    def submission(self, user: str, view: View) -> Fields:
        """view_submission"""
        payload = self._interaction("view_submission", user, view_id=view.id)
        return payload | {"view": self._core.view_json(view), "response_urls": []}

    def closing(self, user: str, view: View, *, is_cleared: bool) -> Fields:
        """view_closed; it carries no trigger id."""
        payload = self._interaction("view_closed", user)
        del payload["trigger_id"]
        return payload | {"view": self._core.view_json(view), "is_cleared": is_cleared}

    def shortcut(self, user: str, callback_id: str) -> Fields:
        """A global shortcut."""
        return self._interaction("shortcut", user) | {"callback_id": callback_id, "action_ts": now_ts()}

    def message_shortcut(self, user: str, callback_id: str, message: Message) -> Fields:
        """A shortcut on a message."""
        conversation = self._core.workspace.conversations[message.channel]
        return self._interaction("message_action", user) | {
            "callback_id": callback_id,
            "action_ts": now_ts(),
            "message_ts": message.ts,
            "channel": {"id": conversation.id, "name": channel_name(conversation)},
            "message": self._core.message_json(message),
            "response_url": self._response_url(user, conversation.id, ts=message.ts),
        }

    def _interaction(self, kind: str, user: str, *, view_id: str | None = None) -> Fields:
        identity = self._core.identity
        name = self._core.workspace.person(user).name
        return {
            "type": kind,
            "token": self._core.tokens.verification,
            "team": {"id": identity.team_id, "domain": identity.team_domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {"id": user, "username": name, "name": name, "team_id": identity.team_id},
            "api_app_id": identity.app_id,
            "trigger_id": self._core.triggers.issue(user, view_id=view_id),
        }

    def _response_url(self, user: str, channel: str, *, ts: str | None = None) -> str:
        return f"{self._core.address.base_url}/response/{self._core.responses.issue(user, channel, ts=ts)}"


def channel_name(conversation: Conversation) -> str:
    """The name Slack puts into payloads: direct messages have none of their own."""
    return {"im": "directmessage", "mpim": conversation.name}.get(conversation.kind, conversation.name)


def now_ts() -> str:
    """Real time as Slack writes it."""
    return f"{time.time():.6f}"


def performed(element: Mapping[str, Any], block_id: str, entered: Mapping[str, Any]) -> Fields:
    """The `actions` entry: what the element is, what was entered, and when."""
    kept = {name: element[name] for name in ("type", "action_id", "text", "value", "style") if name in element}
    return {**kept, "block_id": block_id, **entered, "action_ts": now_ts()}

"""Posting, changing and removing messages; whoever may see one hears of it at once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.feed import Feed
from bot.sandbox.messages import Conversation, Message, may_see
from bot.sandbox.workspace import SLACKBOT, Workspace

Listener = Callable[[Conversation, Message], None]


@dataclass(frozen=True, slots=True)
class Board:
    """Every change of a message goes through here. `on_post` hears of each new message that is not ephemeral."""

    workspace: Workspace
    feed: Feed
    on_post: list[Listener] = field(default_factory=list)

    def post(self, message: Message) -> Message:
        """Store a new message and show it to those who may see it."""
        conversation = self.workspace.conversations[message.channel]
        conversation.messages[message.ts] = message
        self._tell(conversation, message, "message")
        if not message.is_ephemeral:
            for listener in self.on_post:
                listener(conversation, message)
        return message

    def change(self, message: Message) -> Message:
        """Put `message` in the place of the stored one with the same `ts`."""
        conversation = self.workspace.conversations[message.channel]
        conversation.messages[message.ts] = message
        self._tell(conversation, message, "message_changed")
        return message

    def edit(self, message: Message, **fields: Any) -> Message:
        """Change some fields and mark the message as edited."""
        return self.change(replace(message, edited_ts=self.workspace.ts.next(), **fields))

    def remove(self, message: Message) -> None:
        """Delete a message for everybody."""
        conversation = self.workspace.conversations[message.channel]
        del conversation.messages[message.ts]
        self._tell(conversation, message, "message_deleted")

    def notice(self, user: str, channel: str, text: str) -> Message:
        """Slack's own words, shown to `user` alone."""
        ts = self.workspace.ts.next()
        return self.post(Message(channel=channel, ts=ts, user=SLACKBOT, text=text, ephemeral_to=user))

    def read(self, user: str, conversation: Conversation) -> list[Message]:
        """What `user` sees in `conversation`, oldest first; it counts as read."""
        conversation.mark_read(user)
        self.feed.tell(user, {"type": "read", "channel": conversation.id, "unread": 0})
        return conversation.visible_to(user)

    def shown(self, message: Message) -> dict[str, Any]:
        """The message as the page draws it."""
        return {
            "ts": message.ts,
            "user": message.user,
            "is_bot": message.bot_id is not None,
            "text": message.text,
            "blocks": list(message.blocks),
            "edited": message.edited_ts is not None,
            "ephemeral": message.is_ephemeral,
            "thread_ts": message.thread_ts,
            "files": list(message.files),
        }

    def _tell(self, conversation: Conversation, message: Message, kind: str) -> None:
        for user in conversation.members:
            if may_see(conversation, message, user):
                self.feed.tell(user, {"type": kind, "channel": conversation.id, "message": self.shown(message)})
                unread = conversation.unread_by(user)
                self.feed.tell(user, {"type": "unread", "channel": conversation.id, "unread": unread})

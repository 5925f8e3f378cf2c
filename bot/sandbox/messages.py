"""Messages and the conversations that hold them, and the one rule that says who may read what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Kind = Literal["channel", "im", "mpim"]
Blocks = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it stands. `ts` is Slack's id: seconds with six decimals, unique in the workspace.

    `ephemeral_to` names the only person who sees it; None means everybody in the conversation.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: Blocks = ()
    attachments: Blocks = ()
    bot_id: str | None = None
    app_id: str | None = None
    thread_ts: str | None = None
    metadata: Mapping[str, Any] | None = None
    files: Blocks = ()
    edited_ts: str | None = None
    ephemeral_to: str | None = None
    is_broadcast: bool = False

    @property
    def is_ephemeral(self) -> bool:
        """Whether one person alone sees it and no history holds it."""
        return self.ephemeral_to is not None

    @property
    def is_reply(self) -> bool:
        """Whether it lives in a thread below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def to_api(self, *, team_id: str, with_metadata: bool = False) -> dict[str, Any]:
        """The message as the Web API and the Events API show it."""
        shown: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "team": team_id,
        }
        optional: dict[str, Any] = {
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "thread_ts": self.thread_ts,
            "blocks": list(self.blocks),
            "attachments": list(self.attachments),
            "files": list(self.files),
            "edited": {"user": self.user, "ts": self.edited_ts} if self.edited_ts else None,
            "metadata": self.metadata if with_metadata else None,
        }
        return shown | {name: value for name, value in optional.items() if value}


@dataclass(slots=True, kw_only=True)
class Conversation:
    """A channel or direct message with its members (people and the bot) and its messages by `ts`."""

    id: str
    name: str
    kind: Kind
    members: set[str]
    created_at: datetime
    is_private: bool = False
    is_archived: bool = False
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    read_ts: dict[str, str] = field(default_factory=dict)

    def visible_to(self, user: str) -> list[Message]:
        """What `user` may read here, oldest first."""
        return [message for message in self.messages.values() if may_see(self, message, user)]

    def unread_by(self, user: str) -> int:
        """How many visible messages of others came after the last look."""
        seen = self.read_ts.get(user, "")
        return sum(1 for message in self.visible_to(user) if message.ts > seen and message.user != user)

    def mark_read(self, user: str) -> None:
        """Everything up to now counts as read by `user`."""
        self.read_ts[user] = next(reversed(self.messages), "")


def may_see(conversation: Conversation, message: Message, user: str) -> bool:
    """The one visibility rule: members only, and an ephemeral message only its recipient.

    It answers for people and for the app's bot user alike; histories, pages and drivers all ask it.
    """
    return user in conversation.members and message.ephemeral_to in (None, user)

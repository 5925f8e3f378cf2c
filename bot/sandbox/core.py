"""The parts of one sandbox, handed to whatever acts on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.board import Board
from bot.sandbox.bot_link import BotLink
from bot.sandbox.call_log import CallLog
from bot.sandbox.executions import Executions
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.file_store import Files
from bot.sandbox.identity import FILES, Identity, Manifest, Tokens
from bot.sandbox.limits import elements_of, files_of
from bot.sandbox.messages import Blocks, Conversation, Message
from bot.sandbox.shapes import finding
from bot.sandbox.triggers import Responses, Triggers
from bot.sandbox.views import View, Views
from bot.sandbox.workspace import Workspace

ASKS = "file_input"


@dataclass(slots=True)
class Address:
    """Where the server listens, known once it does: "http://127.0.0.1:40123"."""

    base_url: str = "http://127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Everything a request or a person can touch."""

    identity: Identity
    tokens: Tokens
    manifest: Manifest
    workspace: Workspace
    feed: Feed
    board: Board
    views: Views
    files: Files
    triggers: Triggers
    responses: Responses
    faults: Faults
    calls: CallLog
    bot: BotLink
    executions: Executions
    address: Address = field(default_factory=Address)

    def view_json(self, view: View) -> dict[str, Any]:
        """The view as the app sees it."""
        identity = self.identity
        return view.to_api(team_id=identity.team_id, app_id=identity.app_id, bot_id=identity.bot_id)

    def message_json(self, message: Message, *, with_metadata: bool = False) -> dict[str, Any]:
        """The message as the app sees it."""
        return message.to_api(team_id=self.identity.team_id, with_metadata=with_metadata)

    def unknown_files(self, blocks: Blocks, *, pointer: str = "/blocks") -> list[str]:
        """Findings on references to files that nobody uploaded."""
        unknown = (
            index for index, block in enumerate(blocks) for file in files_of(block) if not self.files.knows(file)
        )
        return [finding("invalid slack file", f"{pointer}/{index}") for index in unknown]

    def forbidden_fields(self, blocks: Blocks) -> list[str]:
        """Findings on fields for files, while the app may not read any."""
        if self.manifest.grants(FILES):
            return []
        asking = (index for index, block in enumerate(blocks) for each in elements_of(block) if each["type"] == ASKS)
        return [finding(f"{ASKS} needs the scope {FILES}", f"/view/blocks/{index}/element") for index in asking]

    def bot_message(self, conversation: Conversation, **fields: Any) -> Message:
        """A new message by the app, with the next timestamp, not yet posted."""
        identity = self.identity
        return Message(
            channel=conversation.id,
            ts=self.workspace.ts.next(),
            user=identity.bot_user,
            bot_id=identity.bot_id,
            app_id=identity.app_id,
            **fields,
        )

    def announce(self, conversation: Conversation, message: Message) -> None:
        """Send the `message.*` event of a new message, when the app is in the conversation and subscribed."""
        if self.identity.bot_user not in conversation.members:
            return
        kind = {"im": "im", "mpim": "mpim"}.get(conversation.kind, "group" if conversation.is_private else "channel")
        name = {"im": "im", "mpim": "mpim", "group": "groups", "channel": "channels"}[kind]
        place: Mapping[str, Any] = {"channel": conversation.id, "channel_type": kind, "event_ts": message.ts}
        event = {**self.message_json(message), **place}
        self.bot.tell(f"message.{name}", event)
        if message.bot_id is None and f"<@{self.identity.bot_user}>" in message.text and kind != "im":
            self.bot.tell("app_mention", {**event, "type": "app_mention"})

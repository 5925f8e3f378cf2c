"""Carries one promise to Slack."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from bot.delivery.models import HOME, UPDATE, Delivery
from bot.slack.client import SlackClient
from bot.slack.messages import Message, view_payload

METADATA_EVENT = "evenhand_delivery"


class Sender:
    """Posts, updates or publishes; knows how to find out whether a message has arrived before."""

    def __init__(self, client: SlackClient) -> None:
        self._client = client

    async def send(
        self, delivery: Delivery, shown: Message | View, *, replaces: tuple[str, str] | None
    ) -> tuple[str, str]:
        """Returns the channel and `ts` of what is now in Slack; TransportError when it is not."""
        if delivery.operation == HOME:
            assert isinstance(shown, View)
            await self._client.call("views.publish", user_id=delivery.recipient, view=view_payload(shown))
            return delivery.recipient, ""
        assert isinstance(shown, Message)
        if delivery.operation == UPDATE and replaces:
            channel, ts = replaces
            await self._client.call("chat.update", channel=channel, ts=ts, **shown.payload())
            return channel, ts
        metadata = {"event_type": METADATA_EVENT, "event_payload": {"key": delivery.unique_key}}
        answer = await self._client.call(
            "chat.postMessage",
            channel=delivery.recipient,
            metadata=metadata,
            unfurl_links=False,
            unfurl_media=False,
            **shown.payload(),
        )
        return str(answer["channel"]), str(answer["ts"])

    async def find_posted(self, delivery: Delivery) -> tuple[str, str] | None:
        """The message that carries this promise's key, if Slack has it.

        TransportError with `permanent` when the conversation's history cannot be read.
        """
        channel = await self._conversation(delivery.recipient)
        oldest = str(delivery.created_at.timestamp() - 60) if delivery.created_at else "0"
        history = self._client.pages(
            "conversations.history", "messages", channel=channel, oldest=oldest, include_all_metadata="true"
        )
        async for message in history:
            if _key_of(message) == delivery.unique_key:
                return channel, str(message["ts"])
        return None

    async def _conversation(self, recipient: str) -> str:
        if not recipient.startswith(("U", "W")):
            return recipient
        answer = await self._client.call("conversations.open", users=recipient)
        return str(answer["channel"]["id"])


def _key_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    found = metadata.get("event_payload", {}).get("key") if metadata.get("event_type") == METADATA_EVENT else None
    return str(found) if found else None

"""Carries one promise to Slack."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.views import View

from bot.delivery.models import HOME, UPDATE, Delivery
from bot.delivery.promises import Shown
from bot.slack.client import SlackClient
from bot.slack.messages import Message, view_payload

Place = tuple[str, str]
"""The channel and `ts` of a message."""
METADATA_EVENT = "evenhand_delivery"


class Sender:
    """Posts, updates or publishes; knows how to find out whether a message has arrived before."""

    def __init__(self, client: SlackClient) -> None:
        self._client = client

    async def send(self, delivery: Delivery, shown: Shown, *, replaces: Place | None) -> Place:
        """Returns where it is in Slack now; TransportError when it is not there."""
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

    def must_open(self, delivery: Delivery) -> bool:
        """Whether to find out which conversation it went to takes a call of its own."""
        return delivery.recipient.startswith(("U", "W"))

    async def find_posted(self, delivery: Delivery) -> Place | None:
        """The message that carries this promise's key, if Slack has it.

        TransportError with `permanent` when the conversation's history cannot be read.
        """
        channel = await self._conversation(delivery)
        oldest = str(delivery.created_at.timestamp() - 60) if delivery.created_at else "0"
        history = self._client.pages(
            "conversations.history",
            "messages",
            patiently=False,
            channel=channel,
            oldest=oldest,
            include_all_metadata="true",
        )
        async for message in history:
            if _key_of(message) == delivery.unique_key:
                return channel, str(message["ts"])
        return None

    async def _conversation(self, delivery: Delivery) -> str:
        if not self.must_open(delivery):
            return delivery.recipient
        answer = await self._client.call("conversations.open", users=delivery.recipient)
        return str(answer["channel"]["id"])


def _key_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    found = metadata.get("event_payload", {}).get("key") if metadata.get("event_type") == METADATA_EVENT else None
    return str(found) if found else None

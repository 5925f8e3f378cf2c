"""Carries one promise to Slack."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_sdk.models.views import View

from bot.delivery.limits import HISTORY, METHODS, OPEN, REPLIES, RESERVE
from bot.delivery.models import DISCARD, EPHEMERAL, FILE, REPLY, UPDATE, Delivery
from bot.delivery.promises import Completion, Discard, Fetch
from bot.delivery.rules import OURS_TO_MEND
from bot.errors import TransportError
from bot.slack.client import SlackClient
from bot.slack.error_codes import trouble_of
from bot.slack.files import Upload
from bot.slack.messages import Message, view_payload

Place = tuple[str, str]
"""The channel and `ts` of a message."""
CLOCKS_APART = timedelta(minutes=15)
"""Slack's clock may be behind the database's by that much."""
GONE = ("file_not_found", "file_deleted")
OVER = "execution_not_in_running_state"
"""Of a step: ended by an attempt of ours whose answer got lost, or by somebody in Slack."""
METADATA_EVENT = "evenhand_delivery"


class Sender:
    """Posts, updates or publishes; knows how to find out whether a message has arrived before."""

    def __init__(self, client: SlackClient) -> None:
        self._client = client

    async def upload(self, shown: Upload) -> str:
        """Bring a file to Slack, where nobody sees it yet; returns its id."""
        reserved = await self._client.read(
            RESERVE, filename=shown.name, length=str(len(shown.content)), alt_txt=shown.alt_text
        )
        await self._client.upload(str(reserved["upload_url"]), shown.content)
        return str(reserved["file_id"])

    async def upload_unshared(self, shown: Upload) -> str:
        """Bring a file to Slack for blocks to name; nobody sees it but where they do. Whatever gets lost on the way can
        be done again: then there is one file more that nobody sees."""
        file_id = await self.upload(shown)
        try:
            await self._client.call(METHODS[FILE], files=[{"id": file_id, "title": shown.title}])
        except TransportError as error:
            raise replace(error, ambiguous=False) from None
        return file_id

    async def settle(self, shown: Discard | Completion) -> None:
        """What leaves no message behind; done once, it is done."""
        await (self.discard(shown.file_id) if isinstance(shown, Discard) else self.complete(shown))

    async def discard(self, file_id: str) -> None:
        """Delete a file of ours; one that is gone is gone."""
        try:
            await self._client.call(METHODS[DISCARD], file=file_id)
        except TransportError as error:
            if error.code not in GONE:
                raise

    async def complete(self, shown: Completion) -> None:
        """End the step of a workflow; one that has ended stays as it is."""
        method = "functions.completeError" if shown.error else "functions.completeSuccess"
        said = {"error": shown.error} if shown.error else {"outputs": {**shown.outputs}}
        try:
            await self._client.call(method, function_execution_id=shown.execution, **said)
        except TransportError as error:
            if error.code != OVER:
                raise

    async def fetch(self, wanted: Fetch) -> bytes | None:
        """A file from Slack; None when it is not there, or not theirs: a form can name whatever the app can see."""
        try:
            file = await self._client.file_info(wanted.file_id)
            if file.get("user") != wanted.owner or not file.get("url_private_download"):
                return None
            size = min(int(file["size"]), wanted.most)
            return await self._client.download(str(file["url_private_download"]), size=size)
        except TransportError as error:
            if error.permanent and trouble_of(error.code) not in OURS_TO_MEND:
                return None
            raise

    async def send(
        self,
        delivery: Delivery,
        shown: Message | View | Upload,
        *,
        original: Place | None = None,
        file_id: str | None = None,
    ) -> Place:
        """Returns where it is in Slack now; TransportError when it is not there. A file has been uploaded before, and
        gets no `ts`. `original` is where the message is that an update replaces, or a reply answers."""
        if isinstance(shown, View):
            await self._client.call("views.publish", user_id=delivery.recipient, view=view_payload(shown))
            return delivery.recipient, ""
        if isinstance(shown, Upload):
            return await self._share(delivery, shown, file_id)
        if delivery.operation == UPDATE and original:
            channel, ts = original
            await self._client.call("chat.update", channel=channel, ts=ts, **shown.payload())
            return channel, ts
        if delivery.operation == EPHEMERAL:
            return await self._show(delivery, shown)
        return await self._post(delivery, shown, thread=original if delivery.operation == REPLY else None)

    async def _post(self, delivery: Delivery, shown: Message, *, thread: Place | None) -> Place:
        metadata = {"event_type": METADATA_EVENT, "event_payload": {"key": delivery.unique_key}}
        place = {"channel": thread[0], "thread_ts": thread[1]} if thread else {"channel": delivery.recipient}
        answer = await self._client.call(
            "chat.postMessage",
            **place,
            metadata=metadata,
            unfurl_links=False,
            unfurl_media=False,
            **shown.payload(),
        )
        return str(answer["channel"]), str(answer["ts"])

    async def _show(self, delivery: Delivery, shown: Message) -> Place:
        answer = await self._client.call(
            "chat.postEphemeral", channel=delivery.recipient, user=delivery.only_for, **shown.payload()
        )
        return delivery.recipient, str(answer["message_ts"])

    async def _share(self, delivery: Delivery, shown: Upload, file_id: str | None) -> Place:
        channel = await self._conversation(delivery)
        await self._client.call(
            METHODS[FILE],
            files=[{"id": file_id, "title": shown.title}],
            channel_id=channel,
            initial_comment=shown.comment,
        )
        return channel, ""

    def lookup(self, delivery: Delivery) -> tuple[str, ...]:
        """The methods that `find_posted` calls."""
        method = REPLIES if delivery.operation == REPLY else HISTORY
        return (method, OPEN) if _is_person(delivery) else (method,)

    async def find_posted(self, delivery: Delivery, *, thread: Place | None = None) -> Place | None:
        """The message that carries this promise's key or its file, if Slack has it; of a reply, in its thread.

        TransportError with `permanent` when the conversation's history cannot be read.
        """
        channel = thread[0] if thread else await self._conversation(delivery)
        oldest = str((delivery.created_at - CLOCKS_APART).timestamp())
        history = self._client.pages(
            REPLIES if thread else HISTORY,
            "messages",
            patiently=False,
            channel=channel,
            oldest=oldest,
            include_all_metadata="true",
            **({"ts": thread[1]} if thread else {}),
        )
        async for message in history:
            if _key_of(message) == delivery.unique_key or (delivery.file_id and delivery.file_id in _files_of(message)):
                return channel, str(message["ts"])
        return None

    async def _conversation(self, delivery: Delivery) -> str:
        if not _is_person(delivery):
            return delivery.recipient
        answer = await self._client.call("conversations.open", users=delivery.recipient)
        return str(answer["channel"]["id"])


def _is_person(delivery: Delivery) -> bool:
    return delivery.recipient.startswith(("U", "W"))


def _key_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    found = metadata.get("event_payload", {}).get("key") if metadata.get("event_type") == METADATA_EVENT else None
    return str(found) if found else None


def _files_of(message: Mapping[str, Any]) -> set[str]:
    return {str(file.get("id")) for file in message.get("files") or ()}

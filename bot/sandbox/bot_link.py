"""The one way to the app: its Request URL when set, else its sockets; events are repeated until acknowledged."""

import asyncio
import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.delivery import UNREACHABLE, Ack, Delivery, Envelope
from bot.sandbox.http_push import HttpPush
from bot.sandbox.identity import Identity, Manifest, Tokens
from bot.sandbox.socket_mode import Sockets


class BotLink:
    """Delivers commands, interactions and events."""

    def __init__(
        self,
        *,
        identity: Identity,
        tokens: Tokens,
        manifest: Manifest,
        ack_seconds: float,
        retry_delays: Sequence[float],
    ) -> None:
        self.sockets = Sockets(app_id=identity.app_id, ack_seconds=ack_seconds)
        self._identity = identity
        self._tokens = tokens
        self._manifest = manifest
        self._ack_seconds = ack_seconds
        self._retry_delays = tuple(retry_delays)
        self._pushes: list[HttpPush] = []
        self._under_way: set[asyncio.Task[None]] = set()

    def connect_http(self, request_url: str) -> None:
        """Deliver to `request_url` from now on."""
        secret = self._tokens.signing_secret
        self._pushes.append(HttpPush(request_url, signing_secret=secret, ack_seconds=self._ack_seconds))

    async def ask(self, envelope: Envelope, payload: Mapping[str, Any]) -> Ack:
        """Deliver a command or an interaction once."""
        if envelope == "interactive" and not self._manifest.is_interactive:
            return UNREACHABLE
        return await self._transport().send(Delivery(envelope=envelope, payload=payload))

    def tell(self, name: str, event: Mapping[str, Any]) -> None:
        """Deliver an event in the background if the app subscribed to `name` ("message.im", "team_join" …)."""
        if name not in self._manifest.bot_events:
            return
        task = asyncio.get_running_loop().create_task(self._insist(self._envelope(event)))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def settle(self) -> None:
        """Wait until every event is acknowledged or given up."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def close(self) -> None:
        """Give up what is under way and hang up."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self.sockets.disconnect("link_disabled")
        for push in self._pushes:
            await push.close()

    async def _insist(self, payload: Mapping[str, Any]) -> None:
        ack = await self._transport().send(Delivery(envelope="events_api", payload=payload))
        for number, delay in enumerate(self._retry_delays, start=1):
            if ack.failure is None or not ack.may_retry:
                return
            await asyncio.sleep(delay)
            again = Delivery(envelope="events_api", payload=payload, retry_num=number, retry_reason=ack.reason)
            ack = await self._transport().send(again)

    def _transport(self) -> HttpPush | Sockets:
        return self._pushes[-1] if self._pushes else self.sockets

    def _envelope(self, event: Mapping[str, Any]) -> dict[str, Any]:
        identity = self._identity
        authorization = {
            "enterprise_id": None,
            "team_id": identity.team_id,
            "user_id": identity.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": self._tokens.verification,
            "team_id": identity.team_id,
            "api_app_id": identity.app_id,
            "event": dict(event),
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(time.time()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
        }

"""The way from Slack to the app: what was sent can be sent again or to two processes at once, answers can be lost."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox.delivery import TIMED_OUT, Ack, Delivery, Transport
from bot.sandbox.http_push import HttpPush
from bot.sandbox.socket_mode import Sockets

BY_HTTP, BY_SOCKET = HttpPush.send, Sockets.send


class Wire:
    """Every request goes through here, signed as always when it goes by HTTP; `also_to` another process, if any, or
    every second one to the process that it `turns_with`.

    `answers` are all that came to the last request; the first of them is what Slack gets.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[tuple[Transport, Delivery]] = []
        self.loses_answers = False
        self.also_to: Transport | None = None
        self.turns_with: Transport | None = None
        self.answers: list[Ack] = []
        for kind in (HttpPush, Sockets):
            monkeypatch.setattr(kind, "send", lambda transport, delivery: self._send(transport, delivery))

    @property
    def payload(self) -> Mapping[str, Any]:
        """The last request's."""
        return self.sent[-1][1].payload

    async def again(self, *, retry_num: int = 0, **changes: Any) -> Ack:
        """The last request once more, with some fields of its payload changed or, for None, left out."""
        transport, delivery = self.sent[-1]
        payload = {**delivery.payload, **changes}
        payload = {name: value for name, value in payload.items() if value is not None or name not in changes}
        copy = replace(delivery, payload=payload, retry_num=retry_num, retry_reason="http_timeout")
        return await _bring(transport, copy)

    async def _send(self, transport: Transport, delivery: Delivery) -> Ack:
        self.sent.append((transport, delivery))
        if self.turns_with and len(self.sent) % 2:
            transport = self.turns_with
        ways = [transport, self.also_to] if self.also_to else [transport]
        self.answers = await asyncio.gather(*(_bring(way, delivery) for way in ways))
        return TIMED_OUT if self.loses_answers else self.answers[0]


async def _bring(transport: Transport, delivery: Delivery) -> Ack:
    if isinstance(transport, Sockets):
        return await BY_SOCKET(transport, delivery)
    assert isinstance(transport, HttpPush)
    return await BY_HTTP(transport, delivery)

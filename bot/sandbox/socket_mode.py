"""Socket Mode: web sockets that the app opens, envelopes that it acknowledges."""

import asyncio
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.delivery import UNREACHABLE, Ack, Delivery

TIMED_OUT = Ack(failure="operation_timeout", reason="timeout")


class Sockets:
    """The app's open sockets; envelopes go round among them."""

    def __init__(self, *, app_id: str, ack_seconds: float) -> None:
        self._app_id = app_id
        self._ack_seconds = ack_seconds
        self._open: list[WebSocket] = []
        self._waiting: dict[str, asyncio.Future[Mapping[str, Any]]] = {}
        self._tickets: set[str] = set()

    def __len__(self) -> int:
        return len(self._open)

    def new_ticket(self) -> str:
        """A ticket that opens one socket."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Talk to one connection until it ends; a connection without a fresh ticket is turned away."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        self._open.append(socket)
        try:
            await socket.send_json(self._hello())
            while True:
                self._receive(await socket.receive_text())
        except WebSocketDisconnect:
            return
        finally:
            self._forget(socket)

    async def send(self, delivery: Delivery) -> Ack:
        """Deliver through the next socket; see `Transport.send`."""
        if not self._open:
            return UNREACHABLE
        socket = self._open.pop(0)
        self._open.append(socket)
        envelope_id = secrets.token_hex(16)
        answer: asyncio.Future[Mapping[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answer
        try:
            await socket.send_json(_envelope(envelope_id, delivery))
            return Ack(body=await asyncio.wait_for(answer, self._ack_seconds))
        except TimeoutError:
            return TIMED_OUT
        except (WebSocketDisconnect, RuntimeError):
            self._forget(socket)
            return UNREACHABLE
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to go away and close it, as Slack does every few hours. Apps connect anew."""
        for socket in list(self._open):
            self._forget(socket)
            with suppress(WebSocketDisconnect, RuntimeError):
                await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
                await socket.close()

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
        }

    def _receive(self, text: str) -> None:
        try:
            said = json.loads(text)
        except json.JSONDecodeError:
            return
        answer = self._waiting.get(str(said.get("envelope_id"))) if isinstance(said, dict) else None
        if answer is not None and not answer.done():
            answer.set_result(said.get("payload") or {})

    def _forget(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)


def _envelope(envelope_id: str, delivery: Delivery) -> dict[str, Any]:
    envelope: dict[str, Any] = {
        "envelope_id": envelope_id,
        "type": delivery.envelope,
        "payload": dict(delivery.payload),
        "accepts_response_payload": delivery.envelope != "events_api",
    }
    if delivery.envelope == "events_api":
        envelope |= {"retry_attempt": delivery.retry_num, "retry_reason": delivery.retry_reason}
    return envelope

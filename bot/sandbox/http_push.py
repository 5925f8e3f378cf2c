"""Requests to the app's Request URL, signed as Slack signs them."""

import json
import ssl
import time
from functools import cache
from typing import Any
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.delivery import TIMED_OUT, UNREACHABLE, Ack, Delivery

FORM = "application/x-www-form-urlencoded"


class HttpPush:
    """Delivers over HTTP; the signature carries real time, as apps refuse stale ones."""

    def __init__(self, request_url: str, *, signing_secret: str, ack_seconds: float) -> None:
        self._url = request_url
        self._signer = SignatureVerifier(signing_secret)
        self._client = httpx.AsyncClient(timeout=ack_seconds, trust_env=False, verify=_trusted())

    async def send(self, delivery: Delivery) -> Ack:
        """One POST; see `Transport.send`."""
        content, content_type = encode(delivery)
        try:
            response = await self._client.post(
                self._url, content=content, headers=self._headers(content, content_type, delivery)
            )
        except httpx.TimeoutException:
            return TIMED_OUT
        except httpx.TransportError:
            return UNREACHABLE
        return read_ack(response)

    async def close(self) -> None:
        """Drop open connections."""
        await self._client.aclose()

    def _headers(self, content: str, content_type: str, delivery: Delivery) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signature = self._signer.generate_signature(timestamp=timestamp, body=content) or ""
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
        }
        if delivery.retry_num:
            headers |= {"X-Slack-Retry-Num": str(delivery.retry_num), "X-Slack-Retry-Reason": delivery.retry_reason}
        return headers


@cache
def _trusted() -> ssl.SSLContext:
    """Read once in a process: it takes longer than a request."""
    return httpx.create_ssl_context(trust_env=False)


def encode(delivery: Delivery) -> tuple[str, str]:
    """Body and content type: a form for commands, `payload=` for interactions, JSON for events."""
    if delivery.envelope == "slash_commands":
        return urlencode(delivery.payload), FORM
    if delivery.envelope == "interactive":
        return urlencode({"payload": json.dumps(delivery.payload)}), FORM
    return json.dumps(delivery.payload), "application/json"


def read_ack(response: httpx.Response) -> Ack:
    """A 2xx answer acknowledges; its body is JSON or the plain text of a message."""
    may_retry = response.headers.get("X-Slack-No-Retry") != "1"
    if not response.is_success:
        return Ack(failure="dispatch_failed", reason="http_error", may_retry=may_retry)
    text = response.text.strip()
    if not text or not response.headers.get("Content-Type", "").startswith("application/json"):
        return Ack(body={"text": text} if text else {})
    try:
        body: Any = json.loads(text)
    except json.JSONDecodeError:
        return Ack(failure="dispatch_failed", reason="http_error", may_retry=may_retry)
    return Ack(body=body if isinstance(body, dict) else {})

"""One request from Slack to the app, and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Envelope = Literal["slash_commands", "interactive", "events_api"]
Failure = Literal["operation_timeout", "dispatch_failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A payload on its way to the app; `retry_num` counts the repeats of an event."""

    envelope: Envelope
    payload: Mapping[str, Any]
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """The app's answer: a JSON body (empty when it said nothing), or a failure and Slack's reason for a retry."""

    body: Mapping[str, Any] = field(default_factory=dict)
    failure: Failure | None = None
    reason: str = ""
    may_retry: bool = True


TIMED_OUT = Ack(failure="operation_timeout", reason="http_timeout")
UNREACHABLE = Ack(failure="dispatch_failed", reason="connection_failed")


class Transport(Protocol):
    """A way to reach the app."""

    async def send(self, delivery: Delivery) -> Ack:
        """Deliver once and wait for the acknowledgement; failures are answers, not exceptions."""
        ...

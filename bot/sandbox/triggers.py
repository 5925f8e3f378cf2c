"""Short-lived keys that Slack hands out with an interaction: trigger ids and response URLs. They age in real time."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.sandbox.errors import SlackError

Monotonic = Callable[[], float]
TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Permission to show `user` one view; `view_id` is the modal the interaction happened in, if any."""

    user: str
    view_id: str | None
    born: float
    is_used: bool = False


class Triggers:
    """Issues trigger ids that live 3 s and work once."""

    def __init__(self, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, *, view_id: str | None = None) -> str:
        """A new trigger id for an interaction of `user`."""
        key = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._issued[key] = Trigger(user=user, view_id=view_id, born=self._monotonic())
        return key

    def exchange(self, key: str) -> Trigger:
        """Use `key` up. SlackError: invalid_trigger_id, expired_trigger_id or exchanged_trigger_id."""
        trigger = self._issued.get(key)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.is_used:
            raise SlackError("exchanged_trigger_id")
        if self._monotonic() - trigger.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        self._issued[key] = replace(trigger, is_used=True)
        return trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Where a response URL leads: the person who acted, the conversation, and the message acted on, if any."""

    user: str
    channel: str
    ts: str | None
    born: float
    uses: int = 0


class Responses:
    """Issues response URLs' keys, good for 5 uses within 30 minutes."""

    def __init__(self, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._issued: dict[str, Response] = {}

    def issue(self, user: str, channel: str, *, ts: str | None = None) -> str:
        """A new key; `ts` is the message that `replace_original` means."""
        key = secrets.token_urlsafe(18)
        self._issued[key] = Response(user=user, channel=channel, ts=ts, born=self._monotonic())
        return key

    def use(self, key: str) -> Response:
        """Count one use. SlackError (HTTP 404): expired_url, used_url or no_service for a key never issued."""
        response = self._issued.get(key)
        if response is None:
            raise SlackError("no_service", status=404)
        if self._monotonic() - response.born > RESPONSE_SECONDS:
            raise SlackError("expired_url", status=404)
        if response.uses >= RESPONSE_USES:
            raise SlackError("used_url", status=404)
        self._issued[key] = replace(response, uses=response.uses + 1)
        return response

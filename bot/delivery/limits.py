"""How often Slack takes which call: https://docs.slack.dev/apis/web-api/rate-limits. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.delivery.models import (
    COMPLETE,
    DISCARD,
    EPHEMERAL,
    FETCH,
    FILE,
    HOME,
    INTO_CHANNEL,
    PICTURE,
    POST,
    REPLY,
    UPDATE,
)
from bot.errors import ConfigurationError

SECOND_US = 1_000_000
EVERY_CALL = "token"
METHODS: Mapping[str, str] = {
    POST: "chat.postMessage",
    REPLY: "chat.postMessage",
    EPHEMERAL: "chat.postEphemeral",
    FILE: "files.completeUploadExternal",
    UPDATE: "chat.update",
    HOME: "views.publish",
    FETCH: "files.info",
    PICTURE: "files.completeUploadExternal",
    DISCARD: "files.delete",
    COMPLETE: "functions.completeSuccess",
}
"""By operation, the method whose limit it is under."""
HISTORY, REPLIES = "conversations.history", "conversations.replies"
OPEN, RESERVE = "conversations.open", "files.getUploadURLExternal"
PER_MINUTE: Mapping[str, int] = {
    METHODS[UPDATE]: 50,
    HISTORY: 50,
    REPLIES: 50,
    OPEN: 50,
    METHODS[HOME]: 100,
    METHODS[EPHEMERAL]: 100,
    METHODS[FILE]: 100,
    METHODS[FETCH]: 100,
    METHODS[DISCARD]: 50,
    METHODS[COMPLETE]: 50,
    RESERVE: 100,
}
"""Slack's tiers 3 and 4; chat.postMessage has a limit of its own."""
CALLS_PER_SECOND = 20
"""Of all methods together, at least; twice the messages where these are more. Slack names no number."""
CHANNEL_STEP_US = 1_100_000
"""Slack lets one message a second into a channel; the next one's time counts from the answer to this one, for the way
is not always equally long."""
HOLD_US = 15 * SECOND_US
"""For longer nothing is on its way; where a sender died before the answer, the next one waits so long."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One call each `step_us` microseconds in the long run, `burst` of them at once after a rest."""

    name: str
    step_us: int
    burst: int = 1

    @property
    def burst_us(self) -> int:
        return self.step_us * (self.burst - 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call has to take a slot of. `messages_per_minute` are those of the whole workspace, 0: without limit
    but those of channels and methods; `per_minute` are the calls of single methods that Slack grants this app instead
    of its usual ones; `is_on` False leaves it to Slack to say that it was too much. ConfigurationError for a method
    that has no such limit, or less than one call.
    """

    messages_per_minute: int = 300
    is_on: bool = True
    per_minute: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for method, number in self.per_minute.items():
            if method not in PER_MINUTE:
                raise ConfigurationError(f"EVENHAND_METHOD_LIMITS: {method!r} {_why_unknown(method)}")
            if number < 1:
                raise ConfigurationError(f"EVENHAND_METHOD_LIMITS: {method!r} has {number} a minute; 1 is the least")

    def of_send(self, operation: str, recipient: str, updates_key: str | None = None) -> list[Bucket]:
        """In the order in which they are taken, which is the same everywhere."""
        if not self.is_on:
            return []
        held = held_by(operation, recipient, updates_key)
        return sorted([*self.of_call(METHODS[operation]), Bucket(held.name, HOLD_US)], key=_by_name)

    def of_call(self, *methods: str) -> list[Bucket]:
        """The buckets of one call each."""
        if not self.is_on:
            return []
        return sorted(filter(None, [self._of_token(), *map(self._of_method, methods)]), key=_by_name)

    def _of_token(self) -> Bucket | None:
        each_second = max(CALLS_PER_SECOND, 2 * self.messages_per_minute // 60)
        return Bucket(EVERY_CALL, SECOND_US // each_second, each_second) if self.messages_per_minute else None

    def _of_method(self, method: str) -> Bucket | None:
        if method == METHODS[POST]:
            each = self.messages_per_minute
            return Bucket(method, 60 * SECOND_US // each, max(1, each // 60)) if each else None
        each = self.per_minute.get(method, PER_MINUTE[method])
        return Bucket(method, 60 * SECOND_US // each, max(1, each // 10))


NO_LIMITS = Limits(is_on=False)


@dataclass(frozen=True, slots=True)
class Room:
    """What a bucket has left. `wait_us` until it has a slot again; 0 when it has one now."""

    free: int
    wait_us: int


NO_LIMIT = Room(1_000_000, 0)


def room(*, full_at_us: int, step_us: int, burst_us: int, blocked_until_us: int, now_us: int) -> Room:
    """Of a bucket in this state; without a step there is no limit but Slack's own word."""
    wait_us = max(blocked_until_us, full_at_us - burst_us) - now_us
    if wait_us > 0:
        return Room(0, wait_us)
    if not step_us:
        return NO_LIMIT
    return Room((now_us + burst_us - max(full_at_us, now_us)) // step_us + 1, 0)


@dataclass(frozen=True, slots=True)
class Held:
    """What a message has to itself while it is on its way, and for `rest_us` after its answer."""

    name: str
    rest_us: int


def held_by(operation: str, recipient: str, updates_key: str | None) -> Held:
    """Two changes of one message, or of one Home tab, must not overtake each other on the way. Files are brought one at
    a time: each takes several times its size of memory."""
    if operation in INTO_CHANNEL:
        return Held(channel_bucket(recipient), CHANNEL_STEP_US)
    if operation == FETCH:
        return Held("fetch", 0)
    if operation == DISCARD:
        return Held(f"file:{recipient}", 0)
    if operation == UPDATE:
        return Held(f"message:{hashlib.sha256(str(updates_key).encode()).hexdigest()[:32]}", 0)
    return Held(home_bucket(recipient), 0)


def channel_bucket(recipient: str) -> str:
    """A person stands for the direct message with them."""
    return f"channel:{recipient}"


def home_bucket(recipient: str) -> str:
    return f"home:{recipient}"


def staggered(recipients: Sequence[str]) -> list[int]:
    """For each of these posts, how many before it go to the same place."""
    seen: dict[str, int] = {}
    places = []
    for recipient in recipients:
        places.append(seen.get(recipient, 0))
        seen[recipient] = places[-1] + 1
    return places


def _why_unknown(method: str) -> str:
    if method == METHODS[POST]:
        return "goes by EVENHAND_MESSAGES_PER_MINUTE"
    return f"is not one of {', '.join(sorted(PER_MINUTE))}"


def _by_name(bucket: Bucket) -> str:
    return bucket.name

"""What a copy of a request is known by: Slack's own ids, or who pressed what in which state of a window or message."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.forms import caller_of

EVENT_SECONDS = 25 * 3600
"""An event that was not acknowledged comes again at once, after minutes, and, if the app asks for it, for a day."""

SUBMISSION_SECONDS = 25 * 3600
"""A form stays open for as long as somebody leaves it open."""

TRIGGER_SECONDS = 3600
"""Slack sends commands and clicks once; a balancer or a socket that connects again may send them twice."""

PRESS_SECONDS = 2
"""Two presses of the same button within this are a double click, later ones are meant."""

PLAIN_ID = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, slots=True)
class Key:
    """`text` is the kind and Slack's id or a digest, at most 120 characters; nothing that anybody typed can be read
    from it."""

    text: str
    seconds: int


def keys_of(body: Mapping[str, Any]) -> tuple[Key, ...]:
    """A copy shares at least one of them; empty for a request that carries nothing to know it by."""
    kind = body.get("type")
    if kind == "event_callback":
        return _known(_id("event", EVENT_SECONDS, body.get("event_id")))
    if kind == "view_submission":
        return _known(_submission(body))
    return _known(
        _id("trigger", TRIGGER_SECONDS, body.get("trigger_id")), _press(body) if kind == "block_actions" else None
    )


def _known(*found: Key | None) -> tuple[Key, ...]:
    return tuple(key for key in found if key)


def _submission(body: Mapping[str, Any]) -> Key | None:
    """Slack changes a view's hash whenever the app changes the view: the next step of a form is another request."""
    view = _part(body, "view")
    entered = _part(view, "state").get("values")
    what = (view.get("callback_id"), view.get("private_metadata"), entered)
    return _digest("form", SUBMISSION_SECONDS, view.get("id"), view.get("hash"), extra=(*_person(body), *what))


def _press(body: Mapping[str, Any]) -> Key | None:
    """Buttons only: whoever takes an entry from a menu, then another and then the first again, means all three."""
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions and isinstance(actions[0], Mapping) else {}
    if action.get("type") != "button":
        return None
    view, message, container = _part(body, "view"), _part(body, "message"), _part(body, "container")
    place = (view.get("id"), view.get("hash"))
    if not view:
        place = (container.get("channel_id") or _part(body, "channel").get("id"), container.get("message_ts"))
    state = (_part(message, "edited").get("ts"), _part(view or body, "state").get("values"))
    what = (action.get("action_id"), action.get("value"))
    return _digest("press", PRESS_SECONDS, *place, extra=(*_person(body), *what, *state))


def _id(kind: str, seconds: int, given: object) -> Key | None:
    """Slack's own id as it is: where ids grow with time, what is written together lies together in the index."""
    if isinstance(given, str) and PLAIN_ID.fullmatch(given):
        return Key(f"{kind}:{given}", seconds)
    return _digest(kind, seconds, given)


def _digest(kind: str, seconds: int, *needed: object, extra: tuple[object, ...] = ()) -> Key | None:
    """None when one of the `needed` is missing: without it, different requests would look alike."""
    if not all(needed):
        return None
    told = json.dumps((kind, *needed, *extra), sort_keys=True, separators=(",", ":"))
    return Key(f"{kind}:{hashlib.sha256(told.encode()).hexdigest()[:32]}", seconds)


def _person(body: Mapping[str, Any]) -> tuple[str, str]:
    caller = caller_of(body)
    return caller.team, caller.user


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Empty when it is not there, or is not what it should be."""
    found = body.get(name)
    return found if isinstance(found, Mapping) else {}

"""Builders of blocks and messages as the page receives them."""

from typing import Any

Json = dict[str, Any]

NOON = 1_795_161_600  # 2026-11-20 08:00 UTC, a Friday: 16:00 in Shanghai, 09:00 in Madrid


def ts(minutes: int = 0) -> str:
    """A message id `minutes` after NOON."""
    return f"{NOON + 60 * minutes}.000100"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str, description: str | None = None) -> Json:
    hint = {"description": plain(description)} if description else {}
    return {"text": plain(text), "value": value, **hint}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block whose element's action id is "value"."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "value", **element},
        **more,
    }


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(action_id: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": action_id, **more}


def message(minutes: int, user: str, text: str = "", **more: Any) -> Json:
    """A message `minutes` after NOON as the page's contract shows it."""
    return {
        "ts": ts(minutes),
        "user": user,
        "is_bot": user == "U0BOT",
        "text": text,
        "blocks": [],
        "edited": False,
        "ephemeral": False,
        "thread_ts": None,
        "files": [],
        **more,
    }

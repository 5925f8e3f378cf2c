"""Kinds of messages, and the keys that name their occasions. Pure."""

from datetime import date, datetime

PROMPT, DONE = "reviews.prompt", "reviews.done"
HOME_REFRESH = "home.refresh"
"""What Home renders; nothing else is known of it here."""


def prompt_keys(member_id: int) -> str:
    """What all keys of somebody's prompts begin with."""
    return f"rating-prompt:{member_id}:"


def prompt_key(member_id: int, on: date) -> str:
    """One a day, be it planned or put off until then."""
    return f"{prompt_keys(member_id)}{on.isoformat()}"


def again_key(member_id: int, on: date, at: datetime) -> str:
    """Of a prompt that was put off until later on the same day."""
    return f"{prompt_key(member_id, on)}:{at:%H%M}"


def progress_key(key: str, now: datetime) -> str:
    """Of what takes a prompt's place, each time that something has been done."""
    return f"done:{key}:{now:%Y%m%dT%H%M%S%f}"

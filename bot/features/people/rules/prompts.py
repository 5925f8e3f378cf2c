"""The one prompt a day that somebody gets: kinds of messages, and the keys that name their occasions. Pure."""

from datetime import date, datetime, timedelta

PROMPT, NUDGE, FRESH = "prompts.prompt", "prompts.nudge", "prompts.fresh"
"""The prompt, the reminder of figures, and what takes a prompt's place when something has been done."""
HOME = "home.refresh"
"""What Home renders; nothing else is known of it here."""
REMEMBERED = timedelta(days=70)
"""How far back prompts still matter: longer than anything asks for the same."""


def prompt_keys(member_id: int) -> str:
    """What all keys of somebody's prompts begin with."""
    return f"prompt:{member_id}:"


def prompt_key(member_id: int, on: date) -> str:
    """One a day, be it planned or put off until then."""
    return f"{prompt_keys(member_id)}{on.isoformat()}"


def again_key(member_id: int, on: date, at: datetime) -> str:
    """Of a prompt that was put off until later on the same day."""
    return f"{prompt_key(member_id, on)}:{at:%H%M}"


def day_of_key(key: str) -> date:
    """Of a prompt's key."""
    return date.fromisoformat(key.split(":")[2])


def nudge_key(member_id: int, on: date) -> str:
    return f"nudge:{member_id}:{on.isoformat()}"


def fresh_key(key: str, now: datetime) -> str:
    """Of what takes a prompt's place, each time that something has been done."""
    return f"fresh:{key}:{now:%Y%m%dT%H%M%S%f}"


def home_key(member_id: int, now: datetime) -> str:
    return f"home:{member_id}:{now.isoformat()}"

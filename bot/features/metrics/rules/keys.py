"""How promises and the form's fields are named."""

from datetime import date, datetime

DONE, DIGEST = "metrics.done", "metrics.digest"
DAY_NOTES = ("goal", "blockers")


def digest_key(lead_id: int, on: date) -> str:
    return f"digest:{lead_id}:{on.isoformat()}"


def done_key(member_id: int, on: date, now: datetime) -> str:
    """One for each time that something was told without a prompt."""
    return f"done:{member_id}:{on.isoformat()}:{now:%Y%m%dT%H%M%S%f}"


def figure_field(figure_id: str, on: date) -> str:
    """A block id. The day is part of it, so that Slack shows another day's values instead of what was typed before."""
    return f"figure:{figure_id}:{on.isoformat()}"


def note_field(name: str, on: date) -> str:
    return f"{name}:{on.isoformat()}"

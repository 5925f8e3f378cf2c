"""Kinds of messages, and the keys that name their occasions. Pure."""

from datetime import datetime

PROPOSED, DECIDED = "goals.proposed", "goals.decided"


def proposed_key(goal_id: int, member_id: int) -> str:
    """To each who can agree."""
    return f"goal:proposed:{goal_id}:{member_id}"


def edited_key(goal_id: int, member_id: int, at: datetime) -> str:
    """What was proposed to them is another thing now."""
    return f"{proposed_key(goal_id, member_id)}:edited:{at.timestamp():.6f}"


def decided_key(goal_id: int, member_id: int) -> str:
    """A proposal is decided once."""
    return f"goal:decided:{goal_id}:{member_id}"

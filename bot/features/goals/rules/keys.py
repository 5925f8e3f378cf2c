"""Kinds of messages, and the keys that name their occasions. Pure."""

PROPOSED, DECIDED = "goals.proposed", "goals.decided"


def proposed_key(goal_id: int, member_id: int) -> str:
    """To each who can agree."""
    return f"goal:proposed:{goal_id}:{member_id}"


def decided_key(goal_id: int, member_id: int) -> str:
    """A proposal is decided once."""
    return f"goal:decided:{goal_id}:{member_id}"

"""Kinds of messages, and the keys that name their occasions. Pure."""

OPENED, LEFT = "campaigns.opened", "campaigns.left"


def opened_key(place_id: int) -> str:
    """Once for each place: who comes back is told again."""
    return f"campaign:opened:{place_id}"


def left_key(place_id: int) -> str:
    return f"campaign:left:{place_id}"

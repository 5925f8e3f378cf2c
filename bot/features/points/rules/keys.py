"""Kinds of messages, and the keys that name their occasions. Pure."""

ASKED, ENDED = "points.asked", "points.ended"


def asked_key(points_id: int, member_id: int) -> str:
    """To each who can agree, once."""
    return f"points:asked:{points_id}:{member_id}"


def ended_key(points_id: int, state: str) -> str:
    """To who has proposed them."""
    return f"points:{state}:{points_id}"

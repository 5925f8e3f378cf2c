"""Names of what is promised and planned; promised privately: whoever looks after deliveries reads none of it."""

STEP = "improvement.message"
"""A move that somebody is told of; which one, and in which words, is decided when it is sent."""
ASK = "improvement.question"
"""Something that HR is asked to see to."""
DAY = "improvement.upkeep"
"""Once a day."""
LEFT, ALONE = 1, 2
"""What HR is asked about: somebody who has left, and somebody without a manager."""


def step_key(move_id: int, member_id: int) -> str:
    return f"improvement:{move_id}:{member_id}"


def ask_key(plan_id: int, what: int, about: int, member_id: int) -> str:
    """`about` tells one occasion from another of the same kind."""
    return f"improvement:ask:{plan_id}:{what}:{about}:{member_id}"

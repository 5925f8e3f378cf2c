"""Names of what is promised and planned; promised privately: whoever looks after deliveries reads none of it."""

STEP = "improvement.message"
"""A move that somebody is told of; which one, and in which words, is decided when it is sent."""
ASK = "improvement.question"
"""Something that HR is asked to see to; with SAID, something that the person has said."""
DAY = "improvement.upkeep"
"""Once a day."""
PAPER = "improvement.paper"
"""A file that somebody has asked for."""
FETCH, ATTACHED, REFUSED = "improvement.fetch", "improvement.attached", "improvement.refused"
"""A file that somebody has put into a form and that is brought from Slack; one that somebody has asked for; and word to
whoever has uploaded one that could not be kept."""
LEFT, ALONE, DECIDE, CLOSE, NAME, MONTH, QUARTER = 1, 2, 3, 4, 5, 6, 7
"""What HR is asked about: somebody who has left, somebody without a manager; to decide, to close, to name a committee.
And the person and the manager, one and three months after a plan that was passed: how it goes."""
FOLLOWUPS = {MONTH: 1, QUARTER: 3}
"""In months."""
MISSED, SAID = 11, 12
"""Two weeks of which the manager has noted nothing; and what the person has written, by the key of the note."""


def note_key(note_id: int, member_id: int) -> str:
    """Of something that the person has written and others hear of."""
    return f"improvement:ask:n{note_id}:{member_id}"


def step_key(move_id: int, member_id: int) -> str:
    return f"improvement:{move_id}:{member_id}"


def ask_key(plan_id: int, what: int, about: int, member_id: int) -> str:
    """`about` tells one occasion from another of the same kind."""
    return f"improvement:ask:{plan_id}:{what}:{about}:{member_id}"


def fetch_key(file_id: int) -> str:
    return f"improvement:fetch:{file_id}"


def refused_key(file_id: int) -> str:
    return f"improvement:refused:{file_id}"


def attached_key(file_id: int, member_id: int, minute: str) -> str:
    """Once a minute."""
    return f"improvement:attached:{file_id}:{member_id}:{minute}"


def paper_key(plan_id: int, member_id: int, minute: str) -> str:
    """Once a minute: pressing twice is pressing once."""
    return f"improvement:paper:{plan_id}:{member_id}:{minute}"

"""Kinds of messages and of what happens daily, and the keys that name their occasions. Pure."""

from datetime import date

OPENED, CLOSED, RESULTS = "retrospectives.opened", "retrospectives.closed", "retrospectives.results"
GIVEN = "retrospectives.given"
UPKEEP = "retrospectives.upkeep"
"""Once a day for the workspace."""


def opened_key(retrospective_id: int, member_id: int) -> str:
    return f"retro:{retrospective_id}:opened:{member_id}"


def closed_key(retrospective_id: int, member_id: int) -> str:
    return f"retro:{retrospective_id}:closed:{member_id}"


def results_key(retrospective_id: int, member_id: int) -> str:
    return f"retro:{retrospective_id}:results:{member_id}"


def given_key(owner_id: int, on: date) -> str:
    """All that somebody is given on a day is in one message."""
    return f"retro-given:{owner_id}:{on.isoformat()}"

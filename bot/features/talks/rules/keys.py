"""Kinds of messages and of what happens daily, and the keys that name their occasions. Pure."""

from datetime import date, datetime

ASKED, REMINDED, DIGEST = "talks.asked", "talks.reminded", "talks.digest"
PROPOSED, AGREED, SOON = "talks.proposed", "talks.agreed", "talks.soon"
NOTED, REPLIED = "talks.noted", "talks.replied"
UPKEEP = "talks.upkeep"
"""Once a day for the workspace."""


def asked_key(manager_id: int, on: date) -> str:
    """All people of a manager are in one message."""
    return f"talks-asked:{manager_id}:{on.isoformat()}"


def reminded_key(manager_id: int, on: date) -> str:
    return f"talks-reminded:{manager_id}:{on.isoformat()}"


def digest_key(member_id: int, on: date) -> str:
    return f"talks-digest:{member_id}:{on.isoformat()}"


def proposed_key(talk_id: int, now: datetime) -> str:
    """Each time that something is proposed: the talk is locked, and the same proposal again is none."""
    return f"talk-proposed:{talk_id}:{now:%Y%m%dT%H%M%S%f}"


def agreed_key(talk_id: int, now: datetime) -> str:
    return f"talk-agreed:{talk_id}:{now:%Y%m%dT%H%M%S%f}"


def soon_key(talk_id: int, meet_at: datetime, slack_user: str) -> str:
    return f"talk-soon:{talk_id}:{meet_at:%Y%m%dT%H%M}:{slack_user}"


def noted_key(outcome_id: int) -> str:
    return f"talk-noted:{outcome_id}"


def replied_key(reply_id: int) -> str:
    return f"talk-replied:{reply_id}"

"""Names of what is promised, and how long a step may take. Pure."""

from datetime import date, timedelta

ASKED_CHECKIN, ASKED_RATING, END = "workflows.checkin", "workflows.rating", "workflows.end"
LONGEST = timedelta(hours=24)
"""After that a workflow is told that nothing came."""
GONE, EXPIRED, UNKNOWN, SAME = "gone", "expired", "unknown", "same"
"""Why a step fails; `gone` when nothing is known of it any more."""


def checkin_key(member_id: int, on: date) -> str:
    """However many workflows ask for the same day, one message does."""
    return f"workflow:checkin:{member_id}:{on.isoformat()}"


def rating_key(rater_id: int, subject_id: int, on: date) -> str:
    """Likewise."""
    return f"workflow:rating:{rater_id}:{subject_id}:{on.isoformat()}"


def done_key(key: str) -> str:
    """Of what takes a message's place."""
    return f"{key}:done"


def end_key(execution: str) -> str:
    """A step ends once, whichever way."""
    return f"workflow:end:{execution}"

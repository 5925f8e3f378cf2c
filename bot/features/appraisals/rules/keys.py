"""Kinds of messages and schedules, and the keys that name their occasions. Pure."""

DAY = "appraisals.day"
"""The schedule that opens rounds, and publishes late ones."""
PUBLISHED, REVISED = "appraisals.published", "appraisals.revised"


def published_key(round_id: int, member_id: int, revision: int) -> str:
    return f"appraisal:{round_id}:{member_id}:{revision}"

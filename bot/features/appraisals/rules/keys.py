"""Kinds of messages and schedules, and the keys that name their occasions. Pure."""

from datetime import date

DAY = "appraisals.day"
"""The schedule that opens rounds and plans the day's messages."""
PROMPT, DONE = "appraisals.prompt", "appraisals.done"
PUBLISHED, REVISED = "appraisals.published", "appraisals.revised"


def prompts_of(round_id: int) -> str:
    """What the keys of all of a round's prompts begin with."""
    return f"appraisals:{round_id}:"


def prompt_key(round_id: int, member_id: int, on: date) -> str:
    return f"{prompts_of(round_id)}{member_id}:{on.isoformat()}"


def published_key(round_id: int, member_id: int, revision: int) -> str:
    return f"appraisal:{round_id}:{member_id}:{revision}"

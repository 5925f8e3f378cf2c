"""What HR and leads are told about a cycle, and the keys that name these occasions. Pure."""

from datetime import date

NOTICE, TEAM_NOTICE = "reviews.notice", "reviews.team_notice"
"""Kinds of messages: to HR about a cycle, to a lead about how many of the team have not finished."""
PATTERNS = "reviews.patterns"
"""To the committee: how many ratings of a cycle stand out."""
REMINDED_DAYS = 2
"""Managers are asked once some of their reports have named somebody, and again on the last two days before the
opening."""

PREPARED, OPENED, HALFWAY, LAST_DAY = "prepared", "opened", "halfway", "last-day"
CLOSED, RELEASED, DISCARDED = "closed", "released", "discarded"
DIGESTS = (HALFWAY, LAST_DAY)


def notice_key(cycle_id: int, notice: str, closes_on: date, member_id: int) -> str:
    """A cycle that is extended has another last day, and is closed another time."""
    return f"review:{cycle_id}:{notice}:{closes_on if notice in (LAST_DAY, CLOSED) else ''}:{member_id}"


def team_notice_key(cycle_id: int, notice: str, closes_on: date, team_id: int) -> str:
    return f"review:{cycle_id}:{notice}:{closes_on if notice == LAST_DAY else ''}:team:{team_id}"


def patterns_key(cycle_id: int, member_id: int) -> str:
    return f"review:{cycle_id}:patterns:{member_id}"

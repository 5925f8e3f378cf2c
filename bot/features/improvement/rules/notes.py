"""What is written down in a plan, by whom."""

from enum import StrEnum

TEXT_LIMIT = 3_000
"""As much as a field of Slack's takes."""


class Kind(StrEnum):
    """The person's weekly `checkin` and the manager's weekly `manager` note; a `comment` on the terms; a call for
    `help`; `evidence` for a milestone, and that one is `reached`; what came out of a `meeting`; before the decision the
    person's `statement` and the manager's `view`; `followup` one and three months after a plan that was passed."""

    CHECKIN = "checkin"
    MANAGER = "manager"
    COMMENT = "comment"
    HELP = "help"
    EVIDENCE = "evidence"
    REACHED = "reached"
    MEETING = "meeting"
    STATEMENT = "statement"
    VIEW = "view"
    FOLLOWUP = "followup"


class Mood(StrEnum):
    """How the person says it goes."""

    ON_TRACK = "on_track"
    UNSURE = "unsure"
    STUCK = "stuck"

"""What has become of a question about a card. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.features.scorecards.models import APPRAISAL, CORRECTION

FOLLOWS = (CORRECTION, APPRAISAL)
"""Why a revision comes that a question may have led to: not for colleagues' ratings, which were only late."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision of a card: its number, the code why, and when it came out."""

    revision: int
    reason: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question by its key, the revision that it is about, and when it was asked; open until `answered_at`. `led_to`
    is the first revision that came after it because figures or a manager's rating were put right, if any did."""

    key: int
    revision: int
    asked_at: datetime
    answered_at: datetime | None
    led_to: int | None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


def led_to(revision: int, asked_at: datetime, revisions: Iterable[Revised]) -> int | None:
    """Of the card's revisions, which may come in any order."""
    return min(
        (
            each.revision
            for each in revisions
            if each.revision > revision and each.reason in FOLLOWS and each.published_at >= asked_at
        ),
        default=None,
    )

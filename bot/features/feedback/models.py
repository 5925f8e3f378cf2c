"""What people write to each other about their work, always by name: kudos, feedback, and being asked for it."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

KUDOS, FEEDBACK = "kudos", "feedback"
KINDS = (KUDOS, FEEDBACK)
OPEN, ANSWERED, DECLINED, CALLED_OFF, EXPIRED = "open", "answered", "declined", "called_off", "expired"
REASONS = ("not_enough", "no_time", "in_person", "other")
"""Why somebody declines: a choice, not a text."""


class Feedback(Row, table=True):
    """Kudos or feedback from one member to another, who is told of it at `told_at`.

    `dimension` is one of the scheme version's that the receiver worked by; None for feedback, and without a scheme.
    Public kudos stand in `channel`, everything else is the receiver's, who may let a manager read it: `shared_with`.
    What was withdrawn or deleted has an `ended_at`, no text and no dimension any more; the row stays, for it still
    counts among what its giver has sent that day.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        Index("ix_feedback_workspace_id_receiver_id_given_at", "workspace_id", "receiver_id", "given_at"),
        Index("ix_feedback_workspace_id_giver_id_given_at", "workspace_id", "giver_id", "given_at"),
    )

    kind: str = Field(max_length=10)
    giver_id: int = Field(foreign_key="member.id", sa_type=BigId)
    receiver_id: int = Field(foreign_key="member.id", sa_type=BigId)
    request_id: int | None = Field(default=None, foreign_key="feedback_request.id", sa_type=BigId)
    scheme_version_id: int | None = Field(default=None, foreign_key="scheme_version.id", sa_type=BigId)
    dimension: str | None = Field(default=None, max_length=40)
    channel: str | None = Field(default=None, max_length=40)
    text: str = Field(sa_type=Sealed("feedback.text"))
    given_at: datetime = Field(sa_type=UtcDateTime)
    told_at: datetime = Field(sa_type=UtcDateTime)
    shared_with: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    shared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FeedbackRequest(Row, table=True):
    """One member asks another for feedback; one open request at a time, which is seen to by who writes them under the
    members' locks.

    The other is told at `told_at` and reminded once, at `remind_at`. `reason` is one of `REASONS` when it was declined;
    with a request that ends without an answer its question goes.
    """

    __tablename__ = "feedback_request"
    __table_args__ = (
        Index("ix_feedback_request_workspace_id_asked_id_state", "workspace_id", "asked_id", "state"),
        Index("ix_feedback_request_workspace_id_asker_id_state", "workspace_id", "asker_id", "state"),
    )

    asker_id: int = Field(foreign_key="member.id", sa_type=BigId)
    asked_id: int = Field(foreign_key="member.id", sa_type=BigId)
    question: str = Field(sa_type=Sealed("feedback_request.question"))
    state: str = Field(default=OPEN, max_length=10)
    reason: str | None = Field(default=None, max_length=20)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    told_at: datetime = Field(sa_type=UtcDateTime)
    remind_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""Steps of workflows that run: who was asked for what, until it is over."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

CHECKIN, RATING = "checkin", "rating"
KINDS = (CHECKIN, RATING)
REASON_LIMIT = 300
"""Characters."""


class WorkflowStep(Row, table=True):
    """A step that waits for a check-in of `member_id` for the day `on`, or passes on that `subject_id` is to be rated.

    `execution` is Slack's id of it. A row is there for as long as it runs, and goes at the latest when it `expires_at`.
    """

    __tablename__ = "workflow_step"
    __table_args__ = (
        UniqueConstraint("workspace_id", "execution"),
        Index("ix_workflow_step_workspace_id_expires_at", "workspace_id", "expires_at"),
    )

    execution: str = Field(max_length=40)
    kind: str = Field(max_length=10)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    subject_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    reason: str = Field(default="", sa_type=Sealed("workflow_step.reason"))
    on: date
    started_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)

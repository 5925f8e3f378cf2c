"""One row for everything that happens again and again to somebody."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import BigId, UtcDateTime

DAILY, MONTHLY = "daily", "monthly"
WHOLE_WORKSPACE = 0


class Schedule(Row, table=True):
    """`kind` names the handler, `subject_id` the member it is about (0: the workspace).

    `minute` counts from local midnight in `zone`. `recurrence` is `daily` (who plans decides by the calendar whether
    the day counts, with `working_days` as ISO numbers such as `1-5`) or `monthly` (on `day`, 1 to 28).
    """

    __tablename__ = "schedule"
    __table_args__ = (
        UniqueConstraint("workspace_id", "kind", "subject_id"),
        Index("ix_schedule_workspace_id_next_fire_at", "workspace_id", "next_fire_at"),
    )

    kind: str = Field(max_length=60)
    subject_id: int = Field(default=WHOLE_WORKSPACE, sa_type=BigId)
    recurrence: str = Field(max_length=10)
    minute: int
    zone: str = Field(max_length=60)
    working_days: str = Field(default="1-5", max_length=3)
    day: int = 1
    next_fire_at: datetime = Field(sa_type=UtcDateTime)

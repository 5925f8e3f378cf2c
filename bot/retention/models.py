"""One row for each night in which something was looked for."""

from datetime import date, datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import UtcDateTime


class RetentionRun(Row, table=True):
    """Whoever inserts the row of a night does its work; one that is not finished and has not been active for a while
    is taken over, as the next `attempt`. `counts` is what is gone so far, by kind."""

    __tablename__ = "retention_run"
    __table_args__ = (UniqueConstraint("workspace_id", "on"),)

    on: date
    attempt: int = 1
    active_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    counts: dict[str, int] = Field(sa_type=JSON)

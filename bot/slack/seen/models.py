"""The table of requests that have been taken."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import UtcDateTime


class SeenRequest(Row, table=True):
    """What a request is known by, for as long as a copy of it may come; `expires_at` is by the database's clock.

    Without an index on that: every request would pay for it, and only the hourly pruning would use it.
    """

    __tablename__ = "seen_request"
    __table_args__ = (UniqueConstraint("workspace_id", "unique_key"),)

    unique_key: str = Field(max_length=120)
    expires_at: datetime = Field(sa_type=UtcDateTime)

"""Months that are closed, and what has been put on their cards."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import BigId, UtcDateTime


class MonthClose(Row, table=True):
    """A month whose cards are out; `month` is written 2026-10. Whoever inserts the row closes the month."""

    __tablename__ = "month_close"
    __table_args__ = (UniqueConstraint("workspace_id", "month"),)

    month: str = Field(max_length=7)
    closed_at: datetime = Field(sa_type=UtcDateTime)


class CardRatings(Row, table=True):
    """The ratings of this review cycle are on the month's cards, or have been seen to be on none. Whoever inserts the
    row puts them there."""

    __tablename__ = "card_ratings"
    __table_args__ = (UniqueConstraint("workspace_id", "cycle_id"),)

    month: str = Field(max_length=7)
    cycle_id: int = Field(foreign_key="review_cycle.id", sa_type=BigId)

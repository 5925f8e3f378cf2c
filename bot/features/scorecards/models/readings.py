"""Who says that they have read their card."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import BigId, UtcDateTime


class CardReading(Row, table=True):
    """The member has read this revision of their own card, and said so; once for each revision."""

    __tablename__ = "card_reading"
    __table_args__ = (
        UniqueConstraint("workspace_id", "card_id"),
        Index("ix_card_reading_workspace_id_period", "workspace_id", "period"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    card_id: int = Field(foreign_key="card.id", sa_type=BigId)
    period: str = Field(max_length=7)
    read_at: datetime = Field(sa_type=UtcDateTime)

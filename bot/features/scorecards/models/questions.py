"""What people ask about their own cards."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime
from bot.features.scorecards.models.cards import FIRST_REVISION

_IS_OPEN = text("answered_at IS NULL")


class CardQuestion(Row, table=True):
    """Something is wrong with the figures, says the member about a revision of their own card of a period; at most one
    open question about each period. `answer` is a manager's or HR's; `sets_aside`: HR leaves the month out of what
    months in a row lead to.
    """

    __tablename__ = "card_question"
    __table_args__ = (
        Index(
            "uq_card_question_open",
            "workspace_id",
            "member_id",
            "period",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index("ix_card_question_workspace_id_period", "workspace_id", "period"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    period: str = Field(max_length=7)
    revision: int = FIRST_REVISION
    text: str = Field(sa_type=Sealed("card_question.text"))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answer: str = Field(default="", sa_type=Sealed("card_question.answer"))
    answered_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sets_aside: bool = False

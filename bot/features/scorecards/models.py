"""Published cards, of which rows are only ever added, and what people ask about their own."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

FIRST_REVISION = 1
RATINGS = "ratings"
"""Why there is another revision: ratings of the month were released after the card."""
APPRAISAL = "appraisal"
"""Why there is another revision: a manager changed a rating after it was published with the card."""


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


class Card(Row, table=True):
    """A member's card as it was published: nothing on it is computed again. `reason` is a code and says why there is
    this revision; empty for the first.

    `score` is 0 to the scheme's cap, not rounded, None when nothing was scored; `coverage` in % of the due weight;
    `receipt` is a `scoring.explain.Receipt` as JSON.
    """

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "period", "revision"),
        Index("ix_card_workspace_id_period", "workspace_id", "period"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=7)
    revision: int = FIRST_REVISION
    reason: str = Field(default="", max_length=20)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    score: float | None = None
    band: str | None = Field(default=None, max_length=8)
    coverage: float
    is_complete: bool
    receipt: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=UtcDateTime)


class TeamCard(Row, table=True):
    """A team's figures of a month. What too few people contributed to is not even stored.

    `n_members` cards are out, `n_scored` of them complete; `score` is their mean, None under the team minimum;
    `figures` is a list of `TeamFigure` as JSON.
    """

    __tablename__ = "team_card"
    __table_args__ = (
        UniqueConstraint("workspace_id", "team_id", "period"),
        Index("ix_team_card_workspace_id_period", "workspace_id", "period"),
    )

    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=7)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    n_members: int
    n_scored: int
    minimum: int
    score: float | None = None
    figures: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=UtcDateTime)


_IS_OPEN = text("answered_at IS NULL")


class CardQuestion(Row, table=True):
    """Something is wrong with the figures, says the member about their own card of a period; at most one open question
    about each. `answer` is a manager's or HR's; `sets_aside`: HR leaves the month out of what months in a row lead to.
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
    text: str = Field(sa_type=Sealed("card_question.text"))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answer: str = Field(default="", sa_type=Sealed("card_question.answer"))
    answered_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sets_aside: bool = False

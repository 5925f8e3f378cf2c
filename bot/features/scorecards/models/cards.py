"""Published cards, of which rows are only ever added."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

FIRST_REVISION = 1

RATINGS = "ratings"
"""Why there is another revision: ratings of the month were released after the card."""

APPRAISAL = "appraisal"
"""Why there is another revision: a manager changed a rating after it was published with the card."""


CORRECTION = "correction"
"""Why there is another revision: figures were corrected after the card, and HR had it computed anew."""


class Card(Row, table=True):
    """A member's card as it was published: nothing on it is computed again. `reason` is a code and says why there is
    this revision; empty for the first. `explanation` is HR's own sentence, where they have written one.

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
    explanation: str | None = Field(default=None, sa_type=Sealed("card.explanation"))


class TeamCard(Row, table=True):
    """A team's figures of a period, as they were told. What too few people contributed to, or what would give somebody
    away beside what was told before, is not even stored.

    `n_members` cards are out, `n_scored` of them complete; `score` is their mean, None where it is not told;
    `figures` is a list of `TeamFigure` as JSON, `contributors` says as JSON whose cards are in each of them
    (`rules.team_figures.Contributing`).
    """

    __tablename__ = "team_card"
    __table_args__ = (
        UniqueConstraint("workspace_id", "team_id", "period", "revision"),
        Index("ix_team_card_workspace_id_period", "workspace_id", "period"),
    )

    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=7)
    revision: int = FIRST_REVISION
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    n_members: int
    n_scored: int
    minimum: int
    score: float | None = None
    figures: str = Field(sa_type=Text)
    contributors: str = Field(default="{}", sa_type=Text)
    published_at: datetime = Field(sa_type=UtcDateTime)

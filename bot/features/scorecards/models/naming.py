"""Who may be named to the team, with what, and who was."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import BigId, UtcDateTime

ASKED, SHARED, DECLINED, WITHDRAWN, DROPPED = "asked", "shared", "declined", "withdrawn", "dropped"
"""Of a win; dropped is one whose figure was corrected before it was shared."""


class NamingChoice(Row, table=True):
    """What a member has chosen; without a row they are asked about wins and are never star of the month."""

    __tablename__ = "naming_choice"
    __table_args__ = (UniqueConstraint("workspace_id", "member_id"),)

    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    is_asked: bool = True
    may_be_star: bool = False
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Win(Row, table=True):
    """A result that a member is asked about: may the team know? One a month.

    `value` and `attainment` (in %) are what was on the card when they were asked, `is_best` that it was their best of
    the months that were looked at. `shows_figure` is decided at the consent: whether the number may stand beside the
    team's figures without telling of few others.
    """

    __tablename__ = "win"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "period"),
        Index("ix_win_workspace_id_period_team_id", "workspace_id", "period", "team_id"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=7)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    metric: str = Field(max_length=40)
    value: float
    attainment: float
    is_best: bool = False
    shows_figure: bool = False
    state: str = Field(default=ASKED, max_length=10)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Star(Row, table=True):
    """A star of a month by the rules of a scheme. `n_candidates` took part; `decided_by` as in
    `scoring.incentives.StarChoice`. Only HR takes one back."""

    __tablename__ = "star"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "period", "scheme"),
        Index("ix_star_workspace_id_period", "workspace_id", "period"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=7)
    scheme: str = Field(max_length=40)
    n_candidates: int
    decided_by: str = Field(max_length=20)
    named_at: datetime = Field(sa_type=UtcDateTime)
    taken_back_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

"""Cards that are made and not out yet, and how far the making of a month is."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime


class MonthMaking(Row, table=True):
    """A month whose cards are being made, or are made and wait; gone once they are out.

    `wishes` counts how often they were wanted, by the calendar or by HR; `working_on` is the wish that is being
    fulfilled, `made` the last that was. HR is told once they are made if `tells`. They come out when they are made and
    nobody holds them, once that is wanted: since `release_at`.
    """

    __tablename__ = "month_making"
    __table_args__ = (UniqueConstraint("workspace_id", "month"),)

    month: str = Field(max_length=7)
    wishes: int = 1
    working_on: int = 0
    made: int = 0
    made_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    tells: bool = False
    release_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    held_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    held_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    held_for: str = Field(default="", sa_type=Sealed("month_making.held_for"))

    @property
    def is_made(self) -> bool:
        """For whoever wanted them last."""
        return self.made >= self.wishes


class StagedTeam(Row, table=True):
    """A team whose members' cards of a period are made, or to be made, before they come out; its own card as in
    `TeamCard`.

    `looked_at` is the wish for which its inputs were looked at last. `fingerprint` is a SHA-256 of all that the cards
    are made from, empty before they are; `n_unscored` of the cards have no score at all.
    """

    __tablename__ = "staged_team"
    __table_args__ = (UniqueConstraint("workspace_id", "period", "team_id"),)

    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=7)
    looked_at: int = 0
    fingerprint: str = Field(default="", max_length=64)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    n_members: int
    n_scored: int = 0
    n_unscored: int = 0
    minimum: int
    score: float | None = None
    figures: str = Field(default="[]", sa_type=Text)
    contributors: str = Field(default="{}", sa_type=Text)


class StagedCard(Row, table=True):
    """A member's card before it comes out, which nobody sees; columns as in `Card`, of which it becomes the first
    revision as it is."""

    __tablename__ = "staged_card"
    __table_args__ = (
        UniqueConstraint("workspace_id", "member_id", "period"),
        Index("ix_staged_card_workspace_id_period_team_id", "workspace_id", "period", "team_id"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    period: str = Field(max_length=7)
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    score: float | None = None
    band: str | None = Field(default=None, max_length=8)
    coverage: float
    is_complete: bool
    receipt: str = Field(sa_type=Text)

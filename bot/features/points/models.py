"""Special points that people get for a month, who agreed to them, and which months are out."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, Exact, UtcDateTime

REASON_LIMIT = 1_000
OPEN, AGREED, DECLINED, TAKEN_BACK, LAPSED = "open", "agreed", "declined", "taken_back", "lapsed"


class SpecialPoints(Row, table=True):
    """Points that somebody proposed for a member's month, written 2026-10; with AGREED they are on its card.

    LAPSED: the month was over, with cards or without, before three had agreed. `ended_by` is who agreed last,
    declined or took them back, None where nobody did, and `end_reason` what they said; `points` above 0, in steps of a
    half.
    """

    __tablename__ = "special_points"
    __table_args__ = (
        Index("ix_special_points_workspace_id_month_state", "workspace_id", "month", "state"),
        Index("ix_special_points_workspace_id_member_id_month", "workspace_id", "member_id", "month"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    month: str = Field(max_length=7)
    points: Decimal = Field(sa_type=Exact)
    reason: str = Field(sa_type=Sealed("special_points.reason"))
    state: str = Field(default=OPEN, max_length=10)
    proposed_by: int = Field(foreign_key="member.id", sa_type=BigId)
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    ended_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    end_reason: str = Field(default="", sa_type=Sealed("special_points.end_reason"))


class PointsAgreement(Row, table=True):
    """Somebody agreed as one of the three parties, `rules.parties.Party`. Each party agrees once, and nobody is two of
    them."""

    __tablename__ = "points_agreement"
    __table_args__ = (
        UniqueConstraint("workspace_id", "points_id", "party"),
        UniqueConstraint("workspace_id", "points_id", "member_id"),
    )

    points_id: int = Field(foreign_key="special_points.id", sa_type=BigId)
    party: str = Field(max_length=10)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    agreed_at: datetime = Field(sa_type=UtcDateTime)


class PointsMonth(Row, table=True):
    """A month of which points were spoken. Whoever changes any locks the row; with `out_at` its cards are out, or
    those of a later month while nobody held it, and nothing changes any more."""

    __tablename__ = "points_month"
    __table_args__ = (UniqueConstraint("workspace_id", "month"),)

    month: str = Field(max_length=7)
    out_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

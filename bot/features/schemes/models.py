"""Which rules a team works by, and the targets that replace the rules' own."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.types import BigId, Exact, UtcDateTime


class SchemeVersion(Row, table=True):
    """A scheme as it was at one moment; never changed.

    `content` is the scheme as canonical JSON, `hash` the SHA-256 of it.
    """

    __tablename__ = "scheme_version"
    __table_args__ = (UniqueConstraint("workspace_id", "scheme_id", "hash"),)

    scheme_id: str = Field(max_length=40)
    version: int
    hash: str = Field(max_length=64)
    content: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Assignment(Row, table=True):
    """A team's scheme from a month on: one version of it, and the ids of the dimensions in use, in the scheme's order.

    `since` is the month's first day; the newest row that is not after a day holds on it.
    """

    __tablename__ = "scheme_assignment"
    __table_args__ = (UniqueConstraint("workspace_id", "team_id", "since"),)

    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    since: date
    scheme_version_id: int = Field(foreign_key="scheme_version.id", sa_type=BigId)
    groups: list[str] = Field(sa_type=JSON)
    assigned_at: datetime = Field(sa_type=UtcDateTime)


class RulesSettled(Row, table=True):
    """`month` is the first day of the last month whose cards are out, None before there is any.

    What holds until its end stays as it is. Whoever changes rules or lets cards out locks the row, so that one waits
    for the other.
    """

    __tablename__ = "rules_settled"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    month: date | None = None


class Target(Row, table=True):
    """A team's or one member's own target of a metric, for one period of the metric's cadence, from a month on.

    `since` is the month's first day; the newest row that is not after a day holds on it. A `value` of None goes back to
    what holds without one of their own.
    """

    __tablename__ = "metric_target"
    # Both databases hold NULLs apart, so each constraint binds only the rows of its kind.
    __table_args__ = (
        UniqueConstraint("workspace_id", "metric", "team_id", "since"),
        UniqueConstraint("workspace_id", "metric", "member_id", "since"),
        CheckConstraint("(team_id IS NULL) <> (member_id IS NULL)", name="one_owner"),
    )

    metric: str = Field(max_length=40)
    team_id: int | None = Field(default=None, foreign_key="team.id", sa_type=BigId)
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId, index=True)
    since: date
    value: Decimal | None = Field(default=None, sa_type=Exact)
    set_at: datetime = Field(sa_type=UtcDateTime)

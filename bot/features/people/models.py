"""Workspace, members, teams: who works with whom."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, UtcDateTime

MEMBER = "member"
"""Whoever holds no role."""
LEAD, HR, COMMITTEE, AUDITOR, OPERATOR, ADMIN = "lead", "hr", "committee", "auditor", "operator", "admin"
ROLES = (LEAD, HR, COMMITTEE, AUDITOR, OPERATOR, ADMIN)
REASON_LIMIT = 300
VACATION, SICK, LEAVE, TRIP = "vacation", "sick", "leave", "trip"
ABSENCES = (VACATION, SICK, LEAVE, TRIP)


class Workspace(SQLModel, table=True):
    """A Slack workspace; every other table's rows belong to one. `url` is its address in browsers, `slack_app` the id
    of our app in Slack, for links; both empty before the bot has been started with a token."""

    __tablename__ = "workspace"

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    slack_team: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=200)
    synced_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    country: str | None = Field(default=None, max_length=10)
    url: str = Field(default="", max_length=200)
    slack_app: str = Field(default="", max_length=40)

    @property
    def key(self) -> int:
        """The primary key of a row that has been flushed."""
        assert self.id is not None, "the row has not been flushed"
        return self.id


class Member(Row, table=True):
    """A person of the workspace; bots and guests never become one.

    `language` is the person's own choice and wins over Slack's `locale`; `prompt_minute` and the quiet hours count from
    local midnight. Without a `country` of their own the workspace's holidays count. Prompts begin again on
    `paused_until`. With `merged_into` the row is only left of an account that turned out to be that other member's: it
    never becomes active again.
    """

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_user"),)

    slack_user: str = Field(max_length=40)
    name: str = Field(max_length=200)
    email: str | None = Field(default=None, max_length=320, index=True)
    zone: str = Field(max_length=60)
    locale: str = Field(max_length=20)
    language: str | None = Field(default=None, max_length=10)
    is_active: bool = True
    is_slack_admin: bool = False
    joined_on: date | None = None
    left_on: date | None = None
    prompt_minute: int | None = None
    country: str | None = Field(default=None, max_length=10)
    paused_until: date | None = None
    quiet_start: int | None = None
    quiet_end: int | None = None
    merged_into: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)


class Team(Row, table=True):
    """`channel` is where the team's post goes; without one there is no post."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    name: str = Field(max_length=200)
    channel: str | None = Field(default=None, max_length=40)
    language: str | None = Field(default=None, max_length=10)


def _one_at_a_time(table: str, subject: str) -> tuple[SchemaItem, ...]:
    """A subject's rows follow each other, the last of them may be open; that no two overlap is seen to by who writes
    them under the workspace's lock."""
    is_open = text("last_on IS NULL")
    return (
        UniqueConstraint("workspace_id", subject, "first_on"),
        Index(f"uq_{table}_open", "workspace_id", subject, unique=True, sqlite_where=is_open, postgresql_where=is_open),
    )


class Membership(Row, table=True):
    """In which team a member was from `first_on` to `last_on`, both included; None for as long as nobody says
    otherwise. One team at a time."""

    __tablename__ = "membership"
    __table_args__ = _one_at_a_time("membership", "member_id")

    team_id: int = Field(foreign_key="team.id", sa_type=BigId, index=True)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    first_on: date
    last_on: date | None = None


class Leadership(Row, table=True):
    """Who led a team, on which days; it counts on those on which they were in it. One lead at a time."""

    __tablename__ = "leadership"
    __table_args__ = _one_at_a_time("leadership", "team_id")

    team_id: int = Field(foreign_key="team.id", sa_type=BigId)
    member_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    first_on: date
    last_on: date | None = None


class Reporting(Row, table=True):
    """Whose manager was who, on which days. One manager at a time, and never in a circle."""

    __tablename__ = "reporting"
    __table_args__ = _one_at_a_time("reporting", "member_id")

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    manager_id: int = Field(foreign_key="member.id", sa_type=BigId, index=True)
    first_on: date
    last_on: date | None = None


class RoleGrant(Row, table=True):
    """A role that a member holds from `first_on` to `last_on`, both included, and no longer than until `revoked_at`.

    Who gave and who took it are members; None is the command line, or nobody, when somebody leaves.
    """

    __tablename__ = "role_grant"
    __table_args__ = (Index("ix_role_grant_workspace_id_member_id", "workspace_id", "member_id"),)

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    role: str = Field(max_length=20)
    reason: str = Field(sa_type=Sealed("role_grant.reason"))
    first_on: date
    last_on: date | None = None
    granted_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    granted_at: datetime = Field(sa_type=UtcDateTime)
    revoked_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_reason: str = Field(default="", sa_type=Sealed("role_grant.revoked_reason"))


class Absence(Row, table=True):
    """A member is away from `first_on` to `last_on`, both included; one member's never overlap. `kind` is shown
    to nobody else."""

    __tablename__ = "absence"
    __table_args__ = (
        Index("ix_absence_workspace_id_member_id_last_on", "workspace_id", "member_id", "last_on"),
        Index("ix_absence_workspace_id_last_on", "workspace_id", "last_on"),
    )

    member_id: int = Field(foreign_key="member.id", sa_type=BigId)
    kind: str = Field(sa_type=Sealed("absence.kind"))
    first_on: date
    last_on: date
    created_at: datetime = Field(sa_type=UtcDateTime)


class ErasedAccount(Row, table=True):
    """An account that was erased and is not taken over again: a digest of its Slack id with the workspace's salt."""

    __tablename__ = "erased_account"
    __table_args__ = (UniqueConstraint("workspace_id", "digest"),)

    salt: str = Field(max_length=64)
    digest: str = Field(max_length=64)


class CalendarDay(Row, table=True):
    """A day that differs from the week and the holidays for the whole workspace: off, with a name, or worked."""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("workspace_id", "on"),)

    on: date
    is_worked: bool
    name: str = Field(default="", max_length=80)

"""Goals of teams and people for a quarter or a half year, and how far they have come."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.db.base import Row
from bot.db.sealing.column import Sealed
from bot.db.types import BigId, Exact, UtcDateTime

TITLE_LIMIT, WHY_LIMIT, UNIT_LIMIT, WORD_LIMIT = 100, 500, 24, 500
PROPOSED, AGREED, CLOSED = "proposed", "agreed", "closed"
ACHIEVED, PARTLY, MISSED, DROPPED = "achieved", "partly", "missed", "dropped"
OUTCOMES = (ACHIEVED, PARTLY, MISSED, DROPPED)
"""Of a goal that is closed; one that was never agreed on can only be dropped."""


class Goal(Row, table=True):
    """What a team wants to reach, or with `member_id` a person for themselves: exactly one of the two is set.

    `period` is written 2026-Q4 or 2026-H2, and `ends_on` its last day; the goal itself is to be reached `due_on`.
    What is measured goes from `start` to `target`, which differ; the target may be the lower one. It is a number of the
    goal's own in `unit`, as somebody wrote it, or with `metric` that metric of the team's scheme, in whose unit it is.
    `weight` is relative to the team's others.
    """

    __tablename__ = "goal"
    __table_args__ = (
        Index("ix_goal_workspace_id_team_id_ends_on", "workspace_id", "team_id", "ends_on"),
        Index("ix_goal_workspace_id_member_id_ends_on", "workspace_id", "member_id", "ends_on"),
        Index("ix_goal_workspace_id_owner_id_state", "workspace_id", "owner_id", "state"),
    )

    team_id: int | None = Field(default=None, foreign_key="team.id", sa_type=BigId)
    member_id: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    owner_id: int = Field(foreign_key="member.id", sa_type=BigId)
    period: str = Field(max_length=7)
    ends_on: date
    title: str = Field(sa_type=Sealed("goal.title"))
    why: str = Field(default="", sa_type=Sealed("goal.why"))
    metric: str | None = Field(default=None, max_length=64)
    unit: str = Field(default="", sa_type=Sealed("goal.unit"))
    start: Decimal = Field(sa_type=Exact)
    target: Decimal = Field(sa_type=Exact)
    due_on: date
    weight: int = 1
    state: str = Field(default=PROPOSED, max_length=10)
    proposed_by: int = Field(foreign_key="member.id", sa_type=BigId)
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    agreed_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    agreed_on: date | None = None
    closed_by: int | None = Field(default=None, foreign_key="member.id", sa_type=BigId)
    closed_on: date | None = None
    outcome: str | None = Field(default=None, max_length=10)
    reason: str = Field(default="", sa_type=Sealed("goal.reason"))

    @property
    def is_running(self) -> bool:
        return self.state == AGREED


class GoalUpdate(Row, table=True):
    """Where a goal's own number stood `on` a day, as somebody says; nothing is ever changed or taken away.

    Revisions count from 1 and the highest is the goal's value. With `is_correction` it takes the place of the one
    before it, and `word` says why.
    """

    __tablename__ = "goal_update"
    __table_args__ = (UniqueConstraint("workspace_id", "goal_id", "revision"),)

    goal_id: int = Field(foreign_key="goal.id", sa_type=BigId)
    revision: int
    author_id: int = Field(foreign_key="member.id", sa_type=BigId)
    on: date
    value: Decimal = Field(sa_type=Exact)
    word: str = Field(default="", sa_type=Sealed("goal_update.word"))
    is_correction: bool = False
    written_at: datetime = Field(sa_type=UtcDateTime)
